"""A sheet as it was read: rows with their own numbers, columns with their letters; no meaning."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class FaultyCell:
    """A cell whose formula has no value: ``#REF!`` and its like, "" when it was never computed."""

    text: str


CellValue = None | str | bool | int | Decimal | date | FaultyCell


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``number`` is the one the workbook shows (from 1)."""

    number: int
    cells: tuple[CellValue, ...]

    def cell(self, position: int) -> CellValue:
        """Return the value at a position from 0; a short row is empty at its end."""
        return self.cells[position] if position < len(self.cells) else None

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in the row."""
        return any(not is_empty(value) for value in self.cells)

    @property
    def filled(self) -> tuple[CellValue, ...]:
        """The values of the cells that are not empty."""
        return tuple(value for value in self.cells if not is_empty(value))


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows of one sheet from its first one.

    ``typed`` is false for text files, where every value is text; ``hidden`` names the sheets of
    the same workbook that were left alone, ``visible`` those that could be chosen; ``name`` is
    empty where a file has no sheets. Rows (by number) and columns (by position) that the workbook
    does not show are read all the same.
    """

    name: str
    rows: tuple[Row, ...]
    typed: bool = True
    hidden: tuple[str, ...] = ()
    visible: tuple[str, ...] = ()
    shows_faults: bool = True
    merged_rows: tuple[int, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def is_empty(value: CellValue) -> bool:
    """Whether nothing, or nothing but blanks, stands in the cell."""
    return value is None or (isinstance(value, str) and not value.strip())


def column_letter(position: int) -> str:
    """Return the letter of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    rest = position + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


def column_position(letters: str) -> int | None:
    """Return the position from 0 of a column's letters; None when they are none."""
    if not re.fullmatch("[A-Z]{1,3}", letters):
        return None
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - ord("A") + 1
    return position - 1


def shown(value: CellValue) -> str:
    """Return what a person sees in the cell, for a sentence about it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, FaultyCell):
        return value.text
    return str(value).strip()
