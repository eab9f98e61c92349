"""What is missing or odd before issuing, each with its article; the organiser's check list."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from ynreview.app.formal_document import stored_replies
from ynreview.app.setup import FORMS, RULEBOOK, check_validity
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.terms import EvaluationType, Role
from ynreview.panel.entries import Entry
from ynreview.panel.formal.findings import formal_findings
from ynreview.panel.formal.table import formal_table
from ynreview.panel.people import Expert, Recusal
from ynreview.rulebook.forms import load_form
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Amount, Kind, Minimum, ShareCeiling
from ynreview.rulebook.loader import rulebook_from_files
from ynreview.rulebook.model import Rulebook
from ynreview.storage.unit_of_work import UnitOfWork

_LEAST_PART = 4


def stored_files(uow: UnitOfWork, prefix: str) -> dict[str, bytes]:
    """Return the documents below a prefix, by the rest of their names."""
    return {name.removeprefix(prefix): content for name, content in uow.documents(prefix).items()}


def stored_rulebook(uow: UnitOfWork) -> Rulebook:
    """Return the rulebook that the round was made with."""
    return rulebook_from_files(stored_files(uow, RULEBOOK))


def stored_forms(uow: UnitOfWork) -> dict[str, bytes]:
    """Return the score forms of the round as TOML, by file name."""
    return stored_files(uow, FORMS)


def stored_rules(uow: UnitOfWork) -> RulesInForce:
    """Return the rules in force for the round with its settings."""
    setup = uow.round_setup()
    return RulesInForce(stored_rulebook(uow), setup.review_date, setup.overrides)


def check_readiness(uow: UnitOfWork) -> tuple[Finding, ...]:
    """Return everything that is missing or odd; a blocking one keeps the packages unissued."""
    rules = stored_rules(uow)
    entries, experts = uow.entries(), uow.experts()
    recusals = [recusal for recusal, _ in uow.recusals()]
    return (
        *check_validity(rules.rulebook, uow.round_setup()),
        *_check_entries(entries, uow.round_setup().type, rules),
        *_check_not_applicable(uow, entries, rules),
        *formal_findings(
            formal_table(entries, uow.round_setup(), rules, stored_replies(uow)), rules
        ),
        *panel_findings(experts, rules),
        *_check_recusals(entries, experts, recusals, rules),
        *suggested_recusals(entries, experts, recusals, rules),
    )


def panel_findings(experts: tuple[Expert, ...], rules: RulesInForce) -> tuple[Finding, ...]:
    """Say what is unusual about a panel: size, even number, units, chair."""
    members = [expert for expert in experts if not expert.is_alternate]
    found = []
    chairs = [expert.code for expert in experts if expert.role is Role.CHAIR]
    panels = {expert.panel for expert in members}
    if experts and len(chairs) != max(len(panels), 1):
        found.append(_blocking("chair_count", rules, "chair_scores_first", count=len(chairs)))
    floor = rules.ruling("valid_experts_floor", Minimum)
    if not floor.params.met(len(members)):
        found.append(
            _blocking(
                "panel_too_small",
                rules,
                "valid_experts_floor",
                count=len(members),
                floor=floor.params.value,
            )
        )
    found.extend(_panel_notes(members, rules))
    return tuple(found)


def _panel_notes(members: list[Expert], rules: RulesInForce) -> list[Finding]:
    found = []
    size = rules.ruling("panel_size", Amount).params.value
    if members and len(members) != size:
        found.append(_note("panel_size", rules, "panel_size", count=len(members), size=size))
    if members and len(members) % 2 == 0:
        found.append(_note("panel_even", rules, "even_panel_hint", count=len(members)))
    units = {expert.unit for expert in members}
    least = rules.ruling("panel_units_minimum", Minimum).params
    if members and not least.met(len(units)):
        found.append(
            _note("panel_units", rules, "panel_units_minimum", count=len(units), least=least.value)
        )
    return found


def _check_entries(
    entries: tuple[Entry, ...], evaluation: EvaluationType, rules: RulesInForce
) -> list[Finding]:
    if not entries:
        return [_blocking("no_entries", rules, "forms_are_suggestions")]
    found = []
    if len({entry.panel for entry in entries if entry.takes_part}) > 1:
        found.append(_blocking("several_panels", rules, "several_panels_recommend"))
    count = sum(entry.takes_part for entry in entries)
    quota = rules.ruling("excellent_quota", ShareCeiling)
    if evaluation is EvaluationType.POST_EVALUATION and quota.params.most(count) == 0:
        found.append(
            _note("no_excellent", rules, "quota_below_ten", count=count, share=quota.params.text)
        )
    without = [entry.number for entry in entries if entry.takes_part and not entry.attachments]
    if without:
        names = "、".join(without)
        rule = "forms_are_suggestions"
        found.append(_note("no_attachments", rules, rule, count=len(without), entries=names))
    return found


def _check_not_applicable(
    uow: UnitOfWork, entries: tuple[Entry, ...], rules: RulesInForce
) -> list[Finding]:
    """Say which items set 不适用 are none of the entry's form, or leave nothing to mark."""
    rule = "not_applicable_for_everyone"
    forms = {form.kind: form for form in map(load_form, stored_forms(uow).values())}
    known = {entry.number: entry for entry in entries}
    found = []
    for number, codes in sorted(uow.round_setup().not_applicable.items()):
        entry = known.get(number)
        if entry is None:
            found.append(_blocking("skipped_entry_unknown", rules, rule, entry=number))
            continue
        form = forms[entry.kind]
        items = {item.code for item in form.items}
        found.extend(
            _blocking("skipped_item_unknown", rules, rule, entry=number, item=code)
            for code in sorted(set(codes) - items)
        )
        if {item.code for item in form.regular_items} <= set(codes):
            found.append(_blocking("skipped_everything", rules, rule, entry=number))
    return found


def _check_recusals(
    entries: tuple[Entry, ...],
    experts: tuple[Expert, ...],
    recusals: Iterable[Recusal],
    rules: RulesInForce,
) -> list[Finding]:
    found = []
    members = {expert.code: expert for expert in experts if not expert.is_alternate}
    by_entry: dict[str, set[str]] = defaultdict(set)
    for recusal in recusals:
        if recusal.expert in members:
            by_entry[recusal.entry].add(recusal.expert)
    floor = rules.ruling("valid_experts_floor", Minimum).params
    for entry in entries:
        left = len(members) - len(by_entry[entry.number])
        if entry.takes_part and members and not floor.met(left):
            found.append(
                _warning(
                    "too_few_left",
                    rules,
                    "valid_experts_floor",
                    entry=entry.number,
                    left=left,
                    floor=floor.value,
                )
            )
    for expert, numbers in chairs_without_deputy(experts, by_entry):
        params = {"expert": expert.code, "name": expert.name, "entries": "、".join(numbers)}
        found.append(_blocking("chair_recused", rules, "deputy_acts", **params))
    return found


def chairs_without_deputy(
    experts: Iterable[Expert], recused: Mapping[str, set[str]]
) -> list[tuple[Expert, list[str]]]:
    """Return the chairs recused from entries where no deputy can act for them, with the entries.

    ``recused`` maps an entry's number to the codes of those recused from it.
    """
    experts = tuple(experts)
    deputies = {expert.code for expert in experts if expert.role is Role.DEPUTY}
    alone = {
        expert: [n for n, away in sorted(recused.items()) if {expert.code, *deputies} <= away]
        for expert in experts
        if expert.role is Role.CHAIR
    }
    return [(chair, numbers) for chair, numbers in alone.items() if numbers]


def recusal_without_note(entry: str, rules: RulesInForce) -> Finding:
    """Say that 其他 needs a word on what it is."""
    return _blocking("recusal_needs_note", rules, "recusal_grounds", entry=entry)


def suggested_recusals(
    entries: tuple[Entry, ...],
    experts: tuple[Expert, ...],
    recusals: Iterable[Recusal],
    rules: RulesInForce,
) -> list[Finding]:
    """Point at experts whose unit or name stands in an entry; a person decides."""
    known = {(recusal.expert, recusal.entry) for recusal in recusals}
    found = []
    for expert in experts:
        for entry in entries:
            if (expert.code, entry.number) in known or not entry.takes_part:
                continue
            match = _match(expert, entry)
            if match:
                params = {"expert": expert.code, "name": expert.name, "entry": entry.number}
                found.append(
                    _warning(
                        "recusal_suggested",
                        rules,
                        "recusal_matches_are_suggestions",
                        **params,
                        match=match,
                    )
                )
    return found


def _match(expert: Expert, entry: Entry) -> str:
    facts = entry.facts
    units = {
        facts.lead_unit,
        *facts.participating_units,
        *facts.foreign_partners,
        facts.recommending_department,
    }
    for unit in sorted(filter(None, units)):
        if any(_same_or_part(_plain(unit), _plain(own)) for own in expert.units):
            return unit
    if expert.name in {facts.director, *facts.academic_committee} - {""}:
        return expert.name
    return ""


def _same_or_part(one: str, other: str) -> bool:
    """Whether two units are the same or one is a part of the other: 云南大学, 云南大学材料学院."""
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _LEAST_PART and shorter in longer)


def _plain(unit: str) -> str:
    return "".join(unicodedata.normalize("NFKC", unit).casefold().split())


def _finding(
    severity: Severity, what: str, rules: RulesInForce, rule: str, params: Mapping[str, str | int]
) -> Finding:
    subject = str(params.get("entry") or params.get("expert") or "")
    return Finding(f"app.{what}", severity, subject, params, rules.ruling(rule, Kind).citations)


def _blocking(what: str, rules: RulesInForce, rule: str, **params: str | int) -> Finding:
    return _finding(Severity.BLOCKING, what, rules, rule, params)


def _warning(what: str, rules: RulesInForce, rule: str, **params: str | int) -> Finding:
    return _finding(Severity.WARNING, what, rules, rule, params)


def _note(what: str, rules: RulesInForce, rule: str, **params: str | int) -> Finding:
    return _finding(Severity.NOTE, what, rules, rule, params)
