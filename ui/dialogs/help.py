"""帮助: the keys of the screen in view."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme.style import set_role


def show_help(parent: QWidget, keys: tuple[tuple[str, str], ...]) -> QDialog:
    """Show which key does what."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("帮助：本页的按键")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    grid = QGridLayout()
    grid.setHorizontalSpacing(32)
    for row, (key, what) in enumerate(keys):
        name = QLabel(key)
        set_role(name, "heading")
        grid.addWidget(name, row, 0)
        grid.addWidget(QLabel(what), row, 1)
    close = QPushButton("知道了")
    close.clicked.connect(dialog.accept)
    close.setDefault(True)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 24, 24, 24)
    column.addLayout(grid)
    column.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)
    dialog.open()
    return dialog
