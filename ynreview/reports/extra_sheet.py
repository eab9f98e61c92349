"""The sheet 加减分: what each sheet comes to with marks added or taken, as one whole number."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from ynreview.reports.document import ScoreRow, ScoreTable
from ynreview.reports.grid import Grid
from ynreview.reports.recount import WHOLE, share
from ynreview.reports.score_sheet import FIRST_ROW, NAME_WIDTH, Shares, write_heads
from ynreview.reports.wording import label

_BEFORE = ("column_number", "column_name", "column_applicable")
_FULL = 2


def write_extras(grid: Grid, table: ScoreTable) -> Shares:
    """Write the sheet and return, for a row, the cells that the sheet 得分 sums."""
    blocks = ("column_scored_of", "column_added_of", "column_share_of")
    heads = [label(what, expert=one) for what in blocks for one in table.experts]
    write_heads(grid, [*map(label, _BEFORE), *heads])
    grid.sheet.freeze_panes(FIRST_ROW, 2)
    grid.sheet.set_column(0, 0, 8)
    grid.sheet.set_column(1, 1, NAME_WIDTH)
    grid.sheet.set_column(_FULL, _FULL + len(heads), 11)
    for row, entry in enumerate(table.rows, start=FIRST_ROW):
        grid.fit_row(row, entry.name, NAME_WIDTH)
        grid.text(row, 0, entry.number)
        grid.text(row, 1, entry.name)
        grid.points(row, _FULL, entry.applicable)
        _write_shares(grid, row, entry)
    return _cells(grid, table.experts)


def _write_shares(grid: Grid, row: int, entry: ScoreRow) -> None:
    """Write ``10000 × scored + added × full`` in hundredths, kept between 0 and the full marks."""
    count, first = len(entry.marks), len(_BEFORE)
    full = f"ROUND({xl_rowcol_to_cell(row, _FULL, col_abs=True)}*100,0)"
    for column, mark in enumerate(entry.marks, start=first):
        if mark.scored is None:
            grid.text(row, column, mark.reason, grid.formats.centred)
            continue
        grid.points(row, column, mark.scored)
        grid.points(row, column + count, mark.added)
        scored, added = (xl_rowcol_to_cell(row, at) for at in (column, column + count))
        given = f"{WHOLE}*ROUND({scored}*100,0)+ROUND({added}*100,0)*{full}"
        formula = f"MEDIAN(0,{given},{WHOLE}*{full})"
        grid.formula(row, column + 2 * count, formula, share(entry, mark))


def _cells(grid: Grid, experts: Sequence[str]) -> Shares:
    first = len(_BEFORE) + 2 * len(experts)
    last = first + len(experts) - 1

    def cells(row: int) -> str:
        end = xl_rowcol_to_cell(row, last, row_abs=True, col_abs=True)
        return f"{grid.cell(row, first)}:{end}"

    return cells
