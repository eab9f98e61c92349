"""The line that shows a long work: what is being done, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton

from ui.tasks import Tasks
from ui.theme.style import set_role


class TaskBar(QFrame):
    """Visible only while a work is under way."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        set_role(self, "status")
        self._label = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("进度")
        self._cancel = QPushButton("取消")
        self._cancel.clicked.connect(tasks.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.addWidget(self._label)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        self.hide()
        tasks.busy.connect(self._begin)
        tasks.told.connect(self._tell)
        tasks.idle.connect(self.hide)

    def _begin(self, label: str) -> None:
        self._label.setText(label)
        self._bar.setRange(0, 0)
        self.show()

    def _tell(self, text: str, count: int, total: int) -> None:
        shown = f"{text}（{count} / {total}）" if total else text
        self._label.setText(shown)
        self._bar.setRange(0, total)
        self._bar.setValue(count)
