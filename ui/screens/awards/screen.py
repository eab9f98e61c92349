"""建议金额: one amount per entry inside its band, the sum always beside the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QScrollArea, QSplitter, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.screen import Screen
from ui.screens.awards import presenter
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import button, card, column, label, prose, row
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.refusal import Refusal
from ynreview.app.commands import AwardMethod
from ynreview.kernel.money import Money

if TYPE_CHECKING:
    from ynreview.app.queries.awards_view import AwardRow, AwardsView

_COLUMNS = (
    ColumnSpec("编号", lambda one: one.number, width=64),
    ColumnSpec("平台名称", lambda one: one.name),
    ColumnSpec("建议等级", lambda one: one.grade, width=124),
    ColumnSpec("得分", lambda one: one.score, align_right=True, width=84),
    ColumnSpec("区间（万元）", lambda one: one.band, align_right=True, width=120),
    ColumnSpec("建议支持金额（万元）", lambda one: one.amount or "—", align_right=True, width=180),
)


class AwardsScreen(Screen):
    """Helpers first, then single amounts; whatever is unlawful is refused beside the field."""

    keys = (("Ctrl+Enter", "按所选办法计算"),)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._total = label("", "heading")
        self._bands = prose("", "muted")
        self._refusal = Refusal()
        self._empty = EmptyState("")
        self._table = DataTable(_COLUMNS, frozen=2, key=lambda one: one.number)
        self._table.setAccessibleName("建议支持金额")
        self._table.current_row_changed.connect(self._show_row)
        self._method = QComboBox()
        self._method.setAccessibleName("办法")
        for method, name in presenter.METHODS:
            self._method.addItem(name, method)
        self._budget, self._step = MoneyEdit(), MoneyEdit()
        self._budget.setAccessibleName("预算（万元）")
        self._step.setAccessibleName("步长（万元）")
        self._compute = button("计算", "primary", key="Ctrl+Return")
        self._compute.clicked.connect(self._suggest)
        self._one, self._amount = prose(), MoneyEdit()
        self._amount.setAccessibleName("建议支持金额（万元）")
        self._reason = QLineEdit()
        self._reason.setAccessibleName("理由")
        self._set = button("保存金额")
        self._set.clicked.connect(self._set_one)
        self._next = button("进入意见(&N)", "primary")
        self._next.clicked.connect(lambda: context.go("opinions"))
        self._body = self._made_body()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 12)
        whole.setSpacing(8)
        whole.addLayout(row(label("建议金额", "title"), None, self._total))
        for widget in (self._bands, self._refusal):
            whole.addWidget(widget)
        whole.addWidget(self._empty, 1)
        whole.addWidget(self._body, 1)
        whole.addLayout(row(None, self._next))

    def _made_body(self) -> QSplitter:
        fields = (("办法(&M)", self._method), ("预算（万元）(&B)", self._budget))
        pieces = []
        for name, field in (*fields, ("步长（万元）(&S)", self._step)):
            caption = label(name)
            caption.setBuddy(field)
            pieces += [caption, field]
        helper = card(*pieces, row(None, self._compute), title="按办法计算")
        amount, reason = label("金额（万元）(&A)"), label("理由(&Y)")
        amount.setBuddy(self._amount)
        reason.setBuddy(self._reason)
        parts = (self._one, amount, self._amount, reason, self._reason, row(None, self._set))
        single = card(*parts, title="逐个设定")
        body = QSplitter()
        body.setChildrenCollapsible(False)
        side = QWidget()
        side.setLayout(column(helper, single, None))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setMinimumWidth(300)
        area.setWidget(side)
        body.addWidget(self._table)
        body.addWidget(area)
        body.setStretchFactor(0, 1)
        body.setSizes([900, 340])
        return body

    def refresh(self) -> None:
        """Read the amounts."""
        view = presenter.awards(self.context.workspace)
        ready = not view.refused
        for widget in (self._body, self._bands, self._total, self._next):
            widget.setVisible(ready)
        self._empty.setVisible(not ready)
        self._empty.show_text(view.refused)
        if not ready:
            return
        self._total.setText(presenter.total_text(view))
        self._bands.setText(view.bands)
        self._table.show_rows(view.rows)
        self._fill_limits(view)
        if self._table.current_row() is None:
            self._table.selectRow(0)

    def _fill_limits(self, view: AwardsView) -> None:
        if self._budget.money is None and view.budget:
            self._budget.set_money(Money.parse_wan(view.budget))
        if self._step.money is None:
            self._step.set_money(Money.parse_wan(view.step))

    def _show_row(self, one: AwardRow | None) -> None:
        self._set.setEnabled(one is not None)
        if one is None:
            self._one.setText("")
            return
        had = "\n以前获得过后评估奖补，再次建议金额须写明理由。" if one.had_award else ""
        self._one.setText(f"{one.number} 号 {one.name}\n{one.grade}，{one.band} 万元{had}")
        self._amount.reset(Money.parse_wan(one.amount) if one.amount else None)

    def _suggest(self) -> None:
        limits = presenter.Limits(self._budget.money, self._step.money)
        method = AwardMethod(self._method.currentData())
        self._refusal.tell(presenter.suggest(self.context.workspace, method, limits).findings)

    def _set_one(self) -> None:
        one, amount = self._table.current_row(), self._amount.money
        if one is None:
            return
        if amount is None:
            self._refusal.tell("请填写以万元计的金额。没有保存。")
            return
        reason = self._reason.text().strip()
        outcome = presenter.set_one(self.context.workspace, one.number, amount, reason)
        self._refusal.tell(outcome.findings)


def make(context: Context) -> AwardsScreen:
    """Return the screen."""
    return AwardsScreen(context)
