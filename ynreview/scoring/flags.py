"""What deserves a second look (需复核, 提示); nothing is edited and nothing is left out here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from ynreview.kernel.finding import Finding, Severity
from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import Item, ScoreForm
from ynreview.scoring.consolidate import PanelScore
from ynreview.scoring.counting import CountingRules
from ynreview.scoring.totals import applicable_items

_HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Flag:
    """A short code for lists (``outlier:E02``) and the finding that explains it."""

    code: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class _Outlying:
    """One expert's value that lies away from the mean of the others."""

    expert: str
    own: Fraction
    mean: Fraction


def flags_of(
    score: PanelScore,
    form: ScoreForm,
    sheets: Mapping[str, ScoreSheet],
    skipped: frozenset[str],
    rules: CountingRules,
) -> tuple[Flag, ...]:
    """Return every flag of one entry; ``sheets`` are those of its valid experts."""
    items = (
        flag
        for item in applicable_items(form, skipped)
        if rules.outlier_item.params.concerns(item.full)
        for flag in _outlying_marks(score.number, item, sheets, rules)
    )
    return (*_panel_flags(score, rules), *_outlying_totals(score, rules), *items)


def too_few_experts(score: PanelScore, rules: CountingRules) -> Finding:
    """Say that an entry cannot be graded with the valid experts it has."""
    params: dict[str, str | int] = {"entry": score.number, "valid": len(score.valid)}
    params["floor"] = rules.floor.params.value
    cites = rules.floor.citations
    return Finding("scoring.too_few_experts", Severity.BLOCKING, score.number, params, cites)


def _panel_flags(score: PanelScore, rules: CountingRules) -> Iterator[Flag]:
    valid = len(score.valid)
    params: dict[str, str | int] = {"entry": score.number, "valid": valid}
    if not rules.floor.params.met(valid):
        yield Flag("too_few_experts", too_few_experts(score, rules))
    elif valid % 2 == 0:
        yield _flag("even_experts", Severity.NOTE, params, rules.floor.citations)
    if score.untrimmed:
        params |= {"needed": rules.trimming.params.at_least}
        yield _flag("untrimmed", Severity.NOTE, params, rules.trimming.citations)


def _outlying_totals(score: PanelScore, rules: CountingRules) -> Iterator[Flag]:
    totals = {one.expert: one.total.value for one in score.valid if one.total is not None}
    below = lcm(*(value.denominator for value in totals.values()))
    parts = {who: value.numerator * (below // value.denominator) for who, value in totals.items()}
    for found in _outlying(parts, below, rules.outlier_total.params.at_least.fraction):
        params = _params(score.number, found, rules)
        params |= {
            "others": len(totals) - 1,
            "distance": rules.expert_total.params.text(abs(found.own - found.mean)),
        }
        cites = rules.outlier_total.citations
        yield _flag("outlier", Severity.WARNING, params, cites, found.expert)


def _outlying_marks(
    entry: str, item: Item, sheets: Mapping[str, ScoreSheet], rules: CountingRules
) -> Iterator[Flag]:
    marks = {expert: sheet.points[item.code].hundredths for expert, sheet in sheets.items()}
    gap = rules.outlier_item.params.share * item.full.fraction
    for found in _outlying(marks, _HUNDREDTHS, gap):
        params = _params(entry, found, rules) | {"item": f"{item.code} {item.name}"}
        detail = f"{found.expert}:{item.code}"
        yield _flag("item_spread", Severity.NOTE, params, rules.outlier_item.citations, detail)


def _outlying(parts: Mapping[str, int], below: int, gap: Fraction) -> Iterator[_Outlying]:
    """Yield who lies at least ``gap`` away from the mean of the others.

    Everyone's value is ``parts / below``: thousands of comparisons stay among integers.
    """
    others = len(parts) - 1
    if others < 1:
        return
    whole = sum(parts.values())
    least = gap * below * others
    for expert, own in sorted(parts.items()):
        # |own - (whole - own) / others| >= gap, without a division for everyone
        if abs(own * others - (whole - own)) >= least:
            mean = Fraction(whole - own, below * others)
            yield _Outlying(expert, Fraction(own, below), mean)


def _params(entry: str, found: _Outlying, rules: CountingRules) -> dict[str, str | int]:
    shown = rules.expert_total.params.text
    return {
        "entry": entry,
        "expert": found.expert,
        "own": shown(found.own),
        "mean": shown(found.mean),
    }


def _flag(
    what: str,
    severity: Severity,
    params: Mapping[str, str | int],
    cites: tuple[str, ...],
    detail: str = "",
) -> Flag:
    finding = Finding(f"scoring.{what}", severity, str(params["entry"]), params, cites)
    return Flag(f"{what}:{detail}" if detail else what, finding)
