"""重新发放: what it does to everyone, told before the issue is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.context import Context
from ui.widgets.layout import button, column, field, label, prose, row
from ui.widgets.refusal import Refusal
from ynreview.app.commands import WithdrawIssue

if TYPE_CHECKING:
    from collections.abc import Callable

    from ynreview.app.outcome import Outcome

_TOLD = (
    "收回发放后，台账、材料、设定、评分表和名单都可以修改。再发放即为新的一版，原任务包全部作废。",
    "还没有人提交的：专家打开新任务包，未改动指标的分数保留，改动的指标重新填写。",
    "已经有人提交的：须全体按新任务包重新评分，组长的电脑不收按原任务包提交的评分包。",
    "只是更换个别专家的，不必重新发放，请用“更换专家”。",
)


class ReissueDialog(QDialog):
    """Enter means 取消 until a reason is given."""

    def __init__(self, parent: QWidget, context: Context, done: Callable[[Outcome], None]) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("重新发放")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._done = context, done
        self._refusal, self._reason = Refusal(), QLineEdit()
        self._take_back = button("收回发放", "danger")
        self._take_back.clicked.connect(self._withdraw)
        cancel = button("取消")
        cancel.clicked.connect(self.reject)
        inner = QWidget()
        told = [prose(text) for text in _TOLD]
        why = field("理由（记入日志和新一版）", self._reason, key="Y")
        inner.setLayout(column(*told, why, None))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 16)
        whole.setSpacing(12)
        whole.addWidget(label("重新发放", "title"))
        whole.addWidget(area, 1)
        whole.addWidget(self._refusal)
        whole.addLayout(row(None, cancel, self._take_back))
        room = parent.window().size()
        self.resize(min(600, room.width() - 32), min(440, room.height() - 32))
        self._reason.textChanged.connect(self._offer)
        self._offer()
        self._reason.setFocus()

    def _offer(self) -> None:
        self._take_back.setEnabled(bool(self._reason.text().strip()))

    def _withdraw(self) -> None:
        outcome = self._context.workspace.run(WithdrawIssue(self._reason.text().strip()))
        if not outcome.ok:
            self._refusal.tell([one for one in outcome.findings if one.blocks])
            return
        self.accept()
        self._done(outcome)


def show_reissue(
    parent: QWidget, context: Context, done: Callable[[Outcome], None]
) -> ReissueDialog:
    """Open the dialog over a screen; ``done`` is called when the issue was taken back."""
    dialog = ReissueDialog(parent, context, done)
    dialog.open()
    return dialog
