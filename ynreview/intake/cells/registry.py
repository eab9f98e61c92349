"""Which reader a column has, and what every cell is asked first; no reader of its own."""

from collections.abc import Callable, Mapping
from functools import cache

from ynreview.intake.cells.answer import read_answer, read_choice
from ynreview.intake.cells.day import read_day
from ynreview.intake.cells.listing import read_list
from ynreview.intake.cells.money import read_money
from ynreview.intake.cells.number import read_count
from ynreview.intake.cells.reading import Oddity, Reading, Unreadable
from ynreview.intake.cells.text import read_code, read_item, read_memo, read_raw, read_text
from ynreview.intake.cells.years import read_years
from ynreview.intake.table import CellValue, FaultyCell, is_empty
from ynreview.intake.vocabulary import Column, choice_labels, words
from ynreview.intake.wording import word_key

_Reader = Callable[[CellValue, Column, bool], Reading]
_READERS: Mapping[str, _Reader] = {
    "text": lambda value, _column, _typed: read_text(value),
    "memo": lambda value, _column, _typed: read_memo(value),
    "raw": lambda value, _column, _typed: read_raw(value),
    "item": lambda value, _column, _typed: read_item(value),
    "code": lambda value, _column, _typed: read_code(value),
    "count": lambda value, column, typed: read_count(value, typed=typed, units=column.units),
    "money": lambda value, _column, typed: read_money(value, typed=typed),
    "day": lambda value, _column, typed: read_day(value, typed=typed),
    "answer": lambda value, _column, _typed: read_answer(value),
    "choice": lambda value, column, _typed: read_choice(value, kind=column.choices),
    "list": lambda value, _column, _typed: read_list(value),
    "years": lambda value, _column, _typed: read_years(value),
}
# 无 is an answer, and what a score says is for others to judge.
_TAKES_BLANK_WORDS = frozenset({"answer", "raw"})


def read_cell(value: CellValue, column: Column, *, typed: bool) -> Reading:
    """Return what the cell says for its column; raises Unreadable when it says something else.

    ``typed`` is whether the file distinguishes numbers and dates from text.
    """
    if isinstance(value, FaultyCell):
        raise Unreadable("intake.error_cell" if value.text else "intake.formula_uncounted")
    if is_empty(value):
        return Reading(None)
    if isinstance(value, str) and value.startswith("#") and value.strip() in _errors():
        raise Unreadable("intake.error_cell")  # as a text file keeps them
    if column.reader not in _TAKES_BLANK_WORDS and _is_blank_word(value):
        return Reading(None, Oddity.BLANK_WORD)
    return _READERS[column.reader](value, column, typed)


@cache
def _errors() -> frozenset[str]:
    return frozenset(words()["cells"]["errors"])


def _is_blank_word(value: CellValue) -> bool:
    return isinstance(value, str) and word_key(value) in words()["cells"]["blank"]


def expectation(column: Column) -> str:
    """Return in words what a cell of the column must hold."""
    if column.choices:
        return choice_labels(column.choices)
    text: str = words()["expected"][column.reader]
    return text
