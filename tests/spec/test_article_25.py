"""第二十五条: annual reports and plans."""

from datetime import date

from ynreview.rulebook.examples import worked
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import AnnualReport
from ynreview.rulebook.model import Example, Rulebook

ARTICLE = "第二十五条"


def test_that_every_worked_example_holds(rulebook: Rulebook, example: Example):
    assert worked(rulebook, example) == example.expect


def test_that_a_meeting_in_november_does_not_miss_the_report_of_its_year(rules: RulesInForce):
    reports = rules.ruling("annual_report", AnnualReport).params

    due = reports.years_due(date(2024, 6, 11), date(2026, 11, 24), date(2026, 11, 24))

    assert due == (2024, 2025)


def test_that_the_last_day_itself_is_in_time(rules: RulesInForce):
    reports = rules.ruling("annual_report", AnnualReport).params
    period = (date(2026, 1, 1), date(2026, 12, 31))

    assert reports.years_due(*period, date(2026, 11, 30)) == ()
    assert reports.years_not_yet_due(*period, date(2026, 11, 30)) == (2026,)
    assert reports.years_due(*period, date(2026, 12, 1)) == (2026,)


def test_that_a_platform_begun_in_december_owes_nothing_for_that_year(rules: RulesInForce):
    reports = rules.ruling("annual_report", AnnualReport).params

    due = reports.years_due(date(2023, 12, 1), date(2025, 6, 30), date(2026, 6, 1))

    assert due == (2024,)


def test_that_two_documents_are_due(rules: RulesInForce):
    assert len(rules.ruling("annual_report", AnnualReport).params.documents) == 2
