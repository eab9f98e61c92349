"""参评平台: choose a ledger, read what there is to say of it, then store it or not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.screen import Screen
from ui.screens.entries import presenter
from ui.screens.entries.presenter import Chosen
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.findings import FindingList
from ui.widgets.layout import button, label, prose, row
from ui.widgets.package_drop import PackageDrop
from ui.widgets.refusal import Refusal

if TYPE_CHECKING:
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.preparing import LedgerPreview

_KINDS = "平台台账 (*.xlsx *.xls *.et *.csv)"
_COLUMNS = (
    ColumnSpec("编号", lambda one: one.number, width=72),
    ColumnSpec("平台名称", lambda one: one.name, width=320, tooltip=lambda one: one.name),
    ColumnSpec("变化", lambda one: one.change, width=88),
    ColumnSpec("类型", lambda one: one.kind, width=120),
    ColumnSpec("子类", lambda one: one.subtype, width=104),
    ColumnSpec("专家组", lambda one: one.panel, width=96),
    ColumnSpec("牵头单位", lambda one: one.lead_unit),
    ColumnSpec("材料", lambda one: f"{one.files} 份" if one.files else "缺", width=72),
    ColumnSpec("状态", lambda one: one.state, width=96),
)


class EntriesScreen(Screen):
    """Nothing is stored before 确认导入."""

    keys = (("Ctrl+Enter", "确认导入"),)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._chosen: Chosen | None = None
        self._found: LedgerPreview | None = None
        self._head, self._told = label("参评平台", "title"), prose("", "muted")
        self._refusal, self._findings = Refusal(), FindingList()
        self._findings.jump.connect(self._jump)
        self._drop = PackageDrop("把平台台账拖到这里，或", "选择台账(&O)")
        self._drop.asked.connect(self._choose)
        self._drop.dropped.connect(lambda paths: self.check(Chosen(paths[0])))
        self._folder = button("关联材料文件夹(&F)")
        self._folder.clicked.connect(self._choose_folder)
        self._give_up = button("放弃，不导入(&X)")
        self._give_up.clicked.connect(self._leave)
        self._store = button("确认导入", "primary", key="Ctrl+Return")
        self._store.clicked.connect(self._ask_store)
        self._next = button("下一步：专家与回避(&N)", "primary")
        self._next.clicked.connect(lambda: context.go("panel"))
        self._table = DataTable(_COLUMNS, frozen=2, key=lambda one: one.number)
        self._table.setAccessibleName("参评平台")
        self._empty = EmptyState(presenter.EMPTY)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(_padded(self._findings))
        self._area.setAccessibleName("核对结果")
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self._area)
        split.addWidget(self._table)
        split.setStretchFactor(1, 1)
        split.setSizes([180, 360])
        split.setChildrenCollapsible(False)
        self._split = split
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(8)
        for widget in (self._head, self._drop, self._refusal, self._told):
            column.addWidget(widget)
        column.addWidget(split, 1)
        column.addWidget(self._empty, 1)
        column.addLayout(row(self._folder, None, self._give_up, self._store, self._next))

    def refresh(self) -> None:
        """Show what is stored, unless a ledger waits to be confirmed."""
        view = presenter.entries(self.context.workspace)
        self._drop.setVisible(not view.issued)
        waits = self._found is not None
        if self._chosen is not None and self._found is not None:
            self._told.setText(presenter.preview_text(self._chosen, self._found))
            self._findings.show_findings(self._found.findings)
            self._table.show_rows(self._found.lines)
        else:
            self._told.setText(presenter.stored_text(view))
            self._findings.show_findings(())
            self._table.show_rows(view.lines)
        shown = waits or bool(view.lines)
        self._area.setVisible(bool(self._findings.findings))
        self._split.setVisible(shown)
        self._empty.setVisible(not shown)
        self._folder.setVisible(waits)
        self._give_up.setVisible(waits)
        self._store.setVisible(waits)
        self._store.setEnabled(self._found is not None and not self._found.blocked)
        self._next.setVisible(not waits and bool(view.lines))

    def check(self, chosen: Chosen) -> None:
        """Read a ledger in a worker and show what it would bring."""
        if self.context.tasks.is_busy:
            return
        self._refusal.clear()
        workspace = self.context.workspace
        self.context.tasks.start(
            "核对台账",
            lambda progress: presenter.preview(workspace, chosen, progress),
            lambda found: self._checked(chosen, found),
            self._refused,
        )

    def _checked(self, chosen: Chosen, found: LedgerPreview) -> None:
        self._chosen, self._found = chosen, found
        self.refresh()
        if self._store.isEnabled():
            self._store.setFocus()

    def _refused(self, text: str) -> None:
        self.refresh()
        self._refusal.tell(text)

    def _choose(self) -> None:
        file = self.context.files.open_one(self, "选择平台台账", _KINDS)
        if file is not None:
            self.check(Chosen(file))

    def _choose_folder(self) -> None:
        assert self._chosen is not None
        folder: Path | None = self.context.files.folder(self, "选择存放材料（PDF）的文件夹")
        if folder is not None:
            self.check(Chosen(self._chosen.ledger, folder))

    def _leave(self) -> None:
        self._chosen = self._found = None
        self._refusal.clear()
        self.refresh()

    def _ask_store(self) -> None:
        chosen = self._chosen
        assert chosen is not None
        workspace = self.context.workspace
        self._refusal.clear()
        self._store.setEnabled(False)
        self.context.tasks.start(
            "导入参评平台",
            lambda progress: presenter.store(workspace, chosen, progress),
            self._stored,
            self._refused,
        )

    def _stored(self, outcome: Outcome) -> None:
        if not outcome.ok:
            self.refresh()
            self._refusal.tell([one for one in outcome.findings if one.blocks])
            return
        self._chosen = self._found = None
        self.context.workspace.tell(outcome)
        self.refresh()
        self.context.say(f"已导入参评平台 {outcome.data['accepted']} 个。")
        self._next.setFocus()

    def _jump(self, subject: str) -> None:
        if self._table.select_where(lambda one: one.number == subject):
            self._table.setFocus()


def _padded(inner: QWidget) -> QWidget:
    outer = QWidget()
    column = QVBoxLayout(outer)
    column.setContentsMargins(12, 8, 12, 8)
    column.addWidget(inner)
    column.addStretch(1)
    return outer


def make(context: Context) -> EntriesScreen:
    """Return the screen."""
    return EntriesScreen(context)
