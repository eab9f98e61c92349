"""What taking a ledger or a list of experts over would do, worked out before it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ynreview.app import commands as c
from ynreview.app.column_maps import known_maps
from ynreview.app.formal_document import stored_replies
from ynreview.app.succession import Succession, succeed
from ynreview.app.work import Tell
from ynreview.intake.changes import Change, ChangeKind, entry_changes, expert_changes
from ynreview.kernel.finding import Finding, Severity, any_blocking
from ynreview.panel.entries import Entry
from ynreview.panel.people import Expert

if TYPE_CHECKING:
    from ynreview.intake.attachments import FoundFile
    from ynreview.intake.headings import Source
    from ynreview.intake.platforms import ReadRow
    from ynreview.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class LedgerPlan:
    """The entries as they would be stored, and everything to say of it.

    ``files`` are those found for an entry, where a folder was given.
    """

    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    rejected: int
    source: Source
    changes: tuple[Change, ...]
    succession: Succession
    files: Mapping[str, tuple[FoundFile, ...]]
    rows: tuple[ReadRow, ...]

    @property
    def blocked(self) -> bool:
        """Whether a finding keeps the ledger from being taken over."""
        return any_blocking(self.findings)


@dataclass(frozen=True, slots=True)
class PanelPlan:
    """The experts as they would be stored, and everything to say of it."""

    experts: tuple[Expert, ...]
    findings: tuple[Finding, ...]
    rejected: int
    source: Source
    changes: tuple[Change, ...]

    @property
    def blocked(self) -> bool:
        """Whether a finding keeps the list from being taken over."""
        return any_blocking(self.findings)


def plan_ledger(uow: UnitOfWork, command: c.ImportPlatforms, tell: Tell) -> LedgerPlan:
    """Read a ledger and compare it with what is stored; raises YnReviewError."""
    from ynreview.intake.platforms import read_platforms

    intake = read_platforms(
        command.file,
        uow.round_setup().type,
        sheet=command.sheet,
        mapping=command.mapping,
        known=known_maps(uow, "platforms"),
        tell=lambda count, total: tell(f"核对 {command.file.name}", count, total),
    )
    old = uow.entries()
    succession = succeed(old, intake.entries, intake.stated)
    findings = list(intake.findings)
    blocked = any_blocking(findings)
    if not blocked:
        findings += [*succession.findings, *_going(uow, succession)]
    files = _files(command, succession.entries, findings) if not blocked else {}
    changes = entry_changes(old, succession.entries)
    if blocked:  # a row that was not read is not gone
        changes = tuple(one for one in changes if one.change is not ChangeKind.GONE)
    return LedgerPlan(
        succession.entries,
        tuple(findings),
        intake.rejected,
        intake.source,
        changes,
        succession,
        files,
        intake.rows,
    )


def _files(
    command: c.ImportPlatforms, entries: tuple[Entry, ...], findings: list[Finding]
) -> Mapping[str, tuple[FoundFile, ...]]:
    from ynreview.intake.attachments import find_attachments

    if command.attachments is None:
        return {}
    match = find_attachments(command.attachments, entries)
    findings.extend(match.findings)
    return match.matched


def _going(uow: UnitOfWork, succession: Succession) -> list[Finding]:
    """Say what goes with every platform that is not in the ledger any more."""
    recusals = [one.entry for one, _ in uow.recusals()]
    answers = [one.entry for one in stored_replies(uow).replies]
    return [
        Finding(
            "ledger.entry_goes",
            Severity.WARNING,
            one.number,
            {
                "number": one.number,
                "name": one.name,
                "also": _also(
                    (len(one.attachments), "材料 {} 份"),
                    (recusals.count(one.number), "回避登记 {} 项"),
                    (answers.count(one.number), "形式审查结论 {} 项"),
                ),
            },
        )
        for one in succession.gone
    ]


def _also(*parts: tuple[int, str]) -> str:
    """Return what goes along in words, "" when nothing does."""
    told = "、".join(words.format(count) for count, words in parts if count)
    return f"，同时移除{told}" if told else ""


def plan_panel(uow: UnitOfWork, command: c.ImportPanel) -> PanelPlan:
    """Read a list of experts and compare it with what is stored; raises YnReviewError."""
    from ynreview.intake.people import read_panel

    panel = read_panel(
        command.file,
        sheet=command.sheet,
        mapping=command.mapping,
        known=known_maps(uow, "panel"),
    )
    old = uow.experts()
    changes = expert_changes(old, panel.experts)
    findings = panel.findings
    if any_blocking(findings):
        changes = tuple(one for one in changes if one.change is not ChangeKind.GONE)
    else:
        findings = (*findings, *_leaving(uow, changes))
    return PanelPlan(panel.experts, findings, panel.rejected, panel.source, changes)


def _leaving(uow: UnitOfWork, changes: Sequence[Change]) -> list[Finding]:
    recusals = [one.expert for one, _ in uow.recusals()]
    return [
        Finding(
            "ledger.expert_goes",
            Severity.WARNING,
            one.number,
            {
                "expert": one.number,
                "name": one.name,
                "also": _also((recusals.count(one.number), "回避登记 {} 项")),
            },
        )
        for one in changes
        if one.change is ChangeKind.GONE
    ]


def changes_in_data(changes: Sequence[Change]) -> dict[str, Any]:
    """Return the changes under the names of the command-line contract."""
    return {
        **{
            kind.value: [one.number for one in changes if one.change is kind] for kind in ChangeKind
        },
        "changes": [
            {
                "number": one.number,
                "name": one.name,
                "change": one.change.value,
                "fields": [
                    {"field": f.field, "heading": f.heading, "old": f.old, "new": f.new}
                    for f in one.fields
                ],
            }
            for one in changes
        ],
    }
