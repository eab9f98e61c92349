"""Whole numbers: head counts, years of a contract, items; no amounts and no scores."""

import re
from collections.abc import Iterable
from decimal import Decimal

from ynreview.intake.cells.reading import Oddity, Reading, Unreadable
from ynreview.intake.table import CellValue
from ynreview.intake.wording import half_width, without_invisible

_WHOLE = re.compile(r"(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.0*)?", re.ASCII)
_FRACTION = re.compile(r"\d+\.\d+", re.ASCII)
_LARGEST = 999_999_999


def read_count(value: CellValue, *, typed: bool = True, units: Iterable[str] = ()) -> Reading:
    """Read a number without fraction and sign: ``12``, ``１２``, ``1,200``, ``12人``, ``12.0``."""
    if isinstance(value, bool):
        raise Unreadable("intake.count_unreadable")
    if isinstance(value, int):
        return Reading(_within(value))
    if isinstance(value, Decimal):
        raise Unreadable("intake.count_fraction")
    if not isinstance(value, str):
        raise Unreadable("intake.count_unreadable")
    plain = _without_unit("".join(half_width(without_invisible(value)).split()), units)
    if _FRACTION.fullmatch(plain) and plain.rpartition(".")[2].strip("0"):
        raise Unreadable("intake.count_fraction")
    match = _WHOLE.fullmatch(plain)
    if match is None:
        raise Unreadable("intake.count_unreadable")
    odd = typed or plain != value
    number = int(match.group(1).replace(",", ""))
    return Reading(number, Oddity.NUMBER_AS_TEXT if odd else None)


def _within(number: int) -> int:
    if not 0 <= number <= _LARGEST:
        raise Unreadable("intake.count_unreadable")
    return number


def _without_unit(text: str, units: Iterable[str]) -> str:
    for unit in units:
        text = text.removesuffix(unit)
    return text
