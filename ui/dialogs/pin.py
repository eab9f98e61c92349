"""The question for the 口令; a wrong one is said in the dialog, which stays."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme.style import set_role
from ui.widgets.layout import column, row
from ui.widgets.scroller import Scroller, fit_around

_WIDTH = 480
Answer = Callable[[str], str]


class PinDialog(QDialog):
    """Asks for one 口令; ``answer`` returns "" when it was right, else the sentence to show."""

    def __init__(self, parent: QWidget, title: str, verb: str, answer: Answer) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
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
        head = QLabel(title)
        head.setWordWrap(True)
        set_role(head, "heading")
        page = QWidget()
        page.setLayout(column(head, label, self.field, shown, self._said))
        self._area = Scroller(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 16)
        whole.addWidget(self._area, 1)
        whole.addLayout(row(None, cancel, self.confirm))
        fit_around(self, self._area, _WIDTH)
        self.field.setFocus()

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)

    def _tell(self, said: str) -> None:
        self._said.setText(said)
        fit_around(self, self._area, self.width(), self._said)

    def _check(self) -> None:
        if not self.field.text():
            self._tell("请输入口令。")
            return
        said = self._answer(self.field.text())
        if said:
            self._tell(said)
            self.field.selectAll()
            self.field.setFocus()
            return
        self.accept()


def ask_pin(parent: QWidget, title: str, answer: Answer, verb: str = "打开") -> PinDialog:
    """Show the question without stopping the program; returns the dialog."""
    dialog = PinDialog(parent, title, verb, answer)
    dialog.open()
    return dialog
