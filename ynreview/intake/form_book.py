"""A workbook with a score form into its tables of text; what they mean is the rulebook's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path

from ynreview.intake.source import read_sheets
from ynreview.intake.table import Row, Sheet, column_letter, shown
from ynreview.rulebook.form_table_reading import (
    FormReading,
    ReadRow,
    ReadTable,
    tables_to_form,
)
from ynreview.rulebook.form_tables import ITEMS, SETTINGS, VETO, vocabulary
from ynreview.rulebook.forms import ScoreForm
from ynreview.rulebook.kinds import AnchorLevels

_ENOUGH = 2  # headings that make a row the one of the headings


def read_form_book(
    path: Path, base: ScoreForm, anchors: AnchorLevels, terms: Callable[[Enum], str]
) -> FormReading:
    """Read a score form; ``base`` gives what the workbook leaves out.

    Raises YnReviewError when the file is no workbook at all.
    """
    words = vocabulary()
    headings = {
        words["sheets"][ITEMS]: set(words[ITEMS].values()),
        words["sheets"][VETO]: set(words[VETO].values()),
        words["sheets"][SETTINGS]: set(words["settings_sheet"].values()),
    }
    tables = (
        _table(sheet, headings[sheet.name]) for sheet in read_sheets(path) if sheet.name in headings
    )
    return tables_to_form(tuple(tables), base, anchors, terms)


def _table(sheet: Sheet, known: set[str]) -> ReadTable:
    """Return the rows below the headings; rows without any text are left out."""
    for place, row in enumerate(sheet.rows):
        found = {column: shown(cell) for column, cell in enumerate(row.cells) if shown(cell)}
        if len(known & set(found.values())) >= min(_ENOUGH, len(known)):
            letters = {text: column_letter(column) for column, text in found.items()}
            read = (_row(below, found) for below in sheet.rows[place + 1 :])
            rows = tuple(one for one in read if any(one.cells.values()))
            return ReadTable(sheet.name, letters, rows)
    return ReadTable(sheet.name, {}, ())


def _row(row: Row, headings: Mapping[int, str]) -> ReadRow:
    cells = {text: shown(row.cell(column)) for column, text in headings.items()}
    return ReadRow(row.number, cells)
