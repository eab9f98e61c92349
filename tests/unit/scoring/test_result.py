"""The whole computation of a round: who counts, what is sealed, which amounts stand."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from tests.rounds import concluded, expert, marked, round_of
from ynreview.kernel.finding import Finding
from ynreview.kernel.money import Money
from ynreview.kernel.terms import EntryState, Grade, Ground, Role
from ynreview.panel.people import Recusal
from ynreview.scoring.awards import AwardMethod
from ynreview.scoring.consolidate import Attendance
from ynreview.scoring.record import AbsenceNote, AwardDecision, StateChange
from ynreview.scoring.result import Ballot, Conclusion, RoundInputs, default_step, figures_of

SaidOnce = Callable[[Iterable[Finding], str], Finding]


def attendances(found: Conclusion) -> dict[str, Attendance]:
    return {one.code: one.attendance for one in found.standing.panelists}


def with_alternate(inputs: RoundInputs, *, handed_in: bool = True) -> RoundInputs:
    """Add the alternate E99, who gives every entry ten points."""
    roster = replace(inputs.roster, experts=(*inputs.roster.experts, expert("E99", Role.ALTERNATE)))
    low = Ballot("E99", {one.number: marked(one.number, "10") for one in inputs.entries})
    ballots = {**inputs.ballots, "E99": low} if handed_in else inputs.ballots
    return replace(inputs, roster=roster, ballots=ballots)


def score(found: Conclusion, number: str) -> str | None:
    return next(row.score for row in found_rows(found) if row.number == number)


def found_rows(found: Conclusion):
    return figures_of(found, round_of({}).rules).rows


def test_that_an_alternate_stands_by_until_needed():
    found = concluded(with_alternate(round_of({"001": marked("001", "90")})))

    assert attendances(found)["E99"] is Attendance.STANDBY
    assert score(found, "001") == "90.00"


def test_that_an_alternate_counts_in_the_place_of_a_replaced_expert():
    note = AbsenceNote("E01", Attendance.REPLACED, "因病", alternate="E99")

    found = concluded(with_alternate(round_of({"001": marked("001", "90")})), absences=(note,))

    assert attendances(found)["E99"] is Attendance.PRESENT
    assert attendances(found)["E01"] is Attendance.REPLACED
    assert score(found, "001") == "74.00"
    assert found_rows(found)[0].valid_experts == 5


def test_that_an_activated_alternate_without_a_package_is_not_received():
    note = AbsenceNote("E01", Attendance.REPLACED, "因病", alternate="E99")
    inputs = with_alternate(round_of({"001": marked("001", "90")}), handed_in=False)

    found = concluded(inputs, absences=(note,))

    assert attendances(found)["E99"] is Attendance.NOT_RECEIVED
    assert found.standing.entitled(frozenset({"001"})) == 4


def test_that_known_and_declared_recusals_both_count():
    known = Recusal("E01", "001", Ground.RELATIVE)
    inputs = round_of({"001": marked("001", "90")}, experts=7, recusals=[known])
    declared = replace(inputs.ballots["E02"], recused=frozenset({"001"}))

    found = concluded(replace(inputs, ballots={**inputs.ballots, "E02": declared}))

    assert found_rows(found)[0].valid_experts == 5
    assert found.standing.entitled(frozenset({"001"})) == 5
    assert found.standing.entitled(frozenset({"002"})) == 7


@pytest.mark.parametrize("away", [Attendance.ABSENT, Attendance.LEFT])
def test_that_who_is_not_in_the_room_does_not_vote(away: Attendance):
    note = AbsenceNote("E01", away, "有事")

    found = concluded(round_of({"001": marked("001", "90")}, experts=6), absences=(note,))

    assert found.standing.entitled(frozenset({"001"})) == 5


def test_that_a_withdrawn_entry_leaves_the_figures_and_the_denominator():
    change = StateChange("001", EntryState.WITHDRAWN, "牵头单位申请撤回", "函〔2026〕1号")

    found = concluded(round_of({"001": marked("001", "95")}, size=10), states=(change,))

    assert found.standing.counted.taking_part == 9
    assert found.standing.counted.left_out == {EntryState.WITHDRAWN: 1}
    assert "001" not in {row.number for row in found_rows(found)}


def test_that_the_sealed_figures_are_exact_and_complete():
    sheets = {"001": [marked("001", total, main="50") for total in ("90", "90", "91", "91", "91")]}
    decision = AwardDecision(AwardMethod.UNIFORM)

    figures = figures_of(concluded(round_of(sheets, size=10), award=decision), round_of({}).rules)

    row = figures.rows[0]
    assert (row.number, row.score, row.exact, row.rank) == ("001", "90.60", "453/5", 1)
    assert (row.valid_experts, row.main_rate, row.tied) == (5, "5/6", False)
    assert (row.proposed, row.grade, row.by) == (Grade.EXCELLENT, Grade.EXCELLENT, "rule")
    assert row.award == Money.parse_wan("75")
    assert figures.award_total == Money.parse_wan("390")
    assert figures.unresolved_ties == ()


def test_that_an_entry_without_sheets_has_no_figures():
    inputs = round_of({"001": marked("001", "90")})
    silent = {code: Ballot(code) for code in inputs.ballots}

    row = found_rows(concluded(replace(inputs, ballots=silent)))[0]

    assert (row.score, row.exact, row.rank, row.main_rate, row.grade) == (None,) * 5
    assert row.valid_experts == 0


def test_that_without_a_decision_there_are_no_amounts():
    found = concluded(round_of({"001": marked("001", "90")}))

    assert (found.awards.awards, found.awards.total) == ({}, Money(0))


def test_that_amounts_set_by_hand_go_before_the_helpers():
    decision = AwardDecision(AwardMethod.TIERS, amounts={"001": Money.parse_wan("60")})

    found = concluded(round_of({"001": marked("001", "90")}, size=10), award=decision)

    assert found.awards.awards["001"] == Money.parse_wan("60")
    assert found.awards.awards["900"] == Money.parse_wan("50")
    assert found.awards.total == Money.parse_wan("510")


def test_that_an_amount_set_by_hand_is_held_against_the_budget(said_once: SaidOnce):
    decision = AwardDecision(budget=Money.parse_wan("50"), amounts={"001": Money.parse_wan("60")})

    found = concluded(round_of({"001": marked("001", "90")}, size=10), award=decision)

    assert said_once(found.findings, "award_over_budget").params["over"] == "10"


def test_that_an_entry_paid_before_is_graded_like_any_other(said_once: SaidOnce):
    inputs = round_of({"001": marked("001", "90")}, size=10, had_award=frozenset({"001"}))

    helped = concluded(inputs, award=AwardDecision(AwardMethod.UNIFORM))
    by_hand = concluded(inputs, award=AwardDecision(amounts={"001": Money.parse_wan("60")}))

    assert helped.settlement.grades["001"].grade is Grade.EXCELLENT
    assert "001" not in helped.awards.awards
    said_once(helped.findings, "award_had_before")
    said_once(by_hand.findings, "award_paid_before")


def test_that_an_amount_of_an_entry_that_left_blocks(said_once: SaidOnce):
    change = StateChange("001", EntryState.DEFERRED, "专家不足")
    decision = AwardDecision(amounts={"001": Money.parse_wan("60")})

    found = concluded(
        round_of({"001": marked("001", "90")}, size=10), states=(change,), award=decision
    )

    assert said_once(found.findings, "award_without_grade").subject == "001"


def test_that_the_step_of_amounts_is_five_wan():
    assert default_step(round_of({}).rules) == Money.parse_wan("5")


def test_that_a_step_of_the_decision_replaces_the_rounds():
    decision = AwardDecision(AwardMethod.UNIFORM, step=Money.parse_wan("10"))

    found = concluded(round_of({"001": marked("001", "90")}, size=10), award=decision)

    assert found.awards.awards["001"] == Money.parse_wan("70")


def test_that_an_entry_without_a_grade_gets_no_amount():
    found = concluded(
        round_of({"001": marked("001", "90")}, experts=4, size=10),
        award=AwardDecision(AwardMethod.UNIFORM),
    )

    assert found.awards.awards == {}
