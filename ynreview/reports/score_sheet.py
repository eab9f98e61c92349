"""The sheet 得分: whole-number formulas beside the values they must give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from ynreview.messages import sentence
from ynreview.reports.document import Mark, ScoreRow, ScoreTable
from ynreview.reports.grid import Grid
from ynreview.reports.recount import NO_SCORE, Recount

HEAD_ROW = 3
FIRST_ROW = HEAD_ROW + 1
NAME_WIDTH = 42
_FIGURE_WIDTH = 11


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the figures that formulas read stand on the sheet 设定."""

    digits: str
    mode: str
    trimming: str
    trim_from: str
    floor: str
    thresholds: tuple[str, ...]
    places: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Where the two whole numbers of a ratio stand, so that ratios compare by multiplication."""

    above: str
    below: str
    row_above: Callable[[int], str]
    row_below: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class ScoreCells:
    """Where other sheets find the results of the sheet 得分."""

    units: str
    row_units: Callable[[int], str]
    row_valid: Callable[[int], str]
    row_score: Callable[[int], str]
    exact: Compared


def label(what: str, **params: str | int) -> str:
    """Return a label of the workbook."""
    return sentence(f"reports.{what}", **params)


def quoted(text: str) -> str:
    """Return the text as a constant inside a formula."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def write_heads(grid: Grid, texts: Sequence[str]) -> None:
    """Write the heads of the columns, repeated on every printed page."""
    for column, text in enumerate(texts):
        grid.text(HEAD_ROW, column, text, grid.formats.head)
    grid.sheet.set_row(HEAD_ROW, 48)
    grid.sheet.repeat_rows(HEAD_ROW)


def _at(grid: Grid, column: int) -> Callable[[int], str]:
    return lambda row: grid.cell(row, column)


def whole_column(grid: Grid, table: ScoreTable, column: int) -> str:
    """Return the address of one column over every entry."""
    return grid.column(FIRST_ROW, FIRST_ROW + max(1, len(table.rows)) - 1, column)


@dataclass(frozen=True, slots=True)
class _ScoreColumns:
    """The columns of the sheet 得分, which begin with 名次, 编号, 平台名称, 平台类型, 适用满分."""

    experts: int

    first = 5
    applicable = 4

    def after(self, place: int) -> int:
        """Return the column so many places behind the last expert."""
        return self.first + self.experts + place


_AFTER_EXPERTS = (
    "column_valid",
    "column_counted",
    "column_sum",
    "column_dividend",
    "column_divisor",
    "column_quotient",
    "column_remainder",
    "column_units",
    "column_score",
    "column_program_score",
    "column_program_rank",
    "column_check",
)
(
    _VALID,
    _COUNTED,
    _TOTAL,
    _DIVIDEND,
    _DIVISOR,
    _QUOTIENT,
    _REMAINDER,
    _UNITS,
    _SCORE,
    _PROGRAM_SCORE,
    _PROGRAM_RANK,
    _CHECK,
) = range(len(_AFTER_EXPERTS))


def write_scores(
    grid: Grid, table: ScoreTable, rows: Sequence[Recount], settings: Settings
) -> ScoreCells:
    """Write the sheet 得分 and return where its results stand."""
    columns = _ScoreColumns(len(table.experts))
    before = ("column_rank", "column_number", "column_name", "column_kind", "column_applicable")
    write_heads(
        grid,
        [*map(label, before), *table.experts, *map(label, _AFTER_EXPERTS)],
    )
    grid.sheet.freeze_panes(FIRST_ROW, 3)
    grid.sheet.set_column(0, 1, 8)
    grid.sheet.set_column(2, 2, NAME_WIDTH)
    grid.sheet.set_column(3, 3, 14)
    grid.sheet.set_column(4, columns.after(-1), 9)
    grid.sheet.set_column(columns.after(0), columns.after(len(_AFTER_EXPERTS)), _FIGURE_WIDTH)
    units = whole_column(grid, table, columns.after(_UNITS))
    for row, (entry, found) in enumerate(zip(table.rows, rows, strict=True), start=FIRST_ROW):
        _write_entry(grid, row, entry)
        _write_marks(grid, row, columns.first, entry, lambda mark: mark.scored)
        _write_division(grid, row, columns, found, settings)
        _write_standing(grid, row, columns, (entry, found), settings, units)
    return ScoreCells(
        units=units,
        row_units=_at(grid, columns.after(_UNITS)),
        row_valid=_at(grid, columns.after(_VALID)),
        row_score=_at(grid, columns.after(_SCORE)),
        exact=compared(grid, table, columns.after(_TOTAL), columns.after(_DIVISOR)),
    )


def compared(grid: Grid, table: ScoreTable, above: int, below: int) -> Compared:
    """Return where a ratio stands whose parts are in those two columns."""
    return Compared(
        above=whole_column(grid, table, above),
        below=whole_column(grid, table, below),
        row_above=_at(grid, above),
        row_below=_at(grid, below),
    )


def _write_entry(grid: Grid, row: int, entry: ScoreRow) -> None:
    grid.text(row, 1, entry.number)
    grid.text(row, 2, entry.name)
    grid.text(row, 3, entry.kind)
    grid.points(row, _ScoreColumns.applicable, entry.applicable)


def _write_marks(
    grid: Grid, row: int, first: int, entry: ScoreRow, part: Callable[[Mark], Any]
) -> None:
    formats = grid.formats
    for column, mark in enumerate(entry.marks, start=first):
        value = part(mark)
        if value is None:
            grid.text(row, column, mark.reason, formats.centred)
        else:
            grid.points(row, column, value, formats.trimmed if mark.trimmed else formats.points)


def _write_division(
    grid: Grid, row: int, columns: _ScoreColumns, found: Recount, settings: Settings
) -> None:
    """Write the division step by step; every operand is a whole number below 2^53."""

    def here(place: int) -> str:
        return str(xl_rowcol_to_cell(row, columns.after(place), col_abs=True))

    marks = ":".join(
        xl_rowcol_to_cell(row, column, col_abs=True)
        for column in (columns.first, columns.after(-1))
    )
    full = xl_rowcol_to_cell(row, columns.applicable, col_abs=True)
    trims = f"AND({settings.trimming}=1,{here(_VALID)}>={settings.trim_from})"
    extremes = f"ROUND(MAX({marks})*100,0)+ROUND(MIN({marks})*100,0)"
    tie = f"IF({settings.mode}=1,1,MOD({here(_QUOTIENT)},2))"
    twice = f"2*{here(_REMAINDER)}"
    carry = f"IF({twice}>{here(_DIVISOR)},1,IF({twice}={here(_DIVISOR)},{tie},0))"
    none = f"{here(_DIVISOR)}=0"
    division = found.division
    for place, formula, value in (
        (_VALID, f"COUNT({marks})", division.valid),
        (_COUNTED, f"IF({trims},{here(_VALID)}-2,{here(_VALID)})", division.counted),
        (_TOTAL, f"ROUND(SUM({marks})*100,0)-IF({trims},{extremes},0)", division.total),
        (_DIVIDEND, f"{here(_TOTAL)}*100*10^{settings.digits}", division.dividend),
        (_DIVISOR, f"{here(_COUNTED)}*ROUND({full}*100,0)", division.divisor),
        (
            _QUOTIENT,
            f"IF({none},0,QUOTIENT({here(_DIVIDEND)},{here(_DIVISOR)}))",
            division.quotient,
        ),
        (
            _REMAINDER,
            f"IF({none},0,{here(_DIVIDEND)}-{here(_QUOTIENT)}*{here(_DIVISOR)})",
            division.remainder,
        ),
        (_UNITS, f"IF({none},{NO_SCORE},{here(_QUOTIENT)}+{carry})", division.units),
    ):
        grid.formula(row, columns.after(place), formula, value)


def _write_standing(
    grid: Grid,
    row: int,
    columns: _ScoreColumns,
    pair: tuple[ScoreRow, Recount],
    settings: Settings,
    units: str,
) -> None:
    """Write score and rank, the program's own beside them and whether they agree."""
    entry, found = pair
    formats = grid.formats
    dash = label("no_score")
    own = xl_rowcol_to_cell(row, columns.after(_UNITS), col_abs=True)
    scored = found.division.units != NO_SCORE
    value = found.division.units / 10**formats.digits if scored else dash
    rank = found.rank if found.rank is not None else dash
    score = f"IF({own}<0,{quoted(dash)},{own}/10^{settings.digits})"
    grid.formula(row, columns.after(_SCORE), score, value, formats.score)
    standing = f"IF({own}<0,{quoted(dash)},1+SUMPRODUCT(--({units}>{own})))"
    grid.formula(row, 0, standing, rank)
    program_score = columns.after(_PROGRAM_SCORE)
    program_rank = columns.after(_PROGRAM_RANK)
    if entry.printed is None or entry.rank is None:
        grid.text(row, program_score, dash, formats.centred)
        grid.text(row, program_rank, dash, formats.centred)
    else:
        printed = entry.printed.numerator / entry.printed.denominator
        grid.sheet.write_number(row, program_score, printed, formats.score)
        grid.number(row, program_rank, entry.rank)
    given = xl_rowcol_to_cell(row, program_score, col_abs=True)
    given_rank = xl_rowcol_to_cell(row, program_rank, col_abs=True)
    own_rank = xl_rowcol_to_cell(row, 0, col_abs=True)
    same = (
        f"AND(IF(ISNUMBER({given}),ROUND({given}*10^{settings.digits},0),{NO_SCORE})={own},"
        f"{given_rank}={own_rank})"
    )
    write_check(grid, row, columns.after(_CHECK), same)


def write_check(grid: Grid, row: int, column: int, same: str) -> None:
    """Write 一致 or 不一致 for a condition."""
    formula = f"IF({same},{quoted(label('same'))},{quoted(label('different'))})"
    grid.formula(row, column, formula, label("same"), grid.formats.centred)
