"""The page around a report: what stands on every sheet, its number and its watermark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from ynreview.reports.document import ResultReport
from ynreview.reports.fonts import BOLD, REGULAR, printable
from ynreview.reports.styles import QUIET, RULE, WATERMARK
from ynreview.reports.wording import codes_line, label, standing_marks

PAGE_WIDTH, PAGE_HEIGHT = landscape(A4)
MARGIN = 17 * mm
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
UPRIGHT_WIDTH = PAGE_HEIGHT - 2 * MARGIN
_TOP = 19 * mm
_BOTTOM = 23 * mm
_FOOT_SIZE = 8.5
_FOOT_LEADING = 13
_WATERMARK_SIZE = 190


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a paper says of itself and what stands on every page.

    ``codes`` and ``standing`` are the two lines at the foot on the left; ``signature`` stands at
    the foot on the right. ``produced_at`` is the only time that the file carries. A paper lies
    unless it is ``upright``.
    """

    file_title: str
    author: str
    subject: str
    produced_at: datetime
    right: str
    codes: str
    standing: str
    signature: str = ""
    watermark: str = ""
    upright: bool = False

    @property
    def width(self) -> float:
        """How wide the sheet is, in points."""
        return float(PAGE_HEIGHT if self.upright else PAGE_WIDTH)

    @property
    def height(self) -> float:
        """How high the sheet is, in points."""
        return float(PAGE_WIDTH if self.upright else PAGE_HEIGHT)


def write_pages(furniture: Furniture, story: list[list[Any]], target: BinaryIO) -> None:
    """Write the story as a PDF, the same bytes for the same story.

    ``story`` holds the same flowables twice: they are laid out once to count the pages.
    """
    first, second = story
    pages = _laid_out(furniture, first, BytesIO(), pages=0)
    _laid_out(furniture, second, target, pages=pages)


def _laid_out(furniture: Furniture, flowables: list[Any], target: BinaryIO, *, pages: int) -> int:
    def on_page(canvas: Any, document: Any) -> None:
        if document.page == 1:
            _describe(canvas, furniture.produced_at)
        _draw_watermark(canvas, furniture)
        _draw_edges(canvas, furniture, document.page, pages)

    document = BaseDocTemplate(
        target,
        pagesize=(furniture.width, furniture.height),
        title=furniture.file_title,
        author=furniture.author,
        subject=furniture.subject,
        creator="ynreview",
        producer="ynreview",
        lang="zh-CN",
        displayDocTitle=1,
        initialFontName=REGULAR,
        invariant=1,
        pageCompression=1,
    )
    width, height = furniture.width - 2 * MARGIN, furniture.height - _TOP - _BOTTOM
    frame = Frame(MARGIN, _BOTTOM, width, height, 0, 0, 0, 0, id="text")
    document.addPageTemplates([PageTemplate("page", [frame], onPage=on_page)])
    document.build(flowables)
    return int(document.page)


def result_furniture(report: ResultReport) -> Furniture:
    """Return what stands on every page of a result."""
    return Furniture(
        file_title=f"{printable(report.title)} {label('subtitle')}",
        author=label("author", round_id=printable(report.round_id)),
        subject=label("subject", result_code=report.result_code),
        produced_at=report.produced_at,
        right=printable(report.title),
        codes=codes_line(report),
        standing=label("panel_suggests"),
        signature=label("signature_note"),
        watermark=" ".join(standing_marks(report)),
    )


def _describe(canvas: Any, produced_at: datetime) -> None:
    """Give the file the paper's own time, the only one it carries."""
    moment = produced_at.strftime("%Y%m%d%H%M%S")
    zone = produced_at.strftime("%z")
    offset = f"{zone[:3]}'{zone[3:5]}'" if zone else ""
    canvas.setDateFormatter(lambda *_: f"D:{moment}{offset}")


def _draw_watermark(canvas: Any, furniture: Furniture) -> None:
    text = furniture.watermark
    if not text:
        return
    canvas.saveState()
    canvas.setFont(BOLD, _WATERMARK_SIZE // max(1, len(text) // 2))
    canvas.setFillColor(WATERMARK)
    canvas.translate(furniture.width / 2, furniture.height / 2)
    canvas.rotate(28)
    canvas.drawCentredString(0, -_WATERMARK_SIZE / 3, text)
    canvas.restoreState()


def _draw_edges(canvas: Any, furniture: Furniture, page: int, pages: int) -> None:
    right = furniture.width - MARGIN
    canvas.saveState()
    canvas.setFont(REGULAR, _FOOT_SIZE)
    canvas.setFillColor(QUIET)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.4)
    top = furniture.height - 12 * mm
    canvas.drawString(MARGIN, top, label("secrecy"))
    canvas.drawRightString(right, top, _shortened(canvas, furniture.right, furniture.width * 0.5))
    line = _BOTTOM - 3 * mm
    canvas.line(MARGIN, line, right, line)
    canvas.drawString(MARGIN, line - _FOOT_LEADING, furniture.codes)
    numbering = label("page_line", page=page, pages=pages)
    canvas.drawRightString(right, line - _FOOT_LEADING, numbering)
    below = line - 2 * _FOOT_LEADING
    canvas.drawString(MARGIN, below, furniture.standing)
    canvas.drawRightString(right, below, furniture.signature)
    canvas.restoreState()


def _shortened(canvas: Any, text: str, width: float) -> str:
    if canvas.stringWidth(text, REGULAR, _FOOT_SIZE) <= width:
        return text
    while text and canvas.stringWidth(text + "…", REGULAR, _FOOT_SIZE) > width:
        text = text[:-1]
    return text + "…"
