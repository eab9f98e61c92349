"""The table of the formal check on A4: cells by sign, then what is to be explained in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from reportlab.platypus import CondPageBreak, HRFlowable, KeepTogether, Spacer

from ynreview.reports import styles
from ynreview.reports.fonts import printable, require_fonts
from ynreview.reports.page import TEXT_WIDTH, Furniture, write_pages
from ynreview.reports.styles import boxed, prose, ruled_table
from ynreview.reports.wording import label

_NUMBER, _NAME, _WIDEST = 34.0, 170.0, 52.0
_ITEM, _ANSWER = 84.0, 54.0
_REMARK_NEEDS = 90
_HEAD_PADDING = 2.0


@dataclass(frozen=True, slots=True)
class FormalRow:
    """One platform with a sign for every item."""

    number: str
    name: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormalRemark:
    """One item in words: 不符合, 待核, or answered with a reason; ``numbers`` are the platforms."""

    numbers: str
    item: str
    answer: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class FormalPaper:
    """Everything on the paper; ``facts`` are the sentences below the title."""

    title: str
    round_id: str
    codes: str
    produced_at: datetime
    facts: tuple[str, ...]
    banners: tuple[str, ...]
    items: tuple[str, ...]
    rows: tuple[FormalRow, ...]
    remarks: tuple[FormalRemark, ...]
    rehearsal: bool


def formal_pdf(paper: FormalPaper) -> bytes:
    """Return the paper as a PDF with embedded fonts; equal papers give equal bytes."""
    require_fonts()
    content = BytesIO()
    write_pages(_furniture(paper), [_story(paper), _story(paper)], content)
    return content.getvalue()


def _furniture(paper: FormalPaper) -> Furniture:
    return Furniture(
        file_title=f"{printable(paper.title)} {label('formal_title')}",
        author=printable(paper.round_id),
        subject=label("formal_title"),
        produced_at=paper.produced_at,
        right=printable(paper.title),
        codes=paper.codes,
        standing=label("formal_standing"),
        watermark=label("rehearsal") if paper.rehearsal else "",
    )


def _story(paper: FormalPaper) -> list[Any]:
    banners = [prose(text, styles.BANNER) for text in paper.banners]
    return [
        prose(paper.title, styles.TITLE),
        prose(label("formal_title"), styles.SUBTITLE),
        HRFlowable(width="100%", thickness=1.2, color=styles.ACCENT, spaceBefore=4, spaceAfter=8),
        *[part for banner in banners for part in (boxed(banner, TEXT_WIDTH), Spacer(0, 6))],
        *[prose(text) for text in paper.facts],
        Spacer(0, 6),
        _matrix(paper),
        Spacer(0, 4),
        prose(label("formal_legend"), styles.LABEL),
        *_remarks(paper.remarks),
        KeepTogether([Spacer(0, 18), prose(label("formal_signatures"))]),
    ]


def _matrix(paper: FormalPaper) -> Any:
    count = len(paper.items)
    width = min(_WIDEST, (TEXT_WIDTH - _NUMBER - _NAME) / count)
    name = TEXT_WIDTH - _NUMBER - count * width
    head: list[Any] = [prose(label(what), styles.HEAD) for what in ("column_number", "column_name")]
    fits = int((width - 2 * _HEAD_PADDING) // styles.SMALL_HEAD.fontSize)
    head += [_narrow_head(text, fits) for text in paper.items]
    rows = [
        [
            prose(row.number, styles.CELL),
            prose(row.name, styles.CELL),
            *[prose(sign, styles.SIGN) for sign in row.signs],
        ]
        for row in paper.rows
    ]
    table = ruled_table([head, *rows], [_NUMBER, name, *[width] * count])
    table.setStyle(
        [
            ("LEFTPADDING", (2, 0), (-1, -1), _HEAD_PADDING),
            ("RIGHTPADDING", (2, 0), (-1, -1), _HEAD_PADDING),
            ("LINEBEFORE", (2, 0), (-1, -1), 0.25, styles.RULE),
        ]
    )
    return table


def _narrow_head(text: str, fits: int) -> list[Any]:
    """Return a head in lines of about equal length, so that no character stands alone."""
    lines = -(-len(text) // max(fits, 1))
    length = -(-len(text) // lines)
    parts = [text[at : at + length] for at in range(0, len(text), length)]
    return [prose(part, styles.SMALL_HEAD) for part in parts]


def _remarks(remarks: Sequence[FormalRemark]) -> list[Any]:
    if not remarks:
        return [Spacer(0, 8), prose(label("formal_no_remarks"))]
    heads = ("column_item", "column_answer", "column_number", "column_working", "column_reply")
    rows = [
        [
            prose(text, styles.CELL)
            for text in (one.item, one.answer, one.numbers, one.text, one.reason)
        ]
        for one in remarks
    ]
    free = TEXT_WIDTH - _ITEM - _ANSWER
    widths = [_ITEM, _ANSWER, free * 0.2, free * 0.55, free * 0.25]
    table = ruled_table([[prose(label(what), styles.HEAD) for what in heads], *rows], widths)
    title = prose(label("formal_remarks"), styles.HEADING)
    return [CondPageBreak(_REMARK_NEEDS), title, table]
