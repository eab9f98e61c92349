"""Figures covered by Ctrl+H, and at once where a second screen would show them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

COVERED = "••••"
_SECOND_SCREEN = "检测到外接屏幕，分数已遮住。"


def screen_count() -> int:
    """Return how many screens show the desktop."""
    return len(QGuiApplication.screens())


class Cover(QObject):
    """One for the whole window: what is covered on one screen is covered on all."""

    changed = Signal()

    def __init__(self, count: Callable[[], int] = screen_count) -> None:
        super().__init__()
        self._count = count
        self._seen = 1
        self.is_on = False
        self.because = ""

    def look(self) -> None:
        """Cover when a screen was added since the last look; a person may uncover again."""
        count = self._count()
        if count > max(self._seen, 1):
            self.is_on, self.because = True, _SECOND_SCREEN
        self._seen = count

    def toggle(self) -> None:
        """Cover or show, as the person asks."""
        self.is_on, self.because = not self.is_on, ""
        self.changed.emit()

    def over(self, figure: str) -> str:
        """Return a figure, or what stands for it while it is covered."""
        return COVERED if self.is_on and any(one.isdigit() for one in figure) else figure
