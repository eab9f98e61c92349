"""What 参评平台 shows and does; no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ynreview.app.commands import ChangeEntryState, ImportPlatforms
from ynreview.kernel.finding import Finding, Severity
from ynreview.messages import explain

if TYPE_CHECKING:
    from ui.tasks import Progress
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.ledger import (
        ChangeLine,
        EntriesView,
        EntryLine,
        FoundTable,
        LedgerPreview,
    )
    from ynreview.kernel.terms import EntryState

EMPTY = "还没有参评平台。请导入平台台账（Excel、WPS 表格或 CSV），也可以先下载模板。"
TABLE_FILES = {".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv", ".txt"}
_TABLE = "platforms"
_WORDS = {Severity.BLOCKING: "必须处理", Severity.WARNING: "需要说明", Severity.NOTE: "提示"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A ledger and how it is to be read; ``mapping`` None lets the program recognise it."""

    ledger: Path
    sheet: str | None = None
    mapping: Mapping[str, str] | None = None

    def command(self) -> ImportPlatforms:
        """Return what takes it over."""
        return ImportPlatforms(self.ledger, self.sheet, self.mapping)


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One line of the list of problems; ``row`` is that of the file, ``number`` a platform's."""

    severity: Severity
    word: str
    place: str
    found: str
    expected: str
    cites: str
    text: str
    row: int = 0
    number: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """The platforms stored, and the head of the journal they were read at."""

    head: str
    view: EntriesView


def entries(workspace: Workspace, known: Stored | None = None) -> Stored:
    """Return the platforms stored; those ``known`` where nothing was written since."""
    from ynreview.app.queries.ledger import entries_view

    head = workspace.ask(lambda uow: uow.journal_head())
    if known is not None and known.head == head:
        return known
    return Stored(head, workspace.ask(entries_view))


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read of a ledger, in lines made in the worker: there may be thousands."""

    found: LedgerPreview
    problems: tuple[ProblemLine, ...]
    changes: tuple[ChangeLine, ...]


def preview(workspace: Workspace, chosen: Chosen, progress: Progress) -> Checked:
    """Read the ledger and compare it; raises YnReviewError."""
    from ynreview.app.queries.ledger import change_lines, ledger_preview

    progress.tell(f"读取 {chosen.ledger.name}")
    query = partial(ledger_preview, command=chosen.command(), tell=progress.tell)
    found = workspace.ask(query)
    return Checked(found, problem_lines(found), change_lines(found))


def headings(workspace: Workspace, chosen: Chosen, progress: Progress) -> FoundTable:
    """Return the headings of the ledger, recognised or not; raises YnReviewError."""
    from ynreview.app.queries.ledger import table_headings

    progress.tell(f"读取 {chosen.ledger.name} 的表头")
    return workspace.ask(
        partial(
            table_headings,
            table=_TABLE,
            file=chosen.ledger,
            sheet=chosen.sheet,
            mapping=chosen.mapping,
        )
    )


def column_choices() -> tuple[tuple[str, str], ...]:
    """Return what a heading may be read as."""
    from ynreview.app.queries.ledger import column_choices as choices

    return choices(_TABLE)


def store(
    workspace: Workspace, chosen: Chosen, progress: Progress
) -> tuple[Outcome, Stored | None]:
    """Take the ledger over and read what is stored then, which takes a while for thousands."""
    outcome = workspace.carried_out(chosen.command(), progress)
    return outcome, entries(workspace) if outcome.ok else None


def write_template(workspace: Workspace, target: Path, progress: Progress) -> None:
    """Write the template for the round's type; raises YnReviewError."""
    from ynreview.app.table_files import write_table_template

    progress.tell(f"写出 {target.name}")
    evaluation = workspace.ask(lambda uow: uow.round_setup().type)
    write_table_template(_TABLE, evaluation, target)


def write_copy(workspace: Workspace, chosen: Chosen, target: Path, progress: Progress) -> None:
    """Write the ledger with its problems marked; raises YnReviewError."""
    from ynreview.app.queries.ledger import write_marked_copy

    progress.tell(f"写出 {target.name}")
    workspace.ask(partial(write_marked_copy, command=chosen.command(), target=target))


def change_state(
    workspace: Workspace, number: str, state: EntryState, reason: str, document: str
) -> Outcome:
    """Change the state of a platform."""
    return workspace.run(ChangeEntryState(number, state, reason, document))


def as_workbook(target: Path) -> Path:
    """Return the name a person typed as that of a workbook."""
    return target if target.suffix.lower() == ".xlsx" else target.with_name(f"{target.name}.xlsx")


def problem_lines(preview: LedgerPreview) -> tuple[ProblemLine, ...]:
    """Return every problem, those that block first, in the order of the file."""
    order = list(Severity)
    lines = [problem_line(one) for one in preview.findings]
    return tuple(sorted(lines, key=lambda one: order.index(one.severity)))


def problem_line(finding: Finding) -> ProblemLine:
    """Return a finding as a line: where, what stands there, what should."""
    text, cites, word = explain(finding), "、".join(finding.cites), _WORDS[finding.severity]
    subject = finding.subject
    if isinstance(subject, str):
        place = f"{subject} 号" if subject else "整个文件"
        return ProblemLine(finding.severity, word, place, "", "", cites, text, number=subject)
    letter = subject.get("column", "").partition(" ")[0]
    row = int(subject.get("row") or 0)
    return ProblemLine(
        finding.severity,
        word,
        _place(letter, row),
        subject.get("found", ""),
        subject.get("expected", ""),
        cites,
        text,
        row,
    )


def _place(letter: str, row: int) -> str:
    if letter and row:
        return f"{letter}{row}"
    if letter:
        return f"{letter} 列"
    return f"第 {row} 行" if row else "整个表"


def source_text(chosen: Chosen, found: LedgerPreview) -> str:
    """Return which file, sheet and header row was read."""
    sheet = f" · 工作表 {found.table.sheet}" if found.table.sheet else ""
    return f"{chosen.ledger.name}{sheet} · 表头在第 {found.table.header_row} 行"


def preview_text(found: LedgerPreview) -> str:
    """Return what was read and what would change, not yet stored."""
    from ynreview.app.queries.ledger import changes_text

    counts = {one: sum(f.severity is one for f in found.findings) for one in Severity}
    parts = [f"读到 {found.accepted + found.rejected} 行"]
    if counts[Severity.BLOCKING]:
        parts.append(f"必须改 {counts[Severity.BLOCKING]} 处")
    if counts[Severity.WARNING]:
        parts.append(f"请说明或核对 {counts[Severity.WARNING]} 处")
    if counts[Severity.NOTE]:
        parts.append(f"提示 {counts[Severity.NOTE]} 处")
    if found.table.hidden:
        parts.append(f"隐藏表 {len(found.table.hidden)} 个未读")
    told = "；".join((parts[0], "，".join(parts[1:]))) if parts[1:] else parts[0]
    return f"{told}。{changes_text(found)}还没有导入。"


def stored_text(view: EntriesView) -> str:
    """Return how many platforms there are and how many have files."""
    if not view.lines:
        return ""
    leaving = sum(not line.takes_part for line in view.lines)
    without = sum(line.takes_part and not line.files for line in view.lines)
    told = f"台账 {len(view.lines)} 个，参评 {len(view.lines) - leaving} 个"
    return f"{told}；{without} 个没有材料。" if without else f"{told}。"


def note_text(found: LedgerPreview) -> str:
    """Return how many rows can be taken over, for the foot."""
    return f"可导入 {found.accepted} / {found.accepted + found.rejected}"


def line_key(line: EntryLine) -> object:
    """Return what names a line of the table across two readings."""
    return line.number or line.row
