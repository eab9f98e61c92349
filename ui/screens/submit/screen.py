"""提交: the check list, the undertaking, the 口令; written, read back, 可以拔出."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.context import Context
from ui.dialogs.pin import ask_pin
from ui.place import keep_place
from ui.screen import Screen
from ui.screens.submit import presenter
from ui.tiers import Tier, is_low, tier_of
from ui.widgets.choice import Choice
from ui.widgets.code_label import CodeLabel
from ui.widgets.findings import FindingList
from ui.widgets.layout import button, card, label, prose, row
from ui.widgets.refusal import Refusal
from ynreview.kernel.terms import CorrectionGround
from ynreview.messages import label as term_label

if TYPE_CHECKING:
    from pathlib import Path

    from ynreview.app.outcome import Outcome

_PAPER = "请到组长处的《身份核对确认表》上核对并签字。"
_AGAIN = "收卷截止前更正并重新提交，须写一句话的理由；截止后须选四种理由之一。"


class SubmitScreen(Screen):
    """Until the close one may correct and submit again; earlier packages stay."""

    keys = (("Ctrl+Enter", "签名并写入 U 盘"),)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._head = label("", "heading")
        self._refusal = Refusal()
        self._findings = FindingList()
        self._findings.jump.connect(self._go_to_entry)
        self._all_right = prose("各平台均已填写完整，可以提交。", "good")
        self._undertaking = prose()
        self._agreed = QCheckBox("我已阅读并作出以上承诺(&Y)")
        self._agreed.toggled.connect(self._enable)
        self._reason = QLineEdit()
        self._reason.setAccessibleName("更正理由")
        self._ground = Choice()
        self._ground.setAccessibleName("截止后更正的理由")
        self._ground.addItem("收卷截止前的更正", None)
        for one in CorrectionGround:
            self._ground.addItem(term_label(one), one)
        reason, ground = label("更正理由(&W)"), label("类别(&G)")
        reason.setBuddy(self._reason)
        ground.setBuddy(self._ground)
        again = prose(_AGAIN, "muted")
        parts = (again, reason, self._reason, ground, self._ground)
        self._correction = card(*parts, title="更正并重新提交")
        self._code = CodeLabel("身份核对码")
        self._done = prose("", "good")
        self._handed_in = card(self._done, self._code, prose(_PAPER), title="已提交")
        self._submit = button("签名并写入 U 盘", "primary", key="Ctrl+Return")
        self._submit.clicked.connect(self._ask_pin)
        for told in (context.tasks.busy, context.tasks.idle):
            told.connect(self._work_changed)
        inner = QWidget()
        pieces = QVBoxLayout(inner)
        pieces.setContentsMargins(0, 0, 8, 0)
        pieces.setSpacing(12)
        checks = card(self._findings, self._all_right, title="提交前核对")
        promise = card(self._undertaking, self._agreed, title="承诺")
        for widget in (self._handed_in, checks, promise, self._correction):
            pieces.addWidget(widget)
        pieces.addStretch(1)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        self._column = column = QVBoxLayout(self)
        column.addLayout(row(label("提交", "title"), self._head, None))
        column.addWidget(self._refusal)
        column.addWidget(area, 1)
        column.addLayout(row(None, self._submit))

    def refresh(self) -> None:
        """Read what is missing."""
        view = presenter.submitting(self.context.workspace)
        self._view = view
        recused = f"，回避 {view.recused} 个" if view.recused else ""
        self._head.setText(f"已完成 {view.done} / {view.due}{recused}")
        self._findings.show_findings(view.findings)
        self._all_right.setVisible(not any(one.blocks for one in view.findings))
        self._undertaking.setText(view.undertaking)
        self._handed_in.setVisible(bool(view.revision))
        if view.revision:
            self._code.show_code(view.key_code)
            state = "此后没有改动。" if view.unchanged else "此后有改动，须再次提交才算数。"
            if not self._done.text():
                self._done.setText(f"已完成第 {view.revision} 次提交，{state}")
        self._correction.setVisible(bool(view.revision) and not view.unchanged)
        again = view.revision and view.unchanged
        self._submit.setText("再次导出" if again else "签名并写入 U 盘")
        self._enable()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = is_low(self.window().height())
        sides = 12 if tier_of(self.window().width()) is Tier.NARROW else 24
        self._column.setContentsMargins(sides, 4 if low else 16, sides, 4 if low else 12)
        self._column.setSpacing(4 if low else 8)
        QTimer.singleShot(0, self, self._keep_in_view)

    def _keep_in_view(self) -> None:
        focused = self.focusWidget()
        if focused is not None and self._handed_in.isAncestorOf(focused):
            self._area.verticalScrollBar().setValue(0)
        elif focused is not None and self._area.isAncestorOf(focused):
            self._area.ensureWidgetVisible(focused, 0, 16)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        ready = not any(one.blocks for one in self._view.findings)
        jumps = self._findings.findChildren(QPushButton)
        (self._agreed if ready or not jumps else jumps[0]).setFocus()
        self._keep_in_view()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus."""
        focused = self.focusWidget()
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _go_to_entry(self, number: str) -> None:
        keep_place(self.context, number)
        self.context.go("scoring")

    def _enable(self) -> None:
        ready = not any(one.blocks for one in self._view.findings)
        free = not self.context.tasks.is_busy
        self._submit.setEnabled(ready and free and self._agreed.isChecked())

    def _work_changed(self) -> None:
        if self.context.workspace.duty is not None and self.isVisible():
            self._enable()

    def _ask_pin(self) -> None:
        def answered(pin: str) -> str:
            if not presenter.unlocks(self.context.workspace, pin):
                return "口令不对。请重新输入。"
            folder = self.context.files.folder(self, "评分包写到哪里（U 盘）")
            if folder is not None:
                self._write(folder)
            return ""

        ask_pin(self, "提交：请输入口令", answered, "签名")

    def _write(self, folder: Path) -> None:
        self._refusal.clear()
        workspace, reason = self.context.workspace, self._reason.text().strip()
        chosen = self._ground.currentData()
        ground = CorrectionGround(chosen) if chosen else None
        self.context.tasks.start(
            "提交",
            lambda progress: presenter.submit(workspace, folder, reason, ground, progress),
            self._written,
            self._refusal.tell,
        )

    def _written(self, outcomes: tuple[Outcome, ...]) -> None:
        refused = [f for outcome in outcomes for f in outcome.findings if f.blocks]
        if not refused:
            path = outcomes[0].files[0].path
            self._done.setText(f"{path.name} 已写入 {path.parent}，读回核对一致，可以拔出 U 盘。")
            self._reason.clear()
        for outcome in outcomes:
            self.context.workspace.tell(outcome)
        self.refresh()
        self._refusal.tell(refused)
        if not refused:
            self._code.setFocus()
            QTimer.singleShot(0, self, self._keep_in_view)


def make(context: Context) -> SubmitScreen:
    """Return the screen."""
    return SubmitScreen(context)
