"""Entries, experts and score sheets as plain values."""

import pytest

from tests.rounds import entry, expert
from ynreview.kernel.points import Points
from ynreview.kernel.terms import EntryState, Role
from ynreview.panel.people import Expert, Roster
from ynreview.panel.sheets import ScoreSheet

ROSTER = Roster("R1", "0" * 64, 1, (expert("E01"), expert("E09", Role.ALTERNATE)))


@pytest.mark.parametrize("state", EntryState)
def test_that_only_taking_part_takes_part(state: EntryState):
    assert entry("001", state).takes_part is (state is EntryState.TAKING_PART)


def test_that_an_expert_is_found_by_code():
    assert ROSTER.expert("E01") == expert("E01")
    assert ROSTER.expert("E02") is None


def test_that_an_alternate_is_no_member():
    assert [one.code for one in ROSTER.members] == ["E01"]


def test_that_present_and_recent_units_matter_and_empty_ones_do_not():
    moved = Expert("E01", "甲", "云南大学", recent_units=("", "昆明理工大学"))

    assert moved.units == ("云南大学", "昆明理工大学")
    assert Expert("E02", "乙", "").units == ()


def test_that_marking_an_item_leaves_the_old_sheet_alone():
    empty = ScoreSheet("001")

    marked = empty.with_points("1.1", Points(850)).with_points("1.1", Points(0))

    assert empty.points == {}
    assert marked.points == {"1.1": Points(0)}
    assert marked.with_points("1.1", None).points == {}
    assert empty.with_points("1.1", None) == empty


def test_that_an_empty_remark_is_no_remark():
    remarked = ScoreSheet("001").with_remark("1.1", "见第三页")

    assert remarked.remarks == {"1.1": "见第三页"}
    assert remarked.with_remark("1.1", "").remarks == {}


def test_that_an_answer_replaces_the_one_before():
    answered = ScoreSheet("001").with_veto("V1", answer=True).with_veto("V1", answer=False)

    assert answered.veto == {"V1": False}
