"""意见: the panel's words per platform and on the round, stored when a field is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.screen import Screen
from ui.screens.opinions import presenter
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import button, card, column, label, row
from ui.widgets.refusal import Refusal

if TYPE_CHECKING:
    from ynreview.app.queries.opinions_view import OpinionRow

_COLUMNS = (
    ColumnSpec("编号", lambda one: one.number, width=64),
    ColumnSpec("平台名称", lambda one: one.name),
    ColumnSpec("建议等级", lambda one: one.grade, width=124),
    ColumnSpec("意见", presenter.state_text, width=140),
)
_PARTS = ("主要成效(&1)", "存在问题(&2)", "建议(&3)")


class TextField(QPlainTextEdit):
    """A text of some lines; ``left`` tells that it is to be stored. Tab moves on."""

    left = Signal()

    def __init__(self, name: str, height: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(height)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class OpinionsScreen(Screen):
    """Words are stored when their field is left, and once more before the screen is."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._row: OpinionRow | None = None
        self._stored_overall = ""
        self._refusal, self._empty = Refusal(), EmptyState("")
        self._table = DataTable(_COLUMNS, frozen=1, key=lambda one: one.number)
        self._table.setAccessibleName("各平台的意见")
        self._table.current_row_changed.connect(self._show_row)
        self._fields = tuple(TextField(name.partition("(")[0], 64) for name in _PARTS)
        self._overall = TextField("总体意见", 72)
        for field in self._fields:
            field.left.connect(self._store_row)
        self._overall.left.connect(self._store_overall)
        self._insert = button("插入专家意见（不显示姓名）")
        self._insert.clicked.connect(self._insert_remarks)
        self._title = label("", "heading", wrap=True)
        self._next = button("进入定稿(&N)", "primary")
        self._next.clicked.connect(lambda: context.go("sealing"))
        self._body = self._made_body()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 12)
        whole.setSpacing(8)
        whole.addWidget(label("意见", "title"))
        whole.addWidget(self._refusal)
        whole.addWidget(self._empty, 1)
        whole.addWidget(self._body, 1)
        whole.addLayout(row(None, self._next))

    def _made_body(self) -> QSplitter:
        pieces: list[QWidget] = [self._title]
        for name, field in zip(_PARTS, self._fields, strict=True):
            caption = label(name)
            caption.setBuddy(field)
            pieces += [caption, field]
        single = card(*pieces, row(self._insert, None))
        overall = card(self._overall, title="总体意见")
        side = QWidget()
        side.setLayout(column(single, overall))
        body = QSplitter()
        body.setChildrenCollapsible(False)
        body.addWidget(self._table)
        body.addWidget(side)
        body.setSizes([640, 600])
        return body

    def refresh(self) -> None:
        """Read the opinions."""
        view = presenter.opinions(self.context.workspace)
        ready = not view.refused
        self._body.setVisible(ready)
        self._next.setVisible(ready)
        self._empty.setVisible(not ready)
        self._empty.show_text(view.refused)
        if not ready:
            return
        self._table.show_rows(view.rows)
        if not self._overall.hasFocus():
            self._overall.setPlainText(view.overall)
        self._stored_overall = view.overall
        if self._table.current_row() is None:
            self._table.selectRow(0)
        self._show_row(self._table.current_row())

    def settle(self) -> None:
        """Store what is being typed."""
        self._store_row()
        self._store_overall()

    def _show_row(self, one: OpinionRow | None) -> None:
        if self._row is not None and (one is None or one.number != self._row.number):
            self._store_row()
        same = self._row is not None and one is not None and one.number == self._row.number
        self._row = one
        if one is None:
            return
        self._title.setText(f"{one.number} 号 {one.name}")
        self._insert.setEnabled(bool(one.remarks))
        texts = (one.achievements, one.problems, one.suggestions)
        for field, text in zip(self._fields, texts, strict=True):
            if not (same and field.hasFocus()):
                field.setPlainText(text)

    def _store_row(self) -> None:
        one = self._row
        if one is None:
            return
        first, second, third = (field.toPlainText().strip() for field in self._fields)
        if (first, second, third) == (one.achievements, one.problems, one.suggestions):
            return
        self._row = None
        texts = (first, second, third)
        outcome = presenter.record(self.context.workspace, one.number, texts)
        self._refusal.tell(outcome.findings)

    def _store_overall(self) -> None:
        text = self._overall.toPlainText().strip()
        if text != self._stored_overall:
            self._stored_overall = text
            self._refusal.tell(presenter.record_overall(self.context.workspace, text).findings)

    def _insert_remarks(self) -> None:
        if self._row is not None:
            target = self._fields[0]
            target.appendPlainText("\n".join(self._row.remarks))
            target.setFocus()


def make(context: Context) -> OpinionsScreen:
    """Return the screen."""
    return OpinionsScreen(context)
