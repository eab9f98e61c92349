"""The first columns of a table once more above it, where sideways scrolling does not reach."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView


class FrozenColumns(QTableView):
    """A second view of the same rows and the same selection; the table itself keeps the focus."""

    def __init__(self, table: QTableView, count: int) -> None:
        super().__init__(table)
        self._table, self._count = table, count
        self.setModel(table.model())
        own = self.selectionModel()
        self.setSelectionModel(table.selectionModel())
        own.deleteLater()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "frozen")
        self.setAccessibleName("固定列")
        self.setSelectionBehavior(table.selectionBehavior())
        self.setEditTriggers(table.editTriggers())
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        for column in range(count, table.model().columnCount()):
            self.hideColumn(column)
        self._share_header()
        self._share_scrolling()
        self.doubleClicked.connect(table.doubleClicked)
        table.viewport().stackUnder(self)

    def _share_header(self) -> None:
        theirs, mine = self._table.horizontalHeader(), self.horizontalHeader()
        mine.setHighlightSections(False)
        mine.setSortIndicatorClearable(True)
        mine.setSortIndicatorShown(True)
        mine.setSectionsClickable(True)
        mine.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        theirs.sortIndicatorChanged.connect(self._sorted_below)
        mine.sortIndicatorChanged.connect(self._sorted_here)
        theirs.sectionResized.connect(self.follow)
        mine.sectionResized.connect(self._resized_here)

    def _resized_here(self, column: int, _before: int, width: int) -> None:
        if column < self._count:
            self._table.setColumnWidth(column, width)

    def _share_scrolling(self) -> None:
        self._table.verticalScrollBar().valueChanged.connect(self._scrolled_below)
        self.verticalScrollBar().valueChanged.connect(self._scrolled_here)

    def _sorted_below(self, column: int, order: Qt.SortOrder) -> None:
        self.horizontalHeader().setSortIndicator(column, order)

    def _sorted_here(self, column: int, order: Qt.SortOrder) -> None:
        self._table.horizontalHeader().setSortIndicator(column, order)

    def _scrolled_below(self, place: int) -> None:
        self.verticalScrollBar().setValue(place)

    def _scrolled_here(self, place: int) -> None:
        self._table.verticalScrollBar().setValue(place)

    def follow(self) -> None:
        """Take the place, the widths and the heights of the table's own first columns."""
        table = self._table
        self.verticalHeader().setMinimumSectionSize(table.verticalHeader().minimumSectionSize())
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setFixedHeight(table.horizontalHeader().height())
        width = 0
        for column in range(self._count):
            self.setColumnWidth(column, table.columnWidth(column))
            width += table.columnWidth(column)
        frame = table.frameWidth()
        height = table.viewport().height() + table.horizontalHeader().height()
        self.setGeometry(frame, frame, width, height)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._table.wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ContextMenu:
            event.ignore()
            return False
        return super().event(event)
