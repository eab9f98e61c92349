"""The expert's work: marks, recusals, and signing them as a score package."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from ynreview.app import commands as c
from ynreview.app.keys import unlock_key
from ynreview.app.outcome import IssuedFile, Outcome, refusal
from ynreview.app.queries.panel_checks import recusal_without_note
from ynreview.app.queries.task import ExpertTask, expert_task
from ynreview.app.score_entry import sheets_of_file
from ynreview.app.sealed_here import sealed_here
from ynreview.app.stored import store_submission, stored_submission
from ynreview.app.work import Work
from ynreview.kernel.codec import to_plain
from ynreview.kernel.errors import UsageError
from ynreview.kernel.finding import Finding, any_blocking
from ynreview.kernel.journal_chain import journal_to_bytes
from ynreview.messages import sentence
from ynreview.packages import documents
from ynreview.packages.bag import PackageHead, PackageType
from ynreview.packages.disk import require_free, write_out
from ynreview.packages.sources import Source, Stream
from ynreview.panel.people import Recusal
from ynreview.panel.sheets import ScoreSheet
from ynreview.scoring.checks import check_points, check_sheet
from ynreview.storage.records import RecusalSource, StoredPackage
from ynreview.storage.unit_of_work import UnitOfWork


def enter_scores(command: c.EnterScores, work: Work) -> Outcome:
    """Merge a score file into the sheets; a blocking finding leaves all of them as they were."""
    from ynreview.intake.score_file import read_score_file

    task = expert_task(work.uow)
    read = sheets_of_file(read_score_file(command.file), task, work.uow.sheets())
    if any_blocking(read.findings):
        return refusal(*read.findings)
    for recusal in read.recusals:
        _recuse(work, task, recusal)
    for sheet in read.sheets:
        work.uow.put_sheet(sheet)
    stored = {"entries": [sheet.entry for sheet in read.sheets]}
    stored["recused"] = [recusal.entry for recusal in read.recusals]
    detail = {"file": command.file.name, "sheets": [to_plain(sheet) for sheet in read.sheets]}
    detail["recusals"] = [to_plain(recusal) for recusal in read.recusals]
    return Outcome(read.findings, stored, subject=task.expert.code, detail=detail)


def enter_sheet(command: c.EnterSheet, work: Work) -> Outcome:
    """Store one sheet as it stands; impossible marks are refused, missing ones are not."""
    task = expert_task(work.uow)
    sheet = command.sheet
    _require_own(task, sheet.entry)
    form, skipped = task.form(sheet.entry), task.basis.skipped(sheet.entry)
    findings: list[Finding] = []
    for code, points in sheet.points.items():
        item = form.item(code)
        if item is None or code in skipped:
            raise UsageError("app.unknown_item", entry=sheet.entry, item=code)
        findings.extend(check_points(sheet.entry, item, points, task.sheet_rules))
    if any_blocking(findings):
        return refusal(*findings)
    work.uow.put_sheet(sheet)
    return Outcome(tuple(findings), subject=sheet.entry, detail=to_plain(sheet))


def declare_recusal(command: c.DeclareRecusal, work: Work) -> Outcome:
    """Declare a recusal; the own sheet of that entry is voided, the journal keeps it."""
    task = expert_task(work.uow)
    _require_own(task, command.entry)
    recusal = Recusal(task.expert.code, command.entry, command.ground, command.note.strip())
    if recusal.lacks_note:
        return refusal(recusal_without_note(command.entry, task.basis.rules))
    voided = _recuse(work, task, recusal)
    detail = {"recusal": to_plain(recusal), "voided": to_plain(voided)}
    return Outcome(subject=command.entry, detail=detail)


def submit_sheets(command: c.SubmitSheets, work: Work) -> Outcome:
    """Sign all sheets as the next revision; the same sheets again are written out again."""
    task = expert_task(work.uow)
    sheets = work.uow.sheets()
    findings = _check_all(task, sheets)
    if any_blocking(findings):
        return refusal(*findings)
    last = work.uow.packages(PackageType.SCORE.value, task.expert.code)
    submission = _submission(command, work, task, sheets, last[-1] if last else None)
    if last and _same_content(work, last[-1], submission):
        return _written(command, task, last[-1], findings, changed=False)
    if last and not (command.reason.strip() or command.ground):
        finding = task.blocking("correction_needs_reason", "correction_reasons")
        return refusal(*findings, finding)
    require_free(_target(command, _package_name(submission)))
    package = _sealed(work, task, submission)
    return _written(command, task, package, findings, changed=True)


def _check_all(task: ExpertTask, sheets: Mapping[str, ScoreSheet]) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for entry in task.open_entries:
        sheet = sheets.get(entry.number, ScoreSheet(entry.number))
        skipped = task.basis.skipped(entry.number)
        found.extend(check_sheet(task.basis.form_of(entry), sheet, skipped, task.sheet_rules))
    return tuple(found)


def _submission(
    command: c.SubmitSheets,
    work: Work,
    task: ExpertTask,
    sheets: Mapping[str, ScoreSheet],
    last: StoredPackage | None,
) -> documents.Submission:
    return documents.Submission(
        round_id=task.basis.setup.round_id,
        basis_digest=task.basis.digest,
        task_digest=task.owner.task_digest,
        expert=task.expert.code,
        revision=last.revision + 1 if last else 1,
        previous_digest=last.digest if last else None,
        submitted_at=work.around.clock.now(),
        undertaking=sentence("app.undertaking"),
        sheets=tuple(sheets[entry.number] for entry in task.open_entries if entry.number in sheets),
        recusals=task.own_recusals,
        reason=command.reason.strip(),
        ground=command.ground,
    )


def _same_content(work: Work, last: StoredPackage, submission: documents.Submission) -> bool:
    """Whether nothing is new since the last submission, so that it is only written out again.

    Unchanged marks with a new reason or ground are news: 维持原分并说明.
    """
    before = stored_submission(work.uow, last.digest)
    new_words = submission.reason not in {"", before.reason}
    new_ground = submission.ground not in {None, before.ground}
    same_marks = (before.sheets, before.recusals) == (submission.sheets, submission.recusals)
    return same_marks and not (new_words or new_ground)


def _package_name(submission: documents.Submission) -> str:
    return f"{submission.round_id}-{submission.expert}-score-r{submission.revision}.ynr"


def _sealed(work: Work, task: ExpertTask, submission: documents.Submission) -> StoredPackage:
    uow = work.uow
    key = unlock_key(uow, task.expert.code, work.pin)
    name = _package_name(submission).removesuffix(".ynr")
    head = PackageHead(
        package_id=name,
        round_id=submission.round_id,
        type=PackageType.SCORE,
        created=submission.submitted_at,
        signer_role="expert",
        journal_head=uow.journal_head(),
        extra={"Expert": submission.expert, "Basis-Digest": submission.basis_digest},
    )
    payload: dict[str, Source] = {
        documents.SUBMISSION: documents.to_bytes(submission),
        documents.JOURNAL: journal_to_bytes(uow.journal_lines()),
    }
    expert, revision = submission.expert, submission.revision
    package = sealed_here(uow, head, payload, key, expert, expert=expert, revision=revision)
    store_submission(uow, package.digest, documents.to_bytes(submission))
    return package


def _written(
    command: c.SubmitSheets,
    task: ExpertTask,
    package: StoredPackage,
    findings: tuple[Finding, ...],
    *,
    changed: bool,
) -> Outcome:
    target = _target(command, package.name)

    def hand_over(uow: UnitOfWork) -> tuple[IssuedFile, ...]:
        size = uow.blob_size(package.digest)
        written = write_out(Stream(size, lambda: uow.open_blob(package.digest)), target)
        path, digest = written.path, written.digest
        return (IssuedFile(path, digest, written.size, package.type, task.expert.code),)

    data = {"revision": package.revision, "key_code": package.key_code, "digest": package.digest}
    detail = {"revision": package.revision, "digest": package.digest, "reason": command.reason}
    return Outcome(
        findings,
        data,
        subject=task.expert.code,
        detail=detail,
        changed=changed,
        hand_over=(lambda ask: ask(hand_over),),
    )


def _target(command: c.SubmitSheets, name: str) -> Path:
    # Path.is_dir raises for a name that is too long; this says no, and writing gives the sentence
    is_folder = os.path.isdir(command.out)  # noqa: PTH112 - see above
    return command.out / name if is_folder else command.out


def _recuse(work: Work, task: ExpertTask, recusal: Recusal) -> ScoreSheet | None:
    _require_own(task, recusal.entry)
    voided = work.uow.sheets().get(recusal.entry)
    work.uow.put_recusal(recusal, RecusalSource.EXPERT)
    work.uow.drop_sheet(recusal.entry)
    return voided


def _require_own(task: ExpertTask, number: str) -> None:
    if number not in task.assignment.entries:
        raise UsageError("app.not_assigned", entry=number, expert=task.expert.code)
