"""得分汇总: platform × expert with mean, rank and spread; the working of the chosen row beside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.screen import Screen
from ui.screens.standing import presenter
from ui.widgets.data_table import DataTable
from ui.widgets.delegates import HeatDelegate
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import button, card, label, prose, row

_FIXED = 6
_COVERED = "••••"


class StandingScreen(Screen):
    """Figures are shown after the close only, and can be covered at once with Ctrl+H."""

    keys = (("Ctrl+H", "遮住或显示分数"), ("Ctrl+C", "复制所选行"))

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._covered = False
        self._experts: tuple[str, ...] = ()
        self._delegates: list[HeatDelegate] = []
        self._head = label("得分汇总", "title")
        self._counts = label("", "muted")
        self._cover = button("遮住分数(&H)")
        self._cover.setToolTip("Ctrl+H")
        self._cover.clicked.connect(self._toggle_cover)
        QShortcut(QKeySequence("Ctrl+H"), self).activated.connect(self._toggle_cover)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._matrix = QWidget()
        self._matrix_box = QVBoxLayout(self._matrix)
        self._matrix_box.setContentsMargins(0, 0, 0, 0)
        self._table: DataTable | None = None
        self._working_head, self._working = label("", "heading", wrap=True), prose()
        side = card(self._working_head, self._working, None, title="计算过程")
        self._split.addWidget(self._matrix)
        self._split.addWidget(side)
        self._split.setStretchFactor(0, 1)
        self._split.setSizes([980, 300])
        self._review, self._foot = prose("", "warning"), label("", "muted")
        self._empty = EmptyState("")
        next_ = button("进入评定(&N)", "primary")
        next_.clicked.connect(lambda: context.go("grading"))
        self._next = next_
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(8)
        column.addLayout(row(self._head, self._counts, None, self._cover))
        column.addWidget(self._empty, 1)
        column.addWidget(self._split, 1)
        column.addWidget(self._review)
        column.addLayout(row(self._foot, None, next_))

    def refresh(self) -> None:
        """Read the standing."""
        found = presenter.standing(self.context.workspace)
        for widget in (self._split, self._cover, self._next):
            widget.setVisible(not found.refused)
        self._empty.setVisible(bool(found.refused))
        self._empty.show_text(found.refused)
        self._counts.setText(found.head)
        self._foot.setText(f"{found.denominator}     {found.quota}" if found.rows else "")
        self._review.setText("\n".join(found.review))
        self._review.setVisible(bool(found.review))
        if found.refused:
            return
        if self._table is None or found.experts != self._experts:
            self._build(found.experts)
        assert self._table is not None
        self._table.show_rows(found.rows)
        if self._table.current_row() is None:
            self._table.selectRow(0)

    def _build(self, experts: tuple[str, ...]) -> None:
        if self._table is not None:
            self._table.deleteLater()
        self._experts = experts
        table = DataTable(self._columns(experts), frozen=3, key=lambda one: one["number"])
        table.setAccessibleName("得分汇总")
        table.current_row_changed.connect(self._explain)
        self._delegates = []
        for place, expert in enumerate(experts):
            delegate = HeatDelegate(self.context.look, partial(self._heat, expert))
            self._delegates.append(delegate)
            table.setItemDelegateForColumn(_FIXED + place, delegate)
        self._matrix_box.addWidget(table)
        self._table = table

    def _columns(self, experts: tuple[str, ...]) -> list[ColumnSpec]:
        fixed = [
            ColumnSpec("名次", presenter.rank_text, lambda one: one["rank"], width=84),
            ColumnSpec("编号", lambda one: one["number"], width=64),
            ColumnSpec("平台名称", lambda one: one["name"], width=260),
            _figure("得分", lambda one: self._shown(one["score"] or "—"), 84),
            _figure("极差", lambda one: self._shown(presenter.spread_text(one)), 76),
            _figure("有效", lambda one: str(one["valid_experts"]), 60),
        ]
        return fixed + [_figure(code, partial(self._total, code), 88) for code in experts]

    def _total(self, expert: str, one: dict[str, Any]) -> str:
        return self._shown(presenter.score_text(one, expert))

    def _shown(self, text: str) -> str:
        return _COVERED if self._covered and text not in {"回避", "—"} else text

    def _heat(self, expert: str, one: dict[str, object]) -> int:
        return 0 if self._covered else presenter.heat(one, expert)

    def _explain(self, one: dict[str, object] | None) -> None:
        if one is None or self._covered:
            self._working_head.setText("")
            self._working.setText("")
            return
        head, lines = presenter.working(self.context.workspace, str(one["number"]))
        self._working_head.setText(head)
        self._working.setText("\n".join(lines))

    def _toggle_cover(self) -> None:
        self._covered = not self._covered
        self._cover.setText("显示分数(&H)" if self._covered else "遮住分数(&H)")
        self.refresh()
        if self._table is not None:
            self._explain(self._table.current_row())


def _figure(title: str, text: Callable[[Any], str], width: int) -> ColumnSpec:
    return ColumnSpec(title, text, align_right=True, width=width)


def make(context: Context) -> StandingScreen:
    """Return the screen."""
    return StandingScreen(context)
