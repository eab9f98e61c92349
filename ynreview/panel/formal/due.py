"""Who is due for which evaluation on a day, from the facts of the ledger alone; no round asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ynreview.kernel.calendar import add_days
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.terms import DueState, DueStep
from ynreview.panel.entries import Entry
from ynreview.panel.formal.question import fact_name
from ynreview.panel.formal.terms_and_names import application_deadline
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import AnnualReport, Kind, Minimum, WaitingPeriod


@dataclass(frozen=True, slots=True)
class DueLine:
    """One step of one platform: from when, until when, and how it stands on the day.

    ``until`` is the last day in time; None on either side is unknown or without an end.
    ``because`` says it in words with the articles; ``missing`` names the facts that are lacking.
    """

    step: DueStep
    state: DueState
    since: date | None
    until: date | None
    because: Finding
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryDue:
    """Every step of one platform."""

    entry: Entry
    lines: tuple[DueLine, ...]

    def line(self, step: DueStep) -> DueLine:
        """Return one of the steps."""
        return next(line for line in self.lines if line.step is step)


@dataclass(frozen=True, slots=True)
class _Case:
    """One platform on the day that is asked for."""

    entry: Entry
    day: date
    rules: RulesInForce

    def line(  # noqa: PLR0913 - what a line is made of
        self,
        step: DueStep,
        state: DueState,
        what: str,
        rule: str,
        *,
        since: date | None = None,
        until: date | None = None,
        **params: str | int,
    ) -> DueLine:
        cites = self.rules.ruling(rule, Kind).citations
        told = {**params, "since": str(since), "until": str(until), "day": str(self.day)}
        because = Finding(f"due.{what}", Severity.NOTE, self.entry.number, told, cites)
        return DueLine(step, state, since, until, because)

    def lacking(self, step: DueStep, rule: str, *names: str) -> DueLine:
        told = "、".join(f"“{fact_name(name)}”" for name in names)
        cites = self.rules.ruling(rule, Kind).citations
        because = Finding("due.missing", Severity.NOTE, self.entry.number, {"facts": told}, cites)
        return DueLine(step, DueState.UNKNOWN, None, None, because, names)


def due_on(entries: Iterable[Entry], day: date, rules: RulesInForce) -> tuple[EntryDue, ...]:
    """Return for every platform what it is due for on a day, in the order of the ledger."""
    return tuple(
        EntryDue(
            entry,
            (_midterm(case), _acceptance(case), _post_evaluation(case), _annual_report(case)),
        )
        for entry in entries
        for case in (_Case(entry, day, rules),)
    )


def _midterm(case: _Case) -> DueLine:
    facts, step = case.entry.facts, DueStep.MIDTERM
    if facts.accepted_on is not None:
        passed, rule = str(facts.accepted_on), "midterm_before_term_ends"
        return case.line(step, DueState.NONE, "midterm_past", rule, passed=passed)
    least = case.rules.ruling("midterm_funds", Minimum).params
    if facts.fiscal_funds is not None and not least.met(facts.fiscal_funds):
        funds, figure = facts.fiscal_funds.wan, least.value
        rule, state = "midterm_funds", DueState.NONE
        return case.line(step, state, "funds_small", rule, funds=funds, least=figure)
    if facts.fiscal_funds is None or facts.term_from is None or facts.term_until is None:
        names = ("fiscal_funds", "term_from", "term_until")
        absent = [name for name in names if getattr(facts, name) is None]
        return case.lacking(step, "midterm_after", *absent)
    since = case.rules.ruling("midterm_after", WaitingPeriod).params.first_day(facts.term_from)
    until = facts.term_until
    if case.day < since:
        state, what = DueState.NOT_YET, "midterm_not_yet"
    elif case.day <= until:
        state, what = DueState.NOW, "midterm_now"
    else:
        state, what = DueState.OVER, "midterm_over"
    return case.line(step, state, what, "midterm_after", since=since, until=until)


def _acceptance(case: _Case) -> DueLine:
    facts, step, rule = case.entry.facts, DueStep.ACCEPTANCE, "acceptance_application"
    if facts.accepted_on is not None:
        passed = str(facts.accepted_on)
        return case.line(step, DueState.DONE, "acceptance_done", rule, passed=passed)
    if facts.term_until is None:
        return case.lacking(step, rule, "term_until")
    since = add_days(facts.term_until, 1)
    until, text = application_deadline(facts.term_until, case.rules)
    if case.day < since:
        state, what = DueState.NOT_YET, "acceptance_not_yet"
    elif case.day <= until:
        state, what = DueState.NOW, "acceptance_now"
    else:
        state, what = DueState.OVER, "acceptance_over"
    return case.line(step, state, what, rule, since=since, until=until, text=text)


def _post_evaluation(case: _Case) -> DueLine:
    facts, step, rule = case.entry.facts, DueStep.POST_EVALUATION, "post_evaluation_after"
    period = case.rules.ruling(rule, WaitingPeriod).params
    if facts.accepted_on is None:
        if facts.term_until is None or case.day > facts.term_until:
            return case.lacking(step, rule, "accepted_on")
        ends, months = str(facts.term_until), period.months
        state = DueState.NOT_YET
        return case.line(step, state, "post_evaluation_far", rule, ends=ends, months=months)
    since = period.first_day(facts.accepted_on)
    due = case.day >= since
    state = DueState.NOW if due else DueState.NOT_YET
    what = "post_evaluation_now" if due else "post_evaluation_not_yet"
    return case.line(step, state, what, rule, since=since, passed=str(facts.accepted_on))


def _annual_report(case: _Case) -> DueLine:
    """Say when the next report is due, and which years since the start have none on record."""
    facts, step, rule = case.entry.facts, DueStep.ANNUAL_REPORT, "annual_report"
    began = facts.term_from or facts.accepted_on
    if began is None:
        return case.lacking(step, rule, "term_from")
    report = case.rules.ruling(rule, AnnualReport).params
    this_year = report.last_day(case.day.year)
    coming = this_year if case.day <= this_year else report.last_day(case.day.year + 1)
    due = report.years_due(began, case.day, case.day)
    lacking = [year for year in due if year not in facts.annual_report_years]
    state, what, until = DueState.NOT_YET, "report_next", coming
    if due and not facts.annual_report_years:
        state, what = DueState.UNKNOWN, "reports_unknown"
    elif lacking:
        state, what, until = DueState.OVER, "reports_lacking", report.last_day(lacking[0])
    elif coming.year in facts.annual_report_years:
        state, what = DueState.DONE, "report_handed_in"
    years, next_day = "、".join(map(str, lacking)), str(coming)
    return case.line(
        step, state, what, rule, until=until, year=coming.year, years=years, coming=next_day
    )
