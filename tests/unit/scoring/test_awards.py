"""Amounts: the three helpers, and what is wrong with amounts set by hand."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

import pytest

from tests.rounds import counting
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.money import Money
from ynreview.kernel.terms import Grade
from ynreview.scoring.awards import (
    Awardee,
    AwardLimits,
    AwardMethod,
    AwardPlan,
    band_of,
    check_awards,
    suggest_awards,
)

SaidOnce = Callable[[Iterable[Finding], str], Finding]


def wan(text: str) -> Money:
    return Money.parse_wan(text)


FIVE = wan("5")
PANEL = (
    Awardee("001", Grade.EXCELLENT, Fraction("95.5")),
    Awardee("002", Grade.EXCELLENT, Fraction("88")),
    Awardee("003", Grade.GOOD, Fraction("87")),
    Awardee("004", Grade.GOOD, Fraction("77.5")),
    Awardee("005", Grade.GOOD, Fraction("70")),
    Awardee("006", Grade.QUALIFIED, Fraction("65")),
    Awardee("007", Grade.UNQUALIFIED, Fraction("40")),
)


def suggested(
    method: AwardMethod, budget: str | None = None, step: Money = FIVE, **settings: object
) -> AwardPlan:
    limit = wan(budget) if budget else None
    return suggest_awards(method, PANEL, counting(settings), AwardLimits(limit, step))


def amounts(plan: AwardPlan) -> dict[str, str]:
    return {number: amount.wan for number, amount in plan.awards.items()}


def test_that_uniform_gives_the_middle_of_each_band():
    plan = suggested(AwardMethod.UNIFORM)

    assert amounts(plan) == {"001": "75", "002": "75", "003": "35", "004": "35", "005": "35"}
    assert (plan.total, plan.percent, plan.shortfall) == (wan("255"), 100, Money(0))


def test_that_by_score_spreads_over_the_band():
    plan = suggested(AwardMethod.BY_SCORE)

    # 001: (95.5 - 85) / 15 = 7/10 of 50; 003 lies above 85 and gets the top of its band
    assert amounts(plan) == {"001": "85", "002": "60", "003": "50", "004": "35", "005": "20"}


def test_that_tiers_step_down_through_the_band():
    plan = suggested(AwardMethod.TIERS)

    assert amounts(plan) == {"001": "100", "002": "75", "003": "50", "004": "35", "005": "20"}


def test_that_a_single_tier_is_the_lowest_amount():
    plan = suggested(AwardMethod.TIERS, award_helpers={"tiers": 1})

    assert set(amounts(plan).values()) == {"50", "20"}


def test_that_a_threshold_of_a_hundred_leaves_no_room_to_spread():
    plan = suggested(AwardMethod.BY_SCORE, grade_thresholds={"excellent": "100"})

    assert amounts(plan)["001"] == "50"


def test_that_the_budget_lowers_everyone_alike_and_is_never_passed():
    plan = suggested(AwardMethod.UNIFORM, budget="200")

    assert amounts(plan) == {"001": "60", "002": "60", "003": "25", "004": "25", "005": "25"}
    assert plan.total == wan("195")
    assert plan.percent < 100


def test_that_a_budget_of_the_minima_gives_the_minima():
    plan = suggested(AwardMethod.BY_SCORE, budget="160")

    assert set(amounts(plan).values()) == {"50", "20"}
    assert plan.total == wan("160")


@pytest.mark.parametrize("method", AwardMethod)
def test_that_a_budget_below_the_minima_is_refused_with_the_shortfall(
    method: AwardMethod, said_once: SaidOnce
):
    plan = suggested(method, budget="159.5")

    finding = said_once(plan.findings, "budget_short")
    assert plan.awards == {}
    assert plan.shortfall == wan("0.5")
    assert (finding.params["lowest"], finding.params["shortfall"]) == ("160", "0.5")


def test_that_the_lowest_amount_lies_on_the_step():
    plan = suggested(AwardMethod.TIERS, step=wan("7"))

    assert amounts(plan) == {"001": "98", "002": "77", "003": "49", "004": "35", "005": "21"}


@pytest.mark.parametrize("step", [wan("60"), wan("0"), Money(-1)])
def test_that_a_step_without_an_amount_in_the_band_is_refused(step: Money, said_once: SaidOnce):
    plan = suggested(AwardMethod.UNIFORM, step=step)

    assert said_once(plan.findings, "award_step_useless").blocks
    assert plan.awards == {}


def test_that_an_entry_paid_before_is_left_out_and_named(said_once: SaidOnce):
    before = Awardee("009", Grade.GOOD, Fraction(80), had_award=True)
    unpaid = Awardee("010", Grade.QUALIFIED, Fraction(65), had_award=True)

    plan = suggest_awards(
        AwardMethod.UNIFORM, [*PANEL, before, unpaid], counting(), AwardLimits(None, FIVE)
    )

    finding = said_once(plan.findings, "award_had_before")
    assert (finding.subject, finding.severity) == ("009", Severity.WARNING)
    assert "009" not in plan.awards


def test_that_only_excellent_and_good_have_a_band():
    rules = counting()

    assert [grade for grade in Grade if band_of(grade, rules)] == [Grade.EXCELLENT, Grade.GOOD]


def test_that_nobody_to_pay_costs_nothing():
    plan = suggest_awards(AwardMethod.TIERS, PANEL[5:], counting(), AwardLimits(Money(0), FIVE))

    assert (plan.awards, plan.total, plan.findings) == ({}, Money(0), ())


def check(
    given: Mapping[str, str],
    budget: str | None = None,
    reasons: Mapping[str, str] | None = None,
    panel: Iterable[Awardee] = PANEL,
) -> tuple[Finding, ...]:
    awards = {number: wan(amount) for number, amount in given.items()}
    limit = wan(budget) if budget else None
    return check_awards(awards, list(panel), counting(), AwardLimits(limit, FIVE), reasons or {})


@pytest.mark.parametrize(
    "given", [{}, {"001": "50", "002": "50"}, {"001": "100", "003": "50", "005": "20"}]
)
def test_that_both_ends_of_a_band_are_inside(given: dict[str, str]):
    assert check(given) == ()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"001": "45"}, "award_outside_excellent"),
        ({"001": "105"}, "award_outside_excellent"),
        ({"003": "15"}, "award_outside_good"),
        ({"003": "50.0001"}, "award_outside_good"),
        ({"006": "20"}, "award_without_grade"),
        ({"777": "20"}, "award_without_grade"),
        ({"001": "52"}, "award_off_step"),
        ({"001": "50", "002": "55"}, "award_out_of_order"),
    ],
)
def test_that_an_amount_that_cannot_be_is_refused(
    given: dict[str, str], code: str, said_once: SaidOnce
):
    assert said_once(check(given), code).blocks


def test_that_equal_scores_get_equal_amounts(said_once: SaidOnce):
    twins = [Awardee(number, Grade.GOOD, Fraction(80)) for number in ("a", "b", "c")]

    assert check({"a": "30", "b": "30", "c": "30"}, panel=twins) == ()
    finding = said_once(check({"a": "30", "b": "35", "c": "30"}, panel=twins), "award_out_of_order")
    assert (finding.params["more"], finding.params["less"]) == ("35", "30")


def test_that_good_may_get_as_much_as_excellent():
    assert check({"001": "50", "003": "50"}) == ()


def test_that_a_sum_above_the_budget_is_refused(said_once: SaidOnce):
    assert check({"001": "50", "002": "50"}, budget="100") == ()
    finding = said_once(check({"001": "55", "002": "50"}, budget="100"), "award_over_budget")
    assert finding.params["over"] == "5"


def test_that_a_second_award_needs_the_departments_reason(said_once: SaidOnce):
    before = [Awardee("001", Grade.GOOD, Fraction(80), had_award=True)]

    assert said_once(check({"001": "30"}, panel=before), "award_paid_before").blocks
    assert said_once(check({"001": "30"}, None, {"001": " "}, before), "award_paid_before").blocks
    assert check({"001": "30"}, None, {"001": "科技厅已书面说明理由"}, before) == ()


def test_that_a_step_of_nothing_is_refused(said_once: SaidOnce):
    found = check_awards({"001": wan("50")}, PANEL, counting(), AwardLimits(None, Money(0)), {})

    assert said_once(found, "award_step_useless").blocks
