"""得分汇总: platform × expert with mean, rank and spread; the working of the chosen row beside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.place import keep_place, kept_place
from ui.screen import Screen
from ui.screens.standing import presenter
from ui.widgets.cover_button import CoverButton
from ui.widgets.data_table import DataTable
from ui.widgets.delegates import HeatDelegate
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import button, card, label, prose, row
from ui.widgets.panes import Panes, fit_height, scrolled

_FIXED = 6


class StandingScreen(Screen):
    """Figures are shown after the close only, and can be covered at once with Ctrl+H."""

    keys = (
        ("Enter", "所选平台的计算过程"),
        ("Ctrl+1 / Ctrl+2", "汇总 / 计算过程"),
        ("Ctrl+H", "遮住或显示分数"),
        ("Ctrl+C", "复制所选行"),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._experts: tuple[str, ...] = ()
        self._counts = label("", "muted")
        self._cover = CoverButton(context.cover)
        context.cover.changed.connect(self._cover_changed)
        self._matrix = QWidget()
        self._matrix_box = QVBoxLayout(self._matrix)
        self._matrix_box.setContentsMargins(0, 0, 0, 0)
        self._table: DataTable | None = None
        self._working_head, self._working = label("", "heading", wrap=True), prose()
        side = card(self._working_head, self._working, None, title="计算过程")
        self._reading = scrolled(side)
        self._reading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._reading.setAccessibleName("计算过程")
        self._body = Panes(self._matrix, self._reading, ("汇总", "计算过程"), (936, 290))
        self._review, self._foot = prose("", "warning"), prose("", "muted")
        self._empty = EmptyState("")
        self._next = button("进入评定(&N)", "primary")
        self._next.clicked.connect(lambda: context.go("grading"))
        column = QVBoxLayout(self)
        title = label("得分汇总", "title")
        column.addLayout(row(title, self._body.tabs, self._counts, None, self._cover))
        column.addWidget(self._empty, 1)
        column.addWidget(self._body, 1)
        column.addWidget(self._review)
        foot = row(self._foot, self._next)
        foot.setStretch(0, 1)
        column.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_height(self, self._review)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._table is not None and self._body.isVisible():
            self._table.setFocus()

    def refresh(self) -> None:
        """Read the standing."""
        self.context.cover.look()
        found = presenter.standing(self.context.workspace)
        ready = not found.refused
        for widget in (self._body, self._cover, self._next, self._counts, self._foot):
            widget.setVisible(ready)
        self._body.tabs.setVisible(ready and bool(self._body.is_narrow))
        self._empty.setVisible(not ready)
        self._empty.show_text(found.refused)
        self._counts.setText(found.head)
        self._foot.setText(f"{found.denominator}；{found.quota}" if found.rows else "")
        self._review.setText("\n".join(found.review))
        fit_height(self, self._review)
        if not ready:
            return
        self._cover.refresh()
        if self._table is None or found.experts != self._experts:
            self._build(found.experts)
        assert self._table is not None
        self._table.show_rows(found.rows)
        here, table = kept_place(self.context), self._table
        if (
            not table.select_where(lambda one: one["number"] == here)
            and table.current_row() is None
        ):
            table.select_where(lambda _: True)
        self._explain(self._table.current_row())

    def _build(self, experts: tuple[str, ...]) -> None:
        if self._table is not None:
            self._table.deleteLater()
        self._experts = experts
        table = DataTable(self._columns(experts), frozen=3, key=lambda one: one["number"])
        table.setAccessibleName("得分汇总")
        table.current_row_changed.connect(self._explain)
        table.activated_row.connect(lambda _: self._body.show_side(1, focus=True))
        for place, expert in enumerate(experts):
            delegate = HeatDelegate(self.context.look, partial(self._heat, expert))
            table.setItemDelegateForColumn(_FIXED + place, delegate)
        self._matrix_box.addWidget(table)
        self._table = table
        for one, other in pairwise([self._cover.button, table, self._reading, self._next]):
            self.setTabOrder(one, other)

    def _columns(self, experts: tuple[str, ...]) -> list[ColumnSpec]:
        over = self.context.cover.over
        fixed = [
            ColumnSpec("名次", presenter.rank_text, lambda one: one["rank"], width=68),
            ColumnSpec("编号", lambda one: one["number"], width=52),
            ColumnSpec("平台名称", lambda one: one["name"], width=196),
            _figure("得分", lambda one: over(one["score"] or "—"), 64),
            _figure("极差", lambda one: over(presenter.spread_text(one)), 60),
            _figure("有效", lambda one: str(one["valid_experts"]), 48),
        ]
        return fixed + [_figure(code, partial(self._total, code), 64) for code in experts]

    def _total(self, expert: str, one: dict[str, Any]) -> str:
        return self.context.cover.over(presenter.score_text(one, expert))

    def _heat(self, expert: str, one: dict[str, object]) -> int:
        return 0 if self.context.cover.is_on else presenter.heat(one, expert)

    def _explain(self, one: dict[str, object] | None) -> None:
        if one is not None:
            keep_place(self.context, str(one["number"]))
        if one is None or self.context.cover.is_on:
            self._working_head.setText("")
            self._working.setText("" if one is None else "分数已遮住，按 Ctrl+H 显示。")
            return
        head, lines = presenter.working(self.context.workspace, str(one["number"]))
        self._working_head.setText(head)
        self._working.setText("\n".join(lines))

    def _cover_changed(self) -> None:
        if self.isVisible():
            self.refresh()


def _figure(title: str, text: Callable[[Any], str], width: int) -> ColumnSpec:
    return ColumnSpec(title, text, align_right=True, width=width)


def make(context: Context) -> StandingScreen:
    """Return the screen."""
    return StandingScreen(context)
