"""Icons in the colour of the theme: one SVG each, recoloured when drawn."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import resource
from ui.theme.tokens import Theme

_SIZES = (16, 20, 24, 32, 48)


def icon(name: str, theme: Theme, color: str = "muted", active: str = "accent") -> QIcon:
    """Return a shipped icon in a colour of the theme, ``active`` when it is switched on."""
    found = QIcon()
    for size in _SIZES:
        found.addPixmap(pixmap(name, theme.color(color), size), QIcon.Mode.Normal)
        on = pixmap(name, theme.color(active), size)
        found.addPixmap(on, QIcon.Mode.Normal, QIcon.State.On)
        off = pixmap(name, theme.color("disabled"), size)
        found.addPixmap(off, QIcon.Mode.Disabled)
    return found


def pixmap(name: str, color: QColor, size: int) -> QPixmap:
    """Return a shipped icon as a square picture of that size in pixels."""
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", color.name()).encode()))
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture
