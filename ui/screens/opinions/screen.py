"""意见: the panel's words per platform and on the round, stored when a field is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.place import keep_place, kept_place
from ui.screen import Screen
from ui.screens.opinions import presenter
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import button, card, column, label, row
from ui.widgets.panes import Panes, fit_height, scrolled
from ui.widgets.refusal import Refusal

if TYPE_CHECKING:
    from ynreview.app.queries.opinions_view import OpinionRow

_COLUMNS = (
    ColumnSpec("编号", lambda one: one.number, width=60),
    ColumnSpec("平台名称", lambda one: one.name),
    ColumnSpec("建议等级", lambda one: one.grade, width=108),
    ColumnSpec("意见", presenter.state_text, width=132),
)
_PARTS = ("主要成效(&1)", "存在问题(&2)", "建议(&3)")


class TextField(QPlainTextEdit):
    """A text of some lines; ``left`` tells that it is to be stored. Tab moves on."""

    left = Signal()

    def __init__(self, name: str, height: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._height = height
        self.setMinimumHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class OpinionsScreen(Screen):
    """Words are stored when their field is left, and once more before the screen is."""

    keys = (
        ("Enter", "填写所选平台的意见"),
        ("Alt+1 / Alt+2 / Alt+3", "主要成效 / 存在问题 / 建议"),
        ("Ctrl+1 / Ctrl+2", "各平台 / 意见"),
        ("Ctrl+Enter", "存下，看下一个平台"),
    )

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
        self._table.activated_row.connect(lambda _: self._go_to_words())
        self._following = button("存下，看下一个", key="Ctrl+Return")
        self._following.clicked.connect(self._go_on)
        self._count = label("", "muted")
        self._body = Panes(self._table, self._made_side(), ("各平台", "意见"), (620, 620))
        whole = QVBoxLayout(self)
        whole.addLayout(row(label("意见", "title"), self._body.tabs, self._count, None))
        whole.addWidget(self._refusal)
        whole.addWidget(self._empty, 1)
        whole.addWidget(self._body, 1)
        whole.addLayout(row(None, self._following, self._next))

    def _made_side(self) -> QWidget:
        pieces: list[QWidget] = [self._title]
        for name, field in zip(_PARTS, self._fields, strict=True):
            caption = label(name)
            caption.setBuddy(field)
            pieces += [caption, field]
        single = card(*pieces, row(self._insert, None))
        overall = card(self._overall, title="总体意见")
        side = QWidget()
        side.setLayout(column(single, overall))
        return scrolled(side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_height(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._body.isVisible():
            self._table.setFocus()

    def refresh(self) -> None:
        """Read the opinions."""
        view = presenter.opinions(self.context.workspace)
        ready = not view.refused
        for widget in (self._body, self._next, self._following, self._count):
            widget.setVisible(ready)
        self._body.tabs.setVisible(ready and bool(self._body.is_narrow))
        self._empty.setVisible(not ready)
        self._empty.show_text(view.refused)
        if not ready:
            return
        self._table.show_rows(view.rows)
        if not self._overall.hasFocus():
            self._overall.setPlainText(view.overall)
        self._stored_overall = view.overall
        self._count.setText(presenter.count_text(view))
        here, table = kept_place(self.context), self._table
        if not table.select_where(lambda one: one.number == here) and table.current_row() is None:
            table.select_where(lambda _: True)
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
        keep_place(self.context, one.number)
        self._title.setText(f"{one.number} 号 {one.name}")
        self._insert.setEnabled(bool(one.remarks))
        texts = (one.achievements, one.problems, one.suggestions)
        for field, text in zip(self._fields, texts, strict=True):
            if not (same and field.hasFocus()):
                field.setPlainText(text)

    def _go_to_words(self) -> None:
        self._body.show_side(1)
        self._fields[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _go_on(self) -> None:
        """Store, and go to the words on the next entry."""
        self.settle()
        here = self._table.currentIndex().row()
        if here + 1 < self._table.row_count():
            self._table.selectRow(here + 1)
            self._go_to_words()

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
