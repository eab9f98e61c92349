"""What people put on record, asked again by whoever verifies."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import pytest

from tests.rounds import expert, in_force, marked, round_of
from ynreview.kernel.finding import Finding
from ynreview.kernel.money import Money
from ynreview.kernel.terms import EntryState, Ground, Role
from ynreview.panel.people import Recusal
from ynreview.scoring.consolidate import Attendance
from ynreview.scoring.quota import TieVote, contested
from ynreview.scoring.record import AbsenceNote, AwardDecision, Confirmation, Record, StateChange
from ynreview.scoring.record_checks import check_record, check_tie_vote
from ynreview.scoring.result import RoundInputs, conclude
from ynreview.scoring.settlement import VoteCount

SaidOnce = Callable[[Iterable[Finding], str], Finding]
COMPLETE = Record(proposed=True, closed_reason="收齐")
TIED = {number: marked(number, "90") for number in ("001", "002", "003")}


def inputs_of(**changed: object) -> RoundInputs:
    inputs = round_of(TIED, size=20, experts=6, **changed)
    experts = (*inputs.roster.experts, expert("E99", Role.ALTERNATE))
    return replace(inputs, roster=replace(inputs.roster, experts=experts))


def check(
    inputs: RoundInputs, overrides: Mapping[str, Mapping[str, object]] | None = None, **put: object
) -> tuple[Finding, ...]:
    record = replace(COMPLETE, **put)
    return check_record(inputs, record, conclude(inputs, record), in_force(overrides))


def vote(votes: Mapping[str, int], *chosen: str, abstain: int = 0, reason: str = "理由") -> TieVote:
    return TieVote(frozenset(TIED), frozenset(chosen), votes, abstain, reason)


def test_that_a_complete_record_has_nothing_against_it():
    assert check(inputs_of()) == ()


@pytest.mark.parametrize("put", [{"proposed": False}, {"closed_reason": " "}])
def test_that_an_unfinished_record_is_no_result(put: dict[str, object], said_once: SaidOnce):
    assert said_once(check(inputs_of(), **put), "record_unfinished").blocks


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (StateChange("777", EntryState.WITHDRAWN, "理由"), "state_of_unknown"),
        (StateChange("777", EntryState.TAKING_PART, "理由"), "state_of_unknown"),
        (StateChange("001", EntryState.WITHDRAWN, " "), "state_without_reason"),
        (StateChange("000", EntryState.TAKING_PART, "理由"), "state_never_issued"),
    ],
)
def test_that_no_state_makes_the_denominator_larger(
    change: StateChange, code: str, said_once: SaidOnce
):
    inputs = inputs_of()
    away = replace(inputs.entries[0], number="000", state=EntryState.WITHDRAWN)
    inputs = replace(inputs, entries=(*inputs.entries, away))

    assert said_once(check(inputs, states=(change,)), code).blocks


def test_that_a_deferred_entry_may_come_back():
    back = (
        StateChange("900", EntryState.DEFERRED, "理由"),
        StateChange("900", EntryState.TAKING_PART, "更正"),
    )

    assert check(inputs_of(), states=back) == ()


@pytest.mark.parametrize(
    ("note", "code"),
    [
        (AbsenceNote("E77", Attendance.ABSENT, "理由"), "absence_of_unknown"),
        (AbsenceNote("E01", Attendance.ABSENT, ""), "absence_without_reason"),
        (AbsenceNote("E01", Attendance.PRESENT, "理由"), "absence_impossible"),
        (AbsenceNote("E01", Attendance.REPLACED, "理由"), "absence_impossible"),
        (AbsenceNote("E01", Attendance.ABSENT, "理由", "E99"), "absence_impossible"),
        (AbsenceNote("E01", Attendance.REPLACED, "理由", "E02"), "absence_alternate"),
        (AbsenceNote("E01", Attendance.REPLACED, "理由", "E77"), "absence_alternate"),
    ],
)
def test_that_an_impossible_absence_is_refused(note: AbsenceNote, code: str, said_once: SaidOnce):
    assert said_once(check(inputs_of(), absences=(note,)), code).subject == note.expert


def test_that_nobody_is_absent_twice(said_once: SaidOnce):
    note = AbsenceNote("E01", Attendance.ABSENT, "理由")

    assert said_once(check(inputs_of(), absences=(note, note)), "absence_twice").subject == "E01"


def test_that_an_alternate_replaces_one_expert_only(said_once: SaidOnce):
    notes = tuple(AbsenceNote(code, Attendance.REPLACED, "理由", "E99") for code in ("E01", "E02"))

    assert said_once(check(inputs_of(), absences=notes), "absence_twice").subject == "E99"


@pytest.mark.parametrize(
    "given",
    [
        vote({"001": 6, "002": 5, "003": 1}, "001", "002"),
        vote({"001": 4, "002": 1}, "001", abstain=1),
        vote({}, abstain=6),
    ],
    ids=["two of three", "one of three", "均不评优秀"],
)
def test_that_a_vote_that_separates_settles_the_tie(given: TieVote):
    assert check(inputs_of(), tie_votes=(given,)) == ()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (vote({"001": 4, "002": 3}, "001", "002", reason=" "), "tie_needs_reason"),
        (vote({"001": 4, "002": 4, "003": 4}, "001", "002"), "tie_not_separated"),
        (vote({"001": 1, "002": 4}, "001"), "tie_not_separated"),
        (vote({}, "001"), "tie_not_separated"),
        (vote({"001": 7}, "001"), "too_many_votes"),
        (vote({"001": 6, "002": 6, "003": 1}, "001", "002"), "too_many_votes"),
        (vote({"001": 4, "002": 3}, "001", "002", abstain=6), "too_many_votes"),
        (vote({"001": 4, "002": -1}, "001"), "too_many_votes"),
        (vote({"001": 4, "777": 1}, "001"), "too_many_votes"),
    ],
)
def test_that_a_vote_that_cannot_be_is_refused(given: TieVote, code: str, said_once: SaidOnce):
    assert said_once(check(inputs_of(), tie_votes=(given,)), code).blocks


@pytest.mark.parametrize("chosen", [("001", "002", "003"), ("900",)])
def test_that_more_than_the_room_or_others_than_the_tied_cannot_be_chosen(
    chosen: tuple[str, ...], said_once: SaidOnce
):
    inputs = inputs_of()
    found = conclude(inputs, COMPLETE)
    tie = found.proposal.allotment.tie
    assert tie is not None

    refused = check_tie_vote(vote(dict.fromkeys(TIED, 4), *chosen), tie, found.standing, in_force())

    assert said_once(refused, "tie_too_many").params["room"] == 2


def test_that_who_is_recused_for_one_of_the_tied_does_not_vote(said_once: SaidOnce):
    inputs = inputs_of(recusals=[Recusal("E01", "003", Ground.SAME_UNIT)])

    found = check(inputs, tie_votes=(vote({"001": 6, "002": 4}, "001", "002"),))

    assert said_once(found, "too_many_votes").params["entitled"] == 5


def test_that_a_vote_held_is_about_the_same_entries_and_places_as_before():
    inputs = inputs_of()
    before = conclude(inputs, COMPLETE).proposal.allotment.tie
    held = replace(COMPLETE, tie_votes=(vote({"001": 4, "002": 1}, "001"),))
    after = conclude(inputs, held).proposal.allotment.tie

    assert before is not None
    assert after is not None
    assert contested(before) == contested(after) == (frozenset(TIED), 2)


@pytest.mark.parametrize("count", [VoteCount(7, 0, 0), VoteCount(4, -1, 0), VoteCount(3, 3, 1)])
def test_that_a_confirmation_has_no_more_votes_than_voters(count: VoteCount, said_once: SaidOnce):
    found = check(inputs_of(), confirmations=(Confirmation("900", count, "理由"),))

    assert said_once(found, "too_many_votes").subject == "900"


def test_that_a_confirmation_within_the_panel_stands():
    assert check(inputs_of(), confirmations=(Confirmation("900", VoteCount(4, 1, 1)),)) == ()


@pytest.mark.parametrize(("agree", "said"), [(3, True), (4, False)])
def test_that_only_a_majority_confirms_an_unqualified_grade(agree: int, *, said: bool):
    inputs = round_of({"001": marked("001", "55")}, experts=6)
    count = VoteCount(agree, 6 - agree, 0)

    codes = [one.code for one in check(inputs, confirmations=(Confirmation("001", count),))]

    assert ("scoring.confirmation_not_carried" in codes) is said


def test_that_a_confirmation_of_an_entry_that_left_is_passed_over():
    away = StateChange("900", EntryState.WITHDRAWN, "理由")
    vote_of_seven = Confirmation("900", VoteCount(7, 0, 0))

    assert check(inputs_of(), states=(away,), confirmations=(vote_of_seven,)) == ()


def test_that_too_few_experts_are_said_again(said_once: SaidOnce):
    inputs = round_of({"001": marked("001", "90")}, experts=4)

    assert said_once(check(inputs), "too_few_experts").subject == "001"


def test_that_amounts_nobody_wanted_are_refused(said_once: SaidOnce):
    off = {"suggest_amounts": {"enabled": False}}
    inputs = inputs_of(overrides=off)
    decision = AwardDecision(amounts={"900": Money.parse_wan("30")})

    assert said_once(check(inputs, off, award=decision), "award_not_wanted").blocks
    assert check(inputs, off) == ()
