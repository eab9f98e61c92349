"""States by shape and word: the shapes, drawn rather than typed, and the label that joins both."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.theme.style import set_role


class Shape(Enum):
    """What a state looks like: the colour of the theme it comes in and its sign in plain text."""

    DONE = "good", "✓"
    PARTIAL = "accent", "◐"
    OPEN = "muted", "○"
    RECUSED = "muted", "⊘"
    ATTENTION = "warning", "!"
    BLOCKED = "danger", "✗"
    AGAIN = "warning", "↻"
    NOTE = "muted", "·"
    QUESTION = "warning", "?"

    @property
    def color(self) -> str:
        """The name of its colour in the theme."""
        return self.value[0]

    @property
    def sign(self) -> str:
        """The sign that stands for it in plain text."""
        return self.value[1]


_STROKES = {
    Shape.DONE: (((0.12, 0.55), (0.40, 0.82), (0.88, 0.22)),),
    Shape.BLOCKED: (((0.18, 0.18), (0.82, 0.82)), ((0.82, 0.18), (0.18, 0.82))),
    Shape.ATTENTION: (((0.5, 0.12), (0.5, 0.62)),),
    Shape.RECUSED: (((0.22, 0.78), (0.78, 0.22)),),
    Shape.QUESTION: (
        (
            *((0.28, 0.28), (0.34, 0.14), (0.50, 0.08), (0.66, 0.14), (0.72, 0.28)),
            *((0.66, 0.40), (0.54, 0.48), (0.50, 0.56), (0.50, 0.66)),
        ),
    ),
    Shape.AGAIN: (((0.62, 0.02), (0.86, 0.18), (0.66, 0.40)),),
}
_CIRCLES = {Shape.PARTIAL, Shape.OPEN, Shape.RECUSED}
_DOTS = {
    Shape.ATTENTION: (0.5, 0.87, 0.08),
    Shape.QUESTION: (0.5, 0.88, 0.07),
    Shape.NOTE: (0.5, 0.5, 0.14),
}


def paint_shape(painter: QPainter, place: QRectF, shape: Shape, color: QColor) -> None:
    """Draw a shape into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(color, max(place.width() * 0.125, 1.4))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    ring = place.adjusted(*(place.width() * side for side in (0.08, 0.08, -0.08, -0.08)))
    if shape in _CIRCLES:
        painter.drawEllipse(ring)
    if shape is Shape.AGAIN:
        painter.drawArc(ring, 50 * 16, 290 * 16)
    for stroke in _STROKES.get(shape, ()):
        painter.drawPolyline([_at(place, x, y) for x, y in stroke])
    painter.setBrush(color)
    if shape is Shape.PARTIAL:
        painter.drawPie(ring, 90 * 16, 180 * 16)
    if shape in _DOTS:
        x, y, radius = _DOTS[shape]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(_at(place, x, y), radius * place.width(), radius * place.width())
    painter.restore()


def _at(place: QRectF, x: float, y: float) -> QPointF:
    return QPointF(place.x() + x * place.width(), place.y() + y * place.height())


class ShapeMark(QLabel):
    """One shape in the colour of its state, ``times`` as large as the text."""

    def __init__(self, shape: Shape, times: int = 1) -> None:
        super().__init__()
        self._shape, self._times = shape, times
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_shape(shape)

    def show_shape(self, shape: Shape) -> None:
        """Show another shape."""
        self._shape = shape
        set_role(self, shape.color)
        self.update()

    def _side(self) -> int:
        return self._times * self.fontMetrics().ascent()

    def sizeHint(self) -> QSize:
        return QSize(self._side(), max(self._side(), self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = self._side()
        place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        paint_shape(painter, place, self._shape, self.palette().windowText().color())
        painter.end()


class StateLabel(QWidget):
    """A state in shape and word, for reading and for listening."""

    def __init__(self, shape: Shape = Shape.OPEN, word: str = "") -> None:
        super().__init__()
        self._mark = ShapeMark(shape)
        self._word = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._mark)
        row.addWidget(self._word)
        self.show_state(shape, word)

    @property
    def word(self) -> str:
        """The state in words."""
        return self._word.text()

    def show_state(self, shape: Shape, word: str) -> None:
        """Show another state."""
        self._mark.show_shape(shape)
        set_role(self._word, shape.color)
        self._word.setText(word)
        self.setAccessibleName(word)
