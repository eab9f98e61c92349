"""A theme onto the application: palette, fonts and the only setStyleSheet there is."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from resources import resource
from ui.theme.tokens import Theme, sizes

FAMILY = "Noto Sans SC"
_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "raised",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "selection_text",
    QPalette.ColorRole.Link: "accent",
}


def load_fonts() -> None:
    """Load the shipped fonts; a fresh system has no Chinese one."""
    for file in resource("fonts").iterdir():
        if file.name.endswith(".ttf"):
            QFontDatabase.addApplicationFont(str(Path(str(file))))


def apply_theme(app: QApplication, theme: Theme, step: int) -> None:
    """Put palette, font and style sheet of a theme in force, at a step of text size."""
    app.setPalette(palette(theme))
    font = QFont(FAMILY)
    font.setPixelSize(sizes(step)["base"])
    app.setFont(font)
    app.setStyleSheet(style_sheet(theme, step))


def palette(theme: Theme) -> QPalette:
    """Return the theme as a palette, for everything the style sheet does not reach."""
    found = QPalette()
    for role, name in _ROLES.items():
        found.setColor(role, theme.color(name))
        if name == "text":
            found.setColor(QPalette.ColorGroup.Disabled, role, theme.color("disabled"))
    return found


def style_sheet(theme: Theme, step: int) -> str:
    """Return the template with colours and sizes filled in."""
    template = resource("styles", "app.qss").read_text(encoding="utf-8")
    text = re.sub(r"@\{(\w+)\}", lambda match: str(sizes(step)[match[1]]), template)
    tick = Path(str(resource("icons", "tick-dark.svg" if theme.dark else "tick-light.svg")))
    named = {**theme.colors, "tick": f'"{tick.as_posix()}"'}
    return re.sub(r"\$(\w+)", lambda match: named[match[1]], text)


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget its role of the style sheet (``primary``, ``muted``, ``card`` …)."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
