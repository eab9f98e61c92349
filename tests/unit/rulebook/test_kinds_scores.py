from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ynreview.kernel.points import Points
from ynreview.kernel.rounding import RoundingMode
from ynreview.kernel.terms import EntryState, Grade, PlatformKind, Subtype
from ynreview.rulebook.kinds import (
    KINDS,
    AnchorLevels,
    Chain,
    Choice,
    Gap,
    ItemGap,
    Level,
    NamePattern,
    Option,
    PartnerRule,
    Rounding,
    ScoreLine,
    Statement,
    StatesCounted,
    Thresholds,
    Trimming,
)

GRADES = Thresholds(Points(8500), Points(7000), Points(6000))
LEVELS = AnchorLevels(Fraction(17, 20), Fraction(7, 10), Fraction(3, 5))
scores = st.fractions(0, 100, max_denominator=2000)


@given(scores, scores)
def test_that_a_higher_score_never_has_a_lower_grade(one: Fraction, other: Fraction):
    order = [Grade.UNQUALIFIED, Grade.QUALIFIED, Grade.GOOD, Grade.EXCELLENT]
    low, high = sorted((one, other))

    assert order.index(GRADES.grade_of(low)) <= order.index(GRADES.grade_of(high))


@given(st.integers(300, 10_000), st.integers(0, 10_000))
def test_that_levels_lie_on_the_lines_of_the_grades(full: int, given_points: int):
    points = Points(min(given_points, full))
    share = points.fraction / Points(full).fraction * 100
    pairs = {
        Grade.EXCELLENT: Level.EXCELLENT,
        Grade.GOOD: Level.GOOD,
        Grade.QUALIFIED: Level.FAIR,
        Grade.UNQUALIFIED: Level.POOR,
    }

    assert LEVELS.level_of(points, Points(full)) is pairs[GRADES.grade_of(share)]


@given(scores, st.integers(0, 4), st.sampled_from(RoundingMode))
def test_that_a_printed_value_is_at_most_half_a_unit_away(
    value: Fraction, digits: int, mode: RoundingMode
):
    rounding = Rounding(digits, mode)
    printed = rounding.printed(value)

    assert abs(printed - value) * 2 * 10**digits <= 1
    assert rounding.printed(printed) == printed
    assert Fraction(rounding.text(value)) == printed


def test_that_trimming_needs_its_switch_and_its_number():
    assert Trimming(enabled=True, at_least=7).applies(7)
    assert not Trimming(enabled=True, at_least=7).applies(6)
    assert not Trimming(enabled=False, at_least=7).applies(9)


def test_that_gaps_hold_exactly_their_limit():
    assert Gap(Points(1500)).reached(Fraction(-15))
    assert not Gap(Points(1500)).reached(Fraction(1499, 100))
    assert ItemGap(Points(800), Fraction(2, 5)).reached(Fraction(-16, 5), Points(800))
    assert not ItemGap(Points(800), Fraction(2, 5)).reached(Fraction(8), Points(799))


def test_that_a_line_is_reached_from_below_only_at_its_value():
    assert ScoreLine(Points(6000)).reached(Fraction(60))
    assert not ScoreLine(Points(6000)).reached(Fraction(5999, 100))


def test_that_lists_know_their_members():
    assert Choice(("a", "b")).allows("b")
    assert not Choice(("a", "b")).allows("c")
    assert StatesCounted((EntryState.TAKING_PART,), "round").counts(EntryState.TAKING_PART)
    assert not StatesCounted((EntryState.TAKING_PART,), "round").counts(EntryState.ABSENT)


def test_that_a_direction_may_hold_no_brackets():
    names = NamePattern(("云南省",), ("实验室",), ("中心",))

    assert names.fits("云南省茶树实验室", PlatformKind.LABORATORY)
    assert not names.fits("云南省(茶树)实验室", PlatformKind.LABORATORY)
    assert not names.fits("云南省茶树实验室", PlatformKind.RD_CENTER)
    assert not names.fits("云南实验室", PlatformKind.LABORATORY)


def test_that_a_partner_rule_has_a_lower_and_an_upper_end():
    rule = PartnerRule(PlatformKind.LABORATORY, Subtype.BILATERAL, 1, 1)

    assert [rule.fits(countries) for countries in (0, 1, 2)] == [False, True, False]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Thresholds(Points(7000), Points(8500), Points(6000)),
        lambda: AnchorLevels(Fraction(7, 10), Fraction(7, 10), Fraction(3, 5)),
        lambda: AnchorLevels(Fraction(11, 10), Fraction(7, 10), Fraction(3, 5)),
        lambda: Rounding(-1, RoundingMode.HALF_UP),
        lambda: Trimming(enabled=True, at_least=2),
        lambda: Statement("  "),
        lambda: Choice(()),
        lambda: Chain(("a", "a"), ("a",)),
        lambda: Chain(("a", "b"), ("a",)),
        lambda: Option("c", ("a", "b")),
        lambda: StatesCounted((), "round"),
        lambda: NamePattern(("云南省",)),
    ],
)
def test_that_senseless_parameters_are_refused(make):  # noqa: ANN001 - a list of ways
    with pytest.raises(ValueError, match=r"\w"):
        make()


def test_that_every_kind_says_what_it_is():
    for kind in KINDS.values():
        assert kind.__doc__
        assert kind.__dataclass_params__.frozen
