"""Platforms by items: one cell at a time by arrows, several with Shift."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from ui.models.table import ColumnSpec
from ui.screens.formal.presenter import Picked, cell_shape, cell_tooltip, cell_word, needs_work
from ui.theme.appearance import Look
from ui.widgets.data_table import DataTable
from ui.widgets.delegates import StateDelegate
from ui.widgets.shapes import Shape
from ynreview.kernel.terms import FormalItem
from ynreview.messages import label
from ynreview.panel.formal.table import EntryCheck

Index = QModelIndex | QPersistentModelIndex
FROZEN = 2
_CELL, _CHARACTER = 96, 14
_HINT = QAbstractItemView.ScrollHint.EnsureVisible


class FormalMatrix(DataTable):
    """``picked_changed`` carries the cells chosen; ``asked`` is Enter on a cell."""

    picked_changed = Signal(object)
    asked = Signal()

    def __init__(self, items: Iterable[FormalItem], look: Look) -> None:
        self.items = tuple(items)
        columns = [
            ColumnSpec("编号", lambda row: row.entry.number, width=64),
            ColumnSpec("平台名称", lambda row: row.entry.name, width=176),
            *(_column(item) for item in self.items),
        ]
        super().__init__(columns, frozen=FROZEN, key=lambda row: row.entry.number)
        self.setAccessibleName("形式审查表")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        for place, item in enumerate(self.items, start=FROZEN):
            shape = partial(_shape, item)
            self.setItemDelegateForColumn(place, StateDelegate(look, shape))
        self.selectionModel().selectionChanged.connect(self._picked)

    def _furnish(self) -> None:
        super()._furnish()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)

    @property
    def picked(self) -> Picked:
        """The cells chosen, the current one first."""
        here = self.currentIndex()
        chosen = [one for one in self.selectedIndexes() if one.column() >= FROZEN]
        chosen.sort(key=lambda one: (one != here, one.row(), one.column()))
        cells = []
        for index in chosen:
            row = self.table_model.row_at(index)
            cell = row.item(self.items[index.column() - FROZEN])
            if cell is not None:
                cells.append((row, cell))
        return Picked(tuple(cells))

    def show_items(self, wanted: set[FormalItem]) -> None:
        """Show only these columns."""
        for place, item in enumerate(self.items, start=FROZEN):
            self.setColumnHidden(place, item not in wanted)

    def go_to_entry(self, number: str) -> None:
        """Go to the first cell of a platform that is to be dealt with, else to its first one."""
        for at, row in enumerate(self.table_model.rows):
            if row.entry.number == number:
                open_ones = [n for n in self._shown() if self._needs_work(at, n)]
                self._go_to_cell(at, next(iter([*open_ones, *self._shown()]), FROZEN))

    def go_to_first_open(self) -> None:
        """Go to the first cell that is to be dealt with, else to the first one."""
        if self._shown() and self.row_count():
            self._go_to_cell(0, self._shown()[0])
            if not self._needs_work(0, self._shown()[0]):
                self.go_to_next_open()

    def go_to_next_open(self) -> None:
        """Go to the next cell that is to be dealt with, down the column and then to the right."""
        here = self.currentIndex()
        places = [(column, row) for column in self._shown() for row in range(self.row_count())]
        now = (here.column(), here.row())
        later = [one for one in places if one > now] + [one for one in places if one <= now]
        found = next((one for one in later if self._needs_work(one[1], one[0])), None)
        if found is not None:
            self._go_to_cell(found[1], found[0])

    def _shown(self) -> list[int]:
        last = FROZEN + len(self.items)
        return [place for place in range(FROZEN, last) if not self.isColumnHidden(place)]

    def _needs_work(self, row: int, column: int) -> bool:
        found: EntryCheck = self.table_model.rows[row]
        return needs_work(found.item(self.items[column - FROZEN]))

    def _go_to(self, number: int) -> None:
        columns = self._shown()
        here = self.currentIndex().column()
        if number >= 0 and columns:
            self._go_to_cell(number, here if here in columns else columns[0])

    def _go_to_cell(self, row: int, column: int) -> None:
        index = self.table_model.index(row, column)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flags)

    def _picked(self, _chosen: QItemSelection, _left: QItemSelection) -> None:
        self.picked_changed.emit(self.picked)

    def copied_text(self) -> str:
        """Return the cells chosen as text, each with its platform and its item."""
        lines = [
            f"{row.entry.number}\t{row.entry.name}\t{label(cell.item)}\t{cell_word(cell)}\t"
            f"{' '.join(cell_tooltip(cell).split())}"
            for row, cell in self.picked.cells
        ]
        return "\n".join(lines)

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _HINT) -> None:
        super().scrollTo(index, hint)
        fixed = sum(self.columnWidth(column) for column in range(FROZEN))
        left = self.visualRect(index).left()
        if index.column() >= FROZEN and left < fixed:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + left - fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            plain = event.modifiers() in {
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            }
            if plain and self.picked.cells:
                self.asked.emit()
                return
        columns = self._shown()
        first = bool(columns) and self.currentIndex().column() <= columns[0]
        if event.key() == Qt.Key.Key_Left and first:
            return
        super().keyPressEvent(event)


def _column(item: FormalItem) -> ColumnSpec:
    title = label(item)
    return ColumnSpec(
        title,
        lambda row: cell_word(row.item(item)),
        width=max(_CELL, _CHARACTER * len(title) + 28),
        tooltip=lambda row: cell_tooltip(row.item(item)),
    )


def _shape(item: FormalItem, row: EntryCheck) -> Shape | None:
    return cell_shape(row.item(item))
