"""Draws the lines of the ranking: the quota strong, the thresholds thin, each with its words."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.models.table import Divider, TableModel
from ui.theme.appearance import Look
from ui.widgets.delegates import CellDelegate

NAMES = 2  # the column of the name, from which on the words of a line have room
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LineDelegate(CellDelegate):
    """Rows as everywhere; a divider is a line through all columns with its words."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = cast("TableModel", index.model()).row_at(index)
        if not isinstance(row, Divider):
            super().paint(painter, option, index)
            return
        rect = option.rect
        line = self._look.theme.color("accent" if row.strong else "border_strong")
        painter.save()
        painter.setPen(QPen(line, 3 if row.strong else 1))
        painter.drawLine(rect.left(), rect.center().y(), rect.right(), rect.center().y())
        if index.column() == NAMES:
            place = rect.adjusted(8, 0, -8, 0)
            words = painter.boundingRect(place, _LEFT, row.text).adjusted(0, 0, 8, 0)
            painter.fillRect(words, self._look.theme.color("surface"))
            painter.setPen(self._look.theme.color("accent" if row.strong else "muted"))
            painter.drawText(place, _LEFT, row.text)
        painter.restore()
