"""A table to be filled in: headings with notes, drop-downs, formats; it knows no column by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from ynreview.reports.grid import FONT, Formats

FILLED_ROWS = 500
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False}
_EARLIEST, _LATEST = date(1900, 1, 1), date(2100, 12, 31)
_LARGEST = 999_999_999
_TONES = {"required": "#FBE3DC", "wanted": "#FFF4D6", "optional": "#F1F3F5"}
_NAME_FROM = 8  # characters of an example, from which a column is wide


class CellKind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    NUMBER = "number"
    COUNT = "count"
    DAY = "day"
    CHOICE = "choice"


_WIDTHS = {
    CellKind.TEXT: 14,
    CellKind.NUMBER: 12,
    CellKind.COUNT: 10,
    CellKind.DAY: 13,
    CellKind.CHOICE: 14,
}
_WIDE, _HEAD_AT_MOST = 32, 18


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column: ``need`` is required, wanted or optional; ``choices`` make its drop-down."""

    heading: str
    kind: CellKind
    need: str
    need_in_words: str
    expected: str
    cites: str
    example: str
    choices: tuple[str, ...] = ()
    unique: bool = False

    @property
    def note(self) -> str:
        """What a person reads beside the heading."""
        basis = f"\n依据：{self.cites}" if self.cites else ""
        return f"{self.need_in_words}\n应填：{self.expected}{basis}\n示例：{self.example}"


@dataclass(frozen=True, slots=True)
class TableTemplate:
    """A sheet to fill and, on a second one, how; ``lines`` stand above the explanation."""

    sheet: str
    title: str
    lines: tuple[str, ...]
    columns: tuple[TemplateColumn, ...]


def write_template(template: TableTemplate, target: Path) -> None:
    """Write the workbook; raises OSError when the file cannot be written."""
    content = BytesIO()
    book = Workbook(content, {**_OPTIONS, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"title": template.title})
    _write_table(book, template)
    _write_explanation(book, template)
    book.close()
    target.write_bytes(content.getvalue())


def _write_table(book: Any, template: TableTemplate) -> None:
    sheet = book.add_worksheet(template.sheet)
    heads = {
        need: book.add_format(
            {
                "font_name": FONT,
                "bold": True,
                "text_wrap": True,
                "align": "center",
                "valign": "vcenter",
                "bg_color": tone,
                "bottom": 1,
            }
        )
        for need, tone in _TONES.items()
    }
    cells = {
        CellKind.TEXT: book.add_format({"font_name": FONT, "num_format": "@"}),
        CellKind.CHOICE: book.add_format({"font_name": FONT, "num_format": "@"}),
        CellKind.NUMBER: book.add_format({"font_name": FONT, "num_format": "0.####"}),
        CellKind.COUNT: book.add_format({"font_name": FONT, "num_format": "0"}),
        CellKind.DAY: book.add_format({"font_name": FONT, "num_format": "yyyy-mm-dd"}),
    }
    sheet.set_row(0, 36)
    for place, column in enumerate(template.columns):
        sheet.set_column(place, place, _width(column), cells[column.kind])
        sheet.write_string(0, place, column.heading, heads[column.need])
        sheet.write_comment(0, place, column.note, {"x_scale": 2, "y_scale": 1.2, "author": ""})
        rule = _validation(column, place)
        if rule:
            sheet.data_validation(1, place, FILLED_ROWS, place, rule)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.repeat_rows(0)


def _width(column: TemplateColumn) -> int:
    wide = column.kind is CellKind.TEXT and len(column.example) > _NAME_FROM
    head = min(2 * len(column.heading) + 2, _HEAD_AT_MOST)
    return max(_WIDE if wide else _WIDTHS[column.kind], head)


def _validation(column: TemplateColumn, place: int) -> dict[str, Any]:
    told = {
        "input_title": column.heading[:32],
        "input_message": f"{column.need_in_words}。应填：{column.expected}"[:255],
        "error_title": "内容不合要求",
        "error_message": f"应填：{column.expected}"[:255],
        "error_type": "warning",
    }
    if column.choices:
        return {**told, "validate": "list", "source": list(column.choices), "error_type": "stop"}
    if column.kind is CellKind.DAY:
        bounds = {"minimum": _EARLIEST, "maximum": _LATEST}
        return {**told, "validate": "date", "criteria": "between", **bounds}
    if column.kind is CellKind.COUNT:
        bounds_of = {"minimum": 0, "maximum": _LARGEST}
        return {**told, "validate": "integer", "criteria": "between", **bounds_of}
    if column.kind is CellKind.NUMBER:
        return {**told, "validate": "decimal", "criteria": ">=", "value": 0}
    if column.unique:
        letter = chr(ord("A") + place)
        counted = f"=COUNTIF(${letter}$2:${letter}${FILLED_ROWS + 1},{letter}2)=1"
        return {**told, "validate": "custom", "value": counted}
    return {**told, "validate": "any"}


def _write_explanation(book: Any, template: TableTemplate) -> None:
    formats = Formats(book, 2)
    sheet = book.add_worksheet("填写说明")
    sheet.write_string(0, 0, template.title, formats.title)
    for number, text in enumerate(template.lines, start=1):
        sheet.write_string(number, 0, text, formats.note)
    top = len(template.lines) + 2
    for place, (head, width) in enumerate(
        (("列", 24), ("要求", 16), ("应填", 48), ("依据", 20), ("示例", 36))
    ):
        sheet.set_column(place, place, width)
        sheet.write_string(top, place, head, formats.head)
    for row, column in enumerate(template.columns, start=top + 1):
        texts = (
            column.heading,
            column.need_in_words,
            column.expected,
            column.cites,
            column.example,
        )
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, formats.text)
    sheet.freeze_panes(top + 1, 1)
