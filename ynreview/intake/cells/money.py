"""Amounts in 万元; an amount in 元 is refused, never converted on suspicion."""

import re
from decimal import Decimal

from ynreview.intake.cells.reading import Oddity, Reading, Unreadable
from ynreview.intake.table import CellValue, shown
from ynreview.intake.wording import half_width, without_invisible
from ynreview.kernel.money import Money

_IN_YUAN = re.compile(r"[0-9.,]+(人民币)?元")


def read_money(value: CellValue, *, typed: bool = True) -> Reading:
    """Read an amount in 万元 with at most four decimals, exactly."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise Unreadable("intake.money_unreadable")
    text = value if isinstance(value, str) else shown(value)
    plain = "".join(half_width(without_invisible(text)).split()).lstrip("¥￥")
    if _IN_YUAN.fullmatch(plain):
        raise Unreadable("intake.money_in_yuan")
    try:
        amount = Money.parse_wan(plain)
    except ValueError as error:
        raise Unreadable("intake.money_unreadable") from error
    odd = isinstance(value, str) and (typed or plain != value)
    return Reading(amount, Oddity.NUMBER_AS_TEXT if odd else None)
