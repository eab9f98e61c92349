"""The tie on the cut: main section rate, exact mean, vote; it never passes the quota."""

from fractions import Fraction

import pytest

from ynreview.scoring.quota import Contender, TieVote, allot

CHAIN = ("main_section_rate", "exact_mean", "panel_vote")
HALF = Fraction(1, 2)


def contender(
    number: str, printed: str = "88.58", main: Fraction = HALF, exact: str | None = None
) -> Contender:
    return Contender(number, Fraction(printed), main, Fraction(exact or printed))


def vote(among: str, chosen: str) -> TieVote:
    return TieVote(frozenset(among), frozenset(chosen), dict.fromkeys(chosen, 4), 1, "理由")


def test_that_places_go_to_the_highest_printed_scores():
    found = allot([contender("b", "90"), contender("a", "86"), contender("c", "95")], 2, CHAIN)

    assert found.winners == ("c", "b")
    assert found.tie is None


def test_that_a_tie_inside_the_quota_is_no_tie_on_the_cut():
    found = allot([contender("a"), contender("b")], 2, CHAIN)

    assert found.winners == ("a", "b")
    assert found.tie is None


def test_that_a_tie_below_the_last_place_is_no_tie_on_the_cut():
    found = allot([contender("a", "90"), contender("b"), contender("c")], 1, CHAIN)

    assert found.winners == ("a",)
    assert found.tie is None


def test_that_without_places_nobody_wins_and_nobody_ties():
    assert allot([contender("a"), contender("b")], 0, CHAIN).winners == ()
    assert allot([contender("a"), contender("b")], 0, CHAIN).tie is None


def test_that_three_tied_for_two_places_stay_open_when_nothing_separates_them():
    found = allot([contender("a"), contender("b"), contender("c")], 2, CHAIN)

    assert found.winners == ()
    assert found.tie is not None
    assert (found.tie.open, found.tie.room, found.tie.places) == (("a", "b", "c"), 2, 2)
    assert [step.separates for step in found.tie.steps] == [False, False]


def test_that_the_higher_rate_of_the_main_section_wins():
    tied = [contender("a"), contender("b", main=Fraction(51, 100)), contender("c")]

    found = allot(tied, 1, CHAIN)

    assert found.winners == ("b",)
    assert found.tie is not None
    assert (found.tie.open, found.tie.room) == ((), 0)
    assert [step.step for step in found.tie.steps] == ["main_section_rate"]
    assert found.tie.steps[0].separates


def test_that_the_exact_mean_decides_after_equal_rates():
    tied = [contender("a", exact="88.5833"), contender("b", exact="88.5834")]

    found = allot(tied, 1, CHAIN)

    assert found.winners == ("b",)
    assert found.tie is not None
    assert [step.separates for step in found.tie.steps] == [False, True]


def test_that_the_rate_goes_before_the_exact_mean():
    tied = [contender("a", main=Fraction(3, 5)), contender("b", exact="88.584")]

    assert allot(tied, 1, CHAIN).winners == ("a",)


def test_that_the_order_of_the_chain_is_a_setting():
    tied = [contender("a", main=Fraction(3, 5)), contender("b", exact="88.584")]

    assert allot(tied, 1, ("exact_mean", "main_section_rate")).winners == ("b",)


def test_that_the_first_step_may_settle_one_place_and_leave_the_other_open():
    tied = [contender("a", main=Fraction(3, 5)), contender("b"), contender("c")]

    found = allot(tied, 2, CHAIN)

    assert found.winners == ("a",)
    assert found.tie is not None
    assert (found.tie.open, found.tie.room) == (("b", "c"), 1)


def test_that_the_last_of_the_tied_may_fall_out_before_the_vote():
    tied = [contender("a"), contender("b"), contender("c", main=Fraction(2, 5))]

    found = allot(tied, 1, CHAIN)

    assert found.tie is not None
    assert found.tie.open == ("a", "b")


def test_that_the_panel_chooses_among_those_still_tied():
    found = allot([contender("a"), contender("b")], 1, CHAIN, [vote("ab", "b")])

    assert found.winners == ("b",)
    assert found.tie is not None
    assert (found.tie.open, found.tie.room) == ((), 0)
    assert found.tie.vote == vote("ab", "b")


def test_that_nobody_chosen_is_a_lawful_answer():
    found = allot([contender("a"), contender("b")], 1, CHAIN, [vote("ab", "")])

    assert found.winners == ()
    assert found.tie is not None
    assert found.tie.open == ()


def test_that_the_last_vote_counts():
    found = allot([contender("a"), contender("b")], 1, CHAIN, [vote("ab", "a"), vote("ab", "b")])

    assert found.winners == ("b",)


@pytest.mark.parametrize(
    "given",
    [vote("ab", "ab"), vote("abc", "a"), vote("a", "a"), vote("ab", "c"), vote("ab", "z")],
    ids=["more than the room", "one not tied", "one missing", "another contender", "a stranger"],
)
def test_that_a_vote_that_does_not_fit_leaves_the_tie_open(given: TieVote):
    contenders = [contender("a"), contender("b"), contender("c", "86")]

    found = allot(contenders, 1, CHAIN, [given])

    assert found.winners == ()
    assert found.tie is not None
    assert found.tie.open == ("a", "b")
    assert found.tie.vote is None


def test_that_a_chain_without_a_vote_takes_none():
    found = allot([contender("a"), contender("b")], 1, CHAIN[:2], [vote("ab", "a")])

    assert found.tie is not None
    assert found.tie.open == ("a", "b")


def test_that_those_below_the_tie_get_nothing_even_when_nobody_is_chosen():
    found = allot(
        [contender("a"), contender("b"), contender("c", "86")], 1, CHAIN, [vote("ab", "")]
    )

    assert found.winners == ()
