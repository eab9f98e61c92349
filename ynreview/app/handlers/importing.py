"""The organiser's tables taken over: ledger and list of experts, with the maps of their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ynreview.app import commands as c
from ynreview.app.column_maps import column_maps, put_column_maps, remember_map
from ynreview.app.formal_document import put_replies, stored_replies
from ynreview.app.handlers.preparing import require_entry, require_open_for_change
from ynreview.app.ledger_import import LedgerPlan, changes_in_data, plan_ledger, plan_panel
from ynreview.app.outcome import Outcome
from ynreview.app.queries.panel_checks import panel_findings
from ynreview.app.queries.readiness import stored_rules
from ynreview.app.recusal_reviews import drop_review, put_review, stored_reviews
from ynreview.kernel.codec import to_plain
from ynreview.kernel.errors import UsageError, YnReviewError
from ynreview.panel.entries import Entry
from ynreview.panel.people import Recusal
from ynreview.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from ynreview.app.work import Work
    from ynreview.intake.attachments import FoundFile
    from ynreview.intake.headings import Source


def import_platforms(command: c.ImportPlatforms, work: Work) -> Outcome:
    """Replace the entries by those of the ledger; nothing is stored while a finding blocks.

    Files, recusals and answers stay with their platform; those of a platform that is gone go with
    it, which is told before.
    """
    require_open_for_change(work.uow)
    plan = plan_ledger(work.uow, command, work.tell)
    data: dict[str, Any] = {
        "accepted": len(plan.entries),
        "rejected": plan.rejected,
        "source": _source(plan.source),
        **changes_in_data(plan.changes),
    }
    if command.dry_run or plan.blocked:
        return Outcome(plan.findings, data, changed=False)
    dropped = _hand_on(work.uow, plan)
    entries = tuple(
        _with_files(work.uow, entry, plan.files[entry.number])
        if plan.files.get(entry.number)
        else entry
        for entry in plan.entries
    )
    before = {file.digest for one in work.uow.entries() for file in one.attachments}
    work.uow.replace_entries(entries)
    for digest in before - {file.digest for one in entries for file in one.attachments}:
        work.uow.drop_blob(digest)
    _remember(work.uow, "platforms", plan.source, command.mapping, command.file.name)
    data["recusals_dropped"] = to_plain(dropped)
    detail = {
        "file": command.file.name,
        "count": len(entries),
        **{name: data[name] for name in ("added", "changed", "gone", "recusals_dropped")},
    }
    return Outcome(plan.findings, data, detail=detail)


def import_panel(command: c.ImportPanel, work: Work) -> Outcome:
    """Replace the experts by those of the list; recusals of those who are gone go with them.

    What keeps such a panel from being issued is told here already, but stops no list.
    """
    require_open_for_change(work.uow)
    plan = plan_panel(work.uow, command)
    codes = [expert.code for expert in plan.experts]
    data: dict[str, Any] = {
        "accepted": len(codes),
        "rejected": plan.rejected,
        "experts": codes,
        "source": _source(plan.source),
        **changes_in_data(plan.changes),
    }
    told = panel_findings(plan.experts, stored_rules(work.uow)) if not plan.blocked else ()
    findings = (*plan.findings, *(finding.as_warning() for finding in told))
    if command.dry_run or plan.blocked:
        return Outcome(findings, data, changed=False)
    dropped = [recusal for recusal, _ in work.uow.recusals() if recusal.expert not in codes]
    for recusal in dropped:
        work.uow.drop_recusal(recusal.expert, recusal.entry)
    for review in stored_reviews(work.uow):
        if review.expert not in codes:
            drop_review(work.uow, review.expert, review.entry)
    work.uow.replace_experts(plan.experts)
    _remember(work.uow, "panel", plan.source, command.mapping, command.file.name)
    data["recusals_dropped"] = to_plain(dropped)
    detail = {
        "file": command.file.name,
        "experts": codes,
        "recusals_dropped": data["recusals_dropped"],
    }
    return Outcome(findings, data, detail=detail)


def forget_column_map(command: c.ForgetColumnMap, work: Work) -> Outcome:
    """Forget one remembered 列对应, counted from 1 as they are listed."""
    maps = column_maps(work.uow)
    if not 1 <= command.place <= len(maps):
        raise UsageError("ledger.no_such_map", place=command.place, count=len(maps))
    gone = maps[command.place - 1]
    put_column_maps(work.uow, [one for one in maps if one is not gone])
    return Outcome(data={"forgotten": to_plain(gone)}, detail=to_plain(gone))


def change_entry_state(command: c.ChangeEntryState, work: Work) -> Outcome:
    """Change the 状态 of a platform before issue; the reason stays in the journal."""
    require_open_for_change(work.uow)
    require_entry(work.uow, command.entry)
    reason = command.reason.strip()
    if not reason:
        raise UsageError("app.reason_missing")
    entry = next(one for one in work.uow.entries() if one.number == command.entry)
    work.uow.put_entry(replace(entry, state=command.state))
    detail = {
        "entry": entry.number,
        "before": entry.state.value,
        "state": command.state.value,
        "reason": reason,
        "document": command.document.strip(),
    }
    changed = entry.state is not command.state
    return Outcome(data=detail, subject=entry.number, detail=detail, changed=changed)


def _source(source: Source) -> dict[str, Any]:
    return {
        "sheet": source.sheet.name,
        "header_row": source.header_row,
        "sheets": list(source.sheet.visible),
        "columns": [
            {"column": one.column, "heading": one.heading, "field": one.field}
            for one in source.columns
        ],
    }


def _remember(
    uow: UnitOfWork, table: str, source: Source, mapping: Mapping[str, str] | None, file: str
) -> None:
    if mapping:
        remember_map(uow, table, source.keys, mapping, file)


def _hand_on(uow: UnitOfWork, plan: LedgerPlan) -> list[Recusal]:
    """Let what was recorded of a platform follow its number; returns the recusals that go."""
    heirs = plan.succession.heirs
    recusals = uow.recusals()
    moving = [(one, source) for one, source in recusals if heirs.get(one.entry) != one.entry]
    for recusal, _ in moving:
        uow.drop_recusal(recusal.expert, recusal.entry)
    # Reading again writes the removals first, so that two platforms may change numbers.
    uow.recusals()
    for recusal, source in moving:
        if recusal.entry in heirs:
            uow.put_recusal(replace(recusal, entry=heirs[recusal.entry]), source)
    _hand_on_answers(uow, heirs)
    return [recusal for recusal, _ in moving if recusal.entry not in heirs]


def _hand_on_answers(uow: UnitOfWork, heirs: Mapping[str, str]) -> None:
    reviews = stored_reviews(uow)
    for review in reviews:
        drop_review(uow, review.expert, review.entry)
    for review in reviews:
        if review.entry in heirs:
            put_review(uow, replace(review, entry=heirs[review.entry]))
    replies = stored_replies(uow)
    if replies.replies:
        kept = tuple(
            replace(one, entry=heirs[one.entry]) for one in replies.replies if one.entry in heirs
        )
        put_replies(uow, replace(replies, replies=kept))


def _with_files(uow: UnitOfWork, entry: Entry, files: Sequence[FoundFile]) -> Entry:
    for file in files:
        with file.path.open("rb") as stream:
            blob = uow.put_blob(stream)
        if blob.digest != file.attachment.digest:
            raise YnReviewError("storage.source_changed")
    return replace(entry, attachments=tuple(file.attachment for file in files))
