"""A small plot of my totals: how many lie in each ten points; its figures are also words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.screens.overview.presenter import Bar
from ui.theme.appearance import Look

_HEIGHT = 120


class Distribution(QWidget):
    """Bars with their counts above and their totals below."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._bars: tuple[Bar, ...] = ()
        self.setMinimumHeight(_HEIGHT)
        self.setAccessibleName("合计的分布")
        look.changed.connect(self.update)

    def show_bars(self, bars: tuple[Bar, ...]) -> None:
        """Show these counts."""
        self._bars = bars
        words = "，".join(f"{one.start} 分起 {one.count} 个" for one in bars if one.count)
        self.setAccessibleDescription(words or "还没有合计")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        most = max((one.count for one in self._bars), default=0)
        if not most:
            return
        painter = QPainter(self)
        theme = self._look.theme
        wide = self.width() / len(self._bars)
        line = self.fontMetrics().height()
        room = self.height() - 2 * line - 8
        for at, one in enumerate(self._bars):
            tall = room * one.count / most
            place = QRectF(at * wide + 6, line + 4 + room - tall, wide - 12, tall)
            painter.fillRect(place, theme.color("accent"))
            painter.setPen(theme.color("text"))
            above = QRectF(at * wide, place.top() - line - 2, wide, line)
            if one.count:
                painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(one.count))
            below = QRectF(at * wide, self.height() - line, wide, line)
            painter.setPen(theme.color("muted"))
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, f"{one.start}-{one.start + 10}")
