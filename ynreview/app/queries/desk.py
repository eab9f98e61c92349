"""The chair's desk as it stands: the frozen round, what was collected, what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ynreview.app.owner import Owner, stored_owner
from ynreview.app.stored import stored_basis, stored_roster, stored_submission
from ynreview.kernel.codec import from_plain
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.terms import EvaluationType
from ynreview.messages import label
from ynreview.packages.basis import Basis
from ynreview.packages.documents import CollectedPackage, Submission, ballots_of
from ynreview.panel.people import Roster
from ynreview.rulebook.kinds import Kind
from ynreview.scoring.consolidate import Attendance
from ynreview.scoring.quota import TieVote
from ynreview.scoring.record import (
    AbsenceNote,
    AwardDecision,
    Confirmation,
    Opinion,
    Record,
    StateChange,
)
from ynreview.scoring.result import Conclusion, RoundInputs, conclude
from ynreview.scoring.settlement import GradeChange
from ynreview.storage.records import Decision
from ynreview.storage.unit_of_work import UnitOfWork

_SUBJECTS = ("entry", "expert", "among")


@dataclass(frozen=True, slots=True)
class Closing:
    """收卷截止: why, and who is accounted for without a counting package."""

    reason: str
    absences: tuple[AbsenceNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Finalised:
    """定稿 n: the digest of its result document."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class TakenRoster:
    """A later version of the list of experts: its number and the digest of its package."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything the chair's screens and handlers start from.

    ``closes_itself`` is false once a reopening voided who left or was replaced: the last package
    in must not make their sheets count again unasked. ``rosters`` are the digests of every version
    of the list, number 1 first; the last one is in force.
    """

    owner: Owner
    basis: Basis
    roster: Roster
    submissions: Mapping[str, Submission]
    collected: tuple[CollectedPackage, ...]
    record: Record
    closed: bool
    closes_itself: bool
    finalised: Finalised | None
    finalised_count: int
    rosters: tuple[str, ...]

    @property
    def inputs(self) -> RoundInputs:
        """What a result is computed from; the newest submission of each expert counts."""
        return self.basis.inputs(self.roster, ballots_of(self.submissions))

    @property
    def expected(self) -> tuple[str, ...]:
        """Whose packages are awaited: members, and alternates who replaced one."""
        excused = {note.expert for note in self.record.absences}
        replacing = {note.alternate for note in self.record.absences if note.alternate}
        return tuple(
            expert.code
            for expert in self.roster.experts
            if (not expert.is_alternate and expert.code not in excused) or expert.code in replacing
        )

    @property
    def outstanding(self) -> tuple[str, ...]:
        """Whose packages are still awaited."""
        return tuple(code for code in self.expected if code not in self.submissions)

    def conclusion(self) -> Conclusion:
        """Compute the whole result from what is on record."""
        return conclude(self.inputs, self.record)

    def finding(
        self, what: str, rule: str, severity: Severity = Severity.BLOCKING, /, **params: str | int
    ) -> Finding:
        """Return a finding of the desk that cites a rule of the round.

        Its subject is the entry, the expert or the group that the parameters name.
        """
        subject = next((str(params[key]) for key in _SUBJECTS if key in params), "")
        cites = self.basis.rules.ruling(rule, Kind).citations
        return Finding(f"app.{what}", severity, subject, params, cites)

    def not_closed(self) -> Finding:
        """Return what is said to everyone who asks for figures too early."""
        received = sum(code in self.submissions for code in self.expected)
        return self.finding(
            "not_closed_yet", "chair_scores_first", received=received, expected=len(self.expected)
        )

    def not_ready(self) -> Finding | None:
        """Say why nothing can be decided yet: the collection is open, or the type has no grades."""
        if not self.closed:
            return self.not_closed()
        kind = self.basis.setup.type
        if kind is not EvaluationType.POST_EVALUATION:
            rule = f"outcomes_{kind.value}"
            return self.finding("grades_of_post_evaluation_only", rule, type=label(kind))
        return None


@dataclass(slots=True)
class _Replay:
    """The recorded inputs, one after the other, into what stands now."""

    absences: tuple[AbsenceNote, ...] = ()
    closed: bool = False
    closes_itself: bool = True
    closed_reason: str = ""
    collected: list[CollectedPackage] = field(default_factory=list)
    rosters: list[str] = field(default_factory=list)
    states: dict[str, StateChange] = field(default_factory=dict)
    tie_votes: list[TieVote] = field(default_factory=list)
    changes: dict[str, GradeChange] = field(default_factory=dict)
    confirmations: dict[str, Confirmation] = field(default_factory=dict)
    award: AwardDecision | None = None
    opinions: dict[str, Opinion] = field(default_factory=dict)
    overall: str = ""
    proposed: bool = False
    finalised: Finalised | None = None
    finalised_count: int = 0

    def take(self, decision: Decision) -> None:
        payload = decision.payload
        if decision.kind == "finalised":
            self.finalised = from_plain(Finalised, payload)
            self.finalised_count = self.finalised.number
            return
        self.finalised = None
        takers = {
            "collected": self._take_collected,
            "roster": self._take_roster,
            "closed": self._take_closed,
            "reopened": self._take_reopened,
            "state": self._take_state,
            "tie_vote": self._take_tie_vote,
            "grade": self._take_grade,
            "confirmation": self._take_confirmation,
            "award": self._take_award,
            "opinion": self._take_opinion,
            "overall": self._take_overall,
            "proposed": self._take_proposed,
        }
        if decision.kind not in takers:
            raise YnReviewError("app.unknown_decision", kind=decision.kind)
        takers[decision.kind](payload)

    def _take_collected(self, payload: Any) -> None:
        self.collected.append(from_plain(CollectedPackage, payload))

    def _take_roster(self, payload: Any) -> None:
        self.rosters.append(from_plain(TakenRoster, payload).digest)

    def _take_closed(self, payload: Any) -> None:
        closing = from_plain(Closing, payload)
        self.closed, self.closed_reason = True, closing.reason
        self.absences = closing.absences

    def _take_reopened(self, payload: Any) -> None:
        del payload
        gone = any(note.attendance is not Attendance.ABSENT for note in self.absences)
        self.closes_itself = self.closes_itself and not gone
        self.closed, self.absences = False, ()

    def _take_state(self, payload: Any) -> None:
        change = from_plain(StateChange, payload)
        self.states[change.entry] = change

    def _take_tie_vote(self, payload: Any) -> None:
        self.tie_votes.append(from_plain(TieVote, payload))

    def _take_grade(self, payload: Any) -> None:
        change = from_plain(GradeChange, payload)
        self.changes[change.number] = change

    def _take_confirmation(self, payload: Any) -> None:
        confirmation = from_plain(Confirmation, payload)
        self.confirmations[confirmation.entry] = confirmation

    def _take_award(self, payload: Any) -> None:
        self.award = from_plain(AwardDecision, payload)

    def _take_opinion(self, payload: Any) -> None:
        opinion = from_plain(Opinion, payload)
        self.opinions[opinion.entry] = opinion

    def _take_overall(self, payload: Any) -> None:
        self.overall = payload["text"]

    def _take_proposed(self, payload: Any) -> None:
        del payload
        self.proposed = True

    def record(self) -> Record:
        return Record(
            absences=self.absences,
            states=tuple(self.states.values()),
            tie_votes=tuple(self.tie_votes),
            changes=tuple(self.changes.values()),
            confirmations=tuple(self.confirmations.values()),
            award=self.award,
            opinions=tuple(self.opinions.values()),
            overall=self.overall,
            proposed=self.proposed,
            closed_reason=self.closed_reason,
        )


def chair_desk(uow: UnitOfWork) -> Desk:
    """Read the desk of the dossier's owner."""
    owner = stored_owner(uow)
    replay = _Replay()
    for decision in uow.decisions():
        replay.take(decision)
    rosters = (owner.roster_digest, *replay.rosters)
    newest = {package.expert: package.digest for package in replay.collected}
    submissions = {expert: stored_submission(uow, digest) for expert, digest in newest.items()}
    return Desk(
        owner=owner,
        basis=stored_basis(uow, owner.basis_digest),
        roster=stored_roster(uow, rosters[-1]),
        submissions=submissions,
        collected=tuple(replay.collected),
        record=replay.record(),
        closed=replay.closed,
        closes_itself=replay.closes_itself,
        finalised=replay.finalised,
        finalised_count=replay.finalised_count,
        rosters=rosters,
    )
