"""Labels for the sticks, ten to an A4 sheet: whose it is, in large, and nothing secret."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import LongTable, TableStyle

from ynreview.messages import sentence
from ynreview.reports import styles
from ynreview.reports.fonts import REGULAR
from ynreview.reports.meeting import Attendee, Meeting
from ynreview.reports.page import UPRIGHT_WIDTH
from ynreview.reports.styles import prose

_ACROSS = 2
_HEIGHT = 136.0


def label_sheets(meeting: Meeting) -> list[Any]:
    """Return the labels with cutting lines; the last row may be half empty."""
    cells: list[Any] = [_label(meeting, one) for one in meeting.attendees]
    cells += [""] * (-len(cells) % _ACROSS)
    rows = [cells[at : at + _ACROSS] for at in range(0, len(cells), _ACROSS)]
    table = LongTable(rows, colWidths=[UPRIGHT_WIDTH / _ACROSS] * _ACROSS, rowHeights=_HEIGHT)
    table.setStyle(
        TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), REGULAR),
                ("GRID", (0, 0), (-1, -1), 0.5, styles.RULE),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), 14),
                ("RIGHTPADDING", (0, 0), (-1, -1), 10),
            ]
        )
    )
    return [table]


def _label(meeting: Meeting, one: Attendee) -> list[Any]:
    mark = [sentence("papers.label_rehearsal")] if meeting.rehearsal else []
    below = "　".join([*mark, one.role, *([one.panel] if one.panel else [])])
    return [
        prose(f"{one.code}　{one.name}", styles.CODE),
        prose(below, styles.CELL_BOLD),
        prose(meeting.title, styles.CELL),
        prose(meeting.round_id, styles.LABEL),
        prose(sentence("papers.label_only"), styles.LABEL),
    ]
