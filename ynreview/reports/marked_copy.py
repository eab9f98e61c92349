"""A copy of a sheet as it was read, its problem cells coloured and explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from ynreview.kernel.finding import Severity
from ynreview.reports.grid import FONT

Cell = None | str | bool | int | Decimal | date
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}
_TONES = {Severity.BLOCKING: "#F9D0C8", Severity.WARNING: "#FFE9A8", Severity.NOTE: "#DCE9F5"}
_WORDS = {Severity.BLOCKING: "必须处理", Severity.WARNING: "需要说明", Severity.NOTE: "提示"}
_SHAPES: Mapping[str, Mapping[str, Any]] = {
    "": {},
    "day": {"num_format": "yyyy-mm-dd"},
    "text": {"num_format": "@"},
    "wrap": {"text_wrap": True},
    "head": {"bold": True, "text_wrap": True, "bottom": 1},
}
LIST = "问题清单"
_LONGEST_COMMENT = 1_000  # a spreadsheet shows no more of a comment at a glance
_MOST_COMMENTS = 2_000
_WIDEST = 40
_CHARACTERS = 38  # of Chinese on one line of the column 问题
_LINE_HEIGHT, _HIGHEST = 16, 400


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence and the place it is about; ``row`` from 1 and ``column`` from 0, None for all.

    ``place``, ``found``, ``expected`` and ``cites`` are in words, for the list.
    """

    severity: Severity
    text: str
    row: int | None = None
    column: int | None = None
    place: str = ""
    found: str = ""
    expected: str = ""
    cites: str = ""

    @property
    def text_with_basis(self) -> str:
        """The sentence with its articles, once."""
        known = not self.cites or self.cites in self.text
        return self.text if known else f"{self.text}依据：{self.cites}。"


@dataclass(frozen=True, slots=True)
class MarkedSheet:
    """The rows by their numbers, the row of the header, and everything found."""

    name: str
    rows: Sequence[tuple[int, Sequence[Cell]]]
    header_row: int
    problems: Sequence[Problem] = field(default=())


def write_marked_copy(marked: MarkedSheet, target: Path) -> None:
    """Write rows and marks as a new workbook; raises OSError when it cannot be written."""
    content = BytesIO()
    book = Workbook(content, _OPTIONS)
    _write_rows(book, marked)
    _write_list(book, marked)
    book.close()
    target.write_bytes(content.getvalue())


class _Looks:
    """The few formats of the copy, made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Severity | None, str], Any] = {}

    def of(self, severity: Severity | None, shape: str = "") -> Any:
        """Return the format for a cell of that severity: day, text, head or plain."""
        key = (severity, shape)
        if key not in self._made:
            looks: dict[str, Any] = {"font_name": FONT, "valign": "top"}
            if severity is not None:
                looks["bg_color"] = _TONES[severity]
            looks |= _SHAPES[shape]
            self._made[key] = self._book.add_format(looks)
        return self._made[key]


def _write_rows(book: Any, marked: MarkedSheet) -> None:
    looks = _Looks(book)
    sheet = book.add_worksheet(marked.name or "表")
    cells, rows = _by_cell(marked.problems), _by_row(marked.problems)
    width = max((len(values) for _, values in marked.rows), default=0)
    numbers = {number for number, _ in marked.rows}
    lost = [(n, ()) for n in {row for row, _ in cells} | set(rows) if n not in numbers]
    for number, values in (*marked.rows, *lost):
        shown = values if number >= marked.header_row else _once(values)
        for place, value in enumerate((*shown, *[None] * (width - len(shown)))):
            worst = _worst(cells.get((number, place), ()))
            head = number == marked.header_row and worst is None
            _write_cell(sheet, number - 1, place, value, looks, worst, head=head)
        told = rows.get(number, ()) if number != marked.header_row else ()
        if told:
            lines = [f"{_WORDS[one.severity]}：{one.text_with_basis}" for one in told]
            sheet.set_row(number - 1, _height(lines))
            sheet.write_string(number - 1, width, "\n".join(lines), looks.of(_worst(told), "wrap"))
    if marked.header_row:
        sheet.write_string(marked.header_row - 1, width, "问题", looks.of(None, "head"))
    _comment(sheet, cells)
    _fit(sheet, marked, width)


def _once(values: Sequence[Cell]) -> list[Cell]:
    """Return a title row with what was merged over several cells only in the first."""
    return [
        None if place and value == values[place - 1] else value
        for place, value in enumerate(values)
    ]


def _height(lines: Sequence[str]) -> int:
    shown = sum(1 + len(line) // _CHARACTERS for line in lines)
    return min(shown * _LINE_HEIGHT, _HIGHEST)


def _write_cell(  # noqa: PLR0913, PLR0917 - one cell
    sheet: Any,
    row: int,
    place: int,
    value: Cell,
    looks: _Looks,
    worst: Severity | None,
    *,
    head: bool,
) -> None:
    shape = "head" if head else ""
    if value is None:
        if worst is not None:
            sheet.write_blank(row, place, None, looks.of(worst, shape))
    elif isinstance(value, bool):
        sheet.write_boolean(row, place, value, looks.of(worst, shape))
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, place, value, looks.of(worst, shape))
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, looks.of(worst, "day"))
    else:
        sheet.write_string(row, place, value, looks.of(worst, shape or "text"))


def _comment(sheet: Any, cells: Mapping[tuple[int, int], Sequence[Problem]]) -> None:
    for (row, place), told in list(cells.items())[:_MOST_COMMENTS]:
        text = "\n".join(one.text_with_basis for one in told)[:_LONGEST_COMMENT]
        sheet.write_comment(row - 1, place, text, {"x_scale": 2.5, "y_scale": 1.2, "author": ""})


def _fit(sheet: Any, marked: MarkedSheet, width: int) -> None:
    for place in range(width):
        texts = (
            str(values[place])
            for number, values in marked.rows[:60]
            if number >= marked.header_row and place < len(values) and values[place] is not None
        )
        longest = max((len(text.encode("gb18030", "replace")) for text in texts), default=8)
        sheet.set_column(place, place, min(longest + 2, _WIDEST))
    sheet.set_column(width, width, 80)
    if marked.header_row:
        sheet.freeze_panes(marked.header_row, 0)


def _write_list(book: Any, marked: MarkedSheet) -> None:
    looks = _Looks(book)
    sheet = book.add_worksheet(LIST if marked.name != LIST else f"{LIST}（续）")
    heads = (
        ("程度", 10),
        ("位置", 26),
        ("现在的内容", 28),
        ("应为", 34),
        ("依据", 16),
        ("说明", 90),
    )
    for place, (head, width) in enumerate(heads):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, head, looks.of(None, "head"))
    for row, one in enumerate(marked.problems, start=1):
        texts = (_WORDS[one.severity], one.place, one.found, one.expected, one.cites, one.text)
        for place, text in enumerate(texts):
            look = looks.of(one.severity if place == 0 else None, "wrap")
            sheet.write_string(row, place, text, look)
    sheet.freeze_panes(1, 0)
    if marked.problems:
        sheet.autofilter(0, 0, len(marked.problems), len(heads) - 1)


def _by_cell(problems: Sequence[Problem]) -> dict[tuple[int, int], list[Problem]]:
    found: dict[tuple[int, int], list[Problem]] = {}
    for one in problems:
        if one.row is not None and one.column is not None:
            found.setdefault((one.row, one.column), []).append(one)
    return found


def _by_row(problems: Sequence[Problem]) -> dict[int, list[Problem]]:
    found: dict[int, list[Problem]] = {}
    for one in problems:
        if one.row is not None:
            found.setdefault(one.row, []).append(one)
    return found


def _worst(problems: Sequence[Problem]) -> Severity | None:
    order = list(Severity)
    return min((one.severity for one in problems), key=order.index, default=None)
