"""A theme's colours and the sizes of text, read from the resources; it paints nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor

from resources import resource

TEXT_STEPS = (14, 15, 16, 18, 20, 22)  # base sizes in pixels, chosen with Ctrl++ and Ctrl+-


class Appearance(StrEnum):
    """What the person chose: a theme, or that of the system."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme by name, as ``#rrggbb``."""

    name: str
    dark: bool
    colors: Mapping[str, str]

    def color(self, name: str) -> QColor:
        """Return a colour; KeyError for a name that no theme has."""
        return QColor(self.colors[name])


def load_theme(appearance: Appearance, *, system_is_dark: bool) -> Theme:
    """Return the theme for a choice; ``system`` follows what the detector said."""
    dark = appearance is Appearance.DARK or (appearance is Appearance.SYSTEM and system_is_dark)
    text = resource("themes", "dark.toml" if dark else "light.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return Theme(table["name"], table["dark"], table["colors"])


def sizes(step: int) -> Mapping[str, int]:
    """Return the text sizes in pixels for a step of TEXT_STEPS."""
    base = TEXT_STEPS[step]
    return {
        "base": base,
        "small": base - 2,
        "heading": base + 2,
        "title": base + 6,
        "hero": base * 2,
    }
