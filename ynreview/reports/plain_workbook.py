"""One table of words as a workbook that can be filtered and printed; it knows no content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter import Workbook

from ynreview.reports.grid import FONT, Formats, Grid

_A4 = 9
_HEAD_ROW = 2
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": FONT, "font_size": 11},
}


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table of words; ``widths`` are in half-width characters, one for each head."""

    title: str
    note: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]


def plain_workbook(table: PlainTable) -> bytes:
    """Return the table as a workbook: head frozen, filter on, every cell text."""
    content = BytesIO()
    book = Workbook(content, _OPTIONS)
    sheet = book.add_worksheet(table.title[:31])
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.freeze_panes(_HEAD_ROW + 1, 2)
    grid = Grid(sheet, Formats(book, digits=0), table.title)
    grid.text(0, 0, table.title, grid.formats.title)
    grid.text(1, 0, table.note, grid.formats.note)
    for column, (head, width) in enumerate(zip(table.heads, table.widths, strict=True)):
        sheet.set_column(column, column, width)
        grid.text(_HEAD_ROW, column, head, grid.formats.head)
    for row, cells in enumerate(table.rows, start=_HEAD_ROW + 1):
        for column, text in enumerate(cells):
            grid.text(row, column, text)
    last = _HEAD_ROW + max(len(table.rows), 1)
    sheet.autofilter(_HEAD_ROW, 0, last, len(table.heads) - 1)
    book.close()
    return content.getvalue()
