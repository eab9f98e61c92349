"""帮助: the keys of the screen in view."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from ui.widgets.layout import button, label, row
from ui.widgets.scroller import Scroller, fit_dialog

_WIDTH = 520


def show_help(parent: QWidget, keys: tuple[tuple[str, str], ...]) -> QDialog:
    """Show which key does what."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("帮助：本页的按键")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 8, 0)
    grid.setHorizontalSpacing(32)
    grid.setColumnStretch(1, 1)
    for place, (key, what) in enumerate(keys):
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(label(key, "heading"), place, 0, top)
        grid.addWidget(label(what, wrap=True), place, 1, top)
    grid.setRowStretch(len(keys), 1)
    area = Scroller(page)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrow keys scroll it
    area.setAccessibleName(dialog.windowTitle())
    close = button("知道了(&K)", "primary")
    close.clicked.connect(dialog.accept)
    close.setDefault(True)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 16, 24, 16)
    column.addWidget(area, 1)
    column.addLayout(row(None, close))
    fit_dialog(dialog, dialog.sizeHint().expandedTo(QSize(_WIDTH, 0)))
    dialog.open()
    area.setFocus()
    return dialog
