"""A result as a workbook whose formulas compute it again, exactly, in any spreadsheet program."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from xlsxwriter import Workbook

from ynreview.kernel.points import Points
from ynreview.kernel.rounding import RoundingMode
from ynreview.reports.document import ResultReport, ScoreTable
from ynreview.reports.extra_sheet import write_extras
from ynreview.reports.grid import FONT, Formats, Grid
from ynreview.reports.quota_sheets import Sources, write_main, write_quota
from ynreview.reports.recount import MAIN_SECTION_RATE, differing_rows, places, recount
from ynreview.reports.score_sheet import FIRST_ROW, HEAD_ROW, Settings, write_scores
from ynreview.reports.wording import (
    banner_lines,
    basis_line,
    codes_line,
    label,
    standing_marks,
)

_A4 = 9
_ABOUT_WIDTH = 100
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": FONT, "font_size": 11},
}


def write_result_workbook(report: ResultReport, table: ScoreTable, target: BinaryIO | Path) -> None:
    """Write the scores with live formulas; equal values give equal bytes.

    Raises ValueError when the formulas would not give the program's results (a mistake of the
    program: nothing is written then) and OSError when the file cannot be written.
    """
    wrong = differing_rows(table)
    if wrong:
        msg = f"formulas differ from the program's result: {', '.join(wrong)}"
        raise ValueError(msg)
    content = BytesIO()
    book = Workbook(content, _OPTIONS)
    _describe(book, report)
    _write_sheets(book, report, table)
    book.close()
    if isinstance(target, Path):
        target.write_bytes(content.getvalue())
    else:
        target.write(content.getvalue())


def _describe(book: Any, report: ResultReport) -> None:
    book.set_properties(
        {
            "title": f"{report.title} {label('subtitle')}",
            "author": label("author", round_id=report.round_id),
            "subject": label("subject", result_code=report.result_code),
            "created": report.produced_at.replace(tzinfo=None),
        }
    )
    book.set_size(1920, 1080)


def _write_sheets(book: Any, report: ResultReport, table: ScoreTable) -> None:
    formats = Formats(book, table.digits)
    rows = recount(table)
    names = ["sheet_about", "sheet_settings", "sheet_scores"]
    names += ["sheet_extras"] if table.has_extras else []
    names += ["sheet_main"] if MAIN_SECTION_RATE in table.tie_chain else []
    names += ["sheet_quota"] if table.thresholds else []
    grids = {name: _grid(book, report, formats, label(name)) for name in names}
    _write_about(grids["sheet_about"], report, table)
    settings = _write_settings(grids["sheet_settings"], table)
    shares = write_extras(grids["sheet_extras"], table) if "sheet_extras" in grids else None
    scores = write_scores(grids["sheet_scores"], table, rows, settings, shares)
    main = write_main(grids["sheet_main"], table, rows) if "sheet_main" in grids else None
    if "sheet_quota" in grids:
        write_quota(grids["sheet_quota"], table, rows, Sources(settings, scores, main))


def _grid(book: Any, report: ResultReport, formats: Formats, name: str) -> Grid:
    """Add a sheet that prints on A4 with the codes at the foot of every page."""
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.8)
    sheet.fit_to_pages(1, 0)
    marks = [label("secrecy"), *standing_marks(report)]
    sheet.set_header(f"&L{'　'.join(marks)}&R{name}")
    sheet.set_footer(f"&L{codes_line(report)}&R{label('print_footer')}")
    grid = Grid(sheet, formats, name)
    grid.text(0, 0, f"{report.title}　{name}", formats.title)
    grid.text(1, 0, "　".join([*marks, label("workbook_suggests")]), formats.note)
    sheet.set_row(0, 26)
    return grid


def _write_about(grid: Grid, report: ResultReport, table: ScoreTable) -> None:
    grid.sheet.set_column(0, 0, _ABOUT_WIDTH)
    sentences = ["about_formulas", "about_exact", "about_score"]
    sentences += ["about_extras"] if table.has_extras else []
    sentences += ["about_counts"]
    sentences += ["about_trimmed"] if table.trimming else []
    sentences += ["about_rank"]
    sentences += ["about_quota"] if table.quota else []
    sentences += ["about_check"]
    methods = [
        f"{line.text}（{'，'.join(part for part in (line.mark, '、'.join(line.cites)) if part)}）"
        for line in report.methods
    ]
    lines = [
        *banner_lines(report),
        basis_line(report),
        codes_line(report),
        *(label(what) for what in sentences),
        report.denominator,
        report.quota,
        *methods,
        label("signature_note"),
    ]
    for row, line in enumerate((line for line in lines if line), start=HEAD_ROW):
        grid.fit_row(row, line, _ABOUT_WIDTH)
        grid.text(row, 0, line)


@dataclass(frozen=True, slots=True)
class _Setting:
    name: str
    value: int | Points
    note: str = ""


def _write_settings(grid: Grid, table: ScoreTable) -> Settings:
    """Write every figure the formulas read, and return where each one stands."""
    grid.sheet.set_column(0, 0, 34)
    grid.sheet.set_column(1, 1, 12)
    grid.sheet.set_column(2, 2, 60)
    for column, what in enumerate(("setting_name", "setting_value", "setting_note")):
        grid.text(HEAD_ROW, column, label(what), grid.formats.head)
    lines = [*_counting_settings(table), *_threshold_settings(table), *_quota_settings(table)]
    for row, line in enumerate(lines, start=FIRST_ROW):
        grid.text(row, 0, line.name)
        if isinstance(line.value, Points):
            grid.points(row, 1, line.value)
        else:
            grid.number(row, 1, line.value)
        grid.text(row, 2, line.note)
    cells = [grid.cell(row, 1) for row in range(FIRST_ROW, FIRST_ROW + len(lines) + 1)]
    digits, mode, trimming, trim_from, floor, *others = cells
    thresholds = tuple(others[: len(table.thresholds)])
    if table.quota:
        _write_quota_places(grid, FIRST_ROW + len(lines), cells[-4:-1], places(table))
    return Settings(digits, mode, trimming, trim_from, floor, thresholds, places=cells[-1])


def _counting_settings(table: ScoreTable) -> list[_Setting]:
    mode = 1 if table.rounding is RoundingMode.HALF_UP else 2
    return [
        _Setting(label("setting_digits"), table.digits),
        _Setting(label("setting_mode"), mode, label("setting_mode_note")),
        _Setting(label("setting_trimming"), int(table.trimming), label("setting_trimming_note")),
        _Setting(label("setting_trim_from"), table.trim_from),
        _Setting(label("setting_floor"), table.floor, label("setting_floor_note")),
    ]


def _threshold_settings(table: ScoreTable) -> list[_Setting]:
    notes = [label("setting_threshold_quota") if table.quota else ""]
    notes += [""] * len(table.thresholds)
    return [
        _Setting(label("setting_threshold", label=threshold.label), threshold.at_least, note)
        for threshold, note in zip(table.thresholds, notes, strict=False)
    ]


def _quota_settings(table: ScoreTable) -> list[_Setting]:
    if not table.quota:
        return []
    return [
        _Setting(label("setting_taking_part"), table.quota.taking_part),
        _Setting(label("setting_numerator"), table.quota.numerator),
        _Setting(label("setting_denominator"), table.quota.denominator),
    ]


def _write_quota_places(grid: Grid, row: int, parts: list[str], value: int) -> None:
    taking_part, above, below = parts
    grid.text(row, 0, label("setting_places"))
    grid.formula(row, 1, f"QUOTIENT({taking_part}*{above},{below})", value)
    grid.text(row, 2, label("setting_places_note"))
