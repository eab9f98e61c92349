"""The result as it goes on paper and into the workbook: desk → plain report values."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from ynreview.app.queries.desk import Desk
from ynreview.app.queries.grades import denominator_text
from ynreview.kernel.finding import Finding
from ynreview.kernel.points import Points
from ynreview.kernel.rounding import decimal_text
from ynreview.kernel.terms import EntryState, Grade
from ynreview.messages import explain, label, sentence
from ynreview.reports.document import (
    Mark,
    MethodLine,
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
from ynreview.rulebook.in_force import K, Ruling
from ynreview.rulebook.kinds import Band
from ynreview.scoring.consolidate import Counting, ExpertScore
from ynreview.scoring.counting import CountingRules
from ynreview.scoring.quota import PANEL_VOTE, TieBreak
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


def quota_text(desk: Desk, conclusion: Conclusion) -> str:
    """Return the proof line of the quota in words, with the tie that was decided."""
    counted = conclusion.standing.counted
    quota = desk.basis.counting.quota
    used = sum(one.grade is Grade.EXCELLENT for one in conclusion.settlement.grades.values())
    text = sentence(
        "app.quota_line",
        taking_part=counted.taking_part,
        places=counted.excellent_max,
        used=used,
        cites="、".join(quota.citations),
    )
    tie = conclusion.proposal.allotment.tie
    return text + (_tie_text(tie, desk, conclusion) if tie is not None else "")


def _tie_text(tie: TieBreak, desk: Desk, conclusion: Conclusion) -> str:
    place = next(one for one in conclusion.standing.places if one.number == tie.group[0])
    digits = desk.basis.counting.panel_score.params.digits
    assert place.score.printed is not None
    steps = "；".join(tie_steps(tie)) + "；"
    winners = [one for one in tie.winners if conclusion.settlement.grades[one].grade]
    voted = sentence("app.tie_voted", reason=tie.vote.reason) if tie.vote else ""
    return sentence(
        "app.tie_line",
        rank=place.rank or 0,
        group="、".join(f"{number} 号" for number in tie.group),
        score=decimal_text(place.score.printed, digits),
        places=tie.places,
        steps=steps + voted,
        winners="、".join(f"{number} 号" for number in winners) or "均不评优秀",
    )


def tie_steps(tie: TieBreak) -> tuple[str, ...]:
    """Return each step of the chain with the values it compared, in words."""
    return tuple(
        sentence(
            "app.tie_step",
            step=sentence(f"app.step_{step.step}"),
            values="、".join(
                f"{number} 号 {_step_value(step.step, value)}"
                for number, value in sorted(step.values.items())
            ),
            outcome=sentence("app.tie_separates" if step.separates else "app.tie_same"),
        )
        for step in tie.steps
    )


def _step_value(step: str, value: Fraction) -> str:
    scale = 100 if step == "main_section_rate" else 1
    shown = value * scale
    unit = "%" if scale > 1 else " 分"
    whole = Fraction((shown * 10_000).numerator // (shown * 10_000).denominator, 10_000)
    dots = "" if whole == shown else "…"
    return f"{decimal_text(whole, 4)}{dots}{unit}"


def method_lines(desk: Desk) -> tuple[MethodLine, ...]:
    """Return how this round counts, one sentence per rule with its mark."""
    rules = desk.basis.counting
    limits, rounding = rules.thresholds.params, rules.panel_score.params
    trimming = "trimmed" if rules.trimming.params.enabled else "untrimmed"
    return (
        _method("rounding", rules.panel_score, digits=rounding.digits, mode=label(rounding.mode)),
        _method(trimming, rules.trimming, least=rules.trimming.params.at_least),
        _method("floor", rules.floor, floor=rules.floor.params.value),
        _method("quota", rules.quota),
        _method("denominator", rules.denominator),
        _method(
            "thresholds",
            rules.thresholds,
            excellent=str(limits.excellent),
            good=str(limits.good),
            qualified=str(limits.qualified),
        ),
        _method("tie_chain", rules.tie_chain, steps=_chain_text(rules.tie_chain.params.steps)),
        _award_method(rules),
    )


def _award_method(rules: CountingRules) -> MethodLine:
    bands = (rules.band_excellent, rules.band_good)
    text = sentence(
        "app.method_award_bands", excellent=band_text(bands[0]), good=band_text(bands[1])
    )
    cites = tuple(cite for band in bands for cite in band.cites)
    return MethodLine(text, label(rules.band_excellent.mark), cites)


def band_text(ruling: Ruling[Band]) -> str:
    """Return a band in 万元: 50 至 100."""
    return f"{ruling.params.lowest_money.wan} 至 {ruling.params.highest_money.wan}"


def _chain_text(steps: tuple[str, ...]) -> str:
    return "、".join(sentence(f"app.step_{step}") for step in steps)


def _method(what: str, ruling: Ruling[K], **params: str | int) -> MethodLine:
    return MethodLine(sentence(f"app.method_{what}", **params), label(ruling.mark), ruling.cites)


def decision_lines(desk: Desk, conclusion: Conclusion) -> tuple[str, ...]:
    """Return what people decided, one sentence each: absences, ties, grades, amounts."""
    lines = [
        sentence(
            f"app.line_{note.attendance}", **_note_params(note.expert, note.reason, note.alternate)
        )
        for note in desk.record.absences
    ]
    lines += [explain(one) for one in _voted(conclusion)]
    lines += [
        sentence(
            "app.line_confirmation",
            entry=one.entry,
            agree=one.vote.agree,
            disagree=one.vote.disagree,
            abstain=one.vote.abstain,
        )
        for one in desk.record.confirmations
    ]
    flags = [flag for found in conclusion.standing.flags.values() for flag in found]
    lines += [explain(flag.finding) for flag in flags if flag.code.startswith("outlier:")]
    if desk.record.overall:
        lines.append(sentence("app.line_overall", text=desk.record.overall))
    return tuple(lines)


def _note_params(expert: str, reason: str, alternate: str) -> dict[str, str | int]:
    return {"expert": expert, "reason": reason, "alternate": alternate}


def _voted(conclusion: Conclusion) -> list[Finding]:
    return [
        graded.because
        for graded in conclusion.settlement.grades.values()
        if graded.because.code == "scoring.because_vote"
    ]


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
    review = [flag.code.partition(":")[2] for flag in found if flag.code.startswith("outlier:")]
    return f"需复核 {'、'.join(review)}" if review else ""


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
    return Mark(one.total.scored, one.total.main_scored, trimmed=trimmed)
