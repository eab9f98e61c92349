"""The sheet 得分: whole-number formulas beside the values they must give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from ynreview.reports.document import ScoreRow, ScoreTable
from ynreview.reports.grid import Grid
from ynreview.reports.recount import NO_SCORE, Recount
from ynreview.reports.wording import label

HEAD_ROW = 3
FIRST_ROW = HEAD_ROW + 1
NAME_WIDTH = 46
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
    "column_score",
    "column_program_score",
    "column_program_rank",
    "column_check",
    "column_counted",
    "column_sum",
    "column_dividend",
    "column_divisor",
    "column_quotient",
    "column_remainder",
    "column_units",
)
(
    _VALID,
    _SCORE,
    _PROGRAM_SCORE,
    _PROGRAM_RANK,
    _CHECK,
    _COUNTED,
    _TOTAL,
    _DIVIDEND,
    _DIVISOR,
    _QUOTIENT,
    _REMAINDER,
    _UNITS,
) = range(len(_AFTER_EXPERTS))


Shares = Callable[[int], str]


def write_scores(
    grid: Grid,
    table: ScoreTable,
    rows: Sequence[Recount],
    settings: Settings,
    shares: Shares | None = None,
) -> ScoreCells:
    """Write the sheet 得分 and return where its results stand.

    ``shares`` gives the cells of a row with what each sheet comes to where marks are added.
    """
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
    last_row = FIRST_ROW + max(1, len(table.rows)) - 1
    grid.sheet.print_area(0, 0, last_row, columns.after(_CHECK))
    units = whole_column(grid, table, columns.after(_UNITS))
    for row, (entry, found) in enumerate(zip(table.rows, rows, strict=True), start=FIRST_ROW):
        line = _Line(grid, row, columns, settings, entry, found, shares)
        _write_marks(line)
        _write_division(line)
        _write_standing(line, units)
        _write_comparison(line)
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


@dataclass(frozen=True, slots=True)
class _Line:
    """One entry's line on the sheet 得分, and where its cells are."""

    grid: Grid
    row: int
    columns: _ScoreColumns
    settings: Settings
    entry: ScoreRow
    found: Recount
    shares: Shares | None

    def cell(self, column: int) -> str:
        """Return the address of this line's cell for its own formulas."""
        return str(xl_rowcol_to_cell(self.row, column, col_abs=True))

    def after(self, place: int) -> str:
        """Return the address of the cell so many places behind the experts."""
        return self.cell(self.columns.after(place))


def _write_marks(line: _Line) -> None:
    grid, row, entry, formats = line.grid, line.row, line.entry, line.grid.formats
    grid.fit_row(row, entry.name, NAME_WIDTH)
    grid.text(row, 1, entry.number)
    grid.text(row, 2, entry.name)
    grid.text(row, 3, entry.kind)
    grid.points(row, line.columns.applicable, entry.applicable)
    for column, mark in enumerate(entry.marks, start=line.columns.first):
        if mark.scored is None:
            grid.text(row, column, mark.reason, formats.centred)
        else:
            look = formats.trimmed if mark.trimmed else formats.points
            grid.points(row, column, mark.scored, look)


def _write_division(line: _Line) -> None:
    """Write the division step by step; every operand is a whole number below 2^53."""
    here, settings, division = line.after, line.settings, line.found.division
    marks = f"{line.cell(line.columns.first)}:{here(-1)}"
    full = line.cell(line.columns.applicable)
    trims = f"AND({settings.trimming}=1,{here(_VALID)}>={settings.trim_from})"
    extremes = f"ROUND(MAX({marks})*100,0)+ROUND(MIN({marks})*100,0)"
    sum_, into_by = f"ROUND(SUM({marks})*100,0)", f"{here(_TOTAL)}*100*10^{settings.digits}"
    by, into, rest = here(_DIVISOR), here(_DIVIDEND), here(_REMAINDER)
    if line.shares is not None:
        whole = line.shares(line.row)
        extremes, sum_ = f"MAX({whole})+MIN({whole})", f"SUM({whole})"
        into_by, by = f"{here(_TOTAL)}*10^{settings.digits}", f"({by}*100)"
    tie = f"IF({settings.mode}=1,1,MOD({here(_QUOTIENT)},2))"
    carry = f"IF(2*{rest}>{by},1,IF(2*{rest}={by},{tie},0))"
    none = f"{by}=0"
    for place, formula, value in (
        (_VALID, f"COUNT({marks})", division.valid),
        (_COUNTED, f"IF({trims},{here(_VALID)}-2,{here(_VALID)})", division.counted),
        (_TOTAL, f"{sum_}-IF({trims},{extremes},0)", division.total),
        (_DIVIDEND, into_by, division.dividend),
        (_DIVISOR, f"{here(_COUNTED)}*ROUND({full}*100,0)", division.divisor),
        (_QUOTIENT, f"IF({none},0,QUOTIENT({into},{by}))", division.quotient),
        (_REMAINDER, f"IF({none},0,{into}-{here(_QUOTIENT)}*{by})", division.remainder),
        (_UNITS, f"IF({none},{NO_SCORE},{here(_QUOTIENT)}+{carry})", division.units),
    ):
        line.grid.formula(line.row, line.columns.after(place), formula, value)


def _write_standing(line: _Line, units: str) -> None:
    grid, row, division = line.grid, line.row, line.found.division
    own, dash = line.after(_UNITS), label("no_score")
    scored = division.units != NO_SCORE
    score = f"IF({own}<0,{quoted(dash)},{own}/10^{line.settings.digits})"
    value = division.units / 10**grid.formats.digits if scored else dash
    grid.formula(row, line.columns.after(_SCORE), score, value, grid.formats.score)
    rank = f"IF({own}<0,{quoted(dash)},1+SUMPRODUCT(--({units}>{own})))"
    grid.formula(row, 0, rank, line.found.rank or dash)


def _write_comparison(line: _Line) -> None:
    """Write the program's own score and rank as constants, and whether the formulas agree."""
    grid, row, entry = line.grid, line.row, line.entry
    score, rank = line.columns.after(_PROGRAM_SCORE), line.columns.after(_PROGRAM_RANK)
    if entry.printed is None or entry.rank is None:
        grid.text(row, score, label("no_score"), grid.formats.centred)
        grid.text(row, rank, label("no_score"), grid.formats.centred)
    else:
        grid.fraction(row, score, entry.printed, grid.formats.score)
        grid.number(row, rank, entry.rank)
    given = f"ROUND({line.cell(score)}*10^{line.settings.digits},0)"
    units = f"IF(ISNUMBER({line.cell(score)}),{given},{NO_SCORE})"
    same = f"AND({units}={line.after(_UNITS)},{line.cell(rank)}={line.cell(0)})"
    write_check(grid, row, line.columns.after(_CHECK), same)


def write_check(grid: Grid, row: int, column: int, same: str) -> None:
    """Write 一致 or 不一致 for a condition."""
    formula = f"IF({same},{quoted(label('same'))},{quoted(label('different'))})"
    grid.formula(row, column, formula, label("same"), grid.formats.centred)
