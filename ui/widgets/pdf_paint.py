"""Strokes of a page on the screen: paper, picture, marks; the colours of paper know no theme."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

_PAPER, _PALE_INK = QColor("#ffffff"), QColor("#566277")
_MARK, _MARK_CURRENT = QColor("#ffe58a"), QColor("#ffb347")
_MARK_EDGE = QColor("#8a5300")


def paint_paper(painter: QPainter, place: QRect, seen: QRect, sentence: str) -> None:
    """Paint an empty page with a sentence in the middle of the part that is seen."""
    painter.fillRect(place, _PAPER)
    painter.setPen(_PALE_INK)
    painter.drawText(seen, Qt.AlignmentFlag.AlignCenter, sentence)


def paint_image(painter: QPainter, place: QRect, image: QImage, ratio: float) -> None:
    """Paint a drawn page; one of another size is stretched until the right one comes."""
    if abs(image.width() - place.width() * ratio) >= 1:
        painter.drawImage(place, image)
        return
    # on whole pixels of the screen, or letters blur at 125 %
    x, y = round(place.x() * ratio) / ratio, round(place.y() * ratio) / ratio
    target = QRectF(x, y, image.width() / ratio, image.height() / ratio)
    painter.drawImage(target, image, QRectF(image.rect()))


def paint_marks(painter: QPainter, places: list[QRectF], *, is_current: bool) -> None:
    """Mark the lines of one place found as a pen would; the current one has an edge too."""
    painter.save()
    for place in places:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(place, _MARK_CURRENT if is_current else _MARK)
        if is_current:  # by shape, not by colour alone
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setPen(QPen(_MARK_EDGE, 2))
            painter.drawRect(place)
    painter.restore()
