"""Whatever the helpers give is lawful: in the band, on the step, in order, within the budget."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rounds import counting
from ynreview.kernel.money import Money, total
from ynreview.kernel.terms import Grade
from ynreview.scoring.awards import (
    Awardee,
    AwardLimits,
    AwardMethod,
    AwardPlan,
    check_awards,
    suggest_awards,
)

RULES = counting()
BANDS = {Grade.EXCELLENT: (500_000, 1_000_000), Grade.GOOD: (200_000, 500_000)}
GRADES = st.sampled_from(
    [Grade.EXCELLENT, Grade.GOOD, Grade.QUALIFIED, Grade.UNQUALIFIED, Grade.GOOD]
)
PRINTED = st.one_of(
    st.sampled_from([Fraction(score) for score in ("60", "70", "84.99", "85", "90", "100")]),
    st.integers(0, 10_000).map(lambda hundredths: Fraction(hundredths, 100)),
)
STEPS = st.one_of(
    st.sampled_from([1, 10_000, 50_000, 70_000, 100_000, 250_000]), st.integers(1, 300_000)
).map(Money)
BUDGETS = st.one_of(st.none(), st.integers(0, 20_000_000).map(Money))
WITH_METHOD = given(
    method=st.sampled_from(AwardMethod),
    graded=st.lists(st.tuples(GRADES, PRINTED, st.booleans()), max_size=15),
    budget=BUDGETS,
    step=STEPS,
)
MANY = settings(max_examples=100, deadline=None)


def awardees(graded: list[tuple[Grade, Fraction, bool]]) -> list[Awardee]:
    return [
        Awardee(f"{place:03d}", grade, printed, had_award=had)
        for place, (grade, printed, had) in enumerate(graded)
    ]


def lowest(grade: Grade, step: Money) -> int:
    """Count up from the lower end to the first amount on the step."""
    return next(a for a in range(BANDS[grade][0], BANDS[grade][1] + 1) if a % step.yuan == 0)


def able(panel: list[Awardee]) -> list[Awardee]:
    return [one for one in panel if one.grade in BANDS and not one.had_award]


@MANY
@WITH_METHOD
def test_that_amounts_are_in_the_band_on_the_step_and_within_the_budget(
    method: AwardMethod, graded: list, budget: Money | None, step: Money
):
    panel = awardees(graded)
    plan = suggest_awards(method, panel, RULES, AwardLimits(budget, step))

    grades = {one.number: one.grade for one in panel}
    for number, amount in plan.awards.items():
        low, high = BANDS[grades[number]]
        assert low <= amount.yuan <= high
        assert amount.yuan % step.yuan == 0
    assert plan.total == total(list(plan.awards.values()))
    assert budget is None or plan.total <= budget
    assert 0 <= plan.percent <= 100


@MANY
@WITH_METHOD
def test_that_equal_scores_get_equal_amounts_and_higher_never_less(
    method: AwardMethod, graded: list, budget: Money | None, step: Money
):
    panel = awardees(graded)
    plan = suggest_awards(method, panel, RULES, AwardLimits(budget, step))

    paid = [one for one in panel if one.number in plan.awards]
    for one, other in combinations(paid, 2):
        if one.grade is not other.grade:
            continue
        first, second = plan.awards[one.number], plan.awards[other.number]
        if one.printed == other.printed:
            assert first == second
        else:
            assert (first >= second) is (one.printed > other.printed) or first == second


@MANY
@WITH_METHOD
def test_that_everyone_entitled_is_paid_or_nobody_with_the_right_shortfall(
    method: AwardMethod, graded: list, budget: Money | None, step: Money
):
    panel = awardees(graded)
    plan = suggest_awards(method, panel, RULES, AwardLimits(budget, step))

    entitled = able(panel)
    minima = sum(lowest(one.grade, step) for one in entitled)
    if budget is None or budget.yuan >= minima:
        assert plan.awards.keys() == {one.number for one in entitled}
        assert plan.shortfall == Money(0)
    else:
        assert plan.awards == {}
        assert plan.shortfall == Money(minima) - budget
        assert [finding.code for finding in plan.findings] == ["scoring.budget_short"]


@MANY
@WITH_METHOD
def test_that_the_checks_accept_whatever_the_helpers_give(
    method: AwardMethod, graded: list, budget: Money | None, step: Money
):
    panel = awardees(graded)
    plan = suggest_awards(method, panel, RULES, AwardLimits(budget, step))

    assert check_awards(plan.awards, panel, RULES, AwardLimits(budget, step), {}) == ()


@MANY
@given(
    method=st.sampled_from(AwardMethod),
    graded=st.lists(st.tuples(GRADES, PRINTED, st.booleans()), max_size=10),
    budget=st.integers(0, 5_000_000),
    more=st.integers(0, 5_000_000),
)
def test_that_a_larger_budget_never_gives_anyone_less(
    method: AwardMethod, graded: list, budget: int, more: int
):
    panel = awardees(graded)

    small = _plan(method, panel, budget)
    large = _plan(method, panel, budget + more)

    for number, amount in small.awards.items():
        assert large.awards[number] >= amount


def _plan(method: AwardMethod, panel: list[Awardee], budget: int) -> AwardPlan:
    return suggest_awards(method, panel, RULES, AwardLimits(Money(budget), Money(50_000)))


@MANY
@given(
    graded=st.lists(st.tuples(GRADES, PRINTED, st.booleans()), min_size=1, max_size=8),
    amounts=st.lists(st.integers(0, 24).map(lambda n: Money(50_000 * n)), min_size=8, max_size=8),
)
def test_that_the_checks_refuse_exactly_what_is_out_of_band_or_order(
    graded: list, amounts: list[Money]
):
    panel = awardees(graded)
    awards = {one.number: amount for one, amount in zip(panel, amounts, strict=False)}
    reasons = {one.number: "科技厅说明" for one in panel}

    refused = bool(check_awards(awards, panel, RULES, AwardLimits(None, Money(50_000)), reasons))

    assert refused is (_outside(panel, awards) or _out_of_order(panel, awards))


def _outside(panel: list[Awardee], awards: dict[str, Money]) -> bool:
    return any(
        one.grade not in BANDS
        or not BANDS[one.grade][0] <= awards[one.number].yuan <= BANDS[one.grade][1]
        for one in panel
    )


def _out_of_order(panel: list[Awardee], awards: dict[str, Money]) -> bool:
    return any(
        (one.printed >= other.printed and awards[one.number] < awards[other.number])
        for one in able(panel)
        for other in able(panel)
        if one.grade is other.grade
    )
