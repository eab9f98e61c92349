"""One entry of the journal: its line whole, and below it the record as it was written down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from ui.screens.journal.presenter import Line
from ui.widgets.layout import button, label, row

RECORD = "原始记录"
_WIDTH, _HEIGHT, _LEAST = 640, 360, 96


class EntryDialog(QDialog):
    """Read only; what has no Chinese name in the line stands in the record."""

    def __init__(self, line: Line, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"日志第 {line.seq} 条")
        words = [line.detail, ""] if line.detail else []
        text = QPlainTextEdit("\n".join([*words, RECORD, line.record]))
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setMinimumHeight(_LEAST)
        text.setAccessibleName("全文")
        done = button("关闭(&C)")
        done.clicked.connect(self.accept)
        head = f"{line.at}　{line.actor}　{line.action}　{line.subject}"
        inside = QVBoxLayout(self)
        inside.addWidget(label(head, "heading", wrap=True))
        inside.addWidget(text, 1)
        inside.addLayout(row(None, done))
        self.resize(_WIDTH, _HEIGHT)
        text.setFocus()
