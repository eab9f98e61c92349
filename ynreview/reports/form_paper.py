"""An empty score form on paper, for a room without machines; it lays out the form and adds nothing.

What is written on it is entered afterwards from a score file.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, BinaryIO

from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Frame,
    KeepTogether,
    PageTemplate,
    Spacer,
)

from ynreview.reports import styles
from ynreview.reports.fonts import REGULAR, printable, require_fonts
from ynreview.reports.page import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, TEXT_WIDTH
from ynreview.reports.styles import plain_table, prose, ruled_table
from ynreview.reports.wording import label
from ynreview.rulebook.form_writing import short_points
from ynreview.rulebook.forms import Item, ScoreForm, Section, SectionKind
from ynreview.rulebook.kinds import Level

_SMALL = styles.sized(styles.CELL, 8.5, 12.5)
_SMALL_HEAD = styles.sized(styles.HEAD, 9, 13)
_TOP, _BOTTOM = 16 * mm, 16 * mm
_FOOT_SIZE = 8.5
_FULL, _SCORE, _REMARK, _LEVEL = 34.0, 46.0, 96.0, 92.0
_OPINION_LINES = 5
_HEADING_NEEDS = 150
_PAGE_HOLDS = 500  # characters that one row may hold without being split
_NARROWER = 2
_LEVEL_HEADS = ("form_excellent", "form_good", "form_fair", "form_poor")
_SECTION_HEADS = {
    SectionKind.REGULAR: "form_section",
    SectionKind.BONUS: "form_bonus",
    SectionKind.DEDUCTION: "form_deduction",
}


def form_to_pdf(form: ScoreForm, round_title: str, reviewed_on: str) -> bytes:
    """Return the form as an A4 PDF with embedded fonts; equal forms give equal bytes."""
    require_fonts()
    pages = _laid_out(form, round_title, reviewed_on, BytesIO(), pages=0)
    content = BytesIO()
    _laid_out(form, round_title, reviewed_on, content, pages=pages)
    return content.getvalue()


def _laid_out(
    form: ScoreForm, round_title: str, reviewed_on: str, target: BinaryIO, *, pages: int
) -> int:
    def on_page(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont(REGULAR, _FOOT_SIZE)
        canvas.setFillColor(styles.QUIET)
        canvas.drawString(MARGIN, PAGE_HEIGHT - 11 * mm, label("secrecy"))
        canvas.drawRightString(PAGE_WIDTH - MARGIN, PAGE_HEIGHT - 11 * mm, printable(round_title))
        canvas.drawString(MARGIN, 9 * mm, printable(label("form_source", source=form.source)))
        numbering = label("page_line", page=document.page, pages=pages)
        canvas.drawRightString(PAGE_WIDTH - MARGIN, 9 * mm, numbering)
        canvas.restoreState()

    document = BaseDocTemplate(
        target,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        title=printable(form.title),
        author=printable(round_title),
        creator="ynreview",
        producer="ynreview",
        lang="zh-CN",
        displayDocTitle=1,
        initialFontName=REGULAR,
        invariant=1,
        pageCompression=1,
    )
    height = PAGE_HEIGHT - _TOP - _BOTTOM
    frame = Frame(MARGIN, _BOTTOM, TEXT_WIDTH, height, 0, 0, 0, 0, id="text")
    document.addPageTemplates([PageTemplate("page", [frame], onPage=on_page)])
    document.build(_story(form, round_title, reviewed_on))
    return int(document.page)


def _story(form: ScoreForm, round_title: str, reviewed_on: str) -> list[Any]:
    story = [
        prose(form.title, styles.TITLE),
        prose(label("form_round", title=round_title, day=reviewed_on), styles.SUBTITLE),
        prose(label("form_blanks"), styles.BODY),
        prose(_rules(form), _SMALL),
        Spacer(0, 6),
        *_questions(form),
        *_items(form),
        Spacer(0, 8),
        *_ending(form),
    ]
    return [part for part in story if part is not None]


def _rules(form: ScoreForm) -> str:
    """Say how the form is filled in, 加分项 and 扣分项 only where there are some."""
    extra = label("form_extras") if any(item.is_extra for item in form.items) else ""
    step = short_points(form.step)
    return label("form_step", step=step, least=form.remark_min, extra=extra)


def _questions(form: ScoreForm) -> list[Any]:
    if not form.veto:
        return []
    rows = [
        [
            [prose(veto.question, styles.CELL), prose(veto.guidance, _SMALL)],
            prose(label("form_no_yes"), styles.CELL),
            "",
        ]
        for veto in form.veto
    ]
    head = [prose(label(what), _SMALL_HEAD) for what in ("form_veto", "form_answer", "form_fact")]
    widths = [TEXT_WIDTH * 0.45, 90.0, TEXT_WIDTH * 0.55 - 90]
    return [ruled_table([head, *rows], widths), Spacer(0, 10)]


def _items(form: ScoreForm) -> list[Any]:
    """Return a table for each section below its name, rows whole on one page where they can be."""
    story: list[Any] = []
    for section in form.sections:
        heading = prose(_section_head(section), styles.HEADING)
        story += [CondPageBreak(_HEADING_NEEDS), heading, _section_table(section)]
    return story


def _section_table(section: Section) -> Any:
    heads = ("form_item", "form_full", *_LEVEL_HEADS, "form_score", "form_remark")
    head = [prose(label(what), _SMALL_HEAD) for what in heads]
    fixed = _FULL + 4 * _LEVEL + _SCORE + _REMARK
    widths = [TEXT_WIDTH - fixed, _FULL, *[_LEVEL] * 4, _SCORE, _REMARK]
    table = ruled_table([head, *map(_row, section.items)], widths)
    table.setStyle([("LINEBEFORE", (6, 1), (7, -1), 0.4, styles.RULE)])
    table.splitInRow = int(max(map(_longest, section.items), default=0) > _PAGE_HOLDS)
    return table


def _longest(item: Item) -> int:
    """Return the characters of the longest cell, a level's counted by its narrow column."""
    levels = max(len(item.level_text(level)) for level in Level)
    return max(len(item.guidance), _NARROWER * levels)


def _section_head(section: Section) -> str:
    full = short_points(section.full)
    return label(_SECTION_HEADS[section.kind], code=section.code, name=section.name, full=full)


def _row(item: Item) -> list[Any]:
    name = prose(f"{item.code} {item.name}", _SMALL_HEAD)
    looked_at = label("form_guidance", text=item.guidance, cites="、".join(item.cites))
    return [
        [name, prose(looked_at, _SMALL)],
        prose(short_points(item.full), _SMALL),
        *[prose(_level(item, level), _SMALL) for level in Level],
        "",
        "",
    ]


def _level(item: Item, level: Level) -> str:
    """Return the possible scores of a level and what makes it, empty where there are no levels."""
    if level not in item.levels:
        return ""
    scores = item.levels[level]
    lowest, highest = short_points(scores.lowest), short_points(scores.highest)
    span = lowest if lowest == highest else f"{lowest}-{highest}"
    return label("form_level", span=span, text=item.level_text(level))


def _ending(form: ScoreForm) -> list[Any]:
    lines = [label("form_total"), label("form_overall", least=form.overall_min)]
    parts = [prose(lines[0], styles.BODY), prose(lines[1], styles.BODY)]
    parts += [plain_table([[""]] * _OPINION_LINES, [TEXT_WIDTH])]
    parts[-1].setStyle(
        [
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, styles.RULE),
            ("TOPPADDING", (0, 0), (-1, -1), 9),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
        ]
    )
    parts += [prose(label("form_vote"), styles.BODY)] if form.has_vote else []
    parts += [prose(label("form_amount"), styles.BODY)] if form.has_suggested_amount else []
    parts += [Spacer(0, 12), prose(label("form_signature"), styles.BODY)]
    return [KeepTogether(parts)]
