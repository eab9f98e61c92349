"""What 形式审查 shows and does; no widget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ui.widgets.shapes import Shape
from ynreview.app.commands import AnswerFormal, ItemAnswer
from ynreview.kernel.terms import Compliance, DueState, FormalItem
from ynreview.messages import explain, label
from ynreview.panel.formal.question import fact_name
from ynreview.panel.formal.table import EntryCheck, ItemCheck

if TYPE_CHECKING:
    from ui.tasks import Progress
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.formal import FormalView
    from ynreview.panel.formal.due import EntryDue
    from ynreview.rulebook.model import Rulebook

EMPTY = "还没有参评平台。请先导入平台台账，导入后逐项列出符合、不符合和待核。"
CLEAR = "没有不符合和待核的项目。"
PLAIN_REASON = "说明"
HINT = "如：已核对申报书第 12 页；不符合的，写仍予参评的理由"
_NOT_ASKED = "—"
_SHAPES = {
    Compliance.MET: Shape.DONE,
    Compliance.NOT_MET: Shape.BLOCKED,
    Compliance.OPEN: Shape.QUESTION,
}
_DUE_SHAPES = {
    DueState.NOT_YET: Shape.OPEN,
    DueState.NOW: Shape.PARTIAL,
    DueState.OVER: Shape.ATTENTION,
    DueState.DONE: Shape.DONE,
    DueState.NONE: Shape.NOTE,
    DueState.UNKNOWN: Shape.QUESTION,
}


@dataclass(frozen=True, slots=True)
class Picked:
    """The cells that are chosen: one item of one platform or of several."""

    cells: tuple[tuple[EntryCheck, ItemCheck], ...]

    @property
    def first(self) -> ItemCheck | None:
        """The cell that is shown, None when nothing is chosen."""
        return self.cells[0][1] if self.cells else None


def formal(workspace: Workspace) -> FormalView:
    """Return the table of the open round."""
    from ynreview.app.queries.formal import formal_view

    return workspace.ask(formal_view)


def rulebook(workspace: Workspace) -> Rulebook:
    """Return the rulebook of the open round."""
    from ynreview.app.queries.readiness import stored_rulebook

    return workspace.ask(stored_rulebook)


def answer(picked: Picked, wanted: Compliance, reason: str = "") -> AnswerFormal:
    """Return what answers every chosen cell alike; 待核 without a reason takes answers back."""
    return AnswerFormal(
        tuple(ItemAnswer(row.entry.number, cell.item, wanted, reason) for row, cell in picked.cells)
    )


def answer_many(workspace: Workspace, command: AnswerFormal, progress: Progress) -> Outcome:
    """Answer many cells beside the window."""
    progress.tell(f"登记 {len(command.answers)} 项答复")
    return workspace.carried_out(command)


def print_table(workspace: Workspace, target: Path, progress: Progress) -> Path:
    """Write the 形式审查表."""
    from ynreview.app.formal_paper import write_formal_paper
    from ynreview.app.work import Surroundings

    progress.tell(f"写出 {target.name}")
    moment = Surroundings.real().clock.now()
    workspace.ask(lambda uow: write_formal_paper(uow, target, moment))
    return target


def due(workspace: Workspace, day: date) -> tuple[EntryDue, ...]:
    """Return who of the ledger is due for what on a day."""
    from ynreview.app.queries.due import due_of_round

    return workspace.ask(lambda uow: due_of_round(uow, day))


def export_due(table: Sequence[EntryDue], day: date, target: Path, progress: Progress) -> Path:
    """Write who is due for what."""
    from ynreview.app.queries.due import write_due

    progress.tell(f"写出 {target.name}")
    write_due(table, day, target)
    return target


def due_shape(state: DueState) -> Shape:
    """Return what a state looks like."""
    return _DUE_SHAPES[state]


def cell_word(cell: ItemCheck | None) -> str:
    """Return what stands in a cell: 符合, 符合*, 不符合, 仍予参评, 待核, 重新答复 or —."""
    if cell is None or (cell.answer is None and cell.outdated is None):
        return _NOT_ASKED
    if cell.outdated is not None:
        return "重新答复"
    if cell.answer is Compliance.NOT_MET and cell.overridden:
        return "仍予参评"
    assert cell.answer is not None
    return label(cell.answer) + ("*" if cell.overridden else "")


def cell_shape(cell: ItemCheck | None) -> Shape | None:
    """Return what a cell looks like."""
    if cell is None or (cell.answer is None and cell.outdated is None):
        return None
    if cell.outdated is not None:
        return Shape.AGAIN
    if cell.answer is Compliance.NOT_MET and cell.overridden:
        return Shape.ATTENTION
    assert cell.answer is not None
    return _SHAPES[cell.answer]


def cell_tooltip(cell: ItemCheck | None) -> str:
    """Return the working of a cell with what the organiser answered."""
    if cell is None:
        return ""
    return "\n".join(filter(None, (explain(cell.because), _replied(cell))))


def needs_work(cell: ItemCheck | None) -> bool:
    """Whether a cell is to be dealt with."""
    return cell is not None and (cell.is_open or cell.outdated is not None)


def wanted_rows(rows: Iterable[EntryCheck], *, only_open: bool) -> list[EntryCheck]:
    """Return the rows to show."""
    return [one for one in rows if not only_open or any(map(needs_work, one.items))]


def wanted_items(rows: Sequence[EntryCheck], *, only_open: bool) -> set[FormalItem]:
    """Return the columns to show."""
    cells = [cell for row in rows for cell in row.items]
    return {cell.item for cell in cells if not only_open or needs_work(cell)}


def counts_text(view: FormalView) -> str:
    """Return how many cells have which answer."""
    counts = "，".join(f"{label(one)} {view.count(one)}" for one in Compliance)
    replied = sum(cell.overridden for row in view.rows for cell in row.items)
    told = f"；带 * 的和仍予参评的为组织方答复，共 {replied} 项" if replied else ""
    return f"平台 {len(view.rows)} 个：{counts}{told}"


def title_of(picked: Picked) -> str:
    """Return what is chosen in words."""
    if not picked.cells:
        return "请在表中选择一格"
    (row, cell), *more = picked.cells
    if more:
        items = {one.item for _, one in picked.cells}
        what = f"“{label(cell.item)}”" if len(items) == 1 else f"{len(items)} 项"
        return f"已选 {len(picked.cells)} 格：{what}"
    return f"{row.entry.number} 号 · {label(cell.item)}"


def working_of(picked: Picked) -> str:
    """Return the working of what is chosen, and what was answered."""
    if not picked.cells:
        return "方向键在表中移动，Enter 到右边填写答复，Shift 加方向键选择多格一起答复。"
    if len(picked.cells) > 1:
        numbers = "、".join(sorted({row.entry.number for row, _ in picked.cells}))
        return f"{numbers} 号将登记同样的答复和理由。\n{explain(picked.cells[0][1].because)}"
    row, cell = picked.cells[0]
    facts = "；".join(f"{fact_name(name)} {text or '未填'}" for name, text in cell.facts.items())
    lines = (row.entry.name, explain(cell.because), f"台账：{facts}", _replied(cell))
    return "\n".join(filter(None, lines))


def _replied(cell: ItemCheck) -> str:
    if cell.outdated is not None:
        was = cell.outdated
        return f"原答复“{label(was.answer)}：{was.reason}”是按改动前的台账作出的，请重新答复。"
    if cell.reply is None:
        return ""
    return f"组织方答复{label(cell.reply.answer)}：{cell.reply.reason}"


def reason_caption(picked: Picked) -> str:
    """Return what the reason is called: 仍予参评的理由 where the facts say 不符合."""
    first = picked.first
    not_met = first is not None and Compliance.NOT_MET in {first.computed, first.answer}
    return "仍予参评的理由" if not_met else PLAIN_REASON


def former_reason(picked: Picked) -> str:
    """Return what was written before, to be changed rather than typed again."""
    first = picked.first
    if first is None or len(picked.cells) > 1:
        return ""
    former = first.reply or first.outdated
    return former.reason if former else ""


def can_take_back(picked: Picked) -> bool:
    """Whether there is an answer to take back."""
    return any(cell.reply or cell.outdated for _, cell in picked.cells)
