"""评定: the ranking with the line of the quota in it, what the rules propose, what was voted."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.models.table import ColumnSpec, Divider
from ui.place import keep_place, kept_place
from ui.screen import Screen
from ui.screens.grading import presenter
from ui.screens.grading.line_delegate import NAMES, LineDelegate
from ui.screens.grading.vote_panel import ChangePanel, TiePanel
from ui.theme.style import set_role
from ui.widgets.cover_button import CoverButton
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import button, card, label, prose, row
from ui.widgets.panes import Panes, first_stop, fit_height, scrolled
from ui.widgets.refusal import Refusal
from ynreview.kernel.terms import Grade

if TYPE_CHECKING:
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.grading_view import GradeRow
_FIRST = "先按规则提出建议等级，再登记专家组的表决。"


class GradingScreen(Screen):
    """No control here could break the quota: the core refuses, and the answer stands beside."""

    keys = (
        ("Ctrl+Enter", "按规则提出建议等级；记录表决"),
        ("Enter", "到所选平台的表决"),
        ("Ctrl+1 / Ctrl+2", "名次 / 表决"),
        ("Ctrl+H", "遮住或显示分数"),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._used, self._quota = label("", "heading"), label("", "heading", wrap=True)
        self._told = prose("", "muted")
        self._refusal, self._empty = Refusal(), EmptyState("")
        self._cover = CoverButton(context.cover)
        context.cover.changed.connect(self._cover_changed)
        self._table = self._made_table()
        self._tie, self._change = TiePanel(), ChangePanel()
        self._first = card(prose(_FIRST, "muted"), title="表决")
        self._tie.voted.connect(self._voted)
        self._tie.none_chosen.connect(self._none_chosen)
        self._change.changed.connect(self._changed)
        self._change.confirmed.connect(self._confirmed)
        self._open = prose("", "warning")
        self._propose = button("按规则提出建议等级", "primary", key="Ctrl+Return")
        self._propose.clicked.connect(self._propose_grades)
        self._next = button("进入建议金额(&N)", "primary")
        self._next.clicked.connect(lambda: context.go("awards"))
        self._side = QWidget()
        inner = QVBoxLayout(self._side)
        inner.setContentsMargins(0, 0, 0, 0)
        for panel in (self._refusal, self._first, self._tie, self._change):
            inner.addWidget(panel)
        inner.addStretch(1)
        self._body = Panes(self._table, scrolled(self._side), ("名次", "表决"), (880, 380))
        column = QVBoxLayout(self)
        head = row(label("评定", "title"), self._body.tabs, None, self._used, self._cover)
        foot = row(self._open, self._propose, self._next)
        foot.setStretch(0, 1)
        column.addLayout(head)
        for widget in (self._quota, self._told):
            column.addWidget(widget)
        column.addWidget(self._empty, 1)
        column.addWidget(self._body, 1)
        column.addLayout(foot)

    def _made_table(self) -> DataTable:
        over = self.context.cover.over
        columns = (
            ColumnSpec("名次", lambda one: one.rank, width=56),
            ColumnSpec("编号", lambda one: one.number, width=60),
            ColumnSpec("平台名称", lambda one: one.name),
            ColumnSpec("得分", lambda one: over(one.score), align_right=True, width=68),
            ColumnSpec("规则建议", lambda one: one.proposed, width=104),
            ColumnSpec("建议等级", lambda one: one.grade, width=104),
        )
        table = DataTable(columns, frozen=2, key=presenter.number_of)
        table.setAccessibleName("名次和建议等级")
        table.setSortingEnabled(False)
        for place in range(len(columns)):
            table.setItemDelegateForColumn(place, LineDelegate(self.context.look))
        table.current_row_changed.connect(self._show_side)
        table.activated_row.connect(lambda _: self._go_to_vote())
        return table

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_height(self, self._told)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self._view.refused:
            (self._table if self._view.proposed else self._propose).setFocus()

    def refresh(self) -> None:
        """Read the grading."""
        self.context.cover.look()
        view = presenter.grading(self.context.workspace)
        self._view = view
        ready = not view.refused
        for widget in (self._body, self._used, self._quota, self._open, self._cover):
            widget.setVisible(ready)
        self._body.tabs.setVisible(ready and bool(self._body.is_narrow))
        self._empty.setVisible(not ready)
        self._empty.show_text(view.refused)
        self._propose.setVisible(ready and not view.proposed)
        self._next.setVisible(ready and view.proposed)
        self._told.setText("")
        self._told.hide()
        if not ready:
            return
        self._cover.refresh()
        self._used.setText(presenter.used_text(view))
        self._quota.setText(view.head)
        tally = presenter.tally_text(view)
        self._told.setText(f"{view.denominator}；{tally}" if tally else view.denominator)
        self._show_ranking(presenter.lines_of(view))
        if not self._select(kept_place(self.context)) and self._table.current_row() is None:
            self._table.select_where(lambda _: True)
        self._show_side(self._table.current_row())
        fit_height(self, self._told)
        stops = [self._table, *self._tie.stops, *self._change.stops, self._propose, self._next]
        for one, other in pairwise(stops):
            self.setTabOrder(one, other)
        still = "；".join(view.still_open)
        self._open.setText(f"还有：{still}。" if still and view.proposed else "")
        set_role(self._next, "" if presenter.next_open(view) else "primary")

    def _show_ranking(self, lines: list[GradeRow | Divider]) -> None:
        self._table.show_rows(lines)
        self._table.clearSpans()
        for place, line in enumerate(lines):
            if isinstance(line, Divider):
                self._table.setSpan(place, NAMES, 1, len(self._table.table_model.columns) - NAMES)

    def _select(self, number: str) -> bool:
        return bool(number) and self._table.select_where(
            lambda one: presenter.number_of(one) == number
        )

    def _show_side(self, one: GradeRow | None) -> None:
        """Show what the panel may vote on: the tie at its entries, else the entry's grade."""
        tie, covered = self._view.tie, self.context.cover.is_on
        tied = tie is not None and one is not None and one.number in tie.group
        self._first.setVisible(not self._view.proposed)
        self._tie.setVisible(self._view.proposed and tied)
        if tie is not None:
            self._tie.show_tie(tie, covered=covered)
        self._change.setVisible(self._view.proposed and not (tied and tie is not None and tie.open))
        self._change.show_row(one, covered=covered)
        if one is not None:
            keep_place(self.context, one.number)

    def _cover_changed(self) -> None:
        if self.isVisible():
            self.refresh()
            self._table.viewport().update()

    def _go_to_vote(self) -> None:
        self._body.show_side(1)
        first_stop(self._side).setFocus()

    def _propose_grades(self) -> None:
        self._answer(presenter.propose(self.context.workspace))

    def _voted(self, votes: dict[str, int], abstain: int, reason: str) -> None:
        tie = self._view.tie
        assert tie is not None
        self._answer(presenter.vote_on_tie(self.context.workspace, tie, votes, abstain, reason))

    def _none_chosen(self, reason: str) -> None:
        tie = self._view.tie
        assert tie is not None
        self._answer(presenter.none_excellent(self.context.workspace, tie, reason))

    def _changed(self, number: str, grade: Grade, count: tuple[int, int, int], reason: str) -> None:
        self._answer(presenter.change(self.context.workspace, number, grade, count, reason))

    def _confirmed(self, number: str, count: tuple[int, int, int], reason: str) -> None:
        self._answer(presenter.confirm_unqualified(self.context.workspace, number, count, reason))

    def _answer(self, outcome: Outcome) -> None:
        """Say why it was refused, beside the fields; else go to what is open next."""
        self._refusal.tell([finding for finding in outcome.findings if finding.blocks])
        if outcome.ok:
            self._select(presenter.next_open(self._view))
            self._body.show_side(0)
            self._table.setFocus()
        else:
            self._body.show_side(1)


def make(context: Context) -> GradingScreen:
    """Return the screen."""
    return GradingScreen(context)
