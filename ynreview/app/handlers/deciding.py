"""What the panel decides after the close: states, votes, grades, amounts, opinions."""

from __future__ import annotations

from dataclasses import replace

from ynreview.app import commands as c
from ynreview.app.outcome import Outcome, refusal
from ynreview.app.queries.desk import Desk, chair_desk
from ynreview.app.queries.grades import awards_view, grades_view
from ynreview.app.work import Work
from ynreview.kernel.codec import to_plain
from ynreview.kernel.errors import UsageError
from ynreview.kernel.finding import Finding, Severity, any_blocking
from ynreview.kernel.terms import EntryState
from ynreview.messages import label
from ynreview.scoring.quota import TieVote, contested
from ynreview.scoring.ranking import denominator
from ynreview.scoring.record import AwardDecision, StateChange
from ynreview.scoring.record_checks import check_confirmation, check_tie_vote
from ynreview.scoring.result import Conclusion, conclude, final_states


def change_state(command: c.ChangeState, work: Work) -> Outcome:
    """Change the state of an entry; the denominator and the quota are shown before and after."""
    desk = chair_desk(work.uow)
    if not command.reason.strip():
        raise UsageError("app.reason_missing")
    if desk.basis.entry(command.entry) is None:
        raise UsageError("app.unknown_entry", entry=command.entry)
    change = StateChange(
        command.entry, command.state, command.reason.strip(), command.document.strip()
    )
    before = denominator(final_states(desk.inputs, desk.record), desk.basis.counting)
    if command.state is EntryState.TAKING_PART and not _was_taking_part(desk, command.entry):
        finding = desk.finding("entry_never_issued", "who_is_valid", entry=command.entry)
        return refusal(finding)
    work.uow.record_decision("state", command.entry, to_plain(change), work.around.clock.now())
    desk = chair_desk(work.uow)
    after = denominator(final_states(desk.inputs, desk.record), desk.basis.counting)
    finding = desk.finding(
        "state_changed",
        "excellent_quota",
        Severity.NOTE,
        entry=command.entry,
        state=label(command.state),
        before=before.taking_part,
        after=after.taking_part,
        places_before=before.excellent_max,
        places_after=after.excellent_max,
    )
    data = {
        "entry": command.entry,
        "state": command.state.value,
        "taking_part": {"before": before.taking_part, "after": after.taking_part},
        "excellent_max": {"before": before.excellent_max, "after": after.excellent_max},
    }
    return Outcome((finding,), data, subject=command.entry, detail=to_plain(change))


def _was_taking_part(desk: Desk, number: str) -> bool:
    entry = desk.basis.entry(number)
    return entry is not None and entry.takes_part


def record_votes(command: c.RecordVotes, work: Work) -> Outcome:
    """Put votes on record: on the tie that is open, and on entries graded 不合格."""
    desk = chair_desk(work.uow)
    refused = desk.not_ready()
    if refused:
        return refusal(refused)
    findings = [finding for vote in command.ties for finding in _check_tie_vote(vote, desk)]
    standing = desk.conclusion().standing
    for one in command.confirmations:
        if one.entry not in {place.number for place in standing.places}:
            raise UsageError("app.unknown_entry", entry=one.entry)
        findings.extend(check_confirmation(one, standing, desk.basis.rules))
    if any_blocking(findings):
        return refusal(*findings)
    now = work.around.clock.now()
    for vote in command.ties:
        subject = "、".join(sorted(vote.among))
        work.uow.record_decision("tie_vote", subject, to_plain(vote), now)
    for one in command.confirmations:
        work.uow.record_decision("confirmation", one.entry, to_plain(one), now)
    after = chair_desk(work.uow)
    detail = {"ties": to_plain(command.ties), "confirmations": to_plain(command.confirmations)}
    return Outcome(tuple(findings), grades_view(after.conclusion()), detail=detail)


def _check_tie_vote(vote: TieVote, desk: Desk) -> tuple[Finding, ...]:
    conclusion = desk.conclusion()
    standing, rules = conclusion.standing, desk.basis.rules
    tie = conclusion.proposal.allotment.tie
    settled = tie and tie.vote and not check_tie_vote(tie.vote, tie, standing, rules)
    open_now = contested(tie)[0] if tie and not settled else frozenset()
    if tie is None or open_now != vote.among:
        names, now = ("、".join(sorted(numbers)) for numbers in (vote.among, open_now))
        return (desk.finding("no_such_tie", "tie_chain", among=names, open=now or "无"),)
    return check_tie_vote(vote, tie, standing, rules)


def propose_grades(command: c.ProposeGrades, work: Work) -> Outcome:
    """Compute the grades by the rules and put on record that the proposal stands."""
    del command
    desk = chair_desk(work.uow)
    refused = desk.not_ready()
    if refused:
        return refusal(refused)
    work.uow.record_decision("proposed", "", {}, work.around.clock.now())
    desk = chair_desk(work.uow)
    conclusion = desk.conclusion()
    view = grades_view(conclusion)
    return Outcome(_open_notes(desk, conclusion), view, detail={"grades": view["grades"]})


def set_grades(command: c.SetGrades, work: Work) -> Outcome:
    """Record voted grades; one unlawful change refuses the whole set."""
    desk = chair_desk(work.uow)
    refused = desk.not_ready()
    if refused:
        return refusal(refused)
    changes = {change.number: change for change in (*desk.record.changes, *command.changes)}
    tried = conclude(desk.inputs, replace(desk.record, changes=tuple(changes.values())))
    known = tried.proposal.grades
    findings = [
        desk.finding("not_taking_part", "excellent_quota", entry=change.number)
        for change in command.changes
        if change.number not in known
    ]
    findings.extend(finding for finding in tried.settlement.findings if finding.blocks)
    if findings:
        return refusal(*findings)
    now = work.around.clock.now()
    for change in command.changes:
        work.uow.record_decision("grade", change.number, to_plain(change), now)
    if not desk.record.proposed:
        work.uow.record_decision("proposed", "", {}, now)
    desk = chair_desk(work.uow)
    conclusion = desk.conclusion()
    notes = _open_notes(desk, conclusion)
    detail = {"changes": to_plain(command.changes)}
    return Outcome(notes, grades_view(conclusion), detail=detail)


def _open_notes(desk: Desk, conclusion: Conclusion) -> tuple[Finding, ...]:
    found = [
        desk.finding(
            "tie_open",
            "tie_chain",
            Severity.WARNING,
            among="、".join(tie),
            places=conclusion.standing.counted.excellent_max,
        )
        for tie in conclusion.settlement.unresolved_ties
    ]
    return tuple(found)


def suggest_amounts(command: c.SuggestAwards, work: Work) -> Outcome:
    """Let a helper spread amounts; earlier amounts are replaced."""
    desk = chair_desk(work.uow)
    budget = command.budget or desk.basis.setup.budget
    decision = AwardDecision(method=command.method, budget=budget, step=command.step)
    return _award(work, desk, decision)


def set_awards(command: c.SetAwards, work: Work) -> Outcome:
    """Set single amounts on top of what stands."""
    desk = chair_desk(work.uow)
    present = desk.record.award or AwardDecision(budget=desk.basis.setup.budget)
    decision = AwardDecision(
        method=present.method,
        budget=command.budget or present.budget,
        step=command.step or present.step,
        amounts={**present.amounts, **command.amounts},
        reasons={**present.reasons, **command.reasons},
    )
    return _award(work, desk, decision)


def _award(work: Work, desk: Desk, decision: AwardDecision) -> Outcome:
    refused = desk.not_ready()
    if refused is None and not desk.basis.counting.suggest_amounts.params.enabled:
        refused = desk.finding("amounts_not_wanted", "suggest_amounts")
    if refused is None and not desk.record.proposed:
        refused = desk.finding("grades_first", "outcomes_post_evaluation")
    if refused is not None:
        return refusal(refused)
    tried = conclude(desk.inputs, replace(desk.record, award=decision))
    findings = tuple(f for f in tried.findings if f not in tried.settlement.findings)
    if any_blocking(findings):
        return Outcome(findings, awards_view(tried), changed=False)
    work.uow.record_decision("award", "", to_plain(decision), work.around.clock.now())
    return Outcome(findings, awards_view(tried), detail=to_plain(decision))


def record_opinions(command: c.RecordOpinions, work: Work) -> Outcome:
    """Record the panel's words; a later text of the same entry takes the earlier one's place."""
    desk = chair_desk(work.uow)
    numbers = {entry.number for entry in desk.basis.entries}
    for opinion in command.opinions:
        if opinion.entry not in numbers:
            raise UsageError("app.unknown_entry", entry=opinion.entry)
    now = work.around.clock.now()
    for opinion in command.opinions:
        work.uow.record_decision("opinion", opinion.entry, to_plain(opinion), now)
    if command.overall is not None:
        work.uow.record_decision("overall", "", {"text": command.overall.strip()}, now)
    data = {"opinions": len(command.opinions), "overall": command.overall is not None}
    detail = {"opinions": to_plain(command.opinions), "overall": command.overall}
    return Outcome(data=data, detail=detail)
