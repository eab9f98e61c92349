"""From ranked scores to proposed grades, and from recorded votes to the final ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.terms import Grade
from ynreview.scoring.counting import CountingRules
from ynreview.scoring.flags import too_few_experts
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
        else Graded(place.number, None, too_few_experts(place.score, rules), GradedBy.RULE)
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
    grade, by, what = _decided(place, allotment, rules)
    ruling = rules.thresholds if by is GradedBy.RULE else rules.tie_chain
    cites = tuple(dict.fromkeys((*rules.quota.citations, *ruling.citations)))
    params = _figures(place, counted, rules)
    because = Finding(f"scoring.{what}", Severity.NOTE, place.number, params, cites)
    return Graded(place.number, grade, because, by)


def _decided(
    place: Place, allotment: Allotment, rules: CountingRules
) -> tuple[Grade | None, GradedBy, str]:
    """Return the grade, what settled it and what is said about it."""
    grade = _by_threshold(place, rules)
    if grade is not Grade.EXCELLENT:
        return grade, GradedBy.RULE, f"because_{grade}"
    won, tie = place.number in allotment.winners, allotment.tie
    if tie is None or place.number not in tie.group:
        if won:
            return Grade.EXCELLENT, GradedBy.RULE, "because_excellent"
        return Grade.GOOD, GradedBy.RULE, "because_quota"
    if place.number in tie.open:
        return None, GradedBy.TIE, "because_tie_open"
    voted = tie.vote is not None and place.number in tie.vote.among
    by = GradedBy.VOTE if voted else GradedBy.TIE
    return (Grade.EXCELLENT, by, "because_tie_won") if won else (Grade.GOOD, by, "because_tie_lost")


def _figures(place: Place, counted: Denominator, rules: CountingRules) -> dict[str, str | int]:
    assert place.score.printed is not None
    limits = rules.thresholds.params
    return {
        "entry": place.number,
        "score": rules.panel_score.params.text(place.score.printed),
        "rank": place.rank or 0,
        "excellent": str(limits.excellent),
        "good": str(limits.good),
        "qualified": str(limits.qualified),
        "places": counted.excellent_max,
        "taking_part": counted.taking_part,
    }
