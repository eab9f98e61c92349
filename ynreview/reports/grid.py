"""Cells of a workbook: text that stays text, numbers, and formulas with the result they must give.

It knows no score; every value comes from outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from ynreview.kernel.points import Points

FONT = "等线"
_LINE_HEIGHT = 16
_LONGEST = 32_767  # characters one cell may hold (ECMA-376, SpreadsheetML)
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


_LINE = {"bottom": 1, "bottom_color": "#D5D9DE"}


@dataclass(frozen=True)
class Formats:
    """The few looks a cell may have."""

    book: Any
    digits: int

    def _made(self, **properties: Any) -> Any:
        return self.book.add_format({"font_name": FONT, "valign": "vcenter", **properties})

    @cached_property
    def title(self) -> Any:
        """A sheet's title."""
        return self._made(font_size=16, bold=True)

    @cached_property
    def note(self) -> Any:
        """A sentence below a title."""
        return self._made(font_color="#5B646E")

    @cached_property
    def head(self) -> Any:
        """The head of a column."""
        return self._made(bold=True, text_wrap=True, align="center", bg_color="#F1F3F5", bottom=1)

    @cached_property
    def text(self) -> Any:
        """Text that wraps."""
        return self._made(text_wrap=True, indent=1, **_LINE)

    @cached_property
    def odd_text(self) -> Any:
        """Text that begins like a formula and must never become one when the cell is edited."""
        return self._made(text_wrap=True, indent=1, quote_prefix=True, **_LINE)

    @cached_property
    def centred(self) -> Any:
        """A short word in a column of figures."""
        return self._made(align="center", **_LINE, font_color="#5B646E")

    @cached_property
    def points(self) -> Any:
        """Points as an expert gave them."""
        return self._made(num_format="0.00", **_LINE)

    @cached_property
    def trimmed(self) -> Any:
        """Points that were left out of the mean."""
        return self._made(num_format="0.00", **_LINE, italic=True, font_color="#8A929B")

    @cached_property
    def score(self) -> Any:
        """A printed score."""
        decimals = "." + "0" * self.digits if self.digits else ""
        return self._made(num_format=f"0{decimals}", bold=True, align="right", **_LINE)

    @cached_property
    def whole(self) -> Any:
        """A whole number."""
        return self._made(num_format="0", align="right", **_LINE)

    @cached_property
    def share(self) -> Any:
        """A share in percent, for reading only."""
        return self._made(num_format="0.0000%", align="right", **_LINE, font_color="#5B646E")


@dataclass(frozen=True)
class Grid:
    """One worksheet with the looks of its workbook."""

    sheet: Any
    formats: Formats
    name: str

    def text(self, row: int, column: int, value: str, look: Any = None) -> None:
        """Write text that stays text, whatever it begins with."""
        usual = look or self.formats.text
        odd = value.startswith(_FORMULA_SIGNS) and usual is self.formats.text
        self.sheet.write_string(
            row, column, value[:_LONGEST], self.formats.odd_text if odd else usual
        )

    def fit_row(self, row: int, value: str, width: int) -> None:
        """Make a row high enough for a text that wraps in a column so many half-widths wide."""
        halves = sum(1 if char.isascii() else 2 for char in value)
        lines = max(1, -(-halves // (width - 4)))
        self.sheet.set_row(row, _LINE_HEIGHT * lines + 4)

    def number(self, row: int, column: int, value: int, look: Any = None) -> None:
        """Write a whole number."""
        self.sheet.write_number(row, column, value, look or self.formats.whole)

    def points(self, row: int, column: int, value: Points, look: Any = None) -> None:
        """Write points as a decimal number; formulas turn it back into hundredths."""
        self.sheet.write_number(row, column, value.hundredths / 100, look or self.formats.points)

    def fraction(self, row: int, column: int, value: Fraction, look: Any) -> None:
        """Write a printed score as the nearest number a spreadsheet can hold."""
        self.sheet.write_number(row, column, value.numerator / value.denominator, look)

    def formula(
        self, row: int, column: int, formula: str, value: str | float, look: Any = None
    ) -> None:
        """Write a formula with the value that viewers show without computing."""
        self.sheet.write_formula(row, column, f"={formula}", look or self.formats.whole, value)

    def cell(self, row: int, column: int) -> str:
        """Return the address of a cell for formulas of any sheet, row and column fixed."""
        return f"'{self.name}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"

    def column(self, first: int, last: int, column: int) -> str:
        """Return the address of part of a column for formulas of any sheet."""
        return f"'{self.name}'!{xl_range_abs(first, column, last, column)}"
