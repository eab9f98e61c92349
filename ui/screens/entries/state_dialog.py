"""状态变更 of one platform before issue: the new state, the reason, the number of the document."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.choice import Choice
from ui.widgets.layout import button, field, label, prose, row
from ui.widgets.refusal import Refusal
from ynreview.kernel.terms import EntryState
from ynreview.messages import label as term_label

if TYPE_CHECKING:
    from ynreview.app.outcome import Outcome

Change = Callable[[EntryState, str, str], "Outcome"]
_REASON_MISSING = "请写明理由；理由记入日志。状态没有改变。"


class StateDialog(QDialog):
    """Stays open with the sentence where the change is refused."""

    def __init__(self, parent: QWidget, number: str, name: str, state: str, change: Change) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("状态变更")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(440)
        self._change = change
        self._state, self._reason, self._document = Choice(), QLineEdit(), QLineEdit()
        for one in EntryState:
            self._state.addItem(term_label(one), one)
        self._state.setCurrentIndex(max(self._state.findText(state), 0))
        self._reason.setPlaceholderText("如：牵头单位书面申请撤回")
        self._refusal = Refusal()
        self._yes = button("变更状态", "primary", key="Ctrl+Return")
        self._yes.clicked.connect(self._take)
        self._no = button("取消")
        self._no.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(label("状态变更", "heading"))
        column.addWidget(prose(f"{number} 号 {name}"))
        column.addLayout(field("状态", self._state, key="S"))
        column.addLayout(field("理由", self._reason, key="R"))
        column.addLayout(field("文号（没有可不填）", self._document, key="D"))
        column.addWidget(self._refusal)
        column.addLayout(row(None, self._no, self._yes))
        self._state.setFocus()

    def _take(self) -> None:
        if not self._reason.text().strip():
            self._refusal.tell(_REASON_MISSING)
            self._reason.setFocus()
            return
        state = EntryState(self._state.currentData())
        outcome = self._change(state, self._reason.text(), self._document.text())
        if outcome.ok:
            self.accept()
        else:
            self._refusal.tell([one for one in outcome.findings if one.blocks])
