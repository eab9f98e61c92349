"""Several names in one cell; brackets hold together."""

from ynreview.intake.cells.reading import Oddity, Reading
from ynreview.intake.table import CellValue, shown
from ynreview.intake.wording import one_line

_SEPARATORS = frozenset("、，,；;／/|\n\r")
_OPENING = frozenset("（([【\u3014《")
_CLOSING = frozenset("）)]】\u3015》")


def read_list(value: CellValue) -> Reading:
    """Read names in their order, each once: ``老挝、越南；泰国``."""
    written = shown(value)
    names = tuple(dict.fromkeys(name for part in _parts(written) if (name := one_line(part))))
    return Reading(names, Oddity.BLANKS if isinstance(value, str) and value != written else None)


def _parts(text: str) -> list[str]:
    parts = [""]
    depth = 0
    for char in text:
        depth = max(0, depth + (char in _OPENING) - (char in _CLOSING))
        if char in _SEPARATORS and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts
