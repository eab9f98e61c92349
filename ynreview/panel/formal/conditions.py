"""The conditions of an applicant: lead unit, cooperation, team, tasks and own funds."""

from __future__ import annotations

from collections.abc import Callable

from ynreview.kernel.money import Money
from ynreview.kernel.terms import Compliance, DirectorBasis, PlatformKind
from ynreview.messages import label
from ynreview.panel.formal.question import Question, Ruled, fact_name
from ynreview.rulebook.kinds import (
    AnyOf,
    Band,
    Chain,
    Choice,
    Duration,
    LookBack,
    Minimum,
    Ratio,
    Statement,
)

Check = Callable[[Question], Ruled]


def judged(question: Question) -> Ruled:
    """Leave to a person what no figure of the ledger decides."""
    return question.said(Compliance.OPEN, "judged", demand=_demand(question))


def stated(fact: str) -> Check:
    """Return the check of a column that says 是 or 否 itself."""

    def check(question: Question) -> Ruled:
        value: bool | None = getattr(question.facts, fact)
        if value is None:
            return question.missing(fact)
        params = {"fact": fact_name(fact), "demand": _demand(question)}
        return question.weighed("stated", holds=value, **params)

    return check


def _demand(question: Question) -> str:
    return question.params(Statement).text.removesuffix("。")


def lasted(fact: str) -> Check:
    """Return the check of something that must have existed for some months."""

    def check(question: Question) -> Ruled:
        since = getattr(question.facts, fact)
        if since is None:
            return question.missing(fact)
        needed, day = question.params(Duration), question.reference_day
        return question.weighed(
            "lasted",
            holds=needed.met(since, day),
            fact=fact_name(fact),
            since=str(since),
            day=str(day),
            months=needed.months,
            first=str(needed.first_day(since)),
        )

    return check


def full_time_staff(question: Question) -> Ruled:
    """Ask for enough full-time staff, the foreign researchers among them."""
    staff, foreign = question.facts.full_time_staff, question.facts.foreign_researchers
    if staff is None:
        return question.missing("full_time_staff")
    if foreign is not None and foreign > staff:
        return _contradiction(question, staff, foreign)
    least = question.params(Minimum)
    return question.weighed("staff", holds=least.met(staff), staff=staff, least=least.value)


def foreign_researchers(question: Question) -> Ruled:
    """Ask for enough foreign researchers inside the full-time staff."""
    staff, foreign = question.facts.full_time_staff, question.facts.foreign_researchers
    if staff is None or foreign is None:
        absent = {"full_time_staff": staff, "foreign_researchers": foreign}
        return question.missing(*(name for name, value in absent.items() if value is None))
    if foreign > staff:
        return _contradiction(question, staff, foreign)
    least = question.params(Minimum)
    params = {"staff": staff, "foreign": foreign, "least": least.value}
    return question.weighed("foreign", holds=least.met(foreign), **params)


def _contradiction(question: Question, staff: int, foreign: int) -> Ruled:
    return question.said(Compliance.OPEN, "staff_contradiction", staff=staff, foreign=foreign)


def director(question: Question) -> Ruled:
    """Ask whether the director is on the establishment or has a contract that is long enough."""
    basis, years = question.facts.director_basis, question.facts.director_term_years
    if basis is None:
        return question.missing("director_basis")
    if basis is DirectorBasis.ESTABLISHMENT:
        return question.said(Compliance.MET, "director_staff")
    if years is None:
        return question.missing("director_term_years")
    least = question.params(Minimum)
    params = {"years": years, "least": least.value}
    return question.weighed("director_contract", holds=least.met(years), **params)


def laboratory_tasks(question: Question) -> Ruled:
    """Ask a laboratory for tasks led or joined in the last years; they are never added up."""
    if question.entry.kind is not PlatformKind.LABORATORY:
        return _of_other_kind(question)
    wanted = question.params(AnyOf)
    names = [minimum.name for minimum in wanted.minimums]
    values: dict[str, int | None] = {name: getattr(question.facts, name) for name in names}
    met = wanted.met(values)
    if met is None:
        return question.missing(*(name for name in names if values[name] is None))
    have = "，".join(f"{fact_name(name)} {_known(values[name])}" for name in names)
    demand = "，或".join(f"{fact_name(one.name)}不少于 {one.value}" for one in wanted.minimums)
    return question.weighed("tasks", holds=met, have=have, demand=demand, **_last_years(question))


def _known(value: int | None) -> str:
    return "—" if value is None else str(value)


def rd_center_results(question: Question) -> Ruled:
    """Ask a research and development centre for developments and transfers together."""
    if question.entry.kind is not PlatformKind.RD_CENTER:
        return _of_other_kind(question)
    count = question.facts.developments_and_transfers
    if count is None:
        return question.missing("developments_and_transfers")
    least = question.params(Minimum)
    held, years = least.met(count), _last_years(question)
    return question.weighed("results", holds=held, count=count, least=least.value, **years)


def _of_other_kind(question: Question) -> Ruled:
    return question.said(None, "other_kind", kind=label(question.entry.kind))


def _last_years(question: Question) -> dict[str, str]:
    period = question.rules.ruling("recent_years", LookBack).params
    day = question.reference_day
    return {"first": str(period.first_day(day)), "day": str(day)}


def requested_grant(question: Question) -> Ruled:
    """Compare what is applied for with the band of support, both ends included."""
    requested = question.facts.requested_grant
    if requested is None:
        return question.missing("requested_grant")
    band = question.params(Band)
    return question.weighed(
        "requested",
        holds=band.contains(requested),
        requested=requested.wan,
        lowest=band.lowest_money.wan,
        highest=band.highest_money.wan,
    )


def own_funds(question: Question) -> Ruled:
    """Ask an enterprise for own money in proportion to the grant, and say the largest grant."""
    nature, own = question.facts.lead_nature, question.facts.own_monetary_funds
    if nature is None:
        return question.missing("lead_nature")
    if not question.rules.ruling("own_funds_natures", Choice).params.allows(nature.value):
        return question.said(None, "own_funds_not_asked", nature=label(nature))
    if own is None:
        return question.missing("own_monetary_funds")
    ratio = question.params(Ratio)
    cap, lowest = ratio.cap(own), question.rules.ruling("support_band", Band).params.lowest_money
    found = _divisor(question)
    if found is None:
        return question.said(Compliance.OPEN, "own_funds_open", own=own.wan, cap=cap.wan)
    name, grant = found
    return question.weighed(
        "own_funds_below_band" if cap < lowest else "own_funds",
        holds=ratio.met(own, grant),
        own=own.wan,
        divisor=fact_name(name).partition("（")[0],
        grant=grant.wan,
        times=ratio.times,
        cap=cap.wan,
        lowest=lowest.wan,
    )


def _divisor(question: Question) -> tuple[str, Money] | None:
    """Return the grant to compare with; an amount of zero is one that is not known yet."""
    for step in question.rules.ruling("own_funds_divisor", Chain).params.steps:
        amount: Money | None = getattr(question.facts, step, None)
        if amount is not None and amount.yuan > 0:
            return step, amount
    return None
