"""One question before what cannot be undone: the consequence above, the verb on the button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from ui.theme.style import set_role
from ui.widgets.layout import label, prose, row


class ConfirmDialog(QDialog):
    """Asks once; ``yes`` and ``no`` are its buttons."""

    def __init__(self, parent: QWidget, sentence: str, verb: str, *, danger: bool) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(verb)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        self.yes, self.no = QPushButton(verb), QPushButton("取消")
        set_role(self.yes, "danger" if danger else "primary")
        first = self.no if danger else self.yes
        for one in (self.yes, self.no):
            one.setAutoDefault(False)
            one.setAccessibleName(one.text())
        first.setDefault(True)
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(label(verb, "heading"))
        column.addWidget(prose(sentence))
        column.addLayout(row(None, self.no, self.yes))
        first.setFocus()


def confirm(
    parent: QWidget,
    sentence: str,
    verb: str,
    confirmed: Callable[[], object],
    *,
    danger: bool = False,
) -> ConfirmDialog:
    """Ask without stopping the program; ``confirmed`` is called when the verb was chosen.

    With ``danger`` Enter means 取消.
    """
    dialog = ConfirmDialog(parent, sentence, verb, danger=danger)
    dialog.accepted.connect(confirmed)
    dialog.open()
    return dialog
