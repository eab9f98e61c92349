"""The organiser's arrangements before issuing: facts of the round, experts, recusals, order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ynreview.app import commands as c
from ynreview.app.handlers.preparing import (
    require_entry,
    require_expert,
    require_open_for_change,
)
from ynreview.app.outcome import Outcome, refusal
from ynreview.app.queries.panel_checks import panel_findings
from ynreview.app.queries.readiness import stored_rulebook, stored_rules
from ynreview.app.recusal_matches import matches
from ynreview.app.recusal_reviews import RecusalReview, drop_review, put_review
from ynreview.app.setup import check_validity
from ynreview.kernel.codec import to_plain
from ynreview.kernel.errors import UsageError
from ynreview.kernel.finding import Finding, any_blocking
from ynreview.messages import sentence
from ynreview.panel.draw import drawn_order
from ynreview.panel.people import Expert
from ynreview.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from ynreview.app.work import Work

CHANGEABLE = (
    "title",
    "review_date",
    "reason",
    "venue",
    "commissioned_by",
    "institution",
    "period_from",
    "period_until",
    "material_deadline",
    "budget",
    "secretaries",
    "supervisor",
    "not_applicable",
)
_SEED_LENGTH = 8


def change_round(command: c.ChangeRound, work: Work) -> Outcome:
    """Change facts of the round; type, rulebook and 演练 stay what they were made with.

    Raises UsageError for a field that is none of ``CHANGEABLE`` and for an empty title.
    """
    require_open_for_change(work.uow)
    _require_changeable(command.facts)
    before = work.uow.round_setup()
    given = {name: _tidy(value) for name, value in command.facts.items()}
    if not given.get("title", before.title):
        raise UsageError("app.title_missing")
    after = replace(before, **given)
    findings = check_validity(stored_rulebook(work.uow), after)
    if any_blocking(findings):
        return refusal(*findings)
    changed = {name: after for name in given if getattr(before, name) != getattr(after, name)}
    work.uow.put_round_setup(after)
    detail = {
        name: {"before": to_plain(getattr(before, name)), "after": to_plain(getattr(after, name))}
        for name in changed
    }
    data = {"changed": list(changed)}
    return Outcome(findings, data, subject=before.round_id, detail=detail, changed=bool(changed))


def _require_changeable(facts: Mapping[str, Any]) -> None:
    for name in facts:
        if name not in CHANGEABLE:
            raise UsageError("preparation.fixed_at_creation", name=_name(name))


def _name(field: str) -> str:
    names = {
        "type": sentence("preparation.name_type"),
        "rulebook_id": sentence("preparation.name_rulebook"),
        "rehearsal": sentence("preparation.name_rehearsal"),
    }
    return names.get(field, field)


def _tidy(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def put_expert(command: c.PutExpert, work: Work) -> Outcome:
    """Add or change an expert by hand; recusals of a changed code go with the person."""
    require_open_for_change(work.uow)
    expert, former = _tidy_expert(command.expert), command.former
    if not (expert.code and expert.name and expert.unit):
        raise UsageError("preparation.expert_incomplete")
    experts = list(work.uow.experts())
    codes = [one.code for one in experts]
    if former:
        require_expert(work.uow, former)
    if expert.code in codes and expert.code != former:
        raise UsageError("preparation.expert_exists", expert=expert.code)
    if former:
        experts[codes.index(former)] = expert
    else:
        experts.append(expert)
    work.uow.replace_experts(experts)
    if former and former != expert.code:
        _move_recusals(work.uow, former, expert.code)
    detail = {"former": former, **to_plain(expert)}
    return Outcome(
        _told(experts, work.uow), {"expert": expert.code}, subject=expert.code, detail=detail
    )


def _tidy_expert(expert: Expert) -> Expert:
    texts = {
        name: getattr(expert, name).strip()
        for name in ("code", "name", "unit", "title", "field", "panel")
    }
    recent = tuple(one.strip() for one in expert.recent_units if one.strip())
    return replace(expert, **texts, recent_units=recent)


def _move_recusals(uow: UnitOfWork, former: str, code: str) -> None:
    for recusal, source in uow.recusals():
        if recusal.expert == former:
            uow.drop_recusal(former, recusal.entry)
            uow.put_recusal(replace(recusal, expert=code), source)


def remove_expert(command: c.RemoveExpert, work: Work) -> Outcome:
    """Take an expert off the list with the recusals recorded of this person."""
    require_open_for_change(work.uow)
    require_expert(work.uow, command.expert)
    left = [one for one in work.uow.experts() if one.code != command.expert]
    dropped = [one for one, _ in work.uow.recusals() if one.expert == command.expert]
    for recusal in dropped:
        work.uow.drop_recusal(recusal.expert, recusal.entry)
    work.uow.replace_experts(left)
    detail = {"expert": command.expert, "recusals_dropped": to_plain(dropped)}
    return Outcome(_told(left, work.uow), detail, subject=command.expert, detail=detail)


def _told(experts: Iterable[Expert], uow: UnitOfWork) -> tuple[Finding, ...]:
    """Say what is unusual about the panel now; it keeps no list from being changed."""
    return tuple(one.as_warning() for one in panel_findings(tuple(experts), stored_rules(uow)))


def withdraw_recusal(command: c.WithdrawRecusal, work: Work) -> Outcome:
    """Take a recusal back, or that a pair needs none; the journal keeps both and the reason."""
    require_open_for_change(work.uow)
    _require_pair(work.uow, command.expert, command.entry)
    reason = _reason(command.reason)
    pair = (command.expert, command.entry)
    recusal = next((r for r, _ in work.uow.recusals() if (r.expert, r.entry) == pair), None)
    if recusal is not None:
        work.uow.drop_recusal(*pair)
    elif not drop_review(work.uow, *pair):
        raise UsageError("preparation.nothing_to_take_back", expert=pair[0], entry=pair[1])
    detail = {"expert": pair[0], "entry": pair[1], "reason": reason, "was": to_plain(recusal)}
    return Outcome(data=detail, subject=" ".join(pair), detail=detail)


def clear_recusal(command: c.ClearRecusal, work: Work) -> Outcome:
    """Keep that a person looked at a pair and it needs no recusal."""
    require_open_for_change(work.uow)
    _require_pair(work.uow, command.expert, command.entry)
    reason = _reason(command.reason)
    pair = (command.expert, command.entry)
    if any((one.expert, one.entry) == pair for one, _ in work.uow.recusals()):
        raise UsageError("preparation.recused_already", expert=pair[0], entry=pair[1])
    review = RecusalReview(*pair, reason, _match(work.uow, *pair))
    put_review(work.uow, review)
    detail = to_plain(review)
    return Outcome(data=detail, subject=" ".join(pair), detail=detail)


def _match(uow: UnitOfWork, expert: str, entry: str) -> str:
    experts = [one for one in uow.experts() if one.code == expert]
    entries = [one for one in uow.entries() if one.number == entry]
    found = matches(experts, entries, stored_rules(uow))
    return found[0].theirs if found else ""


def _require_pair(uow: UnitOfWork, expert: str, entry: str) -> None:
    require_expert(uow, expert)
    require_entry(uow, entry)


def _reason(text: str) -> str:
    if not text.strip():
        raise UsageError("app.reason_missing")
    return text.strip()


def assign_panels(command: c.AssignPanels, work: Work) -> Outcome:
    """Put entries and experts into panels; all of them or none."""
    require_open_for_change(work.uow)
    for number in command.entries:
        require_entry(work.uow, number)
    for code in command.experts:
        require_expert(work.uow, code)
    entries = tuple(
        replace(one, panel=command.entries.get(one.number, one.panel).strip())
        for one in work.uow.entries()
    )
    experts = tuple(
        replace(one, panel=command.experts.get(one.code, one.panel).strip())
        for one in work.uow.experts()
    )
    changed = entries != work.uow.entries() or experts != work.uow.experts()
    work.uow.replace_entries(entries)
    work.uow.replace_experts(experts)
    detail = {"entries": dict(command.entries), "experts": dict(command.experts)}
    panels = {one.panel for one in entries if one.panel} | {one.panel for one in experts}
    data = {"panels": sorted(panels - {""})}
    return Outcome(_told(experts, work.uow), data, detail=detail, changed=changed)


def draw_order(command: c.DrawOrder, work: Work) -> Outcome:
    """Draw the order within every panel; the seed is kept with the round and frozen with it."""
    require_open_for_change(work.uow)
    entries = work.uow.entries()
    if not any(entry.takes_part for entry in entries):
        raise UsageError("preparation.nothing_to_draw")
    seed = command.seed.strip() or work.around.ids.fresh(_SEED_LENGTH)
    order = drawn_order(seed, entries)
    work.uow.replace_entries(replace(one, order=order.get(one.number)) for one in entries)
    work.uow.put_round_setup(replace(work.uow.round_setup(), draw_seed=seed))
    detail = {"seed": seed, "order": dict(order)}
    drawn = [f"{place} {number}" for number, place in order.items()]
    return Outcome(data={**detail, "drawn": drawn}, detail=detail)
