"""How cells are painted: plain text, a state by shape and word, a figure by warmth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from ui.theme.appearance import Look
from ui.theme.tokens import Theme
from ui.widgets.shapes import Shape, paint_shape

Index = QModelIndex | QPersistentModelIndex
_GAP = 8
_ITEM = QStyle.ControlElement.CE_ItemViewItem


class CellDelegate(QStyledItemDelegate):
    """A cell's text in line with its header; what stands before or below it is for others."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        opened = QStyleOptionViewItem(option)
        self.initStyleOption(opened, index)
        text, opened.text = opened.text, ""
        opened.state &= ~QStyle.StateFlag.State_HasFocus  # the row shows it, not the cell
        widget = opened.widget
        widget.style().drawControl(_ITEM, opened, painter, widget)
        opened.text = text
        rect = QRect(option.rect).adjusted(_GAP, 0, -_GAP, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(opened.font)
        room = self.dress(painter, opened, rect, index)
        side = opened.displayAlignment & Qt.AlignmentFlag.AlignHorizontal_Mask
        shown = opened.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show the whole text where it does not fit and the column says nothing else."""
        if index.data(Qt.ItemDataRole.ToolTipRole):
            return super().helpEvent(event, view, option, index)
        text = str(index.data())
        fits = view.fontMetrics().horizontalAdvance(text) <= option.rect.width() - 2 * _GAP
        QToolTip.showText(event.globalPos(), "" if fits else text, view)
        return True

    def dress(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, _index: Index
    ) -> QRect:
        """Set the pen, paint what comes with the text and return the text's own room."""
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.setPen(option.palette.color(role))
        return rect


class StateDelegate(CellDelegate):
    """The column's text as the word, behind the shape that ``shape`` finds for the row.

    None is a word without a shape.
    """

    def __init__(self, look: Look, shape: Callable[[Any], Shape | None]) -> None:
        super().__init__()
        self._look, self._shape = look, shape

    def dress(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, index: Index
    ) -> QRect:
        shape = self._shape(_row(index))
        if shape is None:
            return super().dress(painter, option, rect, index)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        color = self._look.theme.color("selection_text" if selected else shape.color)
        side = option.fontMetrics.ascent()
        top = rect.y() + (rect.height() - side) / 2
        paint_shape(painter, QRectF(rect.x(), top, side, side), shape, color)
        painter.setPen(color)
        return rect.adjusted(side + 6, 0, 0, 0)


class HeatDelegate(CellDelegate):
    """Figures on a warm or a cool ground: ``heat`` finds -2, -1, 0, 1 or 2 for the row."""

    def __init__(self, look: Look, heat: Callable[[Any], int]) -> None:
        super().__init__()
        self._look, self._heat = look, heat

    def dress(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, index: Index
    ) -> QRect:
        heat = self._heat(_row(index))
        if heat == 0:
            return super().dress(painter, option, rect, index)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(heat_color(self._look.theme, heat))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 3, -2, -3), 4, 4)
        painter.setPen(self._look.theme.color("text"))
        return rect


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
