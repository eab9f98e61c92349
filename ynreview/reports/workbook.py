"""A result as a workbook whose formulas compute it again, exactly, in any spreadsheet program."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from xlsxwriter import Workbook

from ynreview.kernel.rounding import RoundingMode
from ynreview.messages import sentence
from ynreview.reports.document import ResultReport, ScoreTable
from ynreview.reports.grid import FONT, Formats, Grid
from ynreview.reports.quota_sheets import write_main, write_quota
from ynreview.reports.recount import MAIN_SECTION_RATE, differing_rows, places, recount
from ynreview.reports.score_sheet import HEAD_ROW, Settings, write_scores

_A4 = 9
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": FONT, "font_size": 11},
}


def write_result_workbook(
    report: ResultReport, table: ScoreTable, target: BinaryIO | Path
) -> None:
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


def _label(what: str, **params: str | int) -> str:
    return sentence(f"reports.{what}", **params)


def _describe(book: Any, report: ResultReport) -> None:
    book.set_properties(
        {
            "title": f"{report.title} {_label('subtitle')}",
            "author": _label("author", round_id=report.round_id),
            "subject": _label("subject", result_code=report.result_code),
            "created": report.produced_at.replace(tzinfo=None),
        }
    )
    book.set_size(1920, 1080)


def _write_sheets(book: Any, report: ResultReport, table: ScoreTable) -> None:
    formats = Formats(book, table.digits)
    rows = recount(table)
    names = ["sheet_about", "sheet_settings", "sheet_scores"]
    names += ["sheet_main"] if MAIN_SECTION_RATE in table.tie_chain else []
    names += ["sheet_quota"] if table.thresholds else []
    grids = {name: _grid(book, report, formats, _label(name)) for name in names}
    _write_about(grids["sheet_about"], report, table)
    settings = _write_settings(grids["sheet_settings"], table)
    scores = write_scores(grids["sheet_scores"], table, rows, settings)
    main = None
    if "sheet_main" in grids:
        main = write_main(grids["sheet_main"], table, rows)
    if "sheet_quota" in grids:
        write_quota(grids["sheet_quota"], table, rows, settings, scores, main)


def _grid(book: Any, report: ResultReport, formats: Formats, name: str) -> Grid:
    """Add a sheet that prints on A4 with the codes at the foot of every page."""
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.8)
    sheet.fit_to_pages(1, 0)
    marks = [_label("secrecy")]
    marks += [_label("rehearsal")] if report.rehearsal else []
    marks += [_label("draft")] if report.is_draft else []
    sheet.set_header(f"&L{'　'.join(marks)}&R{name}")
    sheet.set_footer(f"&L{_codes(report)}&R{_label('print_footer')}")
    grid = Grid(sheet, formats, name)
    grid.text(0, 0, f"{report.title}　{name}", formats.title)
    grid.text(1, 0, "　".join([*marks, _label("workbook_suggests")]), formats.note)
    sheet.set_row(0, 26)
    return grid


def _codes(report: ResultReport) -> str:
    if report.is_draft:
        return _label("draft_codes_line", basis_code=report.basis_code)
    return _label(
        "codes_line",
        result_code=report.result_code,
        basis_code=report.basis_code,
        number=report.finalised_number,
    )


def _write_about(grid: Grid, report: ResultReport, table: ScoreTable) -> None:
    grid.sheet.set_column(0, 0, 118)
    sentences = ["about_formulas", "about_exact", "about_score", "about_counts"]
    sentences += ["about_trimmed"] if table.trimming else []
    sentences += ["about_rank"]
    sentences += ["about_quota"] if table.quota else []
    sentences += ["about_check"]
    methods = [
        f"{line.text}（{'，'.join(part for part in (line.mark, '、'.join(line.cites)) if part)}）"
        for line in report.methods
    ]
    lines = [
        *report.banners,
        *(_label(what) for what in sentences),
        report.denominator,
        report.quota,
        *methods,
        _codes(report),
        _label("signature_note"),
    ]
    for row, line in enumerate((line for line in lines if line), start=HEAD_ROW):
        grid.text(row, 0, line)


def _write_settings(grid: Grid, table: ScoreTable) -> Settings:
    """Write every figure the formulas read, and return where each one stands."""
    formats = grid.formats
    grid.sheet.set_column(0, 0, 34)
    grid.sheet.set_column(1, 1, 12)
    grid.sheet.set_column(2, 2, 60)
    for column, what in enumerate(("setting_name", "setting_value", "setting_note")):
        grid.text(HEAD_ROW, column, _label(what), formats.head)
    row = HEAD_ROW

    def line(name: str, note: str) -> int:
        nonlocal row
        row += 1
        grid.text(row, 0, name)
        grid.text(row, 2, note)
        return row

    def number(name: str, value: int, note: str = "") -> str:
        at = line(name, note)
        grid.number(at, 1, value)
        return grid.cell(at, 1)

    mode = 1 if table.rounding is RoundingMode.HALF_UP else 2
    digits_at = number(_label("setting_digits"), table.digits)
    mode_at = number(_label("setting_mode"), mode, _label("setting_mode_note"))
    trimming_at = number(
        _label("setting_trimming"), int(table.trimming), _label("setting_trimming_note")
    )
    from_at = number(_label("setting_trim_from"), table.trim_from)
    floor_at = number(_label("setting_floor"), table.floor, _label("setting_floor_note"))
    thresholds = []
    for threshold in table.thresholds:
        is_first = table.quota is not None and not thresholds
        at = line(
            _label("setting_threshold", label=threshold.label),
            _label("setting_threshold_quota") if is_first else "",
        )
        grid.points(at, 1, threshold.at_least)
        thresholds.append(grid.cell(at, 1))
    places_at = ""
    if table.quota:
        part = number(_label("setting_taking_part"), table.quota.taking_part)
        above = number(_label("setting_numerator"), table.quota.numerator)
        below = number(_label("setting_denominator"), table.quota.denominator)
        at = line(_label("setting_places"), _label("setting_places_note"))
        grid.formula(at, 1, f"QUOTIENT({part}*{above},{below})", places(table))
        places_at = grid.cell(at, 1)
    return Settings(
        digits=digits_at,
        mode=mode_at,
        trimming=trimming_at,
        trim_from=from_at,
        floor=floor_at,
        thresholds=tuple(thresholds),
        places=places_at,
    )
