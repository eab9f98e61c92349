"""The one table of the window: sorts by header, copies as text, freezes its identity columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from ui.models.table import ColumnSpec, TableModel
from ui.widgets.delegates import CellDelegate
from ui.widgets.frozen_columns import FrozenColumns

ROW_HEIGHT = 36  # at the first text size
BASE = 14  # pixels of the first text size
LEAST = 160  # of a column that takes the room left, at the first text size


class DataTable(QTableView):
    """Rows to look through: ``activated_row`` on Enter or double click, with the row itself.

    ``current_row_changed`` carries the row arrived at, None when there is none; ``frozen`` is how
    many first columns never scroll away; ``key`` names a row, so that the current one is found
    again after new rows were shown.
    """

    activated_row = Signal(object)
    current_row_changed = Signal(object)

    def __init__(
        self,
        columns: Iterable[ColumnSpec],
        *,
        frozen: int = 0,
        key: Callable[[Any], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.table_model = TableModel(columns)
        self._key = key
        self._by_hand = self._sharing = self._showing = False
        self._frozen: FrozenColumns | None = None
        self.setModel(self.table_model)
        self._furnish()
        if frozen:
            self._frozen = FrozenColumns(self, frozen)
        for column in range(len(self.table_model.columns)):
            self.setItemDelegateForColumn(column, CellDelegate())
        self._copying()
        self.selectionModel().currentRowChanged.connect(self._arrived)
        self.doubleClicked.connect(lambda index: self.activated_row.emit(self._row(index)))
        self._measure()

    def _furnish(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionsMovable(False)
        header.sectionResized.connect(self._resized)
        self.setSortingEnabled(True)

    def show_rows(self, rows: Iterable[Any]) -> None:
        """Show these rows; the current one stays current if it is still there."""
        here, row = self.currentIndex().row(), self.current_row()
        self._showing = True
        self.table_model.show_rows(rows)
        if row is not None:
            self._return_to(row, here)
        self._showing = False
        if self.current_row() != row:
            self.current_row_changed.emit(self.current_row())

    def _return_to(self, row: Any, here: int) -> None:
        if self._key is None:
            if self.currentIndex().row() != here:
                self._go_to(min(here, self.row_count() - 1))
            return
        key, wanted = self._key, self._key(row)
        now = self.current_row()
        if now is not None and key(now) == wanted:
            return
        if not self.select_where(lambda one: key(one) == wanted):
            self.selectionModel().clear()

    def _go_to(self, number: int) -> None:
        """Go to a row, whatever keys are held down while it happens."""
        index = self.table_model.index(number, max(self.currentIndex().column(), 0))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def row_count(self) -> int:
        """Return how many rows are shown."""
        return self.table_model.rowCount()

    def current_row(self) -> Any | None:
        """Return the row one is on, None when there is none."""
        return self._row(self.currentIndex())

    def select_where(self, wanted: Callable[[Any], bool]) -> bool:
        """Go to the first row wanted; False when there is none."""
        for number, row in enumerate(self.table_model.rows):
            if wanted(row):
                self._go_to(number)
                return True
        return False

    def copied_text(self) -> str:
        """Return the rows selected as text with tabs, below the titles when there are several."""
        picked = sorted({index.row() for index in self.selectionModel().selectedRows()})
        columns = self.table_model.columns
        rows = [self.table_model.row_at(number) for number in picked]
        lines = [[_one_line(one.text(row)) for one in columns] for row in rows]
        if len(lines) > 1:
            lines.insert(0, [one.title for one in columns])
        return "\n".join("\t".join(line) for line in lines)

    def setItemDelegateForColumn(self, column: int, delegate: QAbstractItemDelegate) -> None:
        super().setItemDelegateForColumn(column, delegate)
        delegate.setParent(self)
        if self._frozen is not None:
            self._frozen.setItemDelegateForColumn(column, delegate)

    def _row(self, index: QModelIndex) -> Any | None:
        return self.table_model.row_at(index) if index.isValid() else None

    def _arrived(self, index: QModelIndex) -> None:
        if not self._showing:
            self.current_row_changed.emit(self._row(index))

    def _copying(self) -> None:
        copying = QAction("复制选中的行", self)
        copying.setShortcut(QKeySequence.StandardKey.Copy)
        copying.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        copying.triggered.connect(self._copy)
        self.addAction(copying)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _copy(self) -> None:
        text = self.copied_text()
        if text:
            QGuiApplication.clipboard().setText(text)

    def _scale(self, pixels: int) -> int:
        return pixels * max(self.fontInfo().pixelSize(), BASE) // BASE

    def _measure(self) -> None:
        """Fit rows and columns to the size of the text."""
        self._sharing = True
        self.verticalHeader().setMinimumSectionSize(self._scale(ROW_HEIGHT))
        self.verticalHeader().setDefaultSectionSize(self._scale(ROW_HEIGHT))
        self.horizontalHeader().setMinimumSectionSize(self._scale(32))
        self._share_room()
        if self._frozen is not None:
            self._frozen.follow()

    def _share_room(self) -> None:
        self._sharing = True
        if not self._by_hand:
            self._set_widths()
        self._sharing = False

    def _set_widths(self) -> None:
        columns = self.table_model.columns
        fixed = {n: self._scale(one.width) for n, one in enumerate(columns) if one.width}
        open_ones = [n for n in range(len(columns)) if n not in fixed]
        room = self.viewport().width() - sum(fixed.values())
        for number, width in fixed.items():
            self.setColumnWidth(number, width)
        for number in open_ones:
            self.setColumnWidth(number, max(room // len(open_ones), self._scale(LEAST)))

    def _resized(self) -> None:
        """Leave the widths alone once a person has chosen one."""
        self._by_hand = self._by_hand or not self._sharing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() == Qt.KeyboardModifier.NoModifier and self.current_row():
                self.activated_row.emit(self.current_row())
                return
            event.ignore()
            return
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.row_count() - 1}
        if event.key() in ends and self.row_count():
            self._go_to(ends[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        arrived_by_key = event.reason() is not Qt.FocusReason.MouseFocusReason
        if arrived_by_key and self.row_count() and not self.selectionModel().hasSelection():
            self._go_to(max(self.currentIndex().row(), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()
        if self._frozen is not None:
            self._frozen.follow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._measure()


def _one_line(text: str) -> str:
    return " ".join(text.split())
