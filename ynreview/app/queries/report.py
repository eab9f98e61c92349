"""The result as it goes on paper and into the workbook: desk → plain report values."""

from __future__ import annotations

from datetime import datetime

from ynreview.app.queries.desk import Desk
from ynreview.app.queries.grades import denominator_text
from ynreview.app.queries.report_lines import decision_lines, method_lines, quota_text
from ynreview.kernel.points import Points
from ynreview.kernel.rounding import decimal_text
from ynreview.kernel.terms import EntryState, Grade
from ynreview.messages import explain, label, sentence
from ynreview.reports.document import (
    Mark,
    Quota,
    ResultReport,
    ResultRow,
    RulebookNote,
    ScoreRow,
    ScoreTable,
    SignatureLine,
    StateLine,
    Threshold,
)
from ynreview.scoring.consolidate import Counting, ExpertScore
from ynreview.scoring.quota import PANEL_VOTE
from ynreview.scoring.ranking import Place
from ynreview.scoring.result import Conclusion, final_states


def result_report(  # noqa: PLR0913, PLR0917 - what a paper is made of
    desk: Desk, conclusion: Conclusion, result_code: str, number: int, head: str, at: datetime
) -> ResultReport:
    """Return everything on the paper of one 定稿."""
    setup, rulebook = desk.basis.setup, desk.basis.rules.rulebook
    return ResultReport(
        title=setup.title,
        round_id=setup.round_id,
        evaluation=label(setup.type),
        review_date=setup.review_date,
        rulebook=RulebookNote(
            rulebook.title, rulebook.document, rulebook.in_force_from, rulebook.in_force_until
        ),
        basis_code=desk.basis.code,
        result_code=result_code,
        finalised_number=number,
        denominator=denominator_text(conclusion.standing.counted),
        methods=method_lines(desk),
        rows=tuple(_row(place, desk, conclusion) for place in conclusion.standing.places),
        produced_at=at,
        quota=quota_text(desk, conclusion),
        venue=setup.venue,
        commissioned_by=setup.commissioned_by,
        institution=setup.institution,
        reason=setup.reason,
        rehearsal=setup.rehearsal,
        states=_states(desk),
        decisions=decision_lines(desk, conclusion),
        amounts=_amounts(desk, conclusion),
        signatures=_signatures(desk),
        journal_head=head,
    )


def _row(place: Place, desk: Desk, conclusion: Conclusion) -> ResultRow:
    entry = desk.basis.entry(place.number)
    assert entry is not None
    graded = conclusion.settlement.grades[place.number]
    amount = conclusion.awards.awards.get(place.number)
    digits = desk.basis.counting.panel_score.params.digits
    score = place.score
    return ResultRow(
        rank=str(place.rank) if place.rank is not None else "—",
        number=place.number,
        name=entry.name,
        kind=label(entry.kind),
        score=decimal_text(score.printed, digits) if score.printed is not None else "—",
        valid_experts=str(len(score.valid)),
        grade=grade_text(graded.grade, graded.because.code),
        because=explain(graded.because) if graded.because.code in _TOLD else "",
        amount=amount.wan if amount is not None else "",
        flags=_flag_text(place, conclusion),
    )


_TOLD = {
    "scoring.because_tie_won",
    "scoring.because_tie_lost",
    "scoring.because_tie_open",
    "scoring.because_vote",
    "scoring.too_few_experts",
}


def grade_text(grade: Grade | None, because: str) -> str:
    """Return a grade in words: 待定, 良好，因名额, 优秀."""
    if grade is None:
        return "待定"
    beyond = because in {"scoring.because_quota", "scoring.because_tie_lost"}
    return f"{label(grade)}，因名额" if beyond else label(grade)


def _flag_text(place: Place, conclusion: Conclusion) -> str:
    found = conclusion.standing.flags[place.number]
    words = {"veto:": "重点核查项", "outlier:": "需复核"}
    named = {
        word: "、".join(
            flag.code.removeprefix(what) for flag in found if flag.code.startswith(what)
        )
        for what, word in words.items()
    }
    return "；".join(f"{word} {names}" for word, names in named.items() if names)


def _states(desk: Desk) -> tuple[StateLine, ...]:
    states = final_states(desk.inputs, desk.record)
    changes = {change.entry: change for change in desk.record.states}
    lines = []
    for entry in desk.basis.entries:
        state = states[entry.number]
        if state is EntryState.TAKING_PART:
            continue
        change = changes.get(entry.number)
        reason = change.reason if change else entry.facts.note
        document = change.document if change else ""
        lines.append(StateLine(entry.number, entry.name, label(state), reason, document))
    return tuple(lines)


def _amounts(desk: Desk, conclusion: Conclusion) -> tuple[str, ...]:
    plan, rules = conclusion.awards, desk.basis.counting
    if not plan.awards:
        return ()
    cites = "、".join(rules.band_excellent.citations)
    count, sum_ = len(plan.awards), plan.total.wan
    lines = [sentence("app.line_amounts", total=sum_, count=count, cites=cites)]
    if plan.budget is not None:
        left = plan.budget - plan.total
        lines.append(sentence("app.line_budget", budget=plan.budget.wan, left=left.wan))
    return tuple(lines)


def _signatures(desk: Desk) -> tuple[SignatureLine, ...]:
    codes = {one.expert: one.key_code for one in desk.collected}
    return tuple(
        SignatureLine(label(expert.role), expert.name, codes.get(expert.code, ""))
        for expert in desk.roster.experts
        if expert.code in desk.submissions or not expert.is_alternate
    )


def score_table(desk: Desk, conclusion: Conclusion) -> ScoreTable:
    """Return every figure of the workbook and the settings that its formulas read."""
    rules, inputs = desk.basis.counting, desk.inputs
    limits, counted = rules.thresholds.params, conclusion.standing.counted
    experts = tuple(panelist.code for panelist in conclusion.standing.panelists)
    quota = rules.quota.params
    forms = {entry.number: inputs.form_of(entry) for entry in inputs.entries}
    return ScoreTable(
        experts=tuple(sorted(experts)),
        rows=tuple(_score_row(place, desk, conclusion) for place in conclusion.standing.places),
        rounding=rules.panel_score.params.mode,
        digits=rules.panel_score.params.digits,
        trimming=rules.trimming.params.enabled,
        trim_from=rules.trimming.params.at_least,
        floor=rules.floor.params.value,
        thresholds=(
            Threshold(label(Grade.EXCELLENT), limits.excellent),
            Threshold(label(Grade.GOOD), limits.good),
            Threshold(label(Grade.QUALIFIED), limits.qualified),
            Threshold(label(Grade.UNQUALIFIED), Points(0)),
        ),
        quota=Quota(counted.taking_part, quota.numerator, quota.denominator, counted.excellent_max),
        tie_chain=tuple(step for step in rules.tie_chain.params.steps if step != PANEL_VOTE),
        main_section="、".join(dict.fromkeys(form.main.name for form in forms.values())),
    )


def _score_row(place: Place, desk: Desk, conclusion: Conclusion) -> ScoreRow:
    inputs = desk.inputs
    entry = desk.basis.entry(place.number)
    assert entry is not None
    form, skipped = inputs.form_of(entry), inputs.skipped(place.number)
    main = [item.full.hundredths for item in form.main.items if item.code not in skipped]
    final = conclusion.settlement.grades[place.number]
    return ScoreRow(
        number=place.number,
        name=entry.name,
        kind=label(entry.kind),
        applicable=form.applicable_full(skipped),
        marks=tuple(_mark(one) for one in place.score.scores),
        valid_experts=len(place.score.valid),
        printed=place.score.printed,
        rank=place.rank,
        main_applicable=Points(sum(main)),
        grade=label(final.grade) if final.grade else "",
    )


def _mark(one: ExpertScore) -> Mark:
    if one.total is None or not one.is_valid:
        return Mark(None, reason=sentence(f"app.mark_{one.counting}"))
    trimmed = one.counting is Counting.TRIMMED
    total = one.total
    return Mark(total.scored, total.main_scored, trimmed=trimmed, added=total.added)
