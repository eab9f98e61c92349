"""The organiser's work before issuing: ledger, panel, recusals, settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ynreview.app import commands as c
from ynreview.app.outcome import Outcome, refusal
from ynreview.app.queries.readiness import (
    panel_findings,
    recusal_without_note,
    stored_rulebook,
    stored_rules,
)
from ynreview.app.setup import ISSUE_DOCUMENT
from ynreview.kernel.codec import to_plain
from ynreview.kernel.errors import UsageError, YnReviewError
from ynreview.kernel.finding import any_blocking
from ynreview.panel.entries import Entry
from ynreview.panel.people import Recusal
from ynreview.rulebook.in_force import check_overrides
from ynreview.storage.records import RecusalSource
from ynreview.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from ynreview.app.work import Work
    from ynreview.intake.attachments import FoundFile


def require_open_for_change(uow: UnitOfWork) -> None:
    """Refuse a change of what was frozen when the packages were issued."""
    if uow.document(ISSUE_DOCUMENT) is not None:
        raise YnReviewError("app.already_issued")


def import_platforms(command: c.ImportPlatforms, work: Work) -> Outcome:
    """Replace the entries by those of the ledger; nothing is stored while a finding blocks.

    Recusals from entries that are gone go with them.
    """
    from ynreview.intake.attachments import find_attachments
    from ynreview.intake.platforms import read_platforms

    require_open_for_change(work.uow)
    setup = work.uow.round_setup()
    intake = read_platforms(command.file, setup.type, sheet=command.sheet, mapping=command.mapping)
    entries, findings = intake.entries, list(intake.findings)
    if command.attachments is not None and not any_blocking(findings):
        match = find_attachments(command.attachments, entries)
        findings.extend(match.findings)
        entries = tuple(
            _with_files(work.uow, entry, match.matched.get(entry.number, ())) for entry in entries
        )
    changes = _changes(work.uow.entries(), entries)
    data: dict[str, Any] = {
        "accepted": intake.accepted,
        "rejected": intake.rejected,
        **{name: list(numbers) for name, numbers in changes.items()},
    }
    if command.dry_run or any_blocking(findings):
        return Outcome(tuple(findings), data, changed=False)
    dropped = [one for one, _ in work.uow.recusals() if one.entry in changes["gone"]]
    for recusal in dropped:
        work.uow.drop_recusal(recusal.expert, recusal.entry)
    work.uow.replace_entries(entries)
    data["recusals_dropped"] = to_plain(dropped)
    detail: dict[str, Any] = {"file": command.file.name, "count": len(entries), **changes}
    detail["recusals_dropped"] = data["recusals_dropped"]
    return Outcome(tuple(findings), data, detail=detail)


def import_panel(command: c.ImportPanel, work: Work) -> Outcome:
    """Replace the experts by those of the list; recusals of those who are gone go with them.

    What keeps such a panel from being issued is told here already, but stops no list.
    """
    from ynreview.intake.people import read_panel

    require_open_for_change(work.uow)
    panel = read_panel(command.file)
    codes = [expert.code for expert in panel.experts]
    data: dict[str, Any] = {"accepted": len(codes), "rejected": panel.rejected, "experts": codes}
    if any_blocking(panel.findings):
        return Outcome(panel.findings, data, changed=False)
    told = panel_findings(panel.experts, stored_rules(work.uow))
    findings = (*panel.findings, *(finding.as_warning() for finding in told))
    dropped = [recusal for recusal, _ in work.uow.recusals() if recusal.expert not in codes]
    for recusal in dropped:
        work.uow.drop_recusal(recusal.expert, recusal.entry)
    work.uow.replace_experts(panel.experts)
    detail = {"file": command.file.name, "experts": codes, "recusals_dropped": to_plain(dropped)}
    return Outcome(findings, {**data, "recusals_dropped": to_plain(dropped)}, detail=detail)


def recuse_expert(command: c.RecuseExpert, work: Work) -> Outcome:
    """Record a known conflict of an expert with an entry."""
    require_open_for_change(work.uow)
    require_expert(work.uow, command.expert)
    require_entry(work.uow, command.entry)
    recusal = Recusal(command.expert, command.entry, command.ground, command.note.strip())
    if recusal.lacks_note:
        return refusal(recusal_without_note(command.entry, stored_rules(work.uow)))
    work.uow.put_recusal(recusal, RecusalSource.ORGANISER)
    detail = to_plain(recusal)
    return Outcome(data=detail, subject=f"{command.expert} {command.entry}", detail=detail)


def change_settings(command: c.ChangeSettings, work: Work) -> Outcome:
    """Change 会次设定 of the round; what the regulation says cannot be changed."""
    require_open_for_change(work.uow)
    findings = check_overrides(stored_rulebook(work.uow), command.overrides)
    if any_blocking(findings):
        return refusal(*findings)
    setup = work.uow.round_setup()
    overrides = {**setup.overrides, **command.overrides}
    work.uow.put_round_setup(replace(setup, overrides=overrides))
    return Outcome(findings, detail={"overrides": to_plain(command.overrides)})


def require_expert(uow: UnitOfWork, code: str) -> None:
    """Refuse an expert that the panel does not have."""
    if code not in {expert.code for expert in uow.experts()}:
        raise UsageError("app.unknown_expert", expert=code)


def require_entry(uow: UnitOfWork, number: str) -> None:
    """Refuse an entry that the round does not have."""
    if number not in {entry.number for entry in uow.entries()}:
        raise UsageError("app.unknown_entry", entry=number)


def _with_files(uow: UnitOfWork, entry: Entry, files: tuple[FoundFile, ...]) -> Entry:
    for file in files:
        with file.path.open("rb") as stream:
            blob = uow.put_blob(stream)
        if blob.digest != file.attachment.digest:
            raise YnReviewError("storage.source_changed")
    return replace(entry, attachments=tuple(file.attachment for file in files))


def _changes(old: tuple[Entry, ...], new: tuple[Entry, ...]) -> dict[str, list[str]]:
    before = {entry.number: replace(entry, attachments=()) for entry in old}
    after = {entry.number: replace(entry, attachments=()) for entry in new}
    return {
        "added": [number for number in after if number not in before],
        "changed": [n for n in after if n in before and after[n] != before[n]],
        "gone": [number for number in before if number not in after],
    }
