"""The papers of a meeting as A4 PDFs: 签到表, 承诺书, 须知, 标签, 移交清单, 身份核对确认表."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from reportlab.platypus import HRFlowable, KeepTogether, PageBreak, Spacer

from ynreview.messages import sentence
from ynreview.reports import styles
from ynreview.reports.fonts import printable, require_fonts
from ynreview.reports.meeting import Attendee, Meeting
from ynreview.reports.page import TEXT_WIDTH, UPRIGHT_WIDTH, Furniture, write_pages
from ynreview.reports.stick_labels import label_sheets
from ynreview.reports.styles import boxed, plain_table, prose, ruled_table

_SIGNING_ROOM = 9  # points above and below a line that is signed
_STAFF_LINES = 5
_PLEDGE = ("pledge_1", "pledge_2", "pledge_3", "pledge_4", "pledge_5", "pledge_6")
_NOTICE = (
    *("notice_1", "notice_2", "notice_3", "notice_4"),
    *("notice_5", "notice_6", "notice_7", "notice_8"),
)


def meeting_papers(meeting: Meeting) -> Mapping[str, bytes]:
    """Return every paper by its name in words (``签到表``); equal meetings give equal bytes."""
    require_fonts()
    return {
        _words("attendance"): _paper(meeting, "attendance", _attendance),
        _words("pledge"): _paper(meeting, "pledge", _pledges, upright=True),
        _words("notice"): _paper(meeting, "notice", _notice, upright=True),
        _words("labels"): _paper(meeting, "labels", label_sheets, upright=True),
        _words("handover"): _paper(meeting, "handover", _handover),
        _words("identity"): _paper(meeting, "identity", _identity),
    }


def _words(what: str, **params: str) -> str:
    return sentence(f"papers.{what}", **params)


def _paper(
    meeting: Meeting,
    what: str,
    story: Callable[[Meeting], list[Any]],
    *,
    upright: bool = False,
) -> bytes:
    content = BytesIO()
    furniture = _furniture(meeting, _words(what), upright=upright)
    write_pages(furniture, [story(meeting), story(meeting)], content)
    return content.getvalue()


def _furniture(meeting: Meeting, name: str, *, upright: bool) -> Furniture:
    later = _words("code_later")
    marks = [
        _words(what)
        for what, applies in (("label_rehearsal", meeting.rehearsal), ("draft", meeting.is_draft))
        if applies
    ]
    evaluation = meeting.evaluation
    return Furniture(
        file_title=f"{printable(meeting.title)} {name}",
        author=printable(meeting.round_id),
        subject=name,
        produced_at=meeting.produced_at,
        right=printable(f"{meeting.title}　{name}"),
        codes=_words(
            "codes",
            basis_code=meeting.basis_code or later,
            organiser_code=meeting.organiser_code or later,
        ),
        standing=_words("standing", round_id=meeting.round_id, evaluation=evaluation),
        watermark=" ".join(marks),
        upright=upright,
    )


def _head(meeting: Meeting, what: str, width: float) -> list[Any]:
    banners = [*meeting.banners]
    if meeting.is_draft:
        banners.insert(0, _words("draft_banner"))
    if meeting.rehearsal:
        banners.insert(0, _words("rehearsal_banner"))
    boxes = [boxed(prose(text, styles.BANNER), width) for text in banners]
    return [
        prose(_words(what), styles.TITLE),
        prose(meeting.title, styles.SUBTITLE),
        HRFlowable(width="100%", thickness=1.2, color=styles.ACCENT, spaceBefore=4, spaceAfter=8),
        *[part for box in boxes for part in (box, Spacer(0, 6))],
    ]


def _facts(pairs: Iterable[tuple[str, str]], width: float) -> list[Any]:
    rows = [[prose(_words(name), styles.LABEL), prose(value)] for name, value in pairs if value]
    return [plain_table(rows, [84.0, width - 84.0]), Spacer(0, 8)]


def _of_the_meeting(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    return (
        ("fact_day", meeting.day),
        ("fact_venue", meeting.venue),
        ("fact_evaluation", meeting.evaluation),
        ("fact_commissioned_by", meeting.commissioned_by),
        ("fact_institution", meeting.institution),
    )


def _signing_table(heads: Sequence[str], rows: list[list[Any]], widths: list[float]) -> Any:
    head = [prose(_words(what), styles.HEAD) for what in heads]
    table = ruled_table([head, *rows], widths)
    table.setStyle(
        [
            ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 1), (-1, -1), _SIGNING_ROOM),
            ("BOTTOMPADDING", (0, 1), (-1, -1), _SIGNING_ROOM),
        ]
    )
    return table


def _cells(*texts: str) -> list[Any]:
    return [prose(text, styles.CELL) for text in texts]


def _attendance(meeting: Meeting) -> list[Any]:
    heads = ("place", "code", "person", "unit", "title", "role", "panel", "signature", "time")
    columns = [f"column_{one}" for one in heads]
    rows = [
        _cells(str(place), one.code, one.name, one.unit, one.title, one.role, one.panel, "", "")
        for place, one in enumerate(meeting.attendees, start=1)
    ]
    widths = [36.0, 42.0, 64.0, 0.0, 84.0, 52.0, 64.0, 120.0, 76.0]
    widths[3] = TEXT_WIDTH - sum(widths)
    people = [_cells(name, role, "", "", "") for name, role in meeting.staff]
    blank = [_cells(*[""] * 5) for _ in range(max(2, _STAFF_LINES - len(people)))]
    staff = ("column_person", "column_role", "column_unit", "column_signature", "column_time")
    return [
        *_head(meeting, "attendance", TEXT_WIDTH),
        *_facts(_of_the_meeting(meeting), TEXT_WIDTH),
        prose(_words("attendance_lead")),
        Spacer(0, 6),
        _signing_table(columns, rows, widths),
        KeepTogether(
            [
                prose(_words("attendance_staff"), styles.HEADING),
                _signing_table(
                    staff, [*people, *blank], [100.0, 72.0, TEXT_WIDTH - 432, 160.0, 100.0]
                ),
            ]
        ),
    ]


def _pledges(meeting: Meeting) -> list[Any]:
    story: list[Any] = []
    for one in meeting.attendees:
        story += [*_pledge(meeting, one), PageBreak()]
    return story[:-1]


def _pledge(meeting: Meeting, one: Attendee) -> list[Any]:
    who = (
        ("fact_code", one.code),
        ("fact_person", one.name),
        ("fact_unit", one.unit),
        ("fact_day", meeting.day),
    )
    lead = _words("pledge_lead", title=meeting.title, role=one.role)
    return [
        *_head(meeting, "pledge", UPRIGHT_WIDTH),
        *_facts(who, UPRIGHT_WIDTH),
        prose(lead, styles.LETTER),
        *[prose(_words(what), styles.LETTER) for what in _PLEDGE],
        Spacer(0, 48),
        prose(_words("pledge_signature"), styles.LETTER),
    ]


def _notice(meeting: Meeting) -> list[Any]:
    later = _words("code_later")
    codes = (
        ("notice_organiser", meeting.organiser_code or later),
        ("notice_basis", meeting.basis_code or later),
    )
    boxes = []
    for what, code in codes:
        inside = [prose(_words(what), styles.LABEL), prose(code, styles.CODE)]
        boxes += [boxed(inside, UPRIGHT_WIDTH), Spacer(0, 8)]
    return [
        *_head(meeting, "notice", UPRIGHT_WIDTH),
        *_facts(_of_the_meeting(meeting), UPRIGHT_WIDTH),
        prose(_words("notice_lead")),
        Spacer(0, 6),
        *boxes,
        *[prose(_words(what), styles.LETTER) for what in _NOTICE],
    ]


def _handover(meeting: Meeting) -> list[Any]:
    heads = ("code", "person", "role", "file", "file_code", "size", "envelope")
    columns = [f"column_{one}" for one in (*heads, "received", "returned")]
    missing, blank = _words("not_written"), _words("envelope_blank")
    rows = [
        _cells(
            one.code,
            one.name,
            one.role,
            one.file or missing,
            one.file_code,
            one.size,
            blank,
            "",
            "",
        )
        for one in meeting.attendees
    ]
    widths = [40.0, 58.0, 44.0, 168.0, 138.0, 54.0, 74.0, 0.0, 0.0]
    widths[-2:] = [(TEXT_WIDTH - sum(widths)) * 0.5] * 2
    return [
        *_head(meeting, "handover", TEXT_WIDTH),
        prose(_words("handover_lead")),
        Spacer(0, 6),
        _signing_table(columns, rows, widths),
        Spacer(0, 24),
        prose(_words("handover_foot")),
    ]


def _identity(meeting: Meeting) -> list[Any]:
    heads = ("code", "person", "role", "key_code", "signature", "chair")
    columns = [f"column_{one}" for one in heads]
    key, chair = _words("key_blank"), _words("chair_blank")
    rows = [_cells(one.code, one.name, one.role, key, "", chair) for one in meeting.attendees]
    widths = [48.0, 80.0, 56.0, 0.0, 150.0, 90.0]
    widths[3] = TEXT_WIDTH - sum(widths)
    return [
        *_head(meeting, "identity", TEXT_WIDTH),
        prose(_words("identity_lead")),
        Spacer(0, 6),
        _signing_table(columns, rows, widths),
        Spacer(0, 24),
        prose(_words("identity_foot")),
    ]
