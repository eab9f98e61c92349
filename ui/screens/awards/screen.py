"""建议金额: one amount per entry inside its band, the sum always beside the budget."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.place import keep_place, kept_place
from ui.screen import Screen
from ui.screens.awards import presenter
from ui.theme.style import set_role
from ui.widgets.cover_button import CoverButton
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import button, card, column, field, label, prose, row
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.panes import Panes, fit_height, is_slim, scrolled
from ui.widgets.refusal import Refusal
from ynreview.kernel.finding import Finding
from ynreview.kernel.money import Money

if TYPE_CHECKING:
    from ynreview.app.queries.awards_view import AwardRow, AwardsView


_BAND = 4  # said beside the amount, too, so that it goes where there is no room


class AwardsScreen(Screen):
    """Helpers first, then single amounts; whatever is unlawful is refused beside the field."""

    keys = (
        ("Ctrl+Enter", "按所选办法计算"),
        ("Enter", "填写所选平台的金额；保存金额"),
        ("Ctrl+1 / Ctrl+2", "各平台 / 金额"),
        ("Ctrl+H", "遮住或显示分数"),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._number = ""
        self._total = label("", "heading")
        self._bands = prose("", "muted")
        self._refusal, self._empty = Refusal(), EmptyState("")
        self._cover = CoverButton(context.cover)
        context.cover.changed.connect(self._cover_changed)
        self._table = self._made_table()
        self._method = QComboBox()
        self._method.addItems([name for _, name in presenter.METHODS])
        self._budget, self._step = MoneyEdit(), MoneyEdit()
        self._compute = button("计算", "primary", key="Ctrl+Return")
        self._compute.clicked.connect(self._suggest)
        self._one, self._amount = prose(), MoneyEdit()
        self._amount.setAccessibleName("建议支持金额（万元）")
        self._amount.accepted.connect(self._set_one)
        self._reason = QLineEdit()
        self._reason.returnPressed.connect(self._set_one)
        self._set = button("保存金额")
        self._set.clicked.connect(self._set_one)
        self._next = button("进入意见(&N)", "primary")
        self._next.clicked.connect(lambda: context.go("opinions"))
        self._body = Panes(self._table, self._made_side(), ("各平台", "金额"), (880, 360))
        whole = QVBoxLayout(self)
        title = label("建议金额", "title")
        whole.addLayout(row(title, self._body.tabs, None, self._cover))
        whole.addWidget(self._total)
        whole.addWidget(self._bands)
        whole.addWidget(self._empty, 1)
        whole.addWidget(self._body, 1)
        whole.addLayout(row(None, self._next))

    def _made_table(self) -> DataTable:
        over = self.context.cover.over
        columns = (
            ColumnSpec("编号", lambda one: one.number, width=60),
            ColumnSpec("平台名称", lambda one: one.name),
            ColumnSpec("建议等级", lambda one: one.grade, width=112),
            ColumnSpec("得分", lambda one: over(one.score), align_right=True, width=72),
            ColumnSpec("区间（万元）", lambda one: one.band, align_right=True, width=112),
            ColumnSpec("金额（万元）", lambda one: one.amount or "—", align_right=True, width=112),
        )
        table = DataTable(columns, frozen=2, key=lambda one: one.number)
        table.setAccessibleName("建议支持金额")
        table.current_row_changed.connect(self._show_row)
        table.activated_row.connect(lambda _: self._go_to_amount())
        return table

    def _made_side(self) -> QWidget:
        helper = card(
            field("办法", self._method, key="M"),
            field("预算（万元）", self._budget, key="B"),
            field("步长（万元）", self._step, key="S"),
            row(None, self._compute),
            title="按办法计算",
        )
        single = card(
            self._one,
            field("金额（万元）", self._amount, key="A"),
            field("理由（以前获得过奖补的须写）", self._reason, key="Y"),
            row(None, self._set),
            title="逐个设定",
        )
        side = QWidget()
        side.setLayout(column(self._refusal, helper, single, None))
        return scrolled(side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_height(self, self._bands)
        self._table.setColumnHidden(_BAND, is_slim(self))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._body.isVisible():
            self._table.setFocus()

    def refresh(self) -> None:
        """Read the amounts."""
        self.context.cover.look()
        view = presenter.awards(self.context.workspace)
        ready = not view.refused
        for widget in (self._body, self._total, self._next, self._cover):
            widget.setVisible(ready)
        self._body.tabs.setVisible(ready and bool(self._body.is_narrow))
        self._bands.setText("" if view.refused else view.bands)
        fit_height(self, self._bands)
        self._empty.setVisible(not ready)
        self._empty.show_text(view.refused)
        if not ready:
            return
        self._cover.refresh()
        self._total.setText(presenter.total_text(view))
        self._table.show_rows(view.rows)
        self._fill_limits(view)
        here, table = kept_place(self.context), self._table
        if not table.select_where(lambda one: one.number == here) and table.current_row() is None:
            table.select_where(lambda _: True)
        self._show_row(self._table.current_row())
        given = any(one.amount for one in view.rows)
        set_role(self._compute, "" if given else "primary")
        set_role(self._next, "primary" if given else "")

    def _fill_limits(self, view: AwardsView) -> None:
        if self._budget.money is None and not self._budget.text() and view.budget:
            self._budget.set_money(Money.parse_wan(view.budget))
        if self._step.money is None:
            self._step.set_money(Money.parse_wan(view.step))

    def _show_row(self, one: AwardRow | None) -> None:
        self._set.setEnabled(one is not None)
        if one is None:
            self._one.setText("")
            return
        keep_place(self.context, one.number)
        had = "\n以前获得过后评估奖补，再次建议金额须写明理由。" if one.had_award else ""
        self._one.setText(f"{one.number} 号 {one.name}\n{one.grade}，{one.band} 万元{had}")
        amount = Money.parse_wan(one.amount) if one.amount else None
        if one.number != self._number:
            self._number = one.number
            self._reason.clear()
            self._amount.reset(amount)
        else:
            self._amount.set_money(amount)

    def _cover_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _go_to_amount(self) -> None:
        self._body.show_side(1)
        self._amount.setFocus(Qt.FocusReason.TabFocusReason)

    def _suggest(self) -> None:
        limits = presenter.Limits(self._budget.money, self._step.money)
        method, _ = presenter.METHODS[self._method.currentIndex()]
        self._answer(presenter.suggest(self.context.workspace, method, limits).findings)

    def _set_one(self) -> None:
        one, amount = self._table.current_row(), self._amount.money
        if one is None:
            return
        if amount is None or self._amount.is_impossible:
            self._answer("请填写以万元计的金额。没有保存。")
            return
        reason = self._reason.text().strip()
        outcome = presenter.set_one(self.context.workspace, one.number, amount, reason)
        self._answer(outcome.findings)
        if not outcome.ok:
            self._amount.refuse(self._refusal.text)

    def _answer(self, said: Iterable[Finding] | str) -> None:
        self._refusal.tell(said)


def make(context: Context) -> AwardsScreen:
    """Return the screen."""
    return AwardsScreen(context)
