"""收卷: drop the packages, compare the codes in person, account for everyone, close."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.screen import Screen
from ui.screens.collect import presenter
from ui.screens.collect.aside_list import AsideList
from ui.screens.collect.close_dialog import Absences, ask_close, ask_reason
from ui.widgets.data_table import DataTable
from ui.widgets.delegates import StateDelegate
from ui.widgets.layout import button, label, prose, row
from ui.widgets.package_drop import PackageDrop
from ui.widgets.panes import fit_height
from ui.widgets.refusal import Refusal

_KINDS = "评分包 (*.ynr)"
_NOTE = "收卷截止前，任何人都看不到得分和名次。"
_STATE = 3
_BUSY = "上一批评分包还在核对，请等核对完再收。刚才的文件没有读入。"
_COLUMNS = (
    ColumnSpec("编号", lambda one: one.code, width=72),
    ColumnSpec("姓名", lambda one: one.name, width=110),
    ColumnSpec("角色", lambda one: one.role, width=80),
    ColumnSpec("状态", presenter.state_text, width=180),
    ColumnSpec("提交", lambda one: f"第 {one.revision} 次" if one.revision else "", width=88),
    ColumnSpec("评分单", lambda one: str(one.sheets or ""), align_right=True, width=80),
    ColumnSpec("回避", lambda one: str(one.recused or ""), align_right=True, width=64),
    ColumnSpec("身份核对码", lambda one: one.key_code),
)


class CollectScreen(Screen):
    """Receiving works from the first minute; figures wait for the close."""

    keys = (("Ctrl+O", "选择评分包"), ("Ctrl+Enter", "收卷截止"))

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._head = label("", "title")
        self._note = prose("", "muted")
        self._refusal = Refusal()
        self._drop = PackageDrop("把评分包拖到这里（可多个），或", "选择评分包(&O)")
        self._drop.asked.connect(self._choose)
        self._drop.dropped.connect(self.collect)
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self._choose)
        self._aside = AsideList()
        self._aside.confirmed.connect(self._confirm)
        self._table = DataTable(_COLUMNS, frozen=2, key=lambda one: one.code)
        self._table.setAccessibleName("专家交卷情况")
        self._delegate = StateDelegate(context.look, lambda one: presenter.SHAPES[one.handing])
        self._table.setItemDelegateForColumn(_STATE, self._delegate)
        self._close = button("收卷截止", "primary", key="Ctrl+Return")
        self._close.clicked.connect(self._ask_close)
        self._reopen = button("重新开放(&R)")
        self._reopen.clicked.connect(self._ask_reopen)
        column = QVBoxLayout(self)
        for widget in (self._head, self._note, self._drop, self._refusal, self._aside):
            column.addWidget(widget)
        column.addWidget(self._table, 1)
        column.addLayout(row(None, self._reopen, self._close))

    def refresh(self) -> None:
        """Read the board."""
        board = presenter.board(self.context.workspace)
        self._board = board
        self._head.setText(f"收卷     {presenter.head_text(board)}")
        self._table.show_rows(board.rows)
        self._note.setText("" if board.closed else _NOTE)
        fit_height(self, self._note)
        self._close.setVisible(not board.closed)
        self._reopen.setVisible(board.closed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_height(self, self._note)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to what is to be done first."""
        super().focusInEvent(event)
        waiting = self._aside.buttons
        (
            waiting[0] if waiting else self._table if self._board.closed else self._drop.button
        ).setFocus()

    def take(self, paths: list[Path]) -> bool:
        """Take in what was dropped anywhere on the window."""
        self.collect(paths)
        return True

    def collect(self, paths: list[Path], confirm: tuple[str, ...] = ()) -> None:
        """Take packages in, in a worker."""
        if self.context.tasks.is_busy:
            self._refusal.tell(_BUSY)
            return
        self._refusal.clear()
        workspace = self.context.workspace
        self.context.tasks.start(
            "核对评分包",
            lambda progress: presenter.collect(workspace, paths, confirm, progress),
            self._collected,
            self._refusal.tell,
        )

    def _collected(self, found: presenter.Collected) -> None:
        for outcome in found.outcomes:
            self.context.workspace.tell(outcome)
        self.refresh()
        self._aside.show_batch(found.tried, found.set_aside)
        waiting = self._aside.buttons
        for one, other in pairwise([self._drop.button, *waiting, self._table]):
            self.setTabOrder(one, other)
        if waiting:
            waiting[0].setFocus()
        same = f"，重复 {found.unchanged} 份没有改变任何内容" if found.unchanged else ""
        left = found.asked - len(found.tried)
        unread = f"，已停止，其余 {left} 份没有读入" if left else ""
        waits = sum(bool(one.code) for one in found.set_aside)
        compared = f"，待核对身份 {waits} 份" if waits else ""
        refused = len(found.set_aside) - waits
        self.context.say(f"已收入 {found.taken} 份{same}{compared}，未收入 {refused} 份{unread}。")

    def _confirm(self, path: Path, code: str) -> None:
        self.collect([path], (code,))

    def _choose(self) -> None:
        chosen = self.context.files.open_many(self, "选择评分包", _KINDS)
        if chosen:
            self.collect(chosen)

    def _ask_close(self) -> None:
        ask_close(self, self._board, self._closed)

    def _closed(self, reason: str, absences: Absences) -> str:
        return presenter.refused_text(presenter.close(self.context.workspace, reason, absences))

    def _ask_reopen(self) -> None:
        ask_reason(
            self, "重新开放收卷", "重新开放后，得分和名次重新遮住，直到再次截止。", self._opened
        )

    def _opened(self, reason: str) -> str:
        return presenter.refused_text(presenter.reopen(self.context.workspace, reason))


def make(context: Context) -> CollectScreen:
    """Return the screen."""
    return CollectScreen(context)
