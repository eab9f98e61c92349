"""得分汇总 and 计算过程: the figures as shown, each with how it came about."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ynreview.app.queries.desk import Desk, chair_desk
from ynreview.app.queries.grades import denominator_text
from ynreview.kernel.errors import UsageError
from ynreview.kernel.finding import Finding
from ynreview.kernel.points import Points
from ynreview.kernel.rounding import decimal_text, ratio_text, rounded
from ynreview.kernel.terms import EntryState, EvaluationType
from ynreview.messages import explain, label, sentence
from ynreview.scoring.consolidate import Counting, ExpertScore, PanelScore
from ynreview.scoring.counting import CountingRules
from ynreview.scoring.ranking import Place
from ynreview.scoring.result import Conclusion, final_states
from ynreview.storage.unit_of_work import UnitOfWork


def standing_view(uow: UnitOfWork) -> tuple[tuple[Finding, ...], dict[str, Any]]:
    """Return the ranking, or the blocking finding that the collection is still open."""
    desk = chair_desk(uow)
    if not desk.closed:
        return (desk.not_closed(),), {}
    conclusion = desk.conclusion()
    counted = conclusion.standing.counted
    data = {
        "taking_part": counted.taking_part,
        "excellent_max": counted.excellent_max,
        "denominator": denominator_text(counted),
        "entries": [_row(place, desk, conclusion) for place in conclusion.standing.places],
        "not_counted": [
            {"number": entry.number, "name": entry.name, "state": label(state)}
            for entry, state in _left_out(desk)
        ],
    }
    findings = tuple(flag.finding for flags in conclusion.standing.flags.values() for flag in flags)
    return tuple(finding.as_warning() for finding in findings), data


def _left_out(desk: Desk) -> list[tuple[Any, EntryState]]:
    states = final_states(desk.inputs, desk.record)
    return [
        (entry, states[entry.number])
        for entry in desk.basis.entries
        if states[entry.number] is not EntryState.TAKING_PART
    ]


def _row(place: Place, desk: Desk, conclusion: Conclusion) -> dict[str, Any]:
    rules = desk.basis.counting
    score = place.score
    entry = desk.basis.entry(place.number)
    assert entry is not None
    row: dict[str, Any] = {
        "number": place.number,
        "name": entry.name,
        "kind": entry.kind.value,
        "score": _printed(score.printed, rules.panel_score.params.digits),
        "exact": ratio_text(score.exact) if score.exact is not None else None,
        "rank": place.rank,
        "tied": place.tied,
        "valid_experts": len(score.valid),
        "scores": {one.expert: total_text(one, rules) for one in score.valid},
        "recused": [one.expert for one in score.scores if one.counting is Counting.RECUSED],
        "flags": [flag.code for flag in conclusion.standing.flags[place.number]],
        "proposed_grade": None,
        "proposed_because": None,
    }
    if desk.basis.setup.type is EvaluationType.POST_EVALUATION:
        proposed = conclusion.proposal.grades[place.number]
        row["proposed_grade"] = label(proposed.grade) if proposed.grade else None
        row["proposed_because"] = explain(proposed.because)
    if desk.basis.form_of(entry).has_vote:
        row["votes"] = _votes(place.number, desk, score)
    return row


def _votes(number: str, desk: Desk, score: PanelScore) -> dict[str, int]:
    votes = [
        sheet.vote.value
        for one in score.valid
        for sheet in desk.submissions[one.expert].sheets
        if sheet.entry == number and sheet.vote is not None
    ]
    found = {name: votes.count(name) for name in ("agree", "disagree", "abstain")}
    return {**found, "entitled": len(score.valid)}


def total_text(score: ExpertScore, rules: CountingRules) -> str:
    """Return an expert's total as it is printed; it is counted unrounded."""
    assert score.total is not None
    rounding = rules.expert_total.params
    value = rounded(score.total.value, rounding.digits, rounding.mode)
    return decimal_text(value, rounding.digits)


def _printed(value: Fraction | None, digits: int) -> str | None:
    return decimal_text(value, digits) if value is not None else None


def explain_view(uow: UnitOfWork, number: str) -> tuple[tuple[Finding, ...], dict[str, Any]]:
    """Return the 计算过程 of one entry, line by line, from the sheets to the grade."""
    desk = chair_desk(uow)
    if not desk.closed:
        return (desk.not_closed(),), {}
    conclusion = desk.conclusion()
    place = next((one for one in conclusion.standing.places if one.number == number), None)
    if place is None:
        return (_without_score(number, desk),), {}
    lines = working_lines(place, desk, conclusion)
    flags = tuple(flag.finding for flag in conclusion.standing.flags[number])
    data = {**_row(place, desk, conclusion), "working": lines, "basis_code": desk.basis.code}
    return tuple(finding.as_warning() for finding in flags), data


def _without_score(number: str, desk: Desk) -> Finding:
    """Say in which state an entry is that has no score in this round."""
    states = final_states(desk.inputs, desk.record)
    if number not in states:
        raise UsageError("app.unknown_entry", entry=number)
    return desk.finding("entry_left_out", "denominator", entry=number, state=label(states[number]))


def working_lines(place: Place, desk: Desk, conclusion: Conclusion) -> list[str]:
    """Return the working of one entry in sentences; the same for screen, paper and console."""
    rules, score = desk.basis.counting, place.score
    lines = [_expert_line(one, rules) for one in score.scores]
    if score.exact is not None and score.printed is not None:
        totals = [one.total.value for one in score.counted if one.total is not None]
        rounding = rules.panel_score
        lines.append(
            sentence(
                "app.working_mean",
                count=len(totals),
                sum=_exact_text(sum(totals, Fraction(0))),
                exact=_exact_text(score.exact),
                digits=rounding.params.digits,
                mode=label(rounding.params.mode),
                score=decimal_text(score.printed, rounding.params.digits),
                cites="、".join(rounding.citations),
            )
        )
    trimming = rules.trimming
    what = "working_trim" if trimming.params.enabled else "working_untrim"
    lines.append(sentence(f"app.{what}", cites="、".join(trimming.citations)))
    if place.rank is not None:
        tied = "，并列" if place.tied else ""
        taking_part = conclusion.standing.counted.taking_part
        lines.append(
            sentence("app.working_rank", rank=place.rank, tied=tied, taking_part=taking_part)
        )
    graded = conclusion.settlement.grades.get(place.number)
    if graded is not None and desk.basis.setup.type is EvaluationType.POST_EVALUATION:
        lines.append(explain(graded.because))
    return lines


def _expert_line(one: ExpertScore, rules: CountingRules) -> str:
    what = f"app.working_{one.counting}"
    if one.total is None:
        return sentence(what, expert=one.expert, total="—", scored="—", applicable="—", extra="")
    return sentence(
        what,
        expert=one.expert,
        total=total_text(one, rules),
        scored=str(one.total.scored),
        applicable=str(one.total.applicable),
        extra=_extra_text(one.total.added),
    )


def _extra_text(added: Points) -> str:
    """Return what is added or taken beside the hundred marks; empty when nothing is."""
    if added == Points.zero():
        return ""
    word = "working_added" if added > Points.zero() else "working_taken"
    return sentence(f"app.{word}", points=str(added).lstrip("-"))


def _exact_text(value: Fraction) -> str:
    """Return a fraction as a decimal with up to five places, marked where it goes on."""
    scaled = value * 100_000
    shown = decimal_text(Fraction(scaled.numerator // scaled.denominator, 100_000), 5)
    if scaled.denominator != 1:
        return f"{shown}…（{ratio_text(value)}）"
    return shown.rstrip("0").rstrip(".")
