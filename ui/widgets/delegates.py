"""How cells are painted that are more than text: a state by shape and word, a figure by warmth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme.appearance import Look
from ui.theme.tokens import Theme
from ui.widgets.shapes import Shape, paint_shape

Index = QModelIndex | QPersistentModelIndex
_GAP = 8


class StateDelegate(QStyledItemDelegate):
    """The column's text as the word, behind the shape that ``shape`` finds for the row.

    None is a word without a shape.
    """

    def __init__(self, look: Look, shape: Callable[[Any], Shape | None]) -> None:
        super().__init__()
        self._look, self._shape = look, shape

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shape = self._shape(_row(index))
        if shape is None:
            super().paint(painter, option, index)
            return
        opened = _background(self, painter, option, index)
        color = self._look.theme.color(shape.color)
        side = opened.fontMetrics.ascent()
        rect = QRect(option.rect).adjusted(_GAP, 0, -_GAP, 0)
        top = rect.y() + (rect.height() - side) / 2
        paint_shape(painter, QRectF(rect.x(), top, side, side), shape, color)
        rect.setLeft(rect.x() + side + 6)
        _write(painter, opened, rect, color, Qt.AlignmentFlag.AlignLeft)


class HeatDelegate(QStyledItemDelegate):
    """Figures on a warm or a cool ground: ``heat`` finds -2, -1, 0, 1 or 2 for the row."""

    def __init__(self, look: Look, heat: Callable[[Any], int]) -> None:
        super().__init__()
        self._look, self._heat = look, heat

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        heat = self._heat(_row(index))
        if heat == 0:
            super().paint(painter, option, index)
            return
        opened = _background(self, painter, option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(heat_color(self._look.theme, heat))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 3, -2, -3), 4, 4)
        painter.restore()
        rect = QRect(option.rect).adjusted(_GAP, 0, -_GAP, 0)
        side = opened.displayAlignment & Qt.AlignmentFlag.AlignHorizontal_Mask
        _write(painter, opened, rect, self._look.theme.color("text"), side)


def heat_color(theme: Theme, heat: int) -> QColor:
    """Return the ground for a heat from -2 (far below the others) to 2 (far above)."""
    full = theme.color("heat_low" if heat < 0 else "heat_high")
    if abs(heat) > 1:
        return full
    quiet = theme.color("surface")
    return QColor(
        (full.red() + quiet.red()) // 2,
        (full.green() + quiet.green()) // 2,
        (full.blue() + quiet.blue()) // 2,
    )


def _row(index: Index) -> Any:
    return index.model().row_at(index)  # type: ignore[attr-defined]


def _background(
    delegate: QStyledItemDelegate, painter: QPainter, option: QStyleOptionViewItem, index: Index
) -> QStyleOptionViewItem:
    opened = QStyleOptionViewItem(option)
    delegate.initStyleOption(opened, index)
    text, opened.text = opened.text, ""
    style = opened.widget.style()
    style.drawControl(QStyle.ControlElement.CE_ItemViewItem, opened, painter, opened.widget)
    opened.text = text
    return opened


def _write(
    painter: QPainter,
    option: QStyleOptionViewItem,
    rect: QRect,
    color: QColor,
    side: Qt.AlignmentFlag,
) -> None:
    painter.save()
    painter.setFont(option.font)
    painter.setPen(color)
    text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter), text)
    painter.restore()
