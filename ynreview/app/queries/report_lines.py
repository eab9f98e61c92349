"""The sentences of a result: quota, methods and decisions, the same for paper and screen."""

from __future__ import annotations

from fractions import Fraction

from ynreview.app.queries.desk import Desk
from ynreview.app.queries.quota_line import quota_line
from ynreview.kernel.finding import Finding
from ynreview.kernel.rounding import decimal_text
from ynreview.kernel.terms import EntryState, Grade
from ynreview.messages import explain, label, sentence
from ynreview.reports.document import MethodLine
from ynreview.rulebook.in_force import K, Ruling
from ynreview.rulebook.kinds import Band, Kind, Statement
from ynreview.scoring.counting import CountingRules
from ynreview.scoring.quota import TieBreak, TieStep
from ynreview.scoring.result import Conclusion


def quota_text(desk: Desk, conclusion: Conclusion) -> str:
    """Return the proof line of the quota in words, with the tie that was decided."""
    used = sum(one.grade is Grade.EXCELLENT for one in conclusion.settlement.grades.values())
    text = quota_line(conclusion.standing.counted, used, desk.basis.counting.quota)
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
    return tuple(map(_step_text, tie.steps))


def _step_text(step: TieStep) -> str:
    name = sentence(f"app.step_{step.step}")
    if not step.values:
        return sentence("app.tie_skipped", step=name)
    return sentence(
        "app.tie_step",
        step=name,
        values="、".join(
            f"{number} 号 {_step_value(step.step, value)}"
            for number, value in sorted(step.values.items())
        ),
        outcome=sentence("app.tie_separates" if step.separates else "app.tie_same"),
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
        *_extras_methods(desk),
        _method("floor", rules.floor, floor=rules.floor.params.value),
        _method("quota", rules.quota, share=rules.quota.params.text),
        _denominator_method(rules),
        _method(
            "thresholds",
            rules.thresholds,
            excellent=str(limits.excellent),
            good=str(limits.good),
            qualified=str(limits.qualified),
        ),
        _method("tie_chain", rules.tie_chain, steps=_chain_text(rules.tie_chain.params.steps)),
        _award_method(rules),
        *(_reading(desk.basis.rules.ruling(rule, Statement)) for rule in _READINGS),
    )


def _extras_methods(desk: Desk) -> list[MethodLine]:
    """Say how marks beside the hundred count, where a form of the round has some."""
    forms = {entry.kind: desk.basis.form_of(entry) for entry in desk.basis.entries}
    names = dict.fromkeys(
        section.name for form in forms.values() for section in form.sections if section.is_extra
    )
    if not names:
        return []
    ruling = desk.basis.rules.ruling("forms_are_suggestions", Kind)
    return [_method("extras", ruling, names="、".join(f"“{name}”" for name in names))]


_READINGS = ("quota_is_a_ceiling", "award_once")


def _reading(ruling: Ruling[Statement]) -> MethodLine:
    """Return a 条文理解 with the words it is read by: “一次性”按只支付一次理解."""
    return MethodLine(ruling.params.text + ruling.note, label(ruling.mark), ruling.cites)


def _denominator_method(rules: CountingRules) -> MethodLine:
    counts = rules.denominator.params.counts
    words = {
        name: "、".join(label(state) for state in EntryState if counts(state) is counted)
        for name, counted in (("counted", True), ("left_out", False))
    }
    return _method("denominator", rules.denominator, **words)


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
    replaced = desk.basis.rules.ruling("replaced_expert", Statement)
    lines = [
        sentence(
            f"app.line_{note.attendance}",
            expert=note.expert,
            reason=note.reason,
            alternate=note.alternate,
            model="、".join(replaced.refers_to),
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
    lines += [explain(flag.finding) for flag in flags if flag.code.startswith(_REVIEWED)]
    if desk.record.overall:
        lines.append(sentence("app.line_overall", text=desk.record.overall))
    return tuple(lines)


_REVIEWED = ("veto:", "outlier:")


def _voted(conclusion: Conclusion) -> list[Finding]:
    return [
        graded.because
        for graded in conclusion.settlement.grades.values()
        if graded.because.code == "scoring.because_vote"
    ]
