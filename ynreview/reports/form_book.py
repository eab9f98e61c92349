"""A score form as a workbook to edit: its tables as they are, with choices where there are some."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from ynreview.messages import label as term
from ynreview.reports.grid import FONT, Formats, Grid
from ynreview.rulebook.form_tables import TextTable, answer, form_to_tables, vocabulary
from ynreview.rulebook.forms import ScoreForm

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": FONT, "font_size": 11},
}
_NARROW, _NAME, _WIDE = 11, 26, 48
_LONG = 24  # characters from which a column is a wide one
_ROWS_TO_CHOOSE = 400
_A4 = 9


def form_to_workbook(form: ScoreForm) -> bytes:
    """Return the workbook; ``intake.form_book`` reads it back to an equal form."""
    content = BytesIO()
    book = Workbook(content, _OPTIONS)
    book.set_properties({"title": form.title, "comments": form.source})
    formats = Formats(book, 2)
    for table in form_to_tables(form, term):
        _write(Grid(book.add_worksheet(table.name), formats, table.name), table)
    book.close()
    return content.getvalue()


def _write(grid: Grid, table: TextTable) -> None:
    widths = [_width(table, column) for column in range(len(table.headings))]
    for column, heading in enumerate(table.headings):
        grid.sheet.set_column(column, column, widths[column])
        grid.text(0, column, heading, grid.formats.head)
    for place, row in enumerate(table.rows, start=1):
        longest = max(
            range(len(row)), key=lambda column: len(row[column]) * _WIDE // widths[column]
        )
        grid.fit_row(place, row[longest], widths[longest])
        for column, text in enumerate(row):
            grid.text(place, column, text)
    _offer_choices(grid.sheet, table)
    grid.sheet.freeze_panes(1, 0)
    grid.sheet.set_landscape()
    grid.sheet.set_paper(_A4)
    grid.sheet.fit_to_pages(1, 0)
    grid.sheet.repeat_rows(0)


def _width(table: TextTable, column: int) -> int:
    longest = max((len(row[column]) for row in table.rows), default=0)
    if longest > _LONG:
        return _WIDE
    return _NAME if longest > _NARROW // 2 else _NARROW


def _offer_choices(sheet: Any, table: TextTable) -> None:
    """Offer 是 and 否, and the kinds of section, where nothing else can be filled in."""
    words = vocabulary()["items"]
    choices = {
        words["section_kind"]: list(vocabulary()["kinds"].values()),
        words["task_block"]: [answer(yes=True), answer(yes=False)],
        words["objective"]: [answer(yes=True), answer(yes=False)],
    }
    for column, heading in enumerate(table.headings):
        if heading in choices:
            offered = {"validate": "list", "source": choices[heading]}
            sheet.data_validation(1, column, _ROWS_TO_CHOOSE, column, offered)
