"""What deserves a second look (需复核, 提示); nothing is edited and nothing is left out here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.rounding import decimal_text, rounded
from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import ScoreForm
from ynreview.scoring.consolidate import ExpertScore, PanelScore
from ynreview.scoring.counting import CountingRules
from ynreview.scoring.totals import applicable_items


@dataclass(frozen=True, slots=True)
class Flag:
    """A short code for lists (``outlier:E02``) and the finding that explains it."""

    code: str
    finding: Finding


def flags_of(
    score: PanelScore,
    form: ScoreForm,
    sheets: Mapping[str, ScoreSheet],
    skipped: frozenset[str],
    rules: CountingRules,
) -> tuple[Flag, ...]:
    """Return every flag of one entry; ``sheets`` are those of this entry by expert."""
    return (
        *_panel_flags(score, rules),
        *_outlying_totals(score, rules),
        *_outlying_items(score, form, sheets, skipped, rules),
    )


def _panel_flags(score: PanelScore, rules: CountingRules) -> tuple[Flag, ...]:
    flags = []
    valid = len(score.valid)
    params: dict[str, str | int] = {"valid": valid, "floor": rules.floor.params.value}
    if not rules.floor.params.met(valid):
        flags.append(_flag("too_few_experts", Severity.BLOCKING, score, params, rules.floor))
    elif valid % 2 == 0:
        flags.append(_flag("even_experts", Severity.NOTE, score, params, rules.floor))
    if score.untrimmed:
        needed = {"valid": valid, "needed": rules.trimming.params.at_least}
        flags.append(_flag("untrimmed", Severity.NOTE, score, needed, rules.trimming))
    return tuple(flags)


def _outlying_totals(score: PanelScore, rules: CountingRules) -> tuple[Flag, ...]:
    gap = rules.outlier_total.params.at_least.fraction
    flags = []
    for one in score.valid:
        others = [_value(other) for other in score.valid if other is not one]
        if not others:
            continue
        mean = _mean(others)
        distance = abs(_value(one) - mean)
        if distance >= gap:
            params: dict[str, str | int] = {
                "expert": one.expert,
                "own": _two(_value(one), rules),
                "others": len(others),
                "mean": _two(mean, rules),
                "distance": _two(distance, rules),
            }
            flags.append(
                _flag("outlier", Severity.WARNING, score, params, rules.outlier_total, one.expert)
            )
    return tuple(flags)


def _outlying_items(
    score: PanelScore,
    form: ScoreForm,
    sheets: Mapping[str, ScoreSheet],
    skipped: frozenset[str],
    rules: CountingRules,
) -> tuple[Flag, ...]:
    rule = rules.outlier_item.params
    flags = []
    for item in applicable_items(form, skipped):
        if item.full < rule.full_at_least:
            continue
        marks = {one.expert: sheets[one.expert].points[item.code].fraction for one in score.valid}
        for expert, mark in marks.items():
            others = [other for code, other in marks.items() if code != expert]
            if others and abs(mark - _mean(others)) >= rule.share * item.full.fraction:
                params: dict[str, str | int] = {"expert": expert}
                params["item"] = f"{item.code} {item.name}"
                params |= {"own": _two(mark, rules), "mean": _two(_mean(others), rules)}
                flags.append(
                    _flag(
                        "item_spread",
                        Severity.NOTE,
                        score,
                        params,
                        rules.outlier_item,
                        f"{expert}:{item.code}",
                    )
                )
    return tuple(flags)


def _flag(  # noqa: PLR0913, PLR0917 - the parts of one finding
    what: str,
    severity: Severity,
    score: PanelScore,
    params: Mapping[str, str | int],
    ruling: object,
    detail: str = "",
) -> Flag:
    finding = Finding(
        code=f"scoring.{what}",
        severity=severity,
        subject=score.number,
        params={"entry": score.number, **params},
        cites=getattr(ruling, "citations", ()),
    )
    return Flag(f"{what}:{detail}" if detail else what, finding)


def _value(score: ExpertScore) -> Fraction:
    assert score.total is not None
    return score.total.value


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) * Fraction(1, len(values))


def _two(value: Fraction, rules: CountingRules) -> str:
    rounding = rules.expert_total.params
    return decimal_text(rounded(value, rounding.digits, rounding.mode), rounding.digits)
