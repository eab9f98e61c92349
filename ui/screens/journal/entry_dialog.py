"""One entry of the journal: its line whole, and below it the record as it was written down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from ui.screens.journal.presenter import Line
from ui.widgets.layout import button, label, prose, row

_WIDTH, _HEIGHT, _LEAST = 640, 360, 96


class EntryDialog(QDialog):
    """Read only; what has no Chinese name in the line stands in the record."""

    def __init__(self, line: Line, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"日志第 {line.seq} 条")
        record = QPlainTextEdit(line.record)
        record.setReadOnly(True)
        record.setTabChangesFocus(True)
        record.setMinimumHeight(_LEAST)
        head = label("原始记录(&R)", "muted")
        head.setBuddy(record)
        record.setAccessibleName("原始记录")
        done = button("关闭(&C)")
        done.clicked.connect(self.accept)
        inside = QVBoxLayout(self)
        inside.addWidget(
            label(f"{line.at}　{line.actor}　{line.action}　{line.subject}", "heading")
        )
        if line.detail:
            inside.addWidget(prose(line.detail))
        inside.addWidget(head)
        inside.addWidget(record, 1)
        inside.addLayout(row(None, done))
        self.resize(_WIDTH, _HEIGHT)
        record.setFocus()
