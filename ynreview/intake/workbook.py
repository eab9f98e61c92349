"""Workbooks of Excel, WPS and LibreOffice into sheets, by python-calamine; values only."""

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Context, Decimal
from io import BytesIO
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ynreview.intake.survey import Survey, require_extent, survey_workbook
from ynreview.intake.table import CellValue, FaultyCell, Row, Sheet
from ynreview.kernel.errors import YnReviewError

# What the standard library raises over an archive or a part that is not whole.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ExpatError,
    KeyError,
    OSError,
    ParseError,
    RuntimeError,
    ValueError,
)
# A spreadsheet keeps and shows 15 significant digits; what lies behind them is noise.
_SHOWN_DIGITS = Context(prec=15)
_EXACT = 10**15


def read_workbook(content: bytes, name: str) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """Return the visible worksheets in order and the names of the hidden ones.

    ``name`` is the file's name for the sentences. Raises YnReviewError when the content is
    encrypted, damaged or too large.
    """
    surveys = _surveyed(content, name)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            worksheets = [
                found for found in book.sheets_metadata if found.typ is SheetTypeEnum.WorkSheet
            ]
            visible = [
                found.name for found in worksheets if found.visible is SheetVisibleEnum.Visible
            ]
            hidden = tuple(found.name for found in worksheets if found.name not in visible)
            sheets = tuple(
                replace(
                    _sheet(book.get_sheet_by_name(title), surveys),
                    hidden=hidden,
                    visible=tuple(visible),
                )
                for title in visible
            )
    except YnReviewError as error:
        raise YnReviewError(error.code, **{"file": name, **error.params}) from error
    except PasswordError as error:
        raise YnReviewError("intake.encrypted", file=name) from error
    except CalamineError as error:
        raise YnReviewError("intake.damaged", file=name) from error
    except BaseException as error:
        # A panic inside the reader arrives as a class outside Exception that nothing exports.
        if type(error).__name__ == "PanicException":
            raise YnReviewError("intake.damaged", file=name) from error
        raise
    return sheets, hidden


def _surveyed(content: bytes, name: str) -> Mapping[str, Survey] | None:
    if not content.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                return None
            return survey_workbook(archive)
    except YnReviewError as error:
        raise YnReviewError(error.code, **{"file": name, **error.params}) from error
    except DAMAGE as error:
        raise YnReviewError("intake.damaged", file=name) from error


def _sheet(sheet: CalamineSheet, surveys: Mapping[str, Survey] | None) -> Sheet:
    require_extent(sheet.name, sheet.total_height - 1, sheet.total_width - 1)
    grid: list[list[CellValue]] = [
        [_value(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)
    ]
    merged = _fill_merged(grid, sheet.merged_cell_ranges or [])
    survey = (surveys or {}).get(sheet.name, Survey())
    for (row, column), text in survey.faults.items():
        _put(grid, row, column, FaultyCell(text))
    rows = tuple(Row(index + 1, tuple(cells)) for index, cells in enumerate(grid))
    return Sheet(
        sheet.name,
        rows,
        shows_faults=surveys is not None,
        merged_rows=merged,
        hidden_rows=frozenset(row + 1 for row in survey.hidden_rows),
        hidden_columns=survey.hidden_columns,
    )


def _put(grid: list[list[CellValue]], row: int, column: int, value: CellValue) -> None:
    while len(grid) <= row:
        grid.append([])
    grid[row].extend([None] * (column + 1 - len(grid[row])))
    grid[row][column] = value


def _fill_merged(
    grid: list[list[CellValue]], ranges: list[tuple[tuple[int, int], tuple[int, int]]]
) -> tuple[int, ...]:
    filled = set()
    for (top, left), (bottom, right) in ranges:
        if top >= len(grid) or left >= len(grid[top]) or grid[top][left] is None:
            continue
        for row in range(top, min(bottom, len(grid) - 1) + 1):
            for column in range(left, min(right, len(grid[row]) - 1) + 1):
                grid[row][column] = grid[top][left]
            if row > top:
                filled.add(row + 1)
    return tuple(sorted(filled))


def _value(cell: object) -> CellValue:
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool | int):
        return cell
    if isinstance(cell, float):
        return float_to_number(cell)
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell
    return None if cell is None else str(cell)


def float_to_number(cell: float) -> int | Decimal:
    """Return exactly the number a spreadsheet shows for what it keeps in binary."""
    if cell.is_integer() and abs(cell) < _EXACT:
        return int(cell)
    number = _SHOWN_DIGITS.create_decimal(repr(cell)).normalize()
    return int(number) if number == number.to_integral_value() else number
