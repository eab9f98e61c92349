"""Who takes part by the ledger: Arts. 23 and 24 on the day, warnings only."""

from datetime import date

import pytest

from resources import resource
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.money import Money
from ynreview.kernel.terms import EntryState, EvaluationType, PlatformKind
from ynreview.messages import explain
from ynreview.panel.eligibility import check_eligibility
from ynreview.panel.entries import Entry, Facts
from ynreview.panel.round import RoundSetup
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.loader import load_rulebook


def told(
    kind: EvaluationType,
    day: date,
    facts: Facts,
    state: EntryState = EntryState.TAKING_PART,
) -> list[Finding]:
    setup = RoundSetup("R", kind, "会次", day, "yn-2022-2")
    rules = RulesInForce(load_rulebook(resource("rulebooks", "yn-2022-2")), day)
    entry = Entry("011", "平台", PlatformKind.LABORATORY, state=state, facts=facts)
    return list(check_eligibility([entry], setup, rules))


@pytest.mark.parametrize(("day", "count"), [(date(2025, 6, 10), 1), (date(2025, 6, 11), 0)])
def test_that_a_platform_waits_two_full_years_after_its_acceptance(day: date, count: int) -> None:
    found = told(EvaluationType.POST_EVALUATION, day, Facts(accepted_on=date(2023, 6, 10)))

    assert [finding.code for finding in found] == ["panel.accepted_too_recently"] * count


@pytest.mark.parametrize(("day", "count"), [(date(2024, 2, 29), 1), (date(2024, 3, 1), 0)])
def test_that_a_midterm_evaluation_waits_for_a_year_and_a_half(day: date, count: int) -> None:
    found = told(EvaluationType.MIDTERM, day, Facts(term_from=date(2022, 8, 31)))

    assert [finding.code for finding in found] == ["panel.term_too_young"] * count


@pytest.mark.parametrize(("funds", "count"), [("199.9999", 1), ("200", 0)])
def test_that_two_million_of_fiscal_funds_ask_for_a_midterm_evaluation(
    funds: str, count: int
) -> None:
    facts = Facts(fiscal_funds=Money.parse_wan(funds))

    found = told(EvaluationType.MIDTERM, date(2024, 6, 1), facts)

    assert [finding.code for finding in found] == ["panel.funds_too_small"] * count
    assert all(finding.cites == ("第二十三条第（一）项",) for finding in found)
    assert all("不足 200 万元" in explain(finding) for finding in found)


def test_that_the_last_day_of_a_term_is_in_time_for_midterm_and_early_for_acceptance() -> None:
    facts = Facts(term_until=date(2024, 6, 30))
    last, next_day = date(2024, 6, 30), date(2024, 7, 1)

    assert told(EvaluationType.MIDTERM, last, facts) == []
    assert [one.code for one in told(EvaluationType.MIDTERM, next_day, facts)] == [
        "panel.term_over"
    ]
    assert [one.code for one in told(EvaluationType.ACCEPTANCE, last, facts)] == [
        "panel.term_not_over"
    ]
    assert told(EvaluationType.ACCEPTANCE, next_day, facts) == []


def test_that_eligibility_warns_and_never_blocks_nor_speaks_of_missing_values() -> None:
    day, recent = date(2024, 6, 1), Facts(accepted_on=date(2024, 1, 1))

    assert told(EvaluationType.POST_EVALUATION, day, Facts()) == []
    assert told(EvaluationType.POST_EVALUATION, day, recent, EntryState.DEFERRED) == []
    assert [one.severity for one in told(EvaluationType.POST_EVALUATION, day, recent)] == [
        Severity.WARNING
    ]


def test_that_nobody_waits_for_an_application() -> None:
    young = Facts(accepted_on=date(2024, 6, 1), term_from=date(2024, 6, 1))

    assert told(EvaluationType.ESTABLISHMENT, date(2024, 6, 2), young) == []
