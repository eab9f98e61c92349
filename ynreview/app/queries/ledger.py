"""The organiser's tables before they are taken over: preview, headings, maps, marked copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ynreview.app import commands as c
from ynreview.app.column_maps import column_maps, known_maps
from ynreview.app.ledger_import import plan_ledger, plan_panel
from ynreview.app.setup import ISSUE_DOCUMENT
from ynreview.app.table_files import write_marked
from ynreview.app.table_words import NOTHING, TABLES
from ynreview.app.work import Tell, say_nothing
from ynreview.intake.changes import Change, ChangeKind
from ynreview.kernel.finding import Finding, any_blocking
from ynreview.messages import label
from ynreview.panel.entries import Entry
from ynreview.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from ynreview.intake.headings import Source

UNREAD = "未读入"
_NOTHING_READ = ("", "", "", 0, "", "", 0, "")
_CHANGES = {ChangeKind.ADDED: "新增", ChangeKind.CHANGED: "有改动", ChangeKind.GONE: "将移除"}


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One platform; ``change`` is empty, 新增, 有改动, 将移除 or 未读入.

    ``order`` is 0 where none is set, ``row`` the row of the file it was read in.
    """

    number: str
    name: str
    kind: str
    subtype: str
    panel: str
    order: int
    lead_unit: str
    department: str
    files: int
    state: str
    change: str = ""
    takes_part: bool = True
    row: int = 0


@dataclass(frozen=True, slots=True)
class EntriesView:
    """The platforms that are stored."""

    lines: tuple[EntryLine, ...]
    type: str
    issued: bool


@dataclass(frozen=True, slots=True)
class FoundHeading:
    """One heading of the file with the column it is read as, "" when it is not read."""

    column: str
    heading: str
    field: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundTable:
    """Which sheet of a file was read and how; ``headings`` in the order of the file."""

    sheet: str
    sheets: tuple[str, ...]
    hidden: tuple[str, ...]
    header_row: int
    headings: tuple[FoundHeading, ...]
    mapping: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LedgerPreview:
    """What a ledger would bring, nothing of it stored."""

    findings: tuple[Finding, ...]
    lines: tuple[EntryLine, ...]
    table: FoundTable
    accepted: int
    rejected: int
    changes: tuple[Change, ...]
    first: bool

    @property
    def blocked(self) -> bool:
        """Whether a finding keeps the ledger from being taken over."""
        return any_blocking(self.findings)


@dataclass(frozen=True, slots=True)
class PanelPreview:
    """What a list of experts would bring, nothing of it stored; ``first`` is one where none is."""

    findings: tuple[Finding, ...]
    table: FoundTable
    accepted: int
    rejected: int
    changes: tuple[Change, ...]
    first: bool

    @property
    def blocked(self) -> bool:
        """Whether a finding keeps the list from being taken over."""
        return any_blocking(self.findings)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field that would change, or a platform or expert that would come or go."""

    number: str
    name: str
    change: str
    heading: str
    old: str
    new: str

    @property
    def text(self) -> str:
        """The change on one line."""
        where = f"{self.number} {self.name}"
        if not self.heading:
            return f"{where}：{self.change}"
        return f"{where}，{self.heading}：{self.old} → {self.new}"


def entries_view(uow: UnitOfWork) -> EntriesView:
    """Return the platforms of the round."""
    lines = tuple(_line(entry) for entry in uow.entries())
    issued = uow.document(ISSUE_DOCUMENT) is not None
    return EntriesView(lines, label(uow.round_setup().type), issued)


def ledger_preview(
    uow: UnitOfWork, command: c.ImportPlatforms, tell: Tell = say_nothing
) -> LedgerPreview:
    """Read a ledger and compare it with what is stored; raises YnReviewError."""
    plan = plan_ledger(uow, command, tell)
    before = {entry.number: entry for entry in uow.entries()}
    words = {one.number: _CHANGES[one.change] for one in plan.changes} if before else {}
    entries = {entry.number: entry for entry in plan.entries}
    lines = [
        EntryLine(one.number, one.name, *_NOTHING_READ, UNREAD, row=one.row)
        if one.rejected
        else replace(
            _line(entries[one.number], words.get(one.number, "")),
            files=len(plan.files.get(one.number) or entries[one.number].attachments),
            row=one.row,
        )
        for one in plan.rows
    ]
    gone = [
        _line(before[one.number], _CHANGES[one.change])
        for one in plan.changes
        if one.change is ChangeKind.GONE
    ]
    return LedgerPreview(
        plan.findings,
        (*lines, *gone),
        _found(plan.source),
        len(plan.entries),
        plan.rejected,
        plan.changes,
        not before,
    )


def table_headings(
    uow: UnitOfWork,
    table: str,
    file: Path,
    *,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> FoundTable:
    """Return the headings of a file, also where its header is not recognised; YnReviewError."""
    from ynreview.intake.headings import read_headings

    known = known_maps(uow, table)
    return _found(read_headings(file, table, sheet=sheet, mapping=mapping, known=known))


def column_choices(table: str) -> tuple[tuple[str, str], ...]:
    """Return every column a heading may be read as: field and heading of the template."""
    from ynreview.intake.vocabulary import vocabulary

    return tuple((one.field, one.heading) for one in vocabulary(table).columns)


def column_maps_data(uow: UnitOfWork) -> list[dict[str, Any]]:
    """Return the maps remembered, counted from 1, columns in words."""
    return [
        {
            "place": place,
            "table": one.table,
            "table_label": TABLES[one.table],
            "file": one.file,
            "columns": {
                heading: dict(column_choices(one.table)).get(name, name)
                for heading, name in one.columns.items()
            },
        }
        for place, one in enumerate(column_maps(uow), start=1)
    ]


def write_marked_copy(
    uow: UnitOfWork, command: c.ImportPlatforms | c.ImportPanel, target: Path
) -> None:
    """Write a copy of the table a command would read, with every problem marked; YnReviewError."""
    plan = (
        plan_ledger(uow, command, say_nothing)
        if isinstance(command, c.ImportPlatforms)
        else plan_panel(uow, command)
    )
    write_marked(plan.source, plan.findings, command.file, target)


def panel_preview(uow: UnitOfWork, command: c.ImportPanel) -> PanelPreview:
    """Read a list of experts and compare it with what is stored; raises YnReviewError."""
    plan = plan_panel(uow, command)
    return PanelPreview(
        plan.findings,
        _found(plan.source),
        len(plan.experts),
        plan.rejected,
        plan.changes,
        not uow.experts(),
    )


def change_lines(preview: LedgerPreview | PanelPreview) -> tuple[ChangeLine, ...]:
    """Return what would change, field by field; nothing where there is nothing stored yet."""
    if preview.first:
        return ()
    lines: list[ChangeLine] = []
    for one in preview.changes:
        word = _CHANGES[one.change]
        lines += [
            ChangeLine(one.number, one.name, word, f.heading, f.old or NOTHING, f.new or NOTHING)
            for f in one.fields
        ] or [ChangeLine(one.number, one.name, word, "", "", "")]
    return tuple(lines)


def changes_text(preview: LedgerPreview | PanelPreview) -> str:
    """Return in one sentence how many would come, change and go; "" where none does."""
    if preview.first or not preview.changes:
        return ""
    counts = Counter(one.change for one in preview.changes)
    told = "，".join(f"{word} {counts[kind]} 个" for kind, word in _CHANGES.items())
    return f"与现有的相比，{told}。"


def _found(source: Source) -> FoundTable:
    return FoundTable(
        source.sheet.name,
        source.sheet.visible,
        source.sheet.hidden,
        source.header_row,
        tuple(
            FoundHeading(one.column, one.heading, one.field, one.samples) for one in source.columns
        ),
        source.mapping,
    )


def _line(entry: Entry, change: str = "") -> EntryLine:
    return EntryLine(
        entry.number,
        entry.name,
        label(entry.kind),
        label(entry.subtype) if entry.subtype is not None else "",
        entry.panel,
        entry.order or 0,
        entry.facts.lead_unit,
        entry.facts.recommending_department,
        len(entry.attachments),
        label(entry.state),
        change,
        entry.takes_part,
    )
