"""收卷截止: who is accounted for without a package; closing and reopening the collection."""

from __future__ import annotations

from ynreview.app import commands as c
from ynreview.app.handlers.collecting import counts
from ynreview.app.outcome import Outcome, refusal
from ynreview.app.queries.desk import Closing, Desk, chair_desk
from ynreview.app.work import Work
from ynreview.kernel.codec import to_plain
from ynreview.kernel.errors import UsageError
from ynreview.kernel.finding import Finding, Severity
from ynreview.scoring.consolidate import Attendance
from ynreview.scoring.record import AbsenceNote


def close_collection(command: c.CloseCollection, work: Work) -> Outcome:
    """Close with everyone accounted for; who is not must be named absent, left or replaced."""
    desk = chair_desk(work.uow)
    if not command.reason.strip():
        raise UsageError("app.reason_missing")
    absences = _with_earlier(_absences(command), desk)
    findings = (*_check_absences(absences, desk), *_check_absent(command.absent, desk))
    if findings:
        return refusal(*findings)
    closing = Closing(command.reason.strip(), absences)
    work.uow.record_decision("closed", "", to_plain(closing), work.around.clock.now())
    after = chair_desk(work.uow)
    if after.outstanding:
        return refusal(
            desk.finding("still_outstanding", "who_is_valid", experts="、".join(after.outstanding))
        )
    data = {"closed": True, **counts(after), "below_floor": _below_floor(after)}
    return Outcome(_floor_findings(after), data, detail=to_plain(closing))


def _absences(command: c.CloseCollection) -> tuple[AbsenceNote, ...]:
    reason = command.reason.strip()
    return (
        *(AbsenceNote(code, Attendance.ABSENT, reason) for code in command.absent),
        *(AbsenceNote(code, Attendance.LEFT, reason) for code in command.left),
        *(
            AbsenceNote(old, Attendance.REPLACED, reason, new)
            for old, new in command.replaced.items()
        ),
    )


def _with_earlier(named: tuple[AbsenceNote, ...], desk: Desk) -> tuple[AbsenceNote, ...]:
    """Add who was named at an earlier close that still stands; the newer word on someone counts."""
    again = {note.expert for note in named}
    return (*(note for note in desk.record.absences if note.expert not in again), *named)


def _check_absences(absences: tuple[AbsenceNote, ...], desk: Desk) -> tuple[Finding, ...]:
    found = []
    for note in absences:
        if desk.roster.expert(note.expert) is None:
            found.append(desk.finding("expert_unknown", "who_is_valid", expert=note.expert))
        if not note.alternate:
            continue
        alternate = desk.roster.expert(note.alternate)
        if alternate is None or not alternate.is_alternate:
            found.append(desk.finding("not_an_alternate", "replaced_expert", expert=note.alternate))
    named = [code for note in absences for code in (note.expert, note.alternate) if code]
    if len(named) != len(set(named)):
        found.append(desk.finding("named_twice", "who_is_valid", experts="、".join(named)))
    return tuple(found)


def _check_absent(codes: tuple[str, ...], desk: Desk) -> tuple[Finding, ...]:
    """Refuse to call someone absent whose signed sheets are in: that would drop them unseen."""
    return tuple(
        desk.finding("absent_but_received", "who_is_valid", expert=code)
        for code in codes
        if code in desk.submissions
    )


def _below_floor(desk: Desk) -> list[str]:
    return [
        finding.subject for finding in _floor_findings(desk) if isinstance(finding.subject, str)
    ]


def _floor_findings(desk: Desk) -> tuple[Finding, ...]:
    """Name the entries with too few valid experts at once; the close itself stands."""
    flags = desk.conclusion().standing.flags
    return tuple(
        flag.finding.as_warning()
        for found in flags.values()
        for flag in found
        if flag.code == "too_few_experts"
    )


def reopen_collection(command: c.ReopenCollection, work: Work) -> Outcome:
    """Open the collection again; all figures are covered until the next close."""
    desk = chair_desk(work.uow)
    if not command.reason.strip():
        raise UsageError("app.reason_missing")
    if not desk.closed:
        return refusal(desk.finding("not_closed", "chair_scores_first"))
    gone = [note.expert for note in desk.record.absences]
    payload = {"reason": command.reason.strip()}
    work.uow.record_decision("reopened", "", payload, work.around.clock.now())
    desk = chair_desk(work.uow)
    return Outcome(_named_again(gone, desk), data={"closed": False, **counts(desk)}, detail=payload)


def _named_again(gone: list[str], desk: Desk) -> tuple[Finding, ...]:
    if not gone:
        return ()
    names = "、".join(gone)
    return (desk.finding("name_again", "who_is_valid", Severity.WARNING, experts=names),)
