"""What people decided in the room: recorded inputs of a result, never computed by the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ynreview.kernel.money import Money
from ynreview.kernel.terms import EntryState
from ynreview.scoring.awards import AwardMethod
from ynreview.scoring.consolidate import Attendance
from ynreview.scoring.quota import TieVote
from ynreview.scoring.settlement import GradeChange, VoteCount


@dataclass(frozen=True, slots=True)
class StateChange:
    """An entry that left or re-entered the round after issue, with its reason and paper."""

    entry: str
    state: EntryState
    reason: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class AbsenceNote:
    """Why an expert's sheets do not count; ``alternate`` scored in the place of a replaced one."""

    expert: str
    attendance: Attendance
    reason: str
    alternate: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The panel's vote that confirms 不合格 for one entry."""

    entry: str
    vote: VoteCount
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """The panel's words on one entry: 主要成效, 存在问题, 建议."""

    entry: str
    achievements: str = ""
    problems: str = ""
    suggestions: str = ""


@dataclass(frozen=True, slots=True)
class AwardDecision:
    """How amounts were suggested: the helper with its limits, then amounts set one by one."""

    method: AwardMethod | None = None
    budget: Money | None = None
    step: Money | None = None
    amounts: Mapping[str, Money] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """Every recorded input of one result."""

    absences: tuple[AbsenceNote, ...] = ()
    states: tuple[StateChange, ...] = ()
    tie_votes: tuple[TieVote, ...] = ()
    changes: tuple[GradeChange, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    award: AwardDecision | None = None
    opinions: tuple[Opinion, ...] = ()
    overall: str = ""
    proposed: bool = False
    closed_reason: str = ""
