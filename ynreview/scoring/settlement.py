"""Grades that the panel voted to change: each needs vote and reason, none can break the quota."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.terms import Grade
from ynreview.scoring.counting import CountingRules
from ynreview.scoring.grading import Graded, GradedBy, Proposal
from ynreview.scoring.ranking import Denominator

POST_EVALUATION_GRADES = (Grade.EXCELLENT, Grade.GOOD, Grade.QUALIFIED, Grade.UNQUALIFIED)


@dataclass(frozen=True, slots=True)
class VoteCount:
    """A vote by show of hands; those entitled who said nothing count as abstaining."""

    agree: int
    disagree: int
    abstain: int

    @property
    def cast(self) -> int:
        """How many took part in the vote."""
        return self.agree + self.disagree + self.abstain


@dataclass(frozen=True, slots=True)
class GradeChange:
    """One grade as the panel wants it, with the reason and the vote where it differs."""

    number: str
    grade: Grade
    reason: str = ""
    vote: VoteCount | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """The grades after the recorded changes, entries still tied and what is not lawful."""

    grades: Mapping[str, Graded]
    unresolved_ties: tuple[tuple[str, ...], ...]
    findings: tuple[Finding, ...]


def settle(
    proposal: Proposal,
    changes: Sequence[GradeChange],
    entitled: Mapping[str, int],
    counted: Denominator,
    rules: CountingRules,
) -> Settlement:
    """Apply the changes to the proposal; blocking findings mean that none may be recorded.

    ``entitled`` is the number of experts who may vote on each entry.
    """
    findings: list[Finding] = []
    grades = dict(proposal.grades)
    for change in changes:
        found = grades.get(change.number)
        if found is None:
            findings.append(_refusal("unknown_entry", change, rules))
            continue
        if change.grade is proposal.grades[change.number].grade:
            grades[change.number] = proposal.grades[change.number]
            continue
        findings.extend(check_change(change, found, entitled[change.number], rules))
        grades[change.number] = _by_vote(change, rules)
    findings.extend(check_quota(grades, counted, rules))
    unresolved = _close_ties(grades, proposal, counted)
    return Settlement(grades, unresolved, tuple(findings))


def check_change(
    change: GradeChange, proposed: Graded, entitled: int, rules: CountingRules
) -> tuple[Finding, ...]:
    """Say why a grade that differs from the proposal may not be recorded as it stands."""
    if proposed.because.code == "scoring.too_few_experts":
        return (proposed.because,)
    if change.grade not in POST_EVALUATION_GRADES:
        return (_refusal("grade_of_other_type", change, rules),)
    if not change.reason.strip() or change.vote is None:
        return (_refusal("change_needs_vote", change, rules),)
    vote = change.vote
    params: dict[str, str | int] = {"agree": vote.agree, "cast": vote.cast, "entitled": entitled}
    if min(vote.agree, vote.disagree, vote.abstain) < 0 or vote.cast > entitled:
        return (_refusal("vote_exceeds_entitled", change, rules, params),)
    if not rules.deviation_vote.params.carried(vote.agree, entitled):
        return (_refusal("vote_not_carried", change, rules, params),)
    return ()


def check_quota(
    grades: Mapping[str, Graded], counted: Denominator, rules: CountingRules
) -> tuple[Finding, ...]:
    """Say when there are more 优秀 than the quota of the round allows."""
    excellent = sorted(n for n, graded in grades.items() if graded.grade is Grade.EXCELLENT)
    if len(excellent) <= counted.excellent_max:
        return ()
    params: dict[str, str | int] = {
        "taking_part": counted.taking_part,
        "places": counted.excellent_max,
        "excellent": len(excellent),
        "entries": "、".join(excellent),
    }
    return (
        Finding(
            "scoring.quota_exceeded",
            Severity.BLOCKING,
            "、".join(excellent),
            params,
            rules.quota.citations,
        ),
    )


def _by_vote(change: GradeChange, rules: CountingRules) -> Graded:
    vote = change.vote or VoteCount(0, 0, 0)
    params: dict[str, str | int] = {
        "reason": change.reason,
        "agree": vote.agree,
        "disagree": vote.disagree,
        "abstain": vote.abstain,
    }
    because = Finding(
        "scoring.because_vote",
        Severity.NOTE,
        change.number,
        params,
        rules.deviation_vote.citations,
    )
    return Graded(change.number, change.grade, because, GradedBy.VOTE)


def _close_ties(
    grades: dict[str, Graded], proposal: Proposal, counted: Denominator
) -> tuple[tuple[str, ...], ...]:
    """Once votes have used up the places, the tied are 良好，因名额; else they stay open."""
    tie = proposal.allotment.tie
    still_open = tuple(n for n in (tie.open if tie else ()) if grades[n].grade is None)
    if not still_open:
        return ()
    excellent = sum(graded.grade is Grade.EXCELLENT for graded in grades.values())
    if excellent < counted.excellent_max:
        return (still_open,)
    for number in still_open:
        because = grades[number].because
        taken = replace(because, code="scoring.because_places_taken")
        grades[number] = Graded(number, Grade.GOOD, taken, GradedBy.VOTE)
    return ()


def _refusal(
    what: str,
    change: GradeChange,
    rules: CountingRules,
    params: Mapping[str, str | int] | None = None,
) -> Finding:
    cites = tuple(dict.fromkeys((*rules.quota.citations, *rules.deviation_vote.citations)))
    return Finding(
        f"scoring.{what}",
        Severity.BLOCKING,
        change.number,
        {"entry": change.number, **(params or {})},
        cites,
    )
