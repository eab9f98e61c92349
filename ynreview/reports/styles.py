"""How paper looks: sizes, greys, the one accent and the tables; it knows no content."""

from __future__ import annotations

from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import LongTable, Paragraph, TableStyle

from ynreview.reports.fonts import BOLD, REGULAR, printable
from ynreview.reports.lines import broken

INK = HexColor(0x1D2329)
QUIET = HexColor(0x5B646E)
RULE = HexColor(0xC9CED4)
FAINT = HexColor(0xF1F3F5)
ACCENT = HexColor(0x1F5A8A)
WATERMARK = HexColor(0xE6E8EB)
CELL_PADDING = 5


def _style(name: str, **changes: Any) -> ParagraphStyle:
    values = {
        "fontName": REGULAR,
        "fontSize": 10,
        "leading": 15,
        "textColor": INK,
        "wordWrap": "CJK",
        "alignment": TA_LEFT,
    }
    return ParagraphStyle(name, **{**values, **changes})


TITLE = _style("title", fontName=BOLD, fontSize=18, leading=26, alignment=TA_CENTER)
SUBTITLE = _style("subtitle", fontSize=12, leading=20, alignment=TA_CENTER, textColor=QUIET)
HEADING = _style("heading", fontName=BOLD, fontSize=11.5, leading=18, spaceBefore=12, spaceAfter=4)
BODY = _style("body", fontSize=10.5, leading=17)
LETTER = _style("letter", fontSize=11.5, leading=21, spaceBefore=3)
CODE = _style("code", fontName=BOLD, fontSize=20, leading=30)
BANNER = _style("banner", fontName=BOLD, fontSize=10.5, leading=17)
LABEL = _style("label", textColor=QUIET)
CELL = _style("cell")
CELL_BOLD = _style("cell-bold", fontName=BOLD)
FIGURE = _style("figure", alignment=TA_RIGHT)
FIGURE_BOLD = _style("figure-bold", alignment=TA_RIGHT, fontName=BOLD)
HEAD = _style("head", fontName=BOLD, leading=14)
SMALL_HEAD = _style("small-head", fontName=BOLD, fontSize=8, leading=10, alignment=TA_CENTER)
SIGN = _style("sign", alignment=TA_CENTER)
HEAD_FIGURE = _style("head-figure", fontName=BOLD, leading=14, alignment=TA_RIGHT)


def sized(style: ParagraphStyle, size: float, leading: float) -> ParagraphStyle:
    """Return the style in another size, for paper that holds much."""
    name = f"{style.name}-{size}"
    return ParagraphStyle(name, parent=style, fontSize=size, leading=leading)


class Prose(Paragraph):  # type: ignore[misc]  # reportlab carries no types
    """A paragraph in one style that breaks lines as Chinese print does."""

    def breakLinesCJK(self, maxWidths: list[float]) -> Any:  # noqa: N802, N803 - reportlab's hook
        """Return reportlab's line record, broken by our own rule."""
        if len(self.frags) != 1:
            return super().breakLinesCJK(maxWidths)
        frag = self.frags[0]
        if hasattr(self, "blPara") and getattr(self, "_splitpara", False):
            return frag.clone(kind=0, lines=self.blPara.lines)
        measure = partial(stringWidth, fontName=frag.fontName, fontSize=frag.fontSize)
        text = frag.text if hasattr(frag, "text") else "".join(frag.words)
        width = min(maxWidths)
        lines = [(width - measure(line), [line]) for line in broken(text, width, measure)]
        descent = -frag.fontSize * 0.2
        return frag.clone(kind=0, lines=lines, ascent=frag.fontSize, descent=descent)


def prose(text: str, style: ParagraphStyle = BODY) -> Prose:
    """Return plain text as a paragraph; nothing in it is read as markup."""
    paragraph = Prose("x", style)
    (frag,) = paragraph.frags
    frag.text = printable(text)
    return paragraph


def text_width(text: str, style: ParagraphStyle) -> float:
    """Return how wide the text is on one line, in points."""
    return float(stringWidth(printable(text), style.fontName, style.fontSize))


def ruled_table(rows: list[list[Any]], widths: list[float]) -> LongTable:
    """Return a table with its head repeated on every page and quiet lines between the rows."""
    table = LongTable(rows, colWidths=widths, repeatRows=1, splitInRow=1)
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
                ("VALIGN", (0, 1), (-1, -1), "TOP"),
                ("BACKGROUND", (0, 0), (-1, 0), FAINT),
                ("LINEABOVE", (0, 0), (-1, 0), 0.8, QUIET),
                ("LINEBELOW", (0, 0), (-1, 0), 0.8, QUIET),
                ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
                ("FONTNAME", (0, 0), (-1, -1), REGULAR),
                ("LEFTPADDING", (0, 0), (-1, -1), CELL_PADDING),
                ("RIGHTPADDING", (0, 0), (-1, -1), CELL_PADDING),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ]
        )
    )
    return table


def plain_table(rows: list[list[Any]], widths: list[float]) -> LongTable:
    """Return a table without lines or head, for labels beside their values."""
    table = LongTable(rows, colWidths=widths, splitInRow=1)
    table.setStyle(
        TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), REGULAR),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 8),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
            ]
        )
    )
    return table


def boxed(cell: Any, width: float) -> LongTable:
    """Return a flowable in a quiet box with the accent at its left."""
    table = LongTable([[cell]], colWidths=[width], splitInRow=1)
    table.setStyle(
        TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), REGULAR),
                ("BACKGROUND", (0, 0), (-1, -1), FAINT),
                ("LINEBEFORE", (0, 0), (0, -1), 3, ACCENT),
                ("LEFTPADDING", (0, 0), (-1, -1), 10),
                ("TOPPADDING", (0, 0), (-1, -1), 4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
            ]
        )
    )
    return table
