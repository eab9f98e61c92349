"""How cells are painted: plain text, a state by shape and word, a figure by warmth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from ui.models.table import TableModel
from ui.theme.appearance import Look
from ui.theme.tokens import Theme
from ui.widgets.shapes import Shape, paint_shape

Index = QModelIndex | QPersistentModelIndex
_GAP = 8
_REMEMBERED = 5_000  # texts already fitted
_SELECTED = QStyle.StateFlag.State_Selected
_HIGHLIGHT = QPalette.ColorRole.Highlight
_HIGHLIGHTED_TEXT, _TEXT = QPalette.ColorRole.HighlightedText, QPalette.ColorRole.Text
_ONE_LINE = int(Qt.TextFlag.TextSingleLine) | int(Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft) | _ONE_LINE
_RIGHT = int(Qt.AlignmentFlag.AlignRight) | _ONE_LINE


class CellDelegate(QStyledItemDelegate):
    """A cell's text in line with its header, straight from the row.

    A frame has hundreds of cells, so nothing is asked of the model by role and nothing of the
    style sheet; what stands before or below the text is for those who refine ``dress``.
    """

    def __init__(self) -> None:
        super().__init__()
        self._shortened: dict[tuple[str, int, int], str] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = cast("TableModel", index.model())
        row, spec = model.row_at(index), model.columns[index.column()]
        selected = bool(option.state & _SELECTED)
        rect = option.rect
        if selected:
            painter.fillRect(rect, option.palette.color(_HIGHLIGHT))
        painter.setPen(option.palette.color(_HIGHLIGHTED_TEXT if selected else _TEXT))
        room = self.dress(painter, rect.adjusted(_GAP, 0, -_GAP, 0), row, selected=selected)
        text = self._fitting(spec.text(row), room.width(), option)
        painter.drawText(room, _RIGHT if spec.align_right else _LEFT, text)

    def _fitting(self, text: str, width: int, option: QStyleOptionViewItem) -> str:
        metrics = option.fontMetrics
        key = (text, width, metrics.height())
        if key not in self._shortened:
            if len(self._shortened) > _REMEMBERED:
                self._shortened.clear()
            self._shortened[key] = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return self._shortened[key]

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
        text = str(index.data() or "")
        fits = view.fontMetrics().horizontalAdvance(text) <= option.rect.width() - 2 * _GAP
        QToolTip.showText(event.globalPos(), "" if fits else text, view)
        return True

    def dress(self, _painter: QPainter, room: QRect, _row: Any, *, selected: bool) -> QRect:
        """Paint what comes with the text, set its pen and return the room left for it."""
        del selected
        return room


class StateDelegate(CellDelegate):
    """The column's text as the word, behind the shape that ``shape`` finds for the row.

    None is a word without a shape.
    """

    def __init__(self, look: Look, shape: Callable[[Any], Shape | None]) -> None:
        super().__init__()
        self._look, self._shape = look, shape

    def dress(self, painter: QPainter, room: QRect, row: Any, *, selected: bool) -> QRect:
        """Draw the shape and write on in its colour."""
        shape = self._shape(row)
        if shape is None:
            return room
        color = self._look.theme.color("selection_text" if selected else shape.color)
        side = painter.fontMetrics().ascent()
        top = room.y() + (room.height() - side) / 2
        paint_shape(painter, QRectF(room.x(), top, side, side), shape, color)
        painter.setPen(color)
        return room.adjusted(side + 6, 0, 0, 0)


class HeatDelegate(CellDelegate):
    """Figures on a warm or a cool ground: ``heat`` finds -2, -1, 0, 1 or 2 for the row."""

    def __init__(self, look: Look, heat: Callable[[Any], int]) -> None:
        super().__init__()
        self._look, self._heat = look, heat

    def dress(self, painter: QPainter, room: QRect, row: Any, *, selected: bool) -> QRect:
        """Lay the ground; it stays the same on a selected row, so that it can be compared."""
        del selected
        heat = self._heat(row)
        if heat:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(heat_color(self._look.theme, heat))
            painter.drawRoundedRect(room.adjusted(2 - _GAP, 3, _GAP - 2, -3), 4, 4)
            painter.restore()
            painter.setPen(self._look.theme.color("text"))
        return room


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
