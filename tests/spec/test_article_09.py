"""第九条: what every applicant should have."""

from datetime import date

from ynreview.rulebook.examples import worked
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Duration, Minimum
from ynreview.rulebook.model import Example, Mark, Rulebook

ARTICLE = "第九条"


def test_that_every_worked_example_holds(rulebook: Rulebook, example: Example):
    assert worked(rulebook, example) == example.expect


def test_that_one_day_short_of_a_year_is_not_enough(rules: RulesInForce):
    age = rules.ruling("lead_unit_age", Duration).params

    assert not age.met(date(2023, 11, 25), date(2024, 11, 24))
    assert age.met(date(2023, 11, 24), date(2024, 11, 24))


def test_that_an_age_never_moves_with_a_holiday(rules: RulesInForce):
    age = rules.ruling("lead_unit_age", Duration).params

    assert age.met(date(2024, 10, 1), date(2025, 10, 1))


def test_that_the_figures_are_the_law_and_cite_their_point(rules: RulesInForce):
    staff = rules.ruling("full_time_staff_minimum", Minimum)
    foreign = rules.ruling("foreign_researchers_minimum", Minimum)

    assert (staff.params.value, foreign.params.value) == (20, 5)
    assert staff.mark is foreign.mark is Mark.LAW
    assert staff.citations == foreign.citations == ("第九条第（四）项",)
