"""Workbooks handed to the organiser: the template of a table, and the marked copy of one read."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ynreview.app.table_words import TABLES
from ynreview.kernel.errors import UsageError, YnReviewError
from ynreview.kernel.finding import Finding
from ynreview.kernel.terms import EvaluationType
from ynreview.messages import explain, label
from ynreview.messages.explain import cell_address

if TYPE_CHECKING:
    from ynreview.intake.headings import Source
    from ynreview.intake.table import CellValue
    from ynreview.reports.marked_copy import Cell, Problem
    from ynreview.reports.table_template import CellKind, TemplateColumn

PLATFORMS, PANEL = "platforms", "panel"
_NEEDS = {"required": "必填", "wanted": "建议填写", "optional": "可不填"}
_KINDS = {"count": "count", "money": "number", "day": "day"}
_LINES = (
    "每行填写一条。表头文字请保留，列的顺序可以调整，用不到的列可以删去。",
    "红底的列必填，黄底的列建议填写（空着的列为待核），灰底的列可不填。",
    "编号按文本填写，前面的零会保留；金额一律以万元为单位；一格写多个名称时用顿号分开。",
    "严禁填写涉密内容，不要填写身份证件、银行账号和联系方式。",
)


def write_table_template(table: str, evaluation: EvaluationType | None, target: Path) -> int:
    """Write the template of 平台台账 or 专家名单; returns how many columns it has.

    Raises YnReviewError when the file cannot be written.
    """
    from ynreview.reports.table_template import TableTemplate, write_template

    require_workbook_name(target)
    kind = f"（{label(evaluation)}）" if evaluation is not None and table == PLATFORMS else ""
    columns = template_columns(table, evaluation)
    title = f"{TABLES[table]}{kind}填写说明"
    template = TableTemplate(TABLES[table], title, _LINES, columns)
    try:
        write_template(template, target)
    except OSError as error:
        raise YnReviewError("ledger.not_written", file=target.name) from error
    return len(columns)


def template_columns(table: str, evaluation: EvaluationType | None) -> tuple[TemplateColumn, ...]:
    """Return the columns an organiser fills; those that only other types ask for are left out."""
    from ynreview.intake.cells import expectation
    from ynreview.intake.vocabulary import EVERY_TYPE, Column, choice_words, vocabulary
    from ynreview.reports.table_template import TemplateColumn

    def need(column: Column) -> str | None:
        asked = {*column.required, *column.wanted}
        if evaluation is None:
            return "required" if EVERY_TYPE in column.required else "optional"
        if column.is_required(evaluation.value):
            return "required"
        if column.is_wanted(evaluation.value):
            return "wanted"
        return None if asked else "optional"

    found = []
    for column in vocabulary(table).columns:
        needed = need(column)
        if needed is not None:
            found.append(
                TemplateColumn(
                    column.heading,
                    _cell_kind(column.reader),
                    needed,
                    _NEEDS[needed],
                    expectation(column),
                    "、".join(column.cites),
                    column.example,
                    choice_words(column),
                    unique=column.reader == "code",
                )
            )
    return tuple(found)


def _cell_kind(reader: str) -> CellKind:
    from ynreview.reports.table_template import CellKind

    if reader in {"choice", "answer"}:
        return CellKind.CHOICE
    return CellKind(_KINDS.get(reader, "text"))


def write_marked(source: Source, findings: Iterable[Finding], read: Path, target: Path) -> None:
    """Write the sheet that was read with everything found in it; the file read stays untouched.

    Raises YnReviewError when it cannot be written, UsageError when it is the file that was read.
    """
    from ynreview.reports.marked_copy import MarkedSheet, write_marked_copy

    require_workbook_name(target)
    if target.exists() and target.samefile(read):
        raise UsageError("ledger.same_file", file=read.name)
    sheet = source.sheet
    rows = tuple((row.number, tuple(_cell(one) for one in row.cells)) for row in sheet.rows)
    problems = tuple(_problem(one, source) for one in findings)
    marked = MarkedSheet(sheet.name, rows, source.header_row, problems)
    try:
        write_marked_copy(marked, target)
    except OSError as error:
        raise YnReviewError("ledger.not_written", file=target.name) from error


def require_workbook_name(target: Path) -> None:
    """Refuse a name that no spreadsheet program would open as a workbook."""
    if target.suffix.lower() != ".xlsx":
        raise UsageError("ledger.not_xlsx", file=target.name)


def require_no_loss(target: Path) -> None:
    """Refuse to write over a file that a person may have filled in; a marked copy may go."""
    if target.exists() and not _is_marked_copy(target):
        raise UsageError("ledger.exists", file=target.name)


def _is_marked_copy(path: Path) -> bool:
    from ynreview.reports.marked_copy import LIST

    try:
        with zipfile.ZipFile(path) as book:
            return f'name="{LIST}"'.encode() in book.read("xl/workbook.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def _cell(value: CellValue) -> Cell:
    from ynreview.intake.table import FaultyCell

    return value.text or None if isinstance(value, FaultyCell) else value


def _problem(finding: Finding, source: Source) -> Problem:
    from ynreview.intake.table import column_position
    from ynreview.reports.marked_copy import Problem

    text, cites = explain(finding), "、".join(finding.cites)
    place = finding.subject
    if isinstance(place, str):
        return Problem(finding.severity, text, place=f"{place} 号" if place else "", cites=cites)
    column = column_position(place.get("column", "").partition(" ")[0])
    row = int(place["row"]) if place.get("row") else None
    if row is None and column is not None:
        row = source.header_row  # said of a whole column
    return Problem(
        finding.severity,
        text,
        row,
        column,
        cell_address({**dict(place), "sheet": ""}),
        place.get("found", ""),
        place.get("expected", ""),
        cites,
    )
