"""Lines to be read and copied, in a dialog of their own; it decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from ui.widgets.layout import button, row


def show_lines(parent: QWidget, title: str, lines: Sequence[str]) -> QDialog:
    """Show lines under a title; they can be selected but not changed."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    text = QPlainTextEdit("\n\n".join(lines))
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setAccessibleName(title)
    close = button("知道了(&K)", "primary")
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 24, 24, 24)
    column.addWidget(text, 1)
    column.addLayout(row(None, close))
    window = parent.window().size()
    dialog.resize(min(760, window.width() - 48), min(420, window.height() - 48))
    dialog.open()
    text.setFocus()
    return dialog
