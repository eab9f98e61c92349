"""Icons in the colour of the theme: one SVG each, recoloured and drawn when it is painted."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import resource
from ui.theme.tokens import Theme


class _Drawn(QIconEngine):
    """Draws one shipped icon at whatever size and density is asked for."""

    def __init__(self, name: str, off: str, on: str, disabled: str) -> None:
        super().__init__()
        self._name, self._off, self._on, self._disabled = name, off, on, disabled

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode is QIcon.Mode.Disabled:
            return self._disabled
        return self._on if state is QIcon.State.On else self._off

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        _renderer(self._name, self._color(mode, state)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        side = min(size.width(), size.height())
        return pixmap(self._name, QColor(self._color(mode, state)), side)

    def clone(self) -> QIconEngine:
        return _Drawn(self._name, self._off, self._on, self._disabled)


def icon(name: str, theme: Theme, color: str = "muted", active: str = "accent") -> QIcon:
    """Return a shipped icon in a colour of the theme, ``active`` when it is switched on."""
    names = (theme.color(one).name() for one in (color, active, "disabled"))
    return QIcon(_Drawn(name, *names))


def pixmap(name: str, color: QColor, size: int) -> QPixmap:
    """Return a shipped icon as a square picture of that size in pixels."""
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _renderer(name, color.name()).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


@cache
def _renderer(name: str, color: str) -> QSvgRenderer:
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(svg.replace("currentColor", color).encode()))
