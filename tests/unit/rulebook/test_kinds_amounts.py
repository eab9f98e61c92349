from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ynreview.kernel.money import Money
from ynreview.rulebook.kinds import (
    Amount,
    AnyOf,
    AwardSpread,
    Band,
    Minimum,
    NamedMinimum,
    Ratio,
    ShareCeiling,
    ShareFloor,
    VoteShare,
)

counts = st.integers(0, 100_000)
yuan = st.integers(0, 10**10)
shares = st.tuples(st.integers(1, 100), st.integers(1, 100)).filter(lambda pair: pair[0] <= pair[1])


@given(shares, counts)
def test_that_a_ceiling_is_the_largest_number_within_its_share(share: tuple[int, int], n: int):
    numerator, denominator = share
    most = ShareCeiling(numerator, denominator).most(n)

    assert denominator * most <= numerator * n < denominator * (most + 1)


@given(st.lists(counts, min_size=1, max_size=6))
def test_that_panels_together_never_have_less_than_panels_alone(panels: list[int]):
    quota = ShareCeiling(1, 10)

    assert quota.most(sum(panels)) >= sum(quota.most(n) for n in panels)


@given(shares, st.booleans(), st.integers(0, 50), st.integers(0, 50))
def test_that_votes_carry_exactly_from_the_number_needed(
    share: tuple[int, int], strict: bool, agree: int, entitled: int
):
    if strict and share[0] == share[1]:
        return
    vote = VoteShare(*share, strict=strict)

    assert vote.carried(min(agree, entitled), entitled) == (
        min(agree, entitled) >= vote.needed(entitled)
    )


@given(shares, st.integers(1, 50))
def test_that_everyone_agreeing_carries(share: tuple[int, int], entitled: int):
    assert VoteShare(*share, strict=False).carried(entitled, entitled)


def test_that_nobody_entitled_carries_nothing():
    vote = VoteShare(1, 2, strict=False)

    assert not vote.carried(0, 0)
    assert vote.needed(0) == 1


@given(st.integers(0, 500), st.integers(0, 500), yuan)
def test_that_a_band_holds_its_ends_and_what_lies_between(low: int, width: int, amount: int):
    band = Band(low, low + width)

    assert band.contains(band.lowest_money)
    assert band.contains(band.highest_money)
    assert band.contains(Money(amount)) == (
        band.lowest_money.yuan <= amount <= band.highest_money.yuan
    )
    assert not band.contains(band.highest_money + Money(1))


@given(st.integers(1, 10), yuan)
def test_that_the_cap_is_the_largest_grant_the_own_money_carries(times: int, own: int):
    ratio = Ratio(times)
    cap = ratio.cap(Money(own))

    assert ratio.met(Money(own), cap)
    assert not ratio.met(Money(own), cap + Money(1))


def test_that_a_minimum_compares_numbers_and_money():
    assert Minimum(20, "人").met(20)
    assert not Minimum(20, "人").met(19)
    assert Minimum(200, "万元").met(Money(2_000_000))
    assert not Minimum(200, "万元").met(Money(1_999_999))


def test_that_people_are_never_compared_with_money():
    with pytest.raises(TypeError):
        Minimum(20, "人").met(Money(20))
    with pytest.raises(TypeError):
        _ = Amount(20, "分钟").money


def test_that_a_share_floor_holds_exactly_its_share():
    floor = ShareFloor(4, 5)

    assert floor.met(Fraction(48), Fraction(60))
    assert not floor.met(Fraction(4799, 100), Fraction(60))


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        ({"a": 1, "b": 0}, True),
        ({"a": 0, "b": 3}, True),
        ({"a": 0, "b": 2}, False),
        ({"a": 0}, None),
        ({"a": None, "b": None}, None),
        ({"b": 5}, True),
    ],
)
def test_that_one_of_several_minimums_suffices(values: dict[str, int | None], answer: bool | None):
    rule = AnyOf((NamedMinimum("a", 1), NamedMinimum("b", 3)))

    assert rule.met(values) is answer


@pytest.mark.parametrize(
    "make",
    [
        lambda: ShareCeiling(0, 10),
        lambda: ShareCeiling(11, 10),
        lambda: ShareFloor(1, 0),
        lambda: VoteShare(1, 1, strict=True),
        lambda: Band(50, 20),
        lambda: Band(-1, 20),
        lambda: Ratio(0),
        lambda: Minimum(0, "名"),
        lambda: Amount(0, "万元"),
        lambda: AwardSpread(Fraction(3, 2), 3),
        lambda: AwardSpread(Fraction(1, 2), 0),
    ],
)
def test_that_senseless_figures_are_refused(make):  # noqa: ANN001 - a list of ways
    with pytest.raises(ValueError, match=r"\w"):
        make()
