"""The question for the 口令; a wrong one is said in the dialog, which stays."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme.style import set_role

Answer = Callable[[str], str]


class PinDialog(QDialog):
    """Asks for one 口令; ``answer`` returns "" when it was right, else the sentence to show."""

    def __init__(self, parent: QWidget, title: str, verb: str, answer: Answer) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        self._answer = answer
        label = QLabel("口令(&P)")
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName("口令")
        self.field.setMaxLength(200)
        label.setBuddy(self.field)
        shown = QCheckBox("显示口令(&S)")
        shown.toggled.connect(self._show)
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.setAccessibleName("提示")
        set_role(self._said, "danger")
        self.confirm = QPushButton(verb)
        self.confirm.setDefault(True)
        set_role(self.confirm, "primary")
        self.confirm.clicked.connect(self._check)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.confirm)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        head = QLabel(title)
        set_role(head, "heading")
        for widget in (head, label, self.field, shown, self._said):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.field.setFocus()

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)

    def _check(self) -> None:
        if not self.field.text():
            self._said.setText("请输入口令。")
            return
        said = self._answer(self.field.text())
        if said:
            self._said.setText(said)
            self.field.selectAll()
            self.field.setFocus()
            return
        self.accept()


def ask_pin(parent: QWidget, title: str, answer: Answer, verb: str = "打开") -> PinDialog:
    """Show the question without stopping the program; returns the dialog."""
    dialog = PinDialog(parent, title, verb, answer)
    dialog.open()
    return dialog
