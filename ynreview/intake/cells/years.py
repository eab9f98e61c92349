"""Years in one cell, single or from-to; no dates."""

import re

from ynreview.intake.cells.reading import Reading, Unreadable
from ynreview.intake.table import CellValue, shown
from ynreview.intake.wording import half_width, without_invisible

_SEPARATORS = re.compile(r"[、,;/\s]+|和|及")
_DASH = re.compile(r"\s*([-–—~〜至到]+)\s*")
_SPAN = re.compile(r"(20\d{2})(?:[-–—~〜至到]+(20\d{2}))?", re.ASCII)


def read_years(value: CellValue) -> Reading:
    """Read ``2022、2023``, ``2019-2022`` or ``2022年度``; sorted, each year once."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Unreadable("intake.years_unreadable")
    plain = half_width(without_invisible(shown(value))).replace("年度", "").replace("年", "")
    plain = _DASH.sub(r"\1", plain)
    years: set[int] = set()
    for part in _SEPARATORS.split(plain):
        if part:
            years.update(_span(part))
    return Reading(tuple(sorted(years)))


def _span(part: str) -> range:
    match = _SPAN.fullmatch(part)
    if match is None:
        raise Unreadable("intake.years_unreadable")
    first = int(match.group(1))
    last = int(match.group(2) or first)
    if last < first:
        raise Unreadable("intake.years_unreadable")
    return range(first, last + 1)
