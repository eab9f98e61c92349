"""From ranked scores to proposed grades, and from recorded votes to the final ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.rounding import decimal_text
from ynreview.kernel.terms import Grade
from ynreview.scoring.counting import CountingRules
from ynreview.scoring.quota import Allotment, Contender, TieVote, allot
from ynreview.scoring.ranking import Denominator, Place


class GradedBy(StrEnum):
    """What settled a grade."""

    RULE = "rule"
    TIE = "tie"
    VOTE = "vote"


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade with its reason in words and what settled it; None is 待定."""

    number: str
    grade: Grade | None
    because: Finding
    by: GradedBy


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules alone propose for every entry with a score, and the tie on the cut."""

    grades: Mapping[str, Graded]
    allotment: Allotment


def propose(
    places: Sequence[Place],
    counted: Denominator,
    rules: CountingRules,
    votes: Sequence[TieVote] = (),
) -> Proposal:
    """Return the grades of a 后评估 by thresholds and quota; ``places`` are all 参评."""
    eligible = [place for place in places if has_enough(place, rules)]
    numbers = {place.number for place in eligible}
    contenders = [_contender(place) for place in eligible if _reaches_excellent(place, rules)]
    allotment = allot(contenders, counted.excellent_max, rules.tie_chain.params.steps, votes)
    grades = {
        place.number: _grade(place, counted, allotment, rules)
        if place.number in numbers
        else _ungraded(place, rules)
        for place in places
    }
    return Proposal(grades, allotment)


def has_enough(place: Place, rules: CountingRules) -> bool:
    """Whether an entry has a score and the valid experts a grade needs."""
    return place.score.printed is not None and rules.floor.params.met(len(place.score.valid))


def _reaches_excellent(place: Place, rules: CountingRules) -> bool:
    return _by_threshold(place, rules) is Grade.EXCELLENT


def _by_threshold(place: Place, rules: CountingRules) -> Grade:
    assert place.score.printed is not None
    return rules.thresholds.params.grade_of(place.score.printed)


def _contender(place: Place) -> Contender:
    score = place.score
    assert score.printed is not None
    assert score.exact is not None
    return Contender(score.number, score.printed, score.main_rate or Fraction(0), score.exact)


def _grade(
    place: Place, counted: Denominator, allotment: Allotment, rules: CountingRules
) -> Graded:
    grade = _by_threshold(place, rules)
    if grade is not Grade.EXCELLENT:
        return _graded(place, grade, GradedBy.RULE, f"because_{grade}", counted, rules)
    tie = allotment.tie
    in_tie = tie is not None and place.number in tie.group
    by = GradedBy.TIE if in_tie else GradedBy.RULE
    if in_tie and tie is not None and tie.vote is not None and place.number in tie.vote.among:
        by = GradedBy.VOTE
    if place.number in allotment.winners:
        what = "because_tie_won" if in_tie else "because_excellent"
        return _graded(place, Grade.EXCELLENT, by, what, counted, rules)
    if tie is not None and place.number in tie.open:
        return _graded(place, None, by, "because_tie_open", counted, rules)
    what = "because_tie_lost" if in_tie else "because_quota"
    return _graded(place, Grade.GOOD, by, what, counted, rules)


def _ungraded(place: Place, rules: CountingRules) -> Graded:
    because = Finding(
        code="scoring.too_few_experts",
        severity=Severity.BLOCKING,
        subject=place.number,
        params={
            "entry": place.number,
            "valid": len(place.score.valid),
            "floor": rules.floor.params.value,
        },
        cites=rules.floor.citations,
    )
    return Graded(place.number, None, because, GradedBy.RULE)


def _graded(  # noqa: PLR0913, PLR0917 - the parts of one reason
    place: Place,
    grade: Grade | None,
    by: GradedBy,
    what: str,
    counted: Denominator,
    rules: CountingRules,
) -> Graded:
    digits = rules.panel_score.params.digits
    assert place.score.printed is not None
    limits = rules.thresholds.params
    params: dict[str, str | int] = {
        "entry": place.number,
        "score": decimal_text(place.score.printed, digits),
        "rank": place.rank or 0,
        "excellent": str(limits.excellent),
        "good": str(limits.good),
        "qualified": str(limits.qualified),
        "places": counted.excellent_max,
        "taking_part": counted.taking_part,
    }
    ruling = rules.thresholds if by is GradedBy.RULE else rules.tie_chain
    cites = tuple(dict.fromkeys((*rules.quota.citations, *ruling.citations)))
    return Graded(
        place.number,
        grade,
        Finding(f"scoring.{what}", Severity.NOTE, place.number, params, cites),
        by,
    )
