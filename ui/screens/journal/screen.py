"""日志: every entry in order, a filter, the state of the chain, and a way to take it along."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.screen import Screen
from ui.screens.journal import presenter
from ui.screens.journal.entry_dialog import EntryDialog
from ui.widgets.code_label import CodeLabel
from ui.widgets.data_table import DataTable
from ui.widgets.layout import button, label
from ui.widgets.refusal import Refusal

_COLUMNS = (
    ColumnSpec("序号", lambda one: str(one.seq), lambda one: one.seq, align_right=True, width=64),
    ColumnSpec("时间", lambda entry: entry.at, width=168),
    ColumnSpec("身份", lambda entry: entry.actor, width=84),
    ColumnSpec("事项", lambda entry: entry.action, width=150),
    ColumnSpec("对象", lambda entry: entry.subject, width=150),
    ColumnSpec("内容", lambda entry: entry.detail),
)


class JournalScreen(Screen):
    """Read only; the journal itself can never be changed."""

    keys = (("Ctrl+F", "查找"), ("Enter", "查看全文"), ("Ctrl+C", "复制所选行"))

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._entries: list[presenter.Line] = []
        self._state = label("")
        self._state.setWordWrap(True)
        self._head = CodeLabel("日志末条校验码")
        self._find = QLineEdit()
        self._find.setPlaceholderText("按身份、事项、对象或内容查找")
        self._find.setAccessibleName("查找")
        self._find.setClearButtonEnabled(True)
        self._find.textChanged.connect(self._filter)
        self._refusal = Refusal()
        self._table = DataTable(_COLUMNS)
        self._table.setAccessibleName("日志")
        self._table.activated_row.connect(lambda line: EntryDialog(line, self).open())
        export = button("导出日志(&E)")
        export.clicked.connect(self._export)
        top = QHBoxLayout()
        top.addWidget(self._find, 1)
        top.addWidget(export)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(8)
        for widget in (label("日志", "title"), self._state, self._head, self._refusal):
            column.addWidget(widget)
        column.addLayout(top)
        column.addWidget(self._table, 1)

    def refresh(self) -> None:
        """Read the journal and check its chain."""
        found = self.context.workspace.ask(presenter.journal)
        self._entries = found.lines
        self._state.setText(presenter.state_line(found))
        self._head.show_code(found.code)
        self._filter()

    def _filter(self) -> None:
        self._table.show_rows(presenter.matching(self._entries, self._find.text()))

    def _export(self) -> None:
        chosen = self.context.files.save_one(self, "导出日志", "journal.jsonl", "日志 (*.jsonl)")
        if chosen is not None:
            self._refusal.tell(presenter.exported(self.context.workspace, chosen))


def make(context: Context) -> JournalScreen:
    """Return the screen."""
    return JournalScreen(context)
