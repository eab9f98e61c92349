"""How the form says levels and marks; no widget."""

from __future__ import annotations

from ynreview.kernel.points import Points
from ynreview.rulebook.forms import Item
from ynreview.rulebook.kinds import Level

LEVELS = {Level.EXCELLENT: "优", Level.GOOD: "良", Level.FAIR: "中", Level.POOR: "差"}


def level_text(item: Item, level: Level) -> str:
    """Return a level with its range of scores: 优 8.5-10."""
    found = item.levels[level]
    lowest, highest = short(found.lowest), short(found.highest)
    return f"{LEVELS[level]} {lowest if lowest == highest else f'{lowest}-{highest}'}"


def short(points: Points) -> str:
    """Return marks without needless zeros: 8.5, 9."""
    return str(points).rstrip("0").rstrip(".")


def length_of(text: str) -> int:
    """Count the characters that say something."""
    return sum(not char.isspace() for char in text)
