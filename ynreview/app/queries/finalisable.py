"""What keeps a result from being finalised, and what is still open; it changes nothing."""

from __future__ import annotations

from ynreview.app.queries.desk import Desk
from ynreview.app.queries.panel_checks import chairs_without_deputy
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.terms import Grade
from ynreview.scoring.record_checks import check_record
from ynreview.scoring.result import Conclusion


def check_finalisable(desk: Desk, conclusion: Conclusion) -> tuple[Finding, ...]:
    """Say what keeps the result from being finalised and what is still open."""
    if not desk.record.proposed:
        return (desk.finding("grades_first", "outcomes_post_evaluation"),)
    found: list[Finding] = [
        desk.finding("tie_open", "tie_chain", among="、".join(tie), places=_places(conclusion))
        for tie in conclusion.settlement.unresolved_ties
    ]
    found.extend(finding for finding in conclusion.findings if finding.blocks)
    found.extend(check_record(desk.inputs, desk.record, conclusion, desk.basis.rules))
    found.extend(_still_open(desk, conclusion))
    return tuple(found)


def _places(conclusion: Conclusion) -> int:
    return conclusion.standing.counted.excellent_max


def _still_open(desk: Desk, conclusion: Conclusion) -> list[Finding]:
    found = []
    opinions = {opinion.entry: opinion for opinion in desk.record.opinions}
    confirmed = {one.entry for one in desk.record.confirmations}
    for number, graded in sorted(conclusion.settlement.grades.items()):
        if graded.grade is not Grade.UNQUALIFIED:
            continue
        opinion = opinions.get(number)
        if opinion is None or not (opinion.problems and opinion.suggestions):
            found.append(_warning(desk, "opinion_missing", "unqualified_opinion_length", number))
        if number not in confirmed:
            found.append(_warning(desk, "confirmation_missing", "unqualified_vote", number))
    if not desk.record.overall:
        found.append(_warning(desk, "overall_missing", "outcomes_post_evaluation", ""))
    found.extend(_chair_alone(desk, conclusion))
    for flags in conclusion.standing.flags.values():
        found.extend(flag.finding for flag in flags if flag.finding.severity is Severity.WARNING)
    return found


def _chair_alone(desk: Desk, conclusion: Conclusion) -> list[Finding]:
    """Name the chair who declared a recusal after issue where no deputy can act."""
    away = {
        place.number: {
            one.code for one in conclusion.standing.panelists if place.number in one.recused
        }
        for place in conclusion.standing.places
    }
    return [
        desk.finding(
            "chair_recused_later",
            "deputy_acts",
            Severity.WARNING,
            expert=chair.code,
            name=chair.name,
            entries="、".join(numbers),
        )
        for chair, numbers in chairs_without_deputy(desk.roster.experts, away)
    ]


def _warning(desk: Desk, what: str, rule: str, number: str) -> Finding:
    return desk.finding(what, rule, Severity.WARNING, entry=number)
