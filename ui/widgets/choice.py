"""A list to choose one of, which the wheel of the mouse never changes."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class Choice(QComboBox):
    """Scrolls on with what it stands in."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
