"""Names, notes and codes; names keep every character, codes become plain."""

import re
from datetime import date

from ynreview.intake.cells.reading import Oddity, Reading, Unreadable
from ynreview.intake.table import CellValue, shown
from ynreview.intake.wording import half_width, one_line, without_invisible

_CODE = re.compile(r"[^\W_][\w.\-]{0,31}")


def read_text(value: CellValue) -> Reading:
    """Read a name on one line: ``　李 喆 `` is 李喆, a compatibility ideograph stays itself."""
    written = value if isinstance(value, str) else shown(value)
    name = one_line(written)
    return Reading(name, Oddity.BLANKS if name != written else None)


def read_memo(value: CellValue) -> Reading:
    """Read a note: its inner lines and blanks stay."""
    return Reading(without_invisible(shown(value)).replace("\r\n", "\n").strip())


def read_code(value: CellValue) -> Reading:
    """Read a number that names something; leading zeros stay, and it can stand in a file name.

    A cell that is a number cannot have them: it is read and marked.
    """
    if isinstance(value, date):
        raise Unreadable("intake.code_is_day")
    code = "".join(half_width(without_invisible(shown(value))).split())
    if not _CODE.fullmatch(code):
        raise Unreadable("intake.code_unusable")
    if not isinstance(value, str):
        return Reading(code, Oddity.CODE_AS_NUMBER)
    return Reading(code)


def read_item(value: CellValue) -> Reading:
    """Read the code of an item; as a number 1.10 would have become 1.1, so that is marked."""
    code = read_code(value).value
    return Reading(code, None if isinstance(value, str) else Oddity.ITEM_AS_NUMBER)


def read_raw(value: CellValue) -> Reading:
    """Read a value as it is written, for others to judge."""
    return Reading(half_width(without_invisible(shown(value))).strip())
