"""到期测算: who of the ledger is due for what on a day, as a table that can be written out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.screens.formal import presenter
from ui.widgets.data_table import DataTable
from ui.widgets.delegates import StateDelegate
from ui.widgets.layout import button, label, prose, row
from ui.widgets.refusal import Refusal
from ynreview.kernel.terms import DueState
from ynreview.messages import explain
from ynreview.messages import label as term_label
from ynreview.panel.entries import Entry
from ynreview.panel.formal.due import DueLine

if TYPE_CHECKING:
    from ynreview.panel.formal.due import EntryDue

_NOT_A_DAY = "“{text}”不是日期。请写成 2026-11-24 的样子。"
_TO_ACT = {DueState.NOW, DueState.OVER, DueState.UNKNOWN}


class _Line(NamedTuple):
    entry: Entry
    due: DueLine


_COLUMNS = (
    ColumnSpec("编号", lambda one: one.entry.number, width=64),
    ColumnSpec("平台名称", lambda one: one.entry.name, width=200),
    ColumnSpec("事项", lambda one: term_label(one.due.step), width=88),
    ColumnSpec("状态", lambda one: term_label(one.due.state), width=112),
    ColumnSpec("起", lambda one: str(one.due.since or "—"), width=104),
    ColumnSpec("止", lambda one: str(one.due.until or "—"), width=104),
    ColumnSpec("说明", lambda one: explain(one.due.because)),
)
_STATE = 3


class DueDialog(QDialog):
    """Works out anew whenever another day is given; ``lines`` are those that are shown."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent.window())
        self._context = context
        self._table: tuple[EntryDue, ...] = ()
        self._on = date.today()  # noqa: DTZ011 - the day on the wall of the office
        self.setWindowTitle("到期测算")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._day = QLineEdit(self._on.isoformat())
        self._day.setAccessibleName("按哪一天测算")
        self._day.setMaximumWidth(160)
        caption = label("按哪一天测算(&D)", "muted")
        caption.setBuddy(self._day)
        self._work_out = button("测算(&T)")
        self._day.returnPressed.connect(self.work_out)
        self._work_out.clicked.connect(self.work_out)
        self._only_due = QCheckBox("只看到期、已过期限和缺日期(&O)")
        self._only_due.toggled.connect(self._show_lines)
        self._refusal, self._counts = Refusal(), label("", "muted")
        self.lines = DataTable(_COLUMNS, frozen=2)
        self.lines.setAccessibleName("到期测算表")
        self.lines.setItemDelegateForColumn(
            _STATE, StateDelegate(context.look, lambda one: presenter.due_shape(one.due.state))
        )
        self.lines.current_row_changed.connect(self._show_line)
        self._told = prose()
        self._told.setMinimumHeight(48)
        self._export = button("导出表格(&E)…")
        self._export.clicked.connect(self._ask_export)
        close = button("关闭", "primary")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addLayout(row(caption, self._day, self._work_out, None, self._only_due))
        column.addWidget(self._refusal)
        column.addWidget(self.lines, 1)
        column.addWidget(self._told)
        column.addLayout(row(self._counts, None, self._export, close))
        room = parent.window().size()
        self.resize(min(1080, room.width() - 32), min(640, room.height() - 32))
        self.work_out()

    def work_out(self) -> None:
        """Work out for the day typed; what is no day is told and changes nothing."""
        text = self._day.text().strip()
        try:
            self._on = date.fromisoformat(text)
        except ValueError:
            self._refusal.tell(_NOT_A_DAY.format(text=text))
            return
        self._refusal.clear()
        self._table = presenter.due(self._context.workspace, self._on)
        self._show_lines()

    def _show_lines(self) -> None:
        every = [_Line(one.entry, due) for one in self._table for due in one.lines]
        only_due = self._only_due.isChecked()
        shown = [one for one in every if not only_due or one.due.state in _TO_ACT]
        self.lines.show_rows(shown)
        self._counts.setText(f"{self._on}：{len(shown)} / {len(every)} 行")
        if self.lines.current_row() is None:
            self.lines.select_where(lambda _: True)
        self._show_line(self.lines.current_row())

    def _show_line(self, line: _Line | None) -> None:
        told = "" if line is None else f"{line.entry.number} 号　{explain(line.due.because)}"
        self._told.setText(told)

    def _ask_export(self) -> None:
        tasks = self._context.tasks
        if tasks.is_busy:
            return
        name = f"到期测算-{self._on}.xlsx"
        target = self._context.files.save_one(self, "导出表格", name, "表格 (*.xlsx *.csv)")
        if target is None:
            return
        table, day = self._table, self._on
        tasks.start(
            "写出到期测算",
            lambda progress: presenter.export_due(table, day, target, progress),
            self._exported,
            self._refusal.tell,
        )

    def _exported(self, target: Path) -> None:
        self._context.say(f"已写出 {target}。")
        self._counts.setText(f"已写出 {target.name}")
