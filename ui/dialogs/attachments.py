"""关联材料: folders of PDFs checked against the platforms, then taken in or not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QSplitter, QVBoxLayout, QWidget

from ui.context import Context
from ui.dialogs import attachment_lines as presenter
from ui.models.table import ColumnSpec
from ui.widgets.data_table import DataTable
from ui.widgets.findings import FindingList
from ui.widgets.layout import button, label, prose, row
from ui.widgets.one_line import OneLine
from ui.widgets.refusal import Refusal
from ui.widgets.task_bar import TaskBar

if TYPE_CHECKING:
    from ynreview.app.outcome import Outcome

_RULE = (
    "文件名或所在文件夹以平台编号开头，或含有平台名称的，即归到该平台。找到材料的平台以本次找到的为准，"
    "其余平台不变。"
)
_COLUMNS = (
    ColumnSpec("编号", lambda one: one.number, width=72),
    ColumnSpec("平台名称", lambda one: one.name, tooltip=lambda one: one.name),
    ColumnSpec("现有", lambda one: one.now, width=72),
    ColumnSpec("本次找到", lambda one: one.found, width=88, tooltip=lambda one: one.files),
    ColumnSpec("页数", lambda one: one.pages, align_right=True, width=72),
    ColumnSpec("大小", lambda one: one.size, align_right=True, width=88),
    ColumnSpec("说明", lambda one: one.note, width=112),
)


class AttachmentsDialog(QDialog):
    """Nothing is taken in before 确认收入; a work that is stopped leaves all as it was."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("关联材料")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._folders: tuple[Path, ...] = ()
        self._found: Outcome | None = None
        self._told, self._places = prose(), OneLine("", "muted")
        self._refusal, self._findings = Refusal(), FindingList(jumps=False)
        self._table = DataTable(_COLUMNS, frozen=1, key=lambda one: one.number)
        self._table.setAccessibleName("各平台的材料")
        self._choose = button("选择文件夹(&F)")
        self._choose.clicked.connect(lambda: self._ask_folder(()))
        self._more = button("再加一个文件夹(&A)")
        self._more.clicked.connect(lambda: self._ask_folder(self._folders))
        self._store = button("确认收入", "primary", key="Ctrl+Return")
        self._store.clicked.connect(self._ask_store)
        self._leave = button("关闭")
        self._leave.clicked.connect(self.reject)
        self._put_together()
        room = parent.window().size()
        self.resize(min(1080, room.width() - 32), min(680, room.height() - 32))
        self.refresh()
        self._choose.setFocus()

    def _put_together(self) -> None:
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(4, 4, 8, 4)
        inside.addWidget(self._findings)
        inside.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(inner)
        self._area.setAccessibleName("核对结果")
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self._table)
        split.addWidget(self._area)
        split.setChildrenCollapsible(False)
        split.setSizes([320, 160])
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        head = row(label("关联材料", "title"), None, self._choose, self._more)
        column.addLayout(head)
        for widget in (prose(_RULE, "muted"), self._places, self._refusal, self._told):
            column.addWidget(widget)
        column.addWidget(split, 1)
        column.addWidget(TaskBar(self._context.tasks))
        column.addLayout(row(None, self._leave, self._store))

    def refresh(self) -> None:
        """Show what is stored, and what was found but not yet stored."""
        view = presenter.materials(self._context.workspace)
        found = self._found
        self._table.show_rows(presenter.lines(view, found.data if found is not None else None))
        self._told.setText(
            presenter.stored_text(view) if found is None else presenter.found_text(found.data)
        )
        self._findings.show_findings(found.findings if found is not None else ())
        self._area.setVisible(bool(self._findings.findings))
        self._places.show_text("　".join(str(one) for one in self._folders))
        self._places.setVisible(bool(self._folders))
        self._choose.setVisible(not view.issued)
        self._more.setVisible(bool(self._folders))
        self._store.setVisible(found is not None)
        self._store.setEnabled(found is not None and found.ok and bool(found.data["files"]))

    def _ask_folder(self, before: tuple[Path, ...]) -> None:
        folder = self._context.files.folder(self, "选择存放材料（PDF）的文件夹")
        if folder is not None and not self._context.tasks.is_busy:
            self.check((*(one for one in before if one != folder), folder))

    def check(self, folders: tuple[Path, ...]) -> None:
        """Go through folders in a worker and show what they hold."""
        self._refusal.clear()
        self._busy(working=True)
        workspace = self._context.workspace
        self._context.tasks.start(
            "核对材料",
            lambda progress: presenter.check(workspace, folders, progress),
            lambda outcome: self._checked(folders, outcome),
            self._stopped,
        )

    def _checked(self, folders: tuple[Path, ...], outcome: Outcome) -> None:
        self._busy(working=False)
        if "files" not in outcome.data:  # the world refused before anything was found
            self._refusal.tell(outcome.findings)
            return
        self._folders, self._found = folders, outcome
        self.refresh()
        self._refusal.tell([one for one in outcome.findings if one.blocks])
        if self._store.isEnabled():
            self._store.setFocus()

    def _stopped(self, text: str) -> None:
        self._busy(working=False)
        self._refusal.tell(text)

    def _ask_store(self) -> None:
        workspace, folders = self._context.workspace, self._folders
        self._refusal.clear()
        self._busy(working=True)
        self._context.tasks.start(
            "收入材料",
            lambda progress: presenter.store(workspace, folders, progress),
            self._stored,
            self._stopped,
        )

    def _stored(self, outcome: Outcome) -> None:
        self._busy(working=False)
        if not outcome.ok:
            self._refusal.tell([one for one in outcome.findings if one.blocks])
            return
        self._folders, self._found = (), None
        self.refresh()  # before the screens behind read, which takes longer
        self._context.workspace.tell(outcome)
        self._context.say(f"已收入材料 {outcome.data['files']} 份。")
        self._leave.setFocus()

    def _busy(self, *, working: bool) -> None:
        for one in (self._choose, self._more, self._store, self._leave):
            one.setEnabled(not working)

    def reject(self) -> None:
        """Close, but never while a work is under way: that is stopped by 取消 beside its line."""
        if not self._context.tasks.is_busy:
            super().reject()


def show_attachments(parent: QWidget, context: Context) -> AttachmentsDialog:
    """Open the dialog over a screen."""
    dialog = AttachmentsDialog(parent, context)
    dialog.open()
    return dialog
