"""Competition ranks on the printed score, and the make-up of the denominator."""

from fractions import Fraction

import pytest

from tests.rounds import counting
from ynreview.kernel.terms import EntryState
from ynreview.scoring.consolidate import PanelScore
from ynreview.scoring.ranking import denominator, ranked


def score(number: str, printed: str | None, exact: str | None = None) -> PanelScore:
    value = Fraction(printed) if printed else None
    return PanelScore(number, (), Fraction(exact) if exact else value, value, None)


def taking_part(count: int) -> dict[str, EntryState]:
    return {str(number): EntryState.TAKING_PART for number in range(count)}


def test_that_equal_printed_scores_share_a_rank_and_the_next_one_skips():
    places = ranked([score("d", "70"), score("b", "80"), score("a", "90"), score("c", "80")])

    assert [(place.number, place.rank) for place in places] == [
        ("a", 1),
        ("b", 2),
        ("c", 2),
        ("d", 4),
    ]
    assert [place.tied for place in places] == [False, True, True, False]


def test_that_the_printed_score_ranks_and_not_the_exact_one():
    places = ranked([score("b", "88.58", "88.5849"), score("a", "88.58", "88.5751")])

    assert [place.rank for place in places] == [1, 1]
    assert [place.number for place in places] == ["a", "b"]


def test_that_an_entry_without_a_score_comes_last_and_has_no_rank():
    places = ranked([score("a", None), score("c", "0"), score("b", None)])

    assert [(place.number, place.rank, place.tied) for place in places] == [
        ("c", 1, False),
        ("a", None, False),
        ("b", None, False),
    ]


@pytest.mark.parametrize(
    ("n", "places"),
    [(0, 0), (9, 0), (10, 1), (19, 1), (20, 2), (21, 2), (29, 2), (30, 3), (99, 9), (140, 14)],
)
def test_that_the_quota_is_a_tenth_and_a_part_of_one_is_none(n: int, places: int):
    assert denominator(taking_part(n), counting()).excellent_max == places


@pytest.mark.parametrize(
    "state",
    [EntryState.WITHDRAWN, EntryState.INELIGIBLE, EntryState.ABSENT, EntryState.DEFERRED],
)
def test_that_an_entry_without_an_outcome_leaves_the_denominator(state: EntryState):
    before = denominator(taking_part(20), counting())
    after = denominator({**taking_part(19), "19": state}, counting())

    assert (before.taking_part, before.excellent_max) == (20, 2)
    assert (after.ledger, after.taking_part, after.excellent_max) == (20, 19, 1)
    assert after.left_out == {state: 1}


def test_that_what_counts_as_taking_part_is_a_setting_of_the_round():
    rules = counting({"denominator": {"states": ["taking_part", "absent"]}})

    found = denominator({**taking_part(9), "9": EntryState.ABSENT}, rules)

    assert (found.taking_part, found.excellent_max, dict(found.left_out)) == (10, 1, {})
