"""我的总览: all my platforms sorted by my totals; 按指标比较 edits one item in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.place import keep_place
from ui.screen import Screen
from ui.screens.overview import presenter
from ui.screens.overview.distribution import Distribution
from ui.tiers import Tier, is_low, tier_of
from ui.widgets.choice import Choice
from ui.widgets.data_table import DataTable
from ui.widgets.layout import button, empty, label, row
from ui.widgets.points_edit import PointsEdit
from ui.widgets.refusal import Refusal
from ynreview.kernel.terms import PlatformKind
from ynreview.messages import explain
from ynreview.messages import label as term_label

if TYPE_CHECKING:
    from ynreview.app.queries.overview_view import ComparedItem, OverviewView, Place
    from ynreview.kernel.points import Points

_COLUMNS = (
    ColumnSpec("编号", lambda one: one.number, width=48),
    ColumnSpec("平台", lambda one: one.name),
    ColumnSpec("合计", lambda one: one.total or "—", align_right=True, width=64),
    ColumnSpec("我的名次", presenter.rank_text, lambda one: one.rank, align_right=True, width=80),
    ColumnSpec("同分", lambda one: "同分" if one.tied else "", width=46),
    ColumnSpec("未填", lambda one: str(one.missing or ""), align_right=True, width=46),
)


class OverviewScreen(Screen):
    """My own figures only."""

    keys = (("Enter", "评这一个平台"), ("Ctrl+T", "回到评分"))

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._view: OverviewView | None = None
        self._fields: dict[str, PointsEdit] = {}
        self._refusal = Refusal()
        self._table = DataTable(_COLUMNS, frozen=1, key=lambda one: one.number)
        self._table.setAccessibleName("我的总览")
        self._table.activated_row.connect(self._go_to_entry)
        self._plot = Distribution(context.look)
        self._items = Choice()
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
        self._tabs = tabs = QTabWidget()
        totals = QWidget()
        first = QVBoxLayout(totals)
        first.addWidget(self._table, 1)
        first.addWidget(self._plot)
        tabs.addTab(totals, "合计与名次")
        tabs.addTab(compare, "按指标比较")
        QShortcut(QKeySequence("Ctrl+T"), self).activated.connect(lambda: context.go("scoring"))
        back = button("回到评分(&B)", "primary")
        back.clicked.connect(lambda: context.go("scoring"))
        self._column = column = QVBoxLayout(self)
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
        self._arrange()
        if before is None or before.items != view.items:
            self._items.clear()
            for item in view.items:
                kind = term_label(PlatformKind(item.kind))
                self._items.addItem(f"{kind}  {item.code} {item.name}", item)
        self._show_marks()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Leave a low window to the figures."""
        low = is_low(self.window().height())
        sides = 12 if tier_of(self.window().width()) is Tier.NARROW else 24
        self._column.setContentsMargins(sides, 4 if low else 16, sides, 4 if low else 12)
        self._column.setSpacing(4 if low else 8)
        places = self._view.places if self._view is not None else ()
        self._plot.setVisible(not low and any(place.total for place in places))

    def settle(self) -> None:
        """Store what is being typed."""
        for field in self._fields.values():
            field.settle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._table.setFocus()

    def _go_to_entry(self, place: Place) -> None:
        keep_place(self.context, place.number)
        self.context.go("scoring")

    def _compare(self) -> None:
        """Offer a field for each platform that has the item."""
        item: ComparedItem | None = self._items.currentData()
        self._fields = {}
        empty(self._grid)
        if item is None or self._view is None:
            return
        mine = sorted((one.number, one.name) for one in self._view.places if one.kind == item.kind)
        for at, (number, name) in enumerate(mine):
            field = PointsEdit(item.full, item.step)
            field.setFixedWidth(96)
            field.setAccessibleName(f"{number} {item.name} 得分")
            field.stored.connect(
                lambda value, number=number, code=item.code: self._store(number, code, value)
            )
            field.impossible.connect(self._refusal.tell)
            field.accepted.connect(self.focusNextChild)
            self._fields[number] = field
            self._grid.addWidget(label(number), at, 0)
            self._grid.addWidget(label(name, wrap=True), at, 1)
            self._grid.addWidget(field, at, 2)
        self._grid.setRowStretch(len(mine), 1)
        self._show_marks()

    def _show_marks(self) -> None:
        """Show what the core holds; what is being typed stays."""
        item: ComparedItem | None = self._items.currentData()
        if item is None or self._view is None:
            return
        for place in self._view.places:
            if place.number in self._fields:
                self._fields[place.number].set_points(place.points.get(item.code))

    def _store(self, number: str, code: str, points: Points | None) -> None:
        outcome = presenter.set_points(self.context.workspace, number, code, points)
        refused = [finding for finding in outcome.findings if finding.blocks]
        self._refusal.tell(refused)
        if refused:
            self._fields[number].refuse("\n".join(map(explain, refused)))


def make(context: Context) -> OverviewScreen:
    """Return the screen."""
    return OverviewScreen(context)
