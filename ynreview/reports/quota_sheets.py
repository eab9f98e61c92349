"""The sheets 主要指标 and 名额: who is proposed for which grade, compared without any division."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from ynreview.reports.document import ScoreRow, ScoreTable
from ynreview.reports.grid import Grid
from ynreview.reports.recount import EXACT_MEAN, MAIN_SECTION_RATE, NO_SCORE, Recount
from ynreview.reports.score_sheet import (
    FIRST_ROW,
    NAME_WIDTH,
    Compared,
    ScoreCells,
    Settings,
    compared,
    quoted,
    whole_column,
    write_check,
    write_heads,
)
from ynreview.reports.wording import label


def write_main(grid: Grid, table: ScoreTable, rows: Sequence[Recount]) -> Compared:
    """Write the sheet 主要指标 for the tie chain and return where its ratio stands."""
    after = ("column_counted", "column_main_sum", "column_main_divisor", "column_main_rate")
    before = ("column_number", "column_name", "column_main_applicable")
    write_heads(grid, [*map(label, before), *table.experts, *map(label, after)])
    grid.text(2, 0, table.main_section, grid.formats.note)
    grid.sheet.freeze_panes(FIRST_ROW, 2)
    grid.sheet.set_column(0, 0, 8)
    grid.sheet.set_column(1, 1, NAME_WIDTH)
    first = len(before)
    last = first + len(table.experts) - 1
    grid.sheet.set_column(2, last, 9)
    grid.sheet.set_column(last + 1, last + len(after), 14)
    for row, (entry, found) in enumerate(zip(table.rows, rows, strict=True), start=FIRST_ROW):
        grid.fit_row(row, entry.name, NAME_WIDTH)
        grid.text(row, 0, entry.number)
        grid.text(row, 1, entry.name)
        grid.points(row, 2, entry.main_applicable)
        _write_main_marks(grid, row, first, entry)
        marks = f"{xl_rowcol_to_cell(row, first)}:{xl_rowcol_to_cell(row, last)}"
        full = xl_rowcol_to_cell(row, 2)
        counted, total, divisor = (
            xl_rowcol_to_cell(row, column) for column in range(last + 1, last + 4)
        )
        division = found.division
        rate = division.main_total / division.main_divisor
        grid.formula(row, last + 1, f"COUNT({marks})", division.main_counted)
        grid.formula(row, last + 2, f"ROUND(SUM({marks})*100,0)", division.main_total)
        grid.formula(row, last + 3, f"MAX(1,{counted}*ROUND({full}*100,0))", division.main_divisor)
        grid.formula(row, last + 4, f"{total}/{divisor}", rate, grid.formats.share)
    return compared(grid, table, last + 2, last + 3)


def _write_main_marks(grid: Grid, row: int, first: int, entry: ScoreRow) -> None:
    for column, mark in enumerate(entry.marks, start=first):
        if mark.is_counted and mark.main is not None:
            grid.points(row, column, mark.main)
        else:
            reason = label("trimmed_not_counted") if mark.trimmed else mark.reason
            grid.text(row, column, reason, grid.formats.centred)


_CANDIDATE, _BETTER, _EQUAL = 3, 4, 5


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the formulas of the sheet 名额 find settings, scores and the ratio of 主要指标."""

    settings: Settings
    scores: ScoreCells
    main: Compared | None

    def chain(self, table: ScoreTable) -> list[Compared]:
        """Return the ratios that break a tie, in the order of the round."""
        known = {MAIN_SECTION_RATE: self.main, EXACT_MEAN: self.scores.exact}
        found = [known.get(step) for step in table.tie_chain]
        return [step for step in found if step is not None]


def write_quota(grid: Grid, table: ScoreTable, rows: Sequence[Recount], sources: Sources) -> None:
    """Write the sheet 名额: who is proposed for which grade, by thresholds, quota and tie chain."""
    heads = [label(what) for what in ("column_number", "column_name", "column_score")]
    if table.quota:
        heads.append(label("column_candidate", label=table.thresholds[0].label))
        heads += [label("column_better"), label("column_equal")]
    last = ("column_proposal", "column_program_proposal", "column_panel_grade", "column_check")
    write_heads(grid, [*heads, *map(label, last)])
    grid.sheet.freeze_panes(FIRST_ROW, 2)
    grid.sheet.set_column(0, 0, 8)
    grid.sheet.set_column(1, 1, NAME_WIDTH)
    grid.sheet.set_column(2, len(heads) + len(last), 16)
    for row, (entry, found) in enumerate(zip(table.rows, rows, strict=True), start=FIRST_ROW):
        grid.fit_row(row, entry.name, NAME_WIDTH)
        grid.text(row, 0, entry.number)
        grid.text(row, 1, entry.name)
        _write_score_again(grid, row, found, sources.scores)
        if table.quota:
            _write_places(grid, row, found, table, sources)
        formula = _proposal(table, sources, row)
        _write_proposal(grid, row, len(heads), (entry, found.proposal, formula))


def _write_proposal(grid: Grid, row: int, column: int, proposed: tuple[ScoreRow, str, str]) -> None:
    entry, value, formula = proposed
    grid.formula(row, column, formula, value, grid.formats.centred)
    grid.text(row, column + 1, entry.proposal)
    grid.text(row, column + 2, entry.grade)
    given, own = (xl_rowcol_to_cell(row, at) for at in (column + 1, column))
    write_check(grid, row, column + 3, f'OR({given}="",{given}={own})')


def _write_score_again(grid: Grid, row: int, found: Recount, scores: ScoreCells) -> None:
    units = found.division.units
    value = label("no_score") if units == NO_SCORE else units / 10**grid.formats.digits
    grid.formula(row, 2, scores.row_score(row), value, grid.formats.score)


def _write_places(
    grid: Grid, row: int, found: Recount, table: ScoreTable, sources: Sources
) -> None:
    """Write whether the entry is a candidate and how many candidates stand before and beside it."""
    scores, settings = sources.scores, sources.settings
    own = scores.row_units(row)
    reaches = _reaches(own, settings.thresholds[0], settings)
    floor = f"{scores.row_valid(row)}>={settings.floor}"
    candidates = whole_column(grid, table, _CANDIDATE)
    greater, equal = f"({scores.units}>{own})", f"({scores.units}={own})"
    better, same = "0", ""
    for step in reversed(sources.chain(table)):
        step_greater, step_equal = _cross_multiplied(step, row)
        better = f"({step_greater}+{step_equal}*{better})"
        same = f"*{step_equal}{same}"
    grid.formula(row, _CANDIDATE, f"IF(AND({reaches},{floor}),1,0)", int(found.is_candidate))
    other = f"{xl_rowcol_to_cell(row, _CANDIDATE, col_abs=True)}=0"
    ahead = f"SUMPRODUCT({candidates}*({greater}+{equal}*{better}))"
    level = f"SUMPRODUCT({candidates}*{equal}{same})"
    grid.formula(row, _BETTER, f"IF({other},0,{ahead})", found.better)
    grid.formula(row, _EQUAL, f"IF({other},0,{level})", found.equal)


def _cross_multiplied(step: Compared, row: int) -> tuple[str, str]:
    left = f"{step.above}*{step.row_below(row)}"
    right = f"{step.row_above(row)}*{step.below}"
    return f"({left}>{right})", f"({left}={right})"


def _reaches(units: str, threshold: str, settings: Settings) -> str:
    return f"{units}*100>=ROUND({threshold}*100,0)*10^{settings.digits}"


def _proposal(table: ScoreTable, sources: Sources, row: int) -> str:
    settings, scores = sources.settings, sources.scores
    units = scores.row_units(row)
    formula = '""'
    for threshold, cell in reversed(list(zip(table.thresholds, settings.thresholds, strict=True))):
        grade = quoted(threshold.label)
        if table.quota and threshold is table.thresholds[0]:
            grade = _inside_quota(table, settings, row)
        formula = f"IF({_reaches(units, cell, settings)},{grade},{formula})"
    none = f"OR({scores.row_valid(row)}<{settings.floor},{units}<0)"
    return f"IF({none},{quoted(label('below_floor'))},{formula})"


def _inside_quota(table: ScoreTable, settings: Settings, row: int) -> str:
    better = xl_rowcol_to_cell(row, _BETTER, col_abs=True)
    equal = xl_rowcol_to_cell(row, _EQUAL, col_abs=True)
    first, second, *_ = (threshold.label for threshold in table.thresholds)
    beyond, open_tie = quoted(label("beyond_quota", label=second)), quoted(label("open_tie"))
    outside = f"IF({better}<{settings.places},{open_tie},{beyond})"
    return f"IF({better}+{equal}<={settings.places},{quoted(first)},{outside})"
