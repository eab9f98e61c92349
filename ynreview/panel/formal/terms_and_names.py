"""What is asked of every type: dates of the term, funds, reports, kind, names and changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ynreview.kernel.calendar import add_days
from ynreview.kernel.terms import Compliance, EvaluationType, PlatformKind, ReportState
from ynreview.messages import label, sentence
from ynreview.panel.entries import Facts
from ynreview.panel.formal.question import Question, Ruled, fact_name
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import (
    AnnualReport,
    Deadline,
    Holidays,
    Minimum,
    NamePattern,
    PartnerRule,
    Statement,
    TermLimit,
    WaitingPeriod,
)

Check = Callable[[Question], Ruled]
_DECEMBER = (12, 31)


def midterm_funds(question: Question) -> Ruled:
    """Ask whether the fiscal funds are large enough for a 中期评估."""
    funds = question.facts.fiscal_funds
    if funds is None:
        return question.missing("fiscal_funds")
    least = question.params(Minimum)
    holds = least.met(funds)
    return question.weighed("funds", holds=holds, funds=funds.wan, least=least.value)


def waited(fact: str) -> Check:
    """Return the check of a waiting period that begins with a date of the ledger."""

    def check(question: Question) -> Ruled:
        since = getattr(question.facts, fact)
        if since is None:
            return question.missing(fact)
        period = question.params(WaitingPeriod)
        return question.weighed(
            "waited",
            holds=period.over(since, question.day),
            fact=fact_name(fact),
            since=str(since),
            day=str(question.day),
            months=period.months,
            first=str(period.first_day(since)),
        )

    return check


def before_term_ends(question: Question) -> Ruled:
    """Ask whether the review falls into the term, its last day included."""
    until = question.facts.term_until
    if until is None:
        return question.missing("term_until")
    params = {"until": str(until), "day": str(question.day)}
    return question.weighed("in_term", holds=question.day <= until, **params)


def after_term(question: Question) -> Ruled:
    """Ask whether the term is over on the day of the review."""
    until = question.facts.term_until
    if until is None:
        return question.missing("term_until")
    params = {"until": str(until), "day": str(question.day)}
    return question.weighed("after_term", holds=question.day > until, **params)


def application(question: Question) -> Ruled:
    """Say until when the acceptance had to be applied for; the ledger has no day of applying."""
    until = question.facts.term_until
    if until is None:
        return question.missing("term_until")
    last, remark = application_deadline(until, question.rules)
    in_time = question.day <= last
    answer = Compliance.MET if in_time else Compliance.OPEN
    what = "application_met" if in_time else "application_open"
    params = {"until": str(until), "last": str(last), "day": str(question.day), "text": remark}
    return question.said(answer, what, **params)


def application_deadline(until: date, rules: RulesInForce) -> tuple[date, str]:
    """Return the last day for the application, and a sentence where its holidays are unknown."""
    holidays = rules.ruling("holidays", Holidays).params
    last = rules.ruling("acceptance_application", Deadline).params.last_day(until, holidays)
    known = holidays.knows(last.year)
    return last, "" if known else sentence("formal.holidays_unknown", year=last.year)


def term(question: Question) -> Ruled:
    """Ask whether the term is as short as it usually is."""
    first, last = question.facts.term_from, question.facts.term_until
    if first is None or last is None:
        absent = {"term_from": first, "term_until": last}
        return question.missing(*(name for name, value in absent.items() if value is None))
    limit = question.params(TermLimit)
    holds, months = limit.kept(first, last), limit.months
    return question.weighed("term", holds=holds, first=str(first), last=str(last), months=months)


def award_once(question: Question) -> Ruled:
    """Point at platforms that had an award; they take part and are graded like the others."""
    had = question.facts.had_award
    if had is None:
        return question.missing("had_award")
    if not had:
        return question.said(Compliance.MET, "award_none")
    text = question.params(Statement).text.removesuffix("。")
    return replace(question.said(Compliance.MET, "award_had", rule=text), remarked=True)


def annual_reports(question: Question) -> Ruled:
    """Ask for a report of every year that is due; a year not yet due is said and not counted."""
    period = _evaluation_period(question)
    if isinstance(period, Ruled):
        return period
    years = report_years(question, *period)
    due = [year for year, state in years.items() if state is not ReportState.NOT_DUE]
    if due and not question.facts.annual_report_years:
        return question.missing("annual_report_years")
    told = "、".join(f"{year} {label(state)}" for year, state in years.items()) or "—"
    lacking = [year for year, state in years.items() if state is ReportState.MISSING]
    if not lacking:
        return question.said(Compliance.MET, "reports_met", years=told)
    missing = "、".join(map(str, lacking))
    return question.said(Compliance.NOT_MET, "reports_not_met", missing=missing, years=told)


def report_years(question: Question, first: date, last: date) -> dict[int, ReportState]:
    """Return what is known of the report of every year of a period, and of the year going on."""
    rule, day = question.params(AnnualReport), question.day
    handed_in = question.facts.annual_report_years
    years = {
        year: ReportState.SUBMITTED if year in handed_in else ReportState.MISSING
        for year in rule.years_due(first, last, day)
    }
    year_end = date(last.year, *_DECEMBER)
    coming = rule.years_not_yet_due(first, year_end, day)
    return years | dict.fromkeys(coming, ReportState.NOT_DUE)


def _evaluation_period(question: Question) -> tuple[date, date] | Ruled:
    """Return the first and the last day of what is evaluated, or which date is missing."""
    facts, setup = question.facts, question.setup
    if setup.type is EvaluationType.POST_EVALUATION:
        first = setup.period_from
        if first is None and facts.accepted_on is not None:
            first = add_days(facts.accepted_on, 1)
        last = setup.material_deadline or question.day
        return question.missing("accepted_on") if first is None else (first, last)
    if facts.term_from is None:
        return question.missing("term_from")
    ends = (facts.term_until, question.day)
    return facts.term_from, min(day for day in ends if day is not None)


def subtype(question: Question) -> Ruled:
    """Ask whether the partners make the subtype; a combination nobody described is accepted."""
    entry, facts = question.entry, question.facts
    if entry.subtype is None:
        return question.missing("subtype")
    names = {"kind": label(entry.kind), "subtype": label(entry.subtype)}
    found = _partner_rule(question)
    if found is None:
        return replace(question.said(Compliance.MET, "undescribed", **names), remarked=True)
    asked = replace(question, rule=found)
    rule = asked.params(PartnerRule)
    abroad, organised = bool(facts.foreign_location), bool(facts.international_organisation)
    count = len(facts.partner_countries)
    if rule.needs_foreign_location and not abroad:
        return asked.missing("foreign_location")
    if rule.countries_at_least and not count and not (rule.organisation_suffices and organised):
        return asked.missing("partner_countries")
    fits = rule.fits(count, has_organisation=organised, has_foreign_location=abroad)
    have = _partners(facts)
    return asked.weighed("subtype", holds=fits, **names, count=count, have=have)


def _partners(facts: Facts) -> str:
    abroad = (facts.foreign_location, *facts.partner_countries, facts.international_organisation)
    return "、".join(filter(None, abroad)) or "—"


def _partner_rule(question: Question) -> str | None:
    """Return the id of the rule that describes the kind and subtype of the entry."""
    for rule in question.rules.rulebook.rules:
        if rule.kind == "partner_rule":
            asked = replace(question, rule=rule.id).params(PartnerRule)
            if (asked.kind, asked.subtype) == (question.entry.kind, question.entry.subtype):
                return rule.id
    return None


def named(question: Question) -> Ruled:
    """Ask whether the Chinese name is built as it should be."""
    return _fitting(question, question.entry.name)


def named_in_english(question: Question) -> Ruled:
    """Ask whether the English name is built as it should be."""
    if not question.facts.english_name:
        return question.missing("english_name")
    return _fitting(question, question.facts.english_name)


def _fitting(question: Question, name: str) -> Ruled:
    pattern, kind = question.params(NamePattern), question.entry.kind
    form = _form(pattern, kind)
    return question.weighed("name", holds=pattern.fits(name, kind), name=name, form=form)


def _form(pattern: NamePattern, kind: PlatformKind) -> str:
    head, tail = pattern.frames(kind)[0]
    return f"{head}{fact_name('direction')}{tail}"


def changes(question: Question) -> Ruled:
    """Ask for the approval where name and direction of the ledger tell of a change."""
    facts = question.facts
    if facts.change_approval:
        return question.said(Compliance.MET, "change_approved", approval=facts.change_approval)
    if facts.direction and facts.direction not in question.entry.name:
        params = {"name": question.entry.name, "direction": facts.direction}
        open_ = question.said(Compliance.OPEN, "change_seems", **params)
        return replace(open_, remarked=True)
    return question.said(None, "change_none")
