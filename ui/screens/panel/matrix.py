"""The recusals as a matrix: an expert a row, a platform a column, valid experts at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.screens.panel import presenter
from ui.theme.appearance import Look

if TYPE_CHECKING:
    from ynreview.app.queries.panel_view import PanelView

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_COLORS = {"recused": "muted", "suggested": "warning", "cleared": "good"}
_FOOT = "有效专家"
_SPOKEN = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
_CELL, _ROW, _MARGIN = 52, 34, 28


class MatrixModel(QAbstractTableModel):
    """Every square from the view; nothing is kept here."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.view: PanelView | None = None

    def show_view(self, view: PanelView) -> None:
        """Show another state of the round."""
        old = self.view
        same = old is not None and (
            [one.code for one in old.experts] == [one.code for one in view.experts]
            and [one.number for one in old.entries] == [one.number for one in view.entries]
        )
        if same:
            self.view = view
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)
            return
        self.beginResetModel()
        self.view = view
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid() or self.view is None or not self.view.experts:
            return 0
        return len(self.view.experts) + 1

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.view is None else len(self.view.entries)

    def pair_at(self, index: Index) -> tuple[str, str] | None:
        """Return expert and entry of a square, None at the foot and outside."""
        if self.view is None or not index.isValid() or index.row() >= len(self.view.experts):
            return None
        expert = self.view.experts[index.row()]
        return expert.code, self.view.entries[index.column()].number

    def index_of(self, expert: str, entry: str) -> QModelIndex:
        """Return where a pair stands, an invalid place when it is not there."""
        if self.view is None:
            return QModelIndex()
        rows = [place for place, one in enumerate(self.view.experts) if one.code == expert]
        columns = [place for place, one in enumerate(self.view.entries) if one.number == entry]
        return self.index(rows[0], columns[0]) if rows and columns else QModelIndex()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        view, pair = self.view, self.pair_at(index)
        if view is None:
            return None
        if pair is None:
            return self._foot(view, index.column(), role)
        found = view.pairs.get(pair)
        if role in _SPOKEN:
            return f"{pair[0]} 对 {pair[1]} 号：{presenter.pair_text(view, *pair)}"
        if found is None:
            return None
        said = {
            Qt.ItemDataRole.DisplayRole: presenter.SIGNS[found.state.value],
            Qt.ItemDataRole.ForegroundRole: self._look.theme.color(_COLORS[found.state.value]),
        }
        return said.get(Qt.ItemDataRole(role))

    def _foot(self, view: PanelView, column: int, role: int) -> Any:
        line = view.entries[column]
        few = line.left < view.floor
        bold = QFont()
        bold.setBold(True)
        said = {
            Qt.ItemDataRole.DisplayRole: f"{line.left} 缺" if few else str(line.left),
            Qt.ItemDataRole.ForegroundRole: self._look.theme.color("danger" if few else "text"),
            Qt.ItemDataRole.FontRole: bold,
            **dict.fromkeys(_SPOKEN, presenter.left_text(view, line)),
        }
        return said.get(Qt.ItemDataRole(role))

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if self.view is None or role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        }:
            return None
        short = role == Qt.ItemDataRole.DisplayRole
        if orientation is Qt.Orientation.Horizontal:
            line = self.view.entries[section]
            return line.number if short else line.name
        if section == len(self.view.experts):
            return _FOOT
        one = self.view.experts[section]
        return f"{one.code} {one.name}" if short else "、".join(one.units)


class Matrix(QTableView):
    """``arrived`` carries expert and entry of the square one is on; Enter asks to deal with it."""

    arrived = Signal(object)
    entered = Signal()
    shown = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._model = MatrixModel(look)
        self.setModel(self._model)
        self.setAccessibleName("回避矩阵，专家为行，平台为列")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header, size in ((self.horizontalHeader(), _CELL), (self.verticalHeader(), _ROW)):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultSectionSize(size)
            header.setHighlightSections(True)
        self.doubleClicked.connect(lambda _: self.entered.emit())
        self.selectionModel().currentChanged.connect(self._arrived)
        look.changed.connect(self.viewport().update)

    def show_view(self, view: PanelView) -> None:
        """Show another state of the round; one stays on the same square."""
        here = self.pair
        self._model.show_view(view)
        last = self._model.rowCount() - 1
        for place in range(last + 1):
            self.setRowHidden(place, place == last)
        unit = self.fontMetrics().horizontalAdvance("000")
        self.horizontalHeader().setDefaultSectionSize(max(_CELL, unit * 2))
        self.verticalHeader().setDefaultSectionSize(max(_ROW, self.fontMetrics().height() + 12))
        names = [self._model.headerData(n, Qt.Orientation.Vertical) for n in range(last + 1)]
        widths = [self.fontMetrics().horizontalAdvance(str(name)) for name in names]
        self.verticalHeader().setFixedWidth(max(widths, default=0) + _MARGIN)
        if here is not None:
            self.go_to(*here)
        self.shown.emit()
        self.arrived.emit(self.pair)

    @property
    def pair(self) -> tuple[str, str] | None:
        """Expert and entry of the square one is on."""
        return self._model.pair_at(self.currentIndex())

    def go_to(self, expert: str, entry: str) -> None:
        """Go to the square of a pair, if there is one."""
        index = self._model.index_of(expert, entry)
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
            self.scrollTo(index)

    def _arrived(self) -> None:
        self.arrived.emit(self.pair)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.shown.emit()


class MatrixFoot(QTableView):
    """The last row of a matrix, always in view below it: valid experts of every platform."""

    def __init__(self, above: Matrix) -> None:
        super().__init__()
        self._above = above
        self.setModel(above.model())
        self.setAccessibleName("有效专家人数")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.horizontalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = above.horizontalScrollBar()
        bar.valueChanged.connect(self.horizontalScrollBar().setValue)
        above.shown.connect(self._follow)

    def _follow(self) -> None:
        above, last = self._above, self.model().rowCount() - 1
        for place in range(last + 1):
            self.setRowHidden(place, place != last)
        self.horizontalHeader().setDefaultSectionSize(above.horizontalHeader().defaultSectionSize())
        height = above.verticalHeader().defaultSectionSize()
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalHeader().setFixedWidth(above.verticalHeader().width())
        self.setFixedHeight(height + 2)
        self.setMaximumWidth(above.width() - above.verticalScrollBar().width() - 2)
        self.horizontalScrollBar().setValue(above.horizontalScrollBar().value())
