"""我的总览: all my platforms sorted by my totals; 按指标比较 edits one item in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.screen import Screen
from ui.screens.overview import presenter
from ui.screens.overview.distribution import Distribution
from ui.widgets.data_table import DataTable
from ui.widgets.layout import button, label, row
from ui.widgets.points_edit import PointsEdit
from ui.widgets.refusal import Refusal
from ynreview.kernel.terms import PlatformKind
from ynreview.messages import label as term_label

if TYPE_CHECKING:
    from ynreview.app.queries.overview_view import ComparedItem, OverviewView
    from ynreview.kernel.points import Points

_COLUMNS = (
    ColumnSpec("我的名次", presenter.rank_text, lambda one: one.rank, width=110),
    ColumnSpec("编号", lambda one: one.number, width=64),
    ColumnSpec("平台", lambda one: one.name),
    ColumnSpec("合计", lambda one: one.total or "—", align_right=True, width=90),
    ColumnSpec("未填", lambda one: str(one.missing or ""), align_right=True, width=72),
)


class OverviewScreen(Screen):
    """My own figures only."""

    keys = (("Ctrl+T", "回到评分"),)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._view: OverviewView | None = None
        self._refusal = Refusal()
        self._table = DataTable(_COLUMNS, frozen=2, key=lambda one: one.number)
        self._table.setAccessibleName("我的总览")
        self._plot = Distribution(context.look)
        self._items = QComboBox()
        self._items.setAccessibleName("指标")
        self._items.currentIndexChanged.connect(self._compare)
        self._grid_box = QWidget()
        self._grid = QGridLayout(self._grid_box)
        self._grid.setColumnStretch(1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._grid_box)
        compare = QWidget()
        inner = QVBoxLayout(compare)
        caption = label("指标(&I)")
        caption.setBuddy(self._items)
        inner.addLayout(row(caption, self._items, None))
        inner.addWidget(area, 1)
        tabs = QTabWidget()
        totals = QWidget()
        first = QVBoxLayout(totals)
        first.addWidget(self._table, 1)
        first.addWidget(self._plot)
        tabs.addTab(totals, "合计与名次")
        tabs.addTab(compare, "按指标比较")
        QShortcut(QKeySequence("Ctrl+T"), self).activated.connect(lambda: context.go("scoring"))
        back = button("回到评分(&B)", "primary")
        back.clicked.connect(lambda: context.go("scoring"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(8)
        column.addWidget(label("我的总览", "title"))
        column.addWidget(self._refusal)
        column.addWidget(tabs, 1)
        column.addLayout(row(None, back))

    def refresh(self) -> None:
        """Read my totals."""
        view = presenter.overview(self.context.workspace)
        before = self._view
        self._view = view
        self._table.show_rows(view.places)
        self._plot.show_bars(presenter.bars(view.places))
        if before is None or before.items != view.items:
            self._items.clear()
            for item in view.items:
                kind = term_label(PlatformKind(item.kind))
                self._items.addItem(f"{kind}  {item.code} {item.name}", item)
        elif not self._grid_box.isAncestorOf(self.focusWidget() or self):
            self._compare()

    def _compare(self) -> None:
        item: ComparedItem | None = self._items.currentData()
        while self._grid.count():
            found = self._grid.takeAt(0)
            widget = found.widget() if found is not None else None
            if widget is not None:
                widget.deleteLater()
        if item is None or self._view is None:
            return
        mine = [place for place in self._view.places if place.kind == item.kind]
        for at, place in enumerate(mine):
            field = PointsEdit(item.full, item.step)
            field.setMaximumWidth(96)
            field.setAccessibleName(f"{place.number} {item.name} 得分")
            field.set_points(place.points.get(item.code))
            field.stored.connect(
                lambda value, number=place.number, code=item.code: self._store(number, code, value)
            )
            field.impossible.connect(self._refusal.tell)
            self._grid.addWidget(label(place.number), at, 0)
            self._grid.addWidget(label(place.name, wrap=True), at, 1)
            self._grid.addWidget(field, at, 2)
        self._grid.setRowStretch(len(mine), 1)

    def _store(self, number: str, code: str, points: Points | None) -> None:
        outcome = presenter.set_points(self.context.workspace, number, code, points)
        self._refusal.tell([finding for finding in outcome.findings if finding.blocks])


def make(context: Context) -> OverviewScreen:
    """Return the screen."""
    return OverviewScreen(context)
