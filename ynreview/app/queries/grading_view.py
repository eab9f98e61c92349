"""评定 as a screen shows it: ranking with the quota line, what the rules propose, open ties."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ynreview.app.queries.desk import Desk, chair_desk
from ynreview.app.queries.grades import denominator_text
from ynreview.app.queries.report import grade_text
from ynreview.app.queries.report_lines import tie_steps
from ynreview.kernel.rounding import decimal_text
from ynreview.kernel.terms import Grade
from ynreview.messages import explain, label, sentence
from ynreview.scoring.ranking import Place
from ynreview.scoring.result import Conclusion
from ynreview.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class GradeRow:
    """One entry in the ranking; ``proposed`` and ``grade`` are words, ``line`` what follows it.

    ``line`` is empty, or the text of a line drawn below the row: the quota, a threshold.
    """

    rank: str
    number: str
    name: str
    score: str
    proposed: str
    grade: str
    because: str
    by: str
    entitled: int
    confirmed: bool = False
    line: str = ""


@dataclass(frozen=True, slots=True)
class TieView:
    """The tie on the cut: its steps in words and who may vote."""

    group: tuple[str, ...]
    open: tuple[str, ...]
    room: int
    steps: tuple[str, ...]
    entitled: int


@dataclass(frozen=True, slots=True)
class GradingView:
    """Everything on the screen; ``refused`` says why there is nothing yet."""

    refused: str = ""
    head: str = ""
    denominator: str = ""
    used: int = 0
    places: int = 0
    proposed: bool = False
    rows: tuple[GradeRow, ...] = ()
    tie: TieView | None = None
    still_open: tuple[str, ...] = ()


def grading_view(uow: UnitOfWork) -> GradingView:
    """Return the grading of the open desk."""
    desk = chair_desk(uow)
    if not desk.closed:
        return GradingView(refused=explain(desk.not_closed()))
    conclusion = desk.conclusion()
    counted = conclusion.standing.counted
    used = sum(one.grade is Grade.EXCELLENT for one in conclusion.settlement.grades.values())
    head = sentence(
        "app.grading_head",
        taking_part=counted.taking_part,
        places=counted.excellent_max,
        cites="、".join(desk.basis.counting.quota.cites),
    )
    return GradingView(
        head=head,
        denominator=denominator_text(counted),
        used=used,
        places=counted.excellent_max,
        proposed=desk.record.proposed,
        rows=_rows(desk, conclusion),
        tie=_tie(conclusion),
        still_open=_still_open(desk, conclusion),
    )


def _rows(desk: Desk, conclusion: Conclusion) -> tuple[GradeRow, ...]:
    digits = desk.basis.counting.panel_score.params.digits
    confirmed = {one.entry for one in desk.record.confirmations}
    rows = []
    for place in conclusion.standing.places:
        entry = desk.basis.entry(place.number)
        assert entry is not None
        proposed = conclusion.proposal.grades[place.number]
        final = conclusion.settlement.grades[place.number]
        score = place.score.printed
        rows.append(
            GradeRow(
                rank=str(place.rank) if place.rank is not None else "—",
                number=place.number,
                name=entry.name,
                score=decimal_text(score, digits) if score is not None else "—",
                proposed=grade_text(proposed.grade, proposed.because.code),
                grade=grade_text(final.grade, final.because.code) if desk.record.proposed else "",
                because=explain(final.because),
                by=final.by.value,
                entitled=conclusion.standing.entitled(frozenset({place.number})),
                confirmed=place.number in confirmed,
                line=_line_below(place.number, desk, conclusion),
            )
        )
    return tuple(rows)


def _line_below(number: str, desk: Desk, conclusion: Conclusion) -> str:
    """Return the line drawn below an entry: the last place of the quota, or a threshold."""
    places = conclusion.standing.places
    at = next(i for i, place in enumerate(places) if place.number == number)
    here, below = places[at].score.printed, _printed(places, at + 1)
    if here is None or below is None:
        return ""
    counted = conclusion.standing.counted
    tie = conclusion.proposal.allotment.tie
    last_in_cut = number == tie.group[-1] if tie else at + 1 == counted.excellent_max
    limits = desk.basis.counting.thresholds.params
    if last_in_cut and here >= limits.excellent.fraction:
        what = "app.quota_line_tied" if tie else "app.quota_line_drawn"
        return sentence(what, places=counted.excellent_max)
    for limit in (limits.excellent, limits.good, limits.qualified):
        if here >= limit.fraction > below:
            return sentence("app.threshold_line", limit=str(limit))
    return ""


def _printed(places: tuple[Place, ...], at: int) -> Fraction | None:
    return places[at].score.printed if at < len(places) else None


def _tie(conclusion: Conclusion) -> TieView | None:
    tie = conclusion.proposal.allotment.tie
    if tie is None:
        return None
    unresolved = {number for group in conclusion.settlement.unresolved_ties for number in group}
    still = tuple(number for number in tie.open if number in unresolved)
    entitled = conclusion.standing.entitled(frozenset(still or tie.group))
    return TieView(tie.group, still, tie.room, tie_steps(tie), entitled)


def _still_open(desk: Desk, conclusion: Conclusion) -> tuple[str, ...]:
    lines = []
    ties = len(conclusion.settlement.unresolved_ties)
    if ties:
        lines.append(f"并列 {ties} 处未处理")
    failed = {
        number
        for number, one in conclusion.settlement.grades.items()
        if one.grade is Grade.UNQUALIFIED
    }
    unwritten = failed - {one.entry for one in desk.record.opinions if one.problems}
    if unwritten:
        lines.append(f"{label(Grade.UNQUALIFIED)} {len(unwritten)} 个未写问题")
    unconfirmed = failed - {one.entry for one in desk.record.confirmations}
    if unconfirmed:
        lines.append(f"{label(Grade.UNQUALIFIED)} {len(unconfirmed)} 个未确认表决")
    return tuple(lines)
