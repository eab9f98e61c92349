"""Where files are dropped, with a button for those who do not drag."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.theme.style import set_role
from ui.widgets.layout import button, prose

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

Choose = Callable[[], "list[Path]"]


class PackageDrop(QFrame):
    """Sends ``dropped`` with the files, whether dragged here or chosen by ``choose``.

    ``asked`` is sent when the button is pressed and there is no ``choose``.
    """

    dropped = Signal(list)
    asked = Signal()

    def __init__(self, text: str, button_text: str, choose: Choose | None = None) -> None:
        super().__init__()
        set_role(self, "drop")
        self.setAcceptDrops(True)
        self.setAccessibleName(text)
        self._choose = choose
        self.button = button(button_text)
        self.button.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(16)
        row.addWidget(prose(text), 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _ask(self) -> None:
        if self._choose is None:
            self.asked.emit()
            return
        files = self._choose()
        if files:
            self.dropped.emit(files)

    def _arm(self, armed: str) -> None:
        self.setProperty("armed", armed)
        self.style().unpolish(self)
        self.style().polish(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            self._arm("true")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._arm("")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._arm("")
        files = local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files)


def local_files(dragged: QMimeData) -> list[Path]:
    """Return the files of this machine among what is dragged."""
    return [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
