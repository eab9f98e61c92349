"""Amounts inside the bands, under a budget and on a step; scores and grades are never touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.money import Money, total
from ynreview.kernel.terms import Grade
from ynreview.rulebook.in_force import Ruling
from ynreview.rulebook.kinds import Band
from ynreview.scoring.counting import CountingRules

NOTHING = Money(0)
_PERCENT = 100
_TOP = Fraction(100)


class AwardMethod(StrEnum):
    """How a helper spreads amounts inside the bands."""

    UNIFORM = "uniform"
    BY_SCORE = "by_score"
    TIERS = "tiers"


@dataclass(frozen=True, slots=True)
class Awardee:
    """A graded entry that may get an amount; ``printed`` is its score."""

    number: str
    grade: Grade
    printed: Fraction
    had_award: bool = False


@dataclass(frozen=True, slots=True)
class AwardLimits:
    """What the round has to give, None where nobody said, and the step of amounts."""

    budget: Money | None
    step: Money


@dataclass(frozen=True, slots=True)
class AwardPlan:
    """Amounts by entry; ``percent`` is the part of the helper's spread that the budget leaves.

    ``shortfall`` is what the budget lacks for the lowest lawful amounts, 0 when it suffices.
    """

    budget: Money | None = None
    awards: Mapping[str, Money] = field(default_factory=dict)
    shortfall: Money = NOTHING
    percent: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def total(self) -> Money:
        """The sum of the amounts."""
        return total(list(self.awards.values()))


def band_of(grade: Grade, rules: CountingRules) -> Ruling[Band] | None:
    """Return the band of a grade, None where it carries no amount."""
    return {Grade.EXCELLENT: rules.band_excellent, Grade.GOOD: rules.band_good}.get(grade)


def suggest_awards(
    method: AwardMethod,
    awardees: Sequence[Awardee],
    rules: CountingRules,
    limits: AwardLimits,
) -> AwardPlan:
    """Spread amounts over 优秀 and 良好 on the step, never above the budget.

    Entries that had the one-off award before get none here. A budget below the sum of the
    lowest amounts gives a blocking finding and no amounts.
    """
    budget, step = limits.budget, limits.step
    able = [one for one in awardees if band_of(one.grade, rules) and not one.had_award]
    bad_step = _check_step(able, rules, step)
    if bad_step:
        return AwardPlan(budget, findings=bad_step)
    shares = _shares(method, able, rules)
    for percent in range(_PERCENT, -1, -1):
        awards = {
            one.number: _amount(one, shares[one.number] * Fraction(percent, _PERCENT), rules, step)
            for one in able
        }
        plan = AwardPlan(budget, awards, percent=percent, findings=_had_award(awardees, rules))
        if budget is None or plan.total <= budget:
            return plan
    assert budget is not None
    return _short(plan.total, budget, len(able), rules)


def _short(lowest: Money, budget: Money, count: int, rules: CountingRules) -> AwardPlan:
    short = lowest - budget
    params: dict[str, str | int] = {
        "budget": budget.wan,
        "lowest": lowest.wan,
        "shortfall": short.wan,
        "count": count,
    }
    finding = Finding("scoring.budget_short", Severity.BLOCKING, "", params, _band_cites(rules))
    return AwardPlan(budget, shortfall=short, findings=(finding,))


def check_awards(
    awards: Mapping[str, Money],
    awardees: Sequence[Awardee],
    rules: CountingRules,
    limits: AwardLimits,
    reasons: Mapping[str, str],
) -> tuple[Finding, ...]:
    """Say what is wrong with amounts: outside the band, off step, out of order, over budget."""
    if limits.step.yuan <= 0:
        params = {"step": limits.step.wan}
        return (_refusal("award_step_useless", "", params, rules.award_step.citations),)
    known = {one.number: one for one in awardees}
    findings: list[Finding] = []
    for number, amount in sorted(awards.items()):
        one = known.get(number)
        band = band_of(one.grade, rules) if one else None
        if one is None or band is None:
            findings.append(_refusal("award_without_grade", number, {}, _band_cites(rules)))
            continue
        findings.extend(_check_amount(one, amount, band, limits.step, rules))
        if one.had_award and not reasons.get(number, "").strip():
            findings.append(_refusal("award_paid_before", number, {}, band.citations))
    findings.extend(_check_order(awards, awardees, rules))
    findings.extend(_check_budget(total(list(awards.values())), limits.budget, rules))
    return tuple(findings)


def _check_budget(cost: Money, budget: Money | None, rules: CountingRules) -> tuple[Finding, ...]:
    if budget is None or cost <= budget:
        return ()
    params = {"total": cost.wan, "budget": budget.wan, "over": (cost - budget).wan}
    return (_refusal("award_over_budget", "", params, rules.award_step.citations),)


def _check_amount(
    one: Awardee, amount: Money, band: Ruling[Band], step: Money, rules: CountingRules
) -> tuple[Finding, ...]:
    params: dict[str, str | int] = {
        "grade": one.grade.value,
        "amount": amount.wan,
        "lowest": band.params.lowest_money.wan,
        "highest": band.params.highest_money.wan,
        "step": step.wan,
    }
    if not band.params.contains(amount):
        what = f"award_outside_{one.grade}"
        return (_refusal(what, one.number, params, band.citations),)
    if amount.yuan % step.yuan:
        return (_refusal("award_off_step", one.number, params, rules.award_step.citations),)
    return ()


def _check_order(
    awards: Mapping[str, Money], awardees: Sequence[Awardee], rules: CountingRules
) -> tuple[Finding, ...]:
    findings = []
    for grade in (Grade.EXCELLENT, Grade.GOOD):
        paid = sorted(
            (one for one in awardees if one.grade is grade and not one.had_award),
            key=lambda one: (-one.printed, -awards.get(one.number, NOTHING).yuan, one.number),
        )
        for upper, lower in pairwise([one for one in paid if one.number in awards]):
            more, less = awards[upper.number], awards[lower.number]
            if less > more or (upper.printed == lower.printed and more != less):
                params = {"upper": upper.number, "lower": lower.number}
                params |= {"more": more.wan, "less": less.wan}
                cites = rules.award_helpers.citations
                findings.append(_refusal("award_out_of_order", lower.number, params, cites))
    return tuple(findings)


def _shares(
    method: AwardMethod, able: Sequence[Awardee], rules: CountingRules
) -> Mapping[str, Fraction]:
    if method is AwardMethod.UNIFORM:
        share = rules.award_helpers.params.uniform_share
        return {one.number: share for one in able}
    if method is AwardMethod.BY_SCORE:
        return {one.number: _share_by_score(one, rules) for one in able}
    return {one.number: _share_by_tier(one, able, rules) for one in able}


def _share_by_score(one: Awardee, rules: CountingRules) -> Fraction:
    limits = rules.thresholds.params
    low, high = limits.good.fraction, limits.excellent.fraction
    if one.grade is Grade.EXCELLENT:
        low, high = high, _TOP
    if high <= low:
        return Fraction(0)
    return min(max((one.printed - low) * Fraction(1, high - low), Fraction(0)), Fraction(1))


def _share_by_tier(one: Awardee, able: Sequence[Awardee], rules: CountingRules) -> Fraction:
    tiers = rules.award_helpers.params.tiers
    same = [other for other in able if other.grade is one.grade]
    above = sum(other.printed > one.printed for other in same)
    tier = above * tiers // len(same)
    return Fraction(tiers - 1 - tier, max(tiers - 1, 1))


def _amount(one: Awardee, share: Fraction, rules: CountingRules, step: Money) -> Money:
    lowest, highest = _ends(one.grade, rules, step)
    steps = Fraction(highest.yuan - lowest.yuan, step.yuan) * share
    return Money(lowest.yuan + (steps.numerator // steps.denominator) * step.yuan)


def _ends(grade: Grade, rules: CountingRules, step: Money) -> tuple[Money, Money]:
    """Return the lowest and highest amount of a band that lie on the step."""
    band = band_of(grade, rules)
    assert band is not None
    lowest = -(-band.params.lowest_money.yuan // step.yuan) * step.yuan
    highest = band.params.highest_money.yuan // step.yuan * step.yuan
    return Money(lowest), Money(highest)


def _check_step(able: Sequence[Awardee], rules: CountingRules, step: Money) -> tuple[Finding, ...]:
    for grade in {one.grade for one in able}:
        if step.yuan <= 0 or _ends(grade, rules, step)[0] > _ends(grade, rules, step)[1]:
            params = {"step": step.wan}
            return (_refusal("award_step_useless", "", params, rules.award_step.citations),)
    return ()


def _had_award(awardees: Sequence[Awardee], rules: CountingRules) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "scoring.award_had_before",
            Severity.WARNING,
            one.number,
            {"entry": one.number},
            _band_cites(rules),
        )
        for one in awardees
        if one.had_award and band_of(one.grade, rules)
    )


def _band_cites(rules: CountingRules) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*rules.band_excellent.citations, *rules.band_good.citations)))


def _refusal(
    what: str, number: str, params: Mapping[str, str | int], cites: tuple[str, ...]
) -> Finding:
    return Finding(f"scoring.{what}", Severity.BLOCKING, number, {"entry": number, **params}, cites)
