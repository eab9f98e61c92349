"""收卷 as a board: everyone expected, what came in, whose code was compared; no figure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ynreview.app.queries.desk import Desk, chair_desk
from ynreview.kernel.terms import Role
from ynreview.messages import label
from ynreview.panel.people import Expert
from ynreview.scoring.consolidate import Attendance
from ynreview.storage.unit_of_work import UnitOfWork


class Handing(StrEnum):
    """How it stands with one expert's package."""

    AWAITED = "awaited"
    STANDBY = "standby"
    RECEIVED = "received"
    CORRECTED = "corrected"
    ABSENT = "absent"
    LEFT = "left"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One expert on the board; counts are those of the newest package."""

    code: str
    name: str
    role: str
    handing: Handing
    revision: int
    sheets: int
    recused: int
    key_code: str


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board; ``own`` is the expert whose desk this is."""

    rows: tuple[BoardRow, ...]
    expected: int
    received: int
    closed: bool
    reason: str
    own: str
    alternates: tuple[str, ...]


def collection_board(uow: UnitOfWork) -> Board:
    """Return the board of the open desk."""
    desk = chair_desk(uow)
    return Board(
        rows=tuple(_row(expert, desk) for expert in desk.roster.experts),
        expected=len(desk.expected),
        received=len(desk.expected) - len(desk.outstanding),
        closed=desk.closed,
        reason=desk.record.closed_reason if desk.closed else "",
        own=desk.owner.expert,
        alternates=tuple(one.code for one in desk.roster.experts if one.is_alternate),
    )


def _row(expert: Expert, desk: Desk) -> BoardRow:
    packages = [one for one in desk.collected if one.expert == expert.code]
    submission = desk.submissions.get(expert.code)
    known = {one.entry for one in desk.roster.recusals if one.expert == expert.code}
    own = {one.entry for one in submission.recusals} if submission else set()
    return BoardRow(
        code=expert.code,
        name=expert.name,
        role=label(expert.role),
        handing=_handing(expert, desk, packages[-1].revision if packages else 0),
        revision=packages[-1].revision if packages else 0,
        sheets=len(submission.sheets) if submission else 0,
        recused=len(known | own),
        key_code=packages[-1].key_code if packages else "",
    )


def _handing(expert: Expert, desk: Desk, revision: int) -> Handing:
    notes = {note.expert: note.attendance for note in desk.record.absences}
    if expert.code in notes:
        return {
            Attendance.ABSENT: Handing.ABSENT,
            Attendance.LEFT: Handing.LEFT,
            Attendance.REPLACED: Handing.REPLACED,
        }[notes[expert.code]]
    if revision:
        return Handing.CORRECTED if revision > 1 else Handing.RECEIVED
    return Handing.STANDBY if expert.role is Role.ALTERNATE else Handing.AWAITED
