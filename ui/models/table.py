"""Rows of plain values as a table that sorts in Python, in place and stably; it knows no query."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
# As plain numbers: Qt asks by number, some thousand times for one frame.
_TEXTS = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column: its title and what it says of a row.

    ``sort_key`` orders in place of the text, None stands for nothing there and comes last;
    ``width`` is in pixels at the first text size, None takes the room that is left; ``tooltip``
    stands in for the whole text shown when it does not fit.
    """

    title: str
    text: Callable[[Any], str]
    sort_key: Callable[[Any], Any] | None = None
    align_right: bool = False
    width: int | None = None
    tooltip: Callable[[Any], str] | None = None

    def order(self, row: Any) -> Any:
        """Return what a row is ordered by."""
        return self.sort_key(row) if self.sort_key else self.text(row)


@dataclass(frozen=True, slots=True)
class Divider:
    """A line with words between two rows: something to see, nothing to arrive at."""

    text: str
    strong: bool = False


class TableModel(QAbstractTableModel):
    """Rows in their own order or in that of one column."""

    def __init__(self, columns: Iterable[ColumnSpec]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._given: list[Any] = []
        self._rows: list[Any] = []
        self._sorted: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows as they are shown."""
        return tuple(self._rows)

    def show_rows(self, rows: Iterable[Any]) -> None:
        """Show these rows in place of the former ones, in the order in force."""
        given = list(rows)
        if len(given) == len(self._given):
            self._given = given
            self._rows = self._in_order()
            if given:
                last = self.index(len(given) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._given = given
        self._rows = self._in_order()
        self.endResetModel()

    def row_at(self, index: Index | int) -> Any:
        """Return the row shown there."""
        return self._rows[index if isinstance(index, int) else index.row()]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; -1 goes back to the order given."""
        self.layoutAboutToBeChanged.emit()
        before = self._rows
        self._sorted = (column, order)
        self._rows = self._in_order()
        kept = self.persistentIndexList()
        if kept:
            place = {id(row): number for number, row in enumerate(self._rows)}
            moved = [self.index(place[id(before[one.row()])], one.column()) for one in kept]
            self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def _in_order(self) -> list[Any]:
        column, order = self._sorted
        if column < 0:
            return list(self._given)
        key = self.columns[column].order
        keyed = [(key(row), row) for row in self._given]
        there = [pair for pair in keyed if pair[0] is not None]
        there.sort(key=lambda pair: pair[0], reverse=order == Qt.SortOrder.DescendingOrder)
        return [row for _, row in there] + [row for value, row in keyed if value is None]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        spec, row = self.columns[index.column()], self._rows[index.row()]
        if isinstance(row, Divider):
            return row.text if role in _TEXTS else None
        if role in _TEXTS:
            return spec.text(row)
        if role == _ALIGNMENT:
            return _RIGHT if spec.align_right else _LEFT
        if role == _TOOLTIP and spec.tooltip is not None:
            return spec.tooltip(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], Divider):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        spec = self.columns[section]
        if role in _TEXTS:
            return spec.title
        if role == _ALIGNMENT:
            return _RIGHT if spec.align_right else _LEFT
        return None
