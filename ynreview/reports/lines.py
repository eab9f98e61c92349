"""Where a line of Chinese text may break: never inside a code, a date or before a full stop."""

from __future__ import annotations

import re
from collections.abc import Callable

_OPENING = "“‘（《〈「『【〔〖(["
_CLOSING = "，。、；：？！”’）》〉」』】〕〗…—,.;:!?)]%％"
_WORD = r"[0-9A-Za-z\u00C0-\u024F_.,:/%+\-–'&@#]+"
_UNIT = re.compile(
    rf"[ \u3000]+|[{re.escape(_OPENING)}]*(?:{_WORD}|[^ \u3000])[{re.escape(_CLOSING)}]*"
)

Measure = Callable[[str], float]


def broken(text: str, width: float, measure: Measure) -> list[str]:
    """Return the lines of the text, each at most ``width`` as ``measure`` tells it.

    A word longer than a whole line is cut where it must be.
    """
    lines: list[str] = []
    line = ""
    for unit in _fitting(text, width, measure):
        if line.strip() and measure((line + unit).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += unit if line or unit.strip() else ""
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _fitting(text: str, width: float, measure: Measure) -> list[str]:
    units: list[str] = []
    for unit in _UNIT.findall(text):
        units += [unit] if measure(unit) <= width else list(unit)
    return units
