"""Draws the lines of the ranking: the quota strong, the thresholds thin, each with its words."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.models.table import TableModel
from ui.theme.appearance import Look
from ui.widgets.delegates import CellDelegate

_WORDS_IN = 2  # the column of the name has room for the words of a line
_QUOTA = "优秀名额线"


class LineDelegate(CellDelegate):
    """A line along the lower edge of a row, in front of what the row says."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        text = cast("TableModel", index.model()).row_at(index).line
        if not text:
            return
        strong = text.startswith(_QUOTA)
        color = self._look.theme.color("accent" if strong else "border_strong")
        rect = option.rect
        painter.save()
        painter.setPen(QPen(color, 3 if strong else 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if index.column() == _WORDS_IN:
            font = painter.font()
            font.setPixelSize(max(font.pixelSize() - 3, 11))
            painter.setFont(font)
            place = rect.adjusted(8, 0, -8, -1)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
            covered = painter.boundingRect(place, flags, text).adjusted(-6, 0, 0, 0)
            painter.fillRect(covered, self._look.theme.color("surface"))
            painter.drawText(place, flags, text)
        painter.restore()
