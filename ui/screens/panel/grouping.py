"""分组与顺序: which panel takes which platforms and experts, and the order drawn within each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QSplitter, QWidget

from ui.models.table import ColumnSpec
from ui.screens.panel import presenter
from ui.widgets.data_table import DataTable
from ui.widgets.layout import button, column, label, prose, row
from ui.widgets.refusal import Refusal

if TYPE_CHECKING:
    from ynreview.app.queries.panel_view import PanelView

_LAST = 1_000_000
_PLATFORMS = (
    ColumnSpec("编号", lambda one: one.number, width=72),
    ColumnSpec("平台名称", lambda one: one.name, tooltip=lambda one: one.name),
    ColumnSpec("专家组", lambda one: one.panel, width=88),
    ColumnSpec(
        "顺序",
        lambda one: str(one.order) if one.order is not None else "",
        sort_key=lambda one: (one.panel, one.order or _LAST),
        align_right=True,
        width=64,
    ),
)
_EXPERTS = (
    ColumnSpec("编号", lambda one: one.code, width=72),
    ColumnSpec("姓名", lambda one: one.name, width=88),
    ColumnSpec("专家组", lambda one: one.panel),
)
_SLIM = 560


class Grouping(QWidget):
    """``assigned`` carries a panel, entries and experts; ``drawn`` a seed, "" for a fresh one."""

    assigned = Signal(str, list, list)
    drawn = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.refusal = Refusal()
        self._platforms = DataTable(_PLATFORMS, frozen=1, key=lambda one: one.number)
        self._experts = DataTable(_EXPERTS, frozen=1, key=lambda one: one.code)
        self._platforms.setAccessibleName("平台的专家组和顺序")
        self._experts.setAccessibleName("专家的专家组")
        for one in (self._platforms, self._experts):
            one.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
            one.setMinimumHeight(120)
        self._split = QSplitter()
        self._split.addWidget(self._platforms)
        self._split.addWidget(self._experts)
        self._split.setSizes([440, 280])
        self._split.setChildrenCollapsible(False)
        self._panel, self._seed = QComboBox(), QLineEdit()
        self._panel.setEditable(True)
        self._panel.setAccessibleName("专家组")
        self._panel.setMinimumWidth(120)
        self._seed.setAccessibleName("抽签码")
        self._seed.setPlaceholderText("不填则随机产生")
        self._seed.setMaximumWidth(180)
        self._assign = button("所选归入专家组(&A)")
        self._draw = button("抽签排序(&D)")
        self._assign.clicked.connect(self._ask_assign)
        self._draw.clicked.connect(lambda: self.drawn.emit(self._seed.text()))
        self._told = prose("", "muted")
        inside = column(self.refusal)
        inside.addLayout(row(self._panel, self._assign, None))
        inside.addWidget(self._split, 1)
        inside.addLayout(row(label("抽签码", "muted"), self._seed, self._draw, None))
        inside.addWidget(self._told)
        inside.setContentsMargins(0, 12, 0, 0)
        self.setLayout(inside)

    def show_view(self, view: PanelView) -> None:
        """Show panels and order."""
        self._platforms.show_rows(view.entries)
        self._experts.show_rows(view.experts)
        self._told.setText(presenter.draw_text(view))
        names = presenter.panels(view)
        typed = self._panel.currentText()
        if [self._panel.itemText(n) for n in range(self._panel.count())] != names:
            self._panel.clear()
            self._panel.addItems(names)
            self._panel.setCurrentText(typed or "第一组")
        for one in (self._assign, self._draw, self._panel, self._seed):
            one.setEnabled(not view.issued)

    def _ask_assign(self) -> None:
        entries = [one.number for one in _picked(self._platforms)]
        experts = [one.code for one in _picked(self._experts)]
        if not (entries or experts):
            self.refusal.tell("请先选中平台或专家，可用 Shift 或 Ctrl 选中多行。没有改动任何内容。")
            return
        self.refusal.clear()
        self.assigned.emit(self._panel.currentText(), entries, experts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _SLIM
        self._split.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)


def _picked(table: DataTable) -> list[Any]:
    rows = {index.row() for index in table.selectionModel().selectedRows()}
    return [table.table_model.row_at(place) for place in sorted(rows)]
