"""A result report as a PDF to print and sign; it lays out what the report says and adds nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, HRFlowable, KeepTogether, Spacer

from ynreview.reports import styles
from ynreview.reports.document import ResultReport, ResultRow, SignatureLine, StateLine
from ynreview.reports.fonts import require_fonts
from ynreview.reports.page import TEXT_WIDTH, result_furniture, write_pages
from ynreview.reports.styles import (
    CELL_PADDING,
    boxed,
    plain_table,
    prose,
    ruled_table,
    text_width,
)
from ynreview.reports.wording import banner_lines, basis_line, day_text, label

_HEADING_NEEDS = 90


def write_result_pdf(report: ResultReport, target: BinaryIO | Path) -> None:
    """Write the report as an A4 PDF with embedded fonts; equal reports give equal bytes.

    Raises OSError when the file cannot be written; a path is written in one go.
    """
    require_fonts()
    content = BytesIO()
    write_pages(result_furniture(report), [_story(report), _story(report)], content)
    if isinstance(target, Path):
        target.write_bytes(content.getvalue())
    else:
        target.write(content.getvalue())


def _story(report: ResultReport) -> list[Any]:
    sections = [
        ("section_denominator", _sentences((report.denominator, report.quota))),
        ("section_methods", _methods(report)),
        ("section_rows", _result_table(report.rows, report.grade_heading)),
        ("section_states", _state_table(report.states)),
        ("section_decisions", _sentences(report.decisions)),
        ("section_amounts", _sentences(report.amounts)),
        ("section_signatures", _signatures(report.signatures)),
    ]
    story = _head(report)
    present = [(what, body) for what, body in sections if body]
    for ordinal, (what, body) in zip(label("ordinals"), present, strict=False):
        title = prose(label("heading", ordinal=ordinal, text=label(what)), styles.HEADING)
        story += _under_heading(title, body, whole=what == "section_signatures")
    return story


def _under_heading(title: Any, body: list[Any], *, whole: bool) -> list[Any]:
    """Keep a heading with what follows; a table may still run over several pages."""
    if whole:
        return [KeepTogether([title, *body])]
    if isinstance(body[0], styles.Prose):
        return [KeepTogether([title, body[0]]), *body[1:]]
    return [CondPageBreak(_HEADING_NEEDS), title, *body]


def _head(report: ResultReport) -> list[Any]:
    banners = [prose(text, styles.BANNER) for text in banner_lines(report)]
    return [
        prose(report.title, styles.TITLE),
        prose(label("subtitle"), styles.SUBTITLE),
        HRFlowable(width="100%", thickness=1.2, color=styles.ACCENT, spaceBefore=4, spaceAfter=8),
        *[part for banner in banners for part in (boxed(banner, TEXT_WIDTH), Spacer(0, 6))],
        _facts(report),
    ]


def _facts(report: ResultReport) -> Any:
    number = label("number_value", number=report.finalised_number)
    moment = label(
        "moment", day=day_text(report.produced_at), clock=report.produced_at.strftime("%H:%M")
    )
    facts = [
        ("fact_basis", basis_line(report)),
        ("fact_round", report.round_id),
        ("fact_evaluation", report.evaluation),
        ("fact_date", day_text(report.review_date)),
        ("fact_venue", report.venue),
        ("fact_commissioned_by", report.commissioned_by),
        ("fact_institution", report.institution),
        ("fact_number", label("draft_value") if report.is_draft else number),
        ("fact_produced", moment),
        ("fact_result_code", report.result_code),
        ("fact_basis_code", report.basis_code),
        ("fact_journal", report.journal_head),
    ]
    cells = [
        [prose(label(what), styles.LABEL), prose(value, styles.CELL)]
        for what, value in facts
        if value
    ]
    return _in_pairs(cells)


def _in_pairs(cells: list[list[Any]]) -> Any:
    """Lay out the first fact over the whole width and the others two to a line."""
    name, half = 104.0, TEXT_WIDTH / 2
    first, others = cells[0], cells[1:]
    others += [["", ""]] * (len(others) % 2)
    rows = [[*first, "", ""]]
    rows += [[*others[at], *others[at + 1]] for at in range(0, len(others), 2)]
    table = plain_table(rows, [name, half - name, name, half - name])
    table.setStyle([("SPAN", (1, 0), (3, 0))])
    return table


def _sentences(lines: Iterable[str]) -> list[Any]:
    return [prose(line) for line in lines if line]


def _methods(report: ResultReport) -> list[Any]:
    if not report.methods:
        return []
    rows = [
        [
            prose(line.text),
            prose(line.mark, styles.LABEL),
            prose("、".join(line.cites), styles.LABEL),
        ]
        for line in report.methods
    ]
    return [plain_table(rows, [TEXT_WIDTH - 230, 60.0, 170.0])]


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the result table; those with a width of 0 share what is left."""

    label: str
    text: Callable[[ResultRow], str]
    width: float
    style: ParagraphStyle = styles.CELL
    optional: bool = False

    def natural_width(self, rows: Sequence[ResultRow]) -> float:
        """Return the width at which no cell would need a second line."""
        return max(text_width(self.text(row), self.style) for row in rows) + 2 * CELL_PADDING + 1


_NAME = _Column("column_name", lambda row: row.name, 0)
_GRADE = _Column("column_grade", lambda row: row.grade, 64, styles.CELL_BOLD)
_COLUMNS = (
    _Column("column_rank", lambda row: row.rank, 36, styles.FIGURE),
    _Column("column_number", lambda row: row.number, 42),
    _NAME,
    _Column("column_kind", lambda row: row.kind, 72),
    _Column("column_score", lambda row: row.score, 48, styles.FIGURE_BOLD),
    _Column("column_valid", lambda row: row.valid_experts, 34, styles.FIGURE),
    _GRADE,
    _Column("column_because", lambda row: row.because, 0, optional=True),
    _Column("column_amount", lambda row: row.amount, 72, styles.FIGURE, optional=True),
    _Column("column_flags", lambda row: row.flags, 0, optional=True),
)


def _result_table(rows: Sequence[ResultRow], grade_heading: str) -> list[Any]:
    if not rows:
        return [prose(label("no_rows"))]
    columns = [
        column
        for column in _COLUMNS
        if not column.optional or any(column.text(row) for row in rows)
    ]
    body = [[prose(column.text(row), column.style) for column in columns] for row in rows]
    head = [_column_head(column, grade_heading) for column in columns]
    return [ruled_table([head, *body], _widths(columns, rows))]


def _widths(columns: Sequence[_Column], rows: Sequence[ResultRow]) -> list[float]:
    """Give the names what they need, up to 3/5 of the free width; the rest is shared by need."""
    free = TEXT_WIDTH - sum(column.width for column in columns)
    texts = [column for column in columns if not column.width and column is not _NAME]
    needs = {column: min(column.natural_width(rows), free) for column in texts}
    name = min(_NAME.natural_width(rows), free * 0.6) if texts else free
    rest = (free - name) / (sum(needs.values()) or 1)
    return [name if column is _NAME else column.width or needs[column] * rest for column in columns]


def _column_head(column: _Column, grade_heading: str) -> Any:
    is_figure = column.style in {styles.FIGURE, styles.FIGURE_BOLD}
    text = label(column.label)
    if column is _GRADE and grade_heading:
        text = grade_heading
    return prose(text, styles.HEAD_FIGURE if is_figure else styles.HEAD)


def _state_table(lines: Sequence[StateLine]) -> list[Any]:
    if not lines:
        return []
    labels = ("column_number", "column_name", "column_state", "column_reason", "column_document")
    rows = [
        [
            prose(text, styles.CELL)
            for text in (line.number, line.name, line.state, line.reason, line.document)
        ]
        for line in lines
    ]
    free = TEXT_WIDTH - 42 - 100
    widths = [42.0, free * 0.38, 100.0, free * 0.38, free * 0.24]
    return [ruled_table([[prose(label(what), styles.HEAD) for what in labels], *rows], widths)]


def _signatures(lines: Sequence[SignatureLine]) -> list[Any]:
    if not lines:
        return []
    labels = (
        "column_role",
        "column_person",
        "column_code",
        "column_signing",
        "column_signature",
        "column_signed_on",
    )
    head = [prose(label(what), styles.HEAD) for what in labels]
    rows = [
        [
            prose(line.role, styles.CELL),
            prose(line.name, styles.CELL),
            prose(line.code, styles.CELL),
            prose(label("signing_choices"), styles.CELL),
            "",
            prose(label("signed_on_blank"), styles.CELL),
        ]
        for line in lines
    ]
    widths = [56.0, 92.0, 138.0, 190.0, TEXT_WIDTH - 580, 104.0]
    table = ruled_table([head, *rows], widths)
    table.setStyle(
        [
            ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 1), (-1, -1), 8),
            ("BOTTOMPADDING", (0, 1), (-1, -1), 9),
        ]
    )
    return [prose(label("signature_lead")), Spacer(0, 6), table]
