"""What 评分 shows and does; every change becomes a command at once; no widget."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

from ui.widgets.shapes import Shape
from ynreview.app.commands import DeclareRecusal, EnterSheet
from ynreview.kernel.money import Money
from ynreview.kernel.points import Points
from ynreview.kernel.terms import Ground, Vote

if TYPE_CHECKING:
    from ui.screens.scoring.history import History
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.scoring_view import EntryLine, ScoringView, SheetView
    from ynreview.panel.sheets import ScoreSheet

_WAITING = {"untouched", "partial"}
_SHAPES = {
    "untouched": Shape.OPEN,
    "partial": Shape.PARTIAL,
    "done": Shape.DONE,
    "recused": Shape.RECUSED,
}


def my_entries(workspace: Workspace) -> ScoringView:
    """Return my platforms as they stand."""
    from ynreview.app.queries.scoring_view import scoring_view

    return workspace.ask(scoring_view)


def my_sheet(workspace: Workspace, number: str) -> SheetView:
    """Return one platform with my sheet."""
    from ynreview.app.queries.scoring_view import sheet_view

    return workspace.ask(lambda uow: sheet_view(uow, number))


def attachment(workspace: Workspace, digest: str) -> BinaryIO:
    """Open a file of a platform."""
    from ynreview.app.queries.scoring_view import open_attachment

    return workspace.ask(lambda uow: open_attachment(uow, digest))


def shape_of(line: EntryLine) -> Shape:
    """Return the shape of a platform's state."""
    return _SHAPES[line.progress]


def state_text(line: EntryLine) -> str:
    """Return the state of a platform in the list: 88.50, 缺 3 项, 缺意见, 未评, 回避."""
    if line.progress == "recused":
        return "回避"
    if line.progress == "untouched":
        return "未评"
    if line.missing:
        return f"缺 {len(line.missing)} 项"
    return line.total if line.progress == "done" else "缺意见"


def progress_text(view: ScoringView) -> str:
    """Return how far I am: 已完成 6 / 22（回避 1）."""
    recused = f"（回避 {view.recused}）" if view.recused else ""
    return f"已完成 {view.done} / {view.due}{recused}"


def filled_text(view: SheetView) -> tuple[str, str]:
    """Return what is filled in and what is missing, for the head of the form."""
    missing = f"还缺 {len(view.missing)} 项 Ctrl+J" if view.missing else "各项已填"
    added = view.added.hundredths
    extra = f"，{'加' if added > 0 else '扣'} {str(view.added).lstrip('-')}" if added else ""
    return f"已填 {view.filled} / {view.full}{extra}", missing


def next_missing(view: SheetView, here: str) -> str:
    """Return the code of the next item not filled in after this one, "" when none is missing."""
    known = [*(one.code for one in view.form.veto), *(one.code for one in view.form.items)]
    place = known.index(here) if here in known else -1
    after = [code for code in view.missing if known.index(code) > place]
    return (after or [*view.missing, ""])[0]


class Editing:
    """My sheet of one platform under way; each change is stored before the next is made."""

    def __init__(self, workspace: Workspace, history: History, sheet: ScoreSheet) -> None:
        self._workspace, self._history = workspace, history
        self.sheet = sheet

    def points(self, item: str, value: Points | None) -> Outcome:
        """Mark an item, or empty it."""
        return self._store(self.sheet.with_points(item, value))

    def remark(self, item: str, text: str) -> Outcome:
        """Write the remark of an item."""
        return self._store(self.sheet.with_remark(item, text.strip()))

    def veto(self, item: str, *, answer: bool) -> Outcome:
        """Answer a 重点核查项."""
        return self._store(self.sheet.with_veto(item, answer=answer))

    def overall(self, text: str) -> Outcome:
        """Write the overall opinion."""
        return self._store(replace(self.sheet, overall=text.strip()))

    def vote(self, vote: Vote) -> Outcome:
        """Vote on the outcome."""
        return self._store(replace(self.sheet, vote=vote))

    def amount(self, amount: Money | None) -> Outcome:
        """Suggest an amount."""
        return self._store(replace(self.sheet, suggested_amount=amount))

    def _store(self, sheet: ScoreSheet) -> Outcome:
        before = self.sheet
        if sheet == before:
            return _unchanged()
        outcome = self._workspace.run(EnterSheet(sheet))
        if outcome.ok:
            self._history.keep(before, sheet)
            self.sheet = sheet
        return outcome


def _unchanged() -> Outcome:
    from ynreview.app.outcome import Outcome

    return Outcome((), changed=False)


def recuse(workspace: Workspace, number: str, ground: Ground, note: str) -> Outcome:
    """Declare a recusal; the own sheet is voided."""
    return workspace.run(DeclareRecusal(number, ground, note))


def next_open(lines: tuple[EntryLine, ...], number: str, step: int) -> str:
    """Return the next platform in a direction that is mine to judge, this one if there is none."""
    mine = [line.number for line in lines if line.progress != "recused"]
    if number not in mine:
        return mine[0] if mine else ""
    place = mine.index(number) + step
    return mine[place] if 0 <= place < len(mine) else number


def next_to_do(lines: tuple[EntryLine, ...], number: str) -> str:
    """Return the platform to go on with after this one, from the start again; "" when all done."""
    known = [line.number for line in lines]
    place = known.index(number) + 1 if number in known else 0
    turned = lines[place:] + lines[:place]
    open_ones = (line for line in turned if line.progress in _WAITING)
    return next((line.number for line in open_ones if line.number != number), "")


def waiting(lines: tuple[EntryLine, ...], number: str) -> tuple[EntryLine, ...]:
    """Return the platforms still to be judged, and the one that one is at."""
    return tuple(one for one in lines if one.progress in _WAITING or one.number == number)


def count_waiting(lines: tuple[EntryLine, ...]) -> int:
    """Return how many platforms are still to be judged."""
    return sum(one.progress in _WAITING for one in lines)


def first_to_do(lines: tuple[EntryLine, ...]) -> str:
    """Return where to go on: the first platform that is not complete, else the first."""
    mine: list[Any] = [line for line in lines if line.progress != "recused"]
    waiting = [line for line in mine if line.progress != "done"]
    return (waiting or mine)[0].number if mine else ""
