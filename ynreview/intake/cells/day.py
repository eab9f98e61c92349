"""Dates with year, month and day; half a date is refused, never completed."""

import re
from datetime import date, timedelta

from ynreview.intake.cells.reading import Oddity, Reading, Unreadable
from ynreview.intake.table import CellValue
from ynreview.intake.wording import half_width, without_invisible

_EPOCH = date(1899, 12, 30)
_EARLIEST = date(1900, 1, 1)
_LATEST = date(2100, 12, 31)
# Of five digits, from 1927-05-18 on: four would be a year (2022), six a month (202208).
_SERIALS = range(10_000, (_LATEST - _EPOCH).days + 1)
_MIDNIGHT = re.compile(r"[ tT]0{1,2}:00(?::00(?:\.0+)?)?$")
_WHOLE = re.compile(
    r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]|(\d{4})([-/.])(\d{1,2})\5(\d{1,2})|(\d{4})(\d{2})(\d{2})",
    re.ASCII,
)
_WITHOUT_DAY = re.compile(
    r"\d{4}年?|\d{4}年\d{1,2}月?|\d{4}[-/.]\d{1,2}|\d{4}(0[1-9]|1[0-2])", re.ASCII
)
_SHORT_YEAR = re.compile(
    r"'?\d{2}年\d{1,2}月(\d{1,2}[日号]?)?|'?\d{1,2}([-/.])\d{1,2}\2\d{1,2}", re.ASCII
)
_DIGITS = re.compile(r"\d{5}", re.ASCII)


def read_day(value: CellValue, *, typed: bool = True) -> Reading:
    """Read a date cell, one of the usual spellings, or a spreadsheet's serial number."""
    if isinstance(value, date):
        return Reading(_within(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return _from_digits(str(value))
    if not isinstance(value, str):
        raise Unreadable("intake.day_unreadable")
    plain = half_width(without_invisible(value)).replace("。", ".").strip()
    plain = "".join(_MIDNIGHT.sub("", plain).split()).rstrip(".")
    if _DIGITS.fullmatch(plain):
        return _from_digits(plain)
    return Reading(_from_text(plain), Oddity.DAY_AS_TEXT if typed else None)


def _from_digits(digits: str) -> Reading:
    if int(digits) in _SERIALS:
        return Reading(_EPOCH + timedelta(days=int(digits)), Oddity.DAY_AS_SERIAL)
    return Reading(_from_text(digits), Oddity.DAY_AS_TEXT)


def _from_text(plain: str) -> date:
    match = _WHOLE.fullmatch(plain)
    if match is None:
        raise Unreadable(_reason(plain))
    year, month, day = (int(part) for part in match.groups() if part and part.isdecimal())
    try:
        return _within(date(year, month, day))
    except ValueError as error:
        raise Unreadable("intake.day_impossible") from error


def _reason(plain: str) -> str:
    if _WITHOUT_DAY.fullmatch(plain):
        return "intake.day_missing"
    if _SHORT_YEAR.fullmatch(plain):
        return "intake.day_short_year"
    return "intake.day_unreadable"


def _within(day: date) -> date:
    if not _EARLIEST <= day <= _LATEST:
        raise Unreadable("intake.day_impossible")
    return day
