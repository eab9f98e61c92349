"""Who takes part: dates and funds of the ledger against the rules of the type, no decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.money import Money
from ynreview.kernel.terms import EvaluationType
from ynreview.panel.entries import Entry
from ynreview.panel.round import RoundSetup
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Kind, Minimum, WaitingPeriod


@dataclass(frozen=True, slots=True)
class _Case:
    """One entry on the day of the review."""

    entry: Entry
    day: date
    rules: RulesInForce

    def warning(self, what: str, rule: str, **params: str | int) -> Finding:
        number, cites = self.entry.number, self.rules.ruling(rule, Kind).citations
        return Finding(
            f"panel.{what}", Severity.WARNING, number, {"entry": number, **params}, cites
        )


def check_eligibility(
    entries: Iterable[Entry], setup: RoundSetup, rules: RulesInForce
) -> tuple[Finding, ...]:
    """Say which entries the rules of the type do not let take part yet, or not at all.

    A missing value is 待核 and said elsewhere; the department decides, so nothing blocks.
    """
    check = _CHECKS.get(setup.type, _nothing)
    return tuple(
        finding
        for entry in entries
        if entry.takes_part
        for finding in check(_Case(entry, setup.review_date, rules))
    )


def _nothing(case: _Case) -> Iterator[Finding]:
    del case
    yield from ()


def _post_evaluation(case: _Case) -> Iterator[Finding]:
    passed = case.entry.facts.accepted_on
    if passed is not None:
        yield from _waiting(case, "post_evaluation_after", passed, "accepted_too_recently")


def _midterm(case: _Case) -> Iterator[Finding]:
    facts = case.entry.facts
    least = case.rules.ruling("midterm_funds", Minimum).params
    if facts.fiscal_funds is not None and facts.fiscal_funds < Money.parse_wan(str(least.value)):
        funds = facts.fiscal_funds.wan
        yield case.warning("funds_too_small", "midterm_funds", funds=funds, least=least.value)
    if facts.term_from is not None:
        yield from _waiting(case, "midterm_after", facts.term_from, "term_too_young")
    if facts.term_until is not None and case.day > facts.term_until:
        params = {"day": str(case.day), "until": str(facts.term_until)}
        yield case.warning("term_over", "midterm_before_term_ends", **params)


def _acceptance(case: _Case) -> Iterator[Finding]:
    until = case.entry.facts.term_until
    if until is not None and case.day <= until:
        params = {"day": str(case.day), "until": str(until)}
        yield case.warning("term_not_over", "acceptance_after_term", **params)


def _waiting(case: _Case, rule: str, start: date, what: str) -> Iterator[Finding]:
    period = case.rules.ruling(rule, WaitingPeriod).params
    if not period.over(start, case.day):
        first = period.first_day(start)
        yield case.warning(what, rule, since=str(start), first=str(first), day=str(case.day))


_CHECKS: Mapping[EvaluationType, Callable[[_Case], Iterator[Finding]]] = {
    EvaluationType.MIDTERM: _midterm,
    EvaluationType.ACCEPTANCE: _acceptance,
    EvaluationType.POST_EVALUATION: _post_evaluation,
}
