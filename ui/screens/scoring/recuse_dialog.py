"""申报回避 asks once: the ground, a word on it, and what follows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.choice import Choice
from ui.widgets.layout import button, label, prose, row
from ynreview.kernel.terms import Ground
from ynreview.messages import label as term_label


def ask_recusal(parent: QWidget, number: str, then: Callable[[Ground, str], None]) -> QDialog:
    """Show the question; ``then`` gets the ground and the note."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("申报回避")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setMinimumWidth(480)
    ground, note = Choice(), QLineEdit()
    ground.setAccessibleName("回避情形")
    note.setAccessibleName("说明")
    for one in Ground:
        ground.addItem(term_label(one), one)
    captions = (label("回避情形(&G)"), label("说明(&N)"))
    captions[0].setBuddy(ground)
    captions[1].setBuddy(note)
    confirm, cancel = button("申报回避", "primary"), button("取消")
    confirm.setDefault(True)
    cancel.clicked.connect(dialog.reject)

    def done() -> None:
        dialog.accept()
        then(Ground(ground.currentData()), note.text().strip())

    confirm.clicked.connect(done)
    told = f"申报后您不再评 {number} 号平台，已填的评分单作废，日志保留。不能自行撤回。"
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 24, 24, 24)
    for widget in (prose(told), captions[0], ground, captions[1], note):
        column.addWidget(widget)
    column.addLayout(row(None, cancel, confirm))
    dialog.open()
    ground.setFocus()
    return dialog
