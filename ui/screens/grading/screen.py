"""评定: the ranking with the line of the quota in it, what the rules propose, what was voted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.screen import Screen
from ui.screens.grading import presenter
from ui.screens.grading.line_delegate import LineDelegate
from ui.screens.grading.vote_panel import ChangePanel, TiePanel
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import button, label, prose, row
from ui.widgets.refusal import Refusal
from ynreview.kernel.finding import Finding
from ynreview.kernel.terms import Grade

if TYPE_CHECKING:
    from ynreview.app.outcome import Outcome

_COLUMNS = (
    ColumnSpec("名次", lambda one: one.rank, width=64),
    ColumnSpec("编号", lambda one: one.number, width=64),
    ColumnSpec("平台名称", lambda one: one.name),
    ColumnSpec("得分", lambda one: one.score, align_right=True, width=84),
    ColumnSpec("规则建议", lambda one: one.proposed, width=124),
    ColumnSpec("建议等级", lambda one: one.grade, width=124),
)


class GradingScreen(Screen):
    """No control here could break the quota: the core refuses, and the answer stands beside."""

    keys = (("Ctrl+Enter", "按规则提出建议等级"),)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._head, self._used = label("", "title", wrap=True), label("", "heading")
        self._denominator = label("", "muted", wrap=True)
        self._refusal = Refusal()
        self._table = DataTable(_COLUMNS, frozen=2, key=lambda one: one.number)
        self._table.setAccessibleName("建议等级")
        self._table.setSortingEnabled(False)
        self._lines = LineDelegate(context.look)
        for place in range(len(_COLUMNS)):
            self._table.setItemDelegateForColumn(place, self._lines)
        self._tie, self._change = TiePanel(), ChangePanel()
        self._table.current_row_changed.connect(self._change.show_row)
        self._tie.voted.connect(self._voted)
        self._tie.none_chosen.connect(self._none_chosen)
        self._change.changed.connect(self._changed)
        self._change.confirmed.connect(self._confirmed)
        self._open = prose("", "warning")
        self._empty = EmptyState("")
        self._propose = button("按规则提出建议等级", "primary", key="Ctrl+Return")
        self._propose.clicked.connect(self._propose_grades)
        self._next = button("进入建议金额(&N)", "primary")
        self._next.clicked.connect(lambda: context.go("awards"))
        self._body = self._made_body()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(8)
        head = row(self._head, self._used)
        head.setStretch(0, 1)
        column.addLayout(head)
        column.addWidget(self._denominator)
        column.addWidget(self._refusal)
        column.addWidget(self._empty, 1)
        column.addWidget(self._body, 1)
        column.addLayout(row(self._open, None, self._propose, self._next))

    def _made_body(self) -> QSplitter:
        side = QWidget()
        inner = QVBoxLayout(side)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._tie)
        inner.addWidget(self._change)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(side)
        area.setMinimumWidth(300)
        body = QSplitter()
        body.setChildrenCollapsible(False)
        body.addWidget(self._table)
        body.addWidget(area)
        body.setStretchFactor(0, 1)
        body.setSizes([900, 360])
        return body

    def refresh(self) -> None:
        """Read the grading."""
        view = presenter.grading(self.context.workspace)
        self._view = view
        ready = not view.refused
        for widget in (self._body, self._used, self._denominator, self._open):
            widget.setVisible(ready)
        self._empty.setVisible(not ready)
        self._empty.show_text(view.refused)
        self._head.setText(f"评定     {view.head}" if ready else "评定")
        self._propose.setVisible(ready and not view.proposed)
        self._next.setVisible(ready and view.proposed)
        if not ready:
            return
        self._used.setText(presenter.used_text(view))
        self._denominator.setText(view.denominator)
        self._table.show_rows(view.rows)
        if self._table.current_row() is None:
            self._table.selectRow(0)
        self._tie.show_tie(view.tie if view.proposed else None)
        self._change.show_row(self._table.current_row())
        self._change.setEnabled(view.proposed)
        still = "、".join(view.still_open)
        self._open.setText(f"还有：{still}" if still and view.proposed else "")

    def _propose_grades(self) -> None:
        self._refusal.tell(_blocking(presenter.propose(self.context.workspace)))

    def _voted(self, votes: dict[str, int], abstain: int, reason: str) -> None:
        tie = self._view.tie
        assert tie is not None
        outcome = presenter.vote_on_tie(self.context.workspace, tie, votes, abstain, reason)
        self._refusal.tell(_blocking(outcome))

    def _none_chosen(self, reason: str) -> None:
        tie = self._view.tie
        assert tie is not None
        outcome = presenter.none_excellent(self.context.workspace, tie, reason)
        self._refusal.tell(_blocking(outcome))

    def _changed(self, number: str, grade: Grade, count: tuple[int, int, int], reason: str) -> None:
        outcome = presenter.change(self.context.workspace, number, grade, count, reason)
        self._refusal.tell(_blocking(outcome))

    def _confirmed(self, number: str, count: tuple[int, int, int], reason: str) -> None:
        outcome = presenter.confirm_unqualified(self.context.workspace, number, count, reason)
        self._refusal.tell(_blocking(outcome))


def _blocking(outcome: Outcome) -> list[Finding]:
    return [finding for finding in outcome.findings if finding.blocks]


def make(context: Context) -> GradingScreen:
    """Return the screen."""
    return GradingScreen(context)
