"""What there is to say of experts and recusals before issuing; a person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ynreview.app.recusal_matches import is_reviewed, matches
from ynreview.app.recusal_reviews import RecusalReview
from ynreview.app.ruled import blocking, note, warning
from ynreview.kernel.finding import Finding
from ynreview.kernel.terms import Role
from ynreview.messages import sentence
from ynreview.panel.draw import drawn_order
from ynreview.panel.entries import Entry
from ynreview.panel.people import Expert, Recusal
from ynreview.panel.round import RoundSetup
from ynreview.panel.unit_names import plain_person
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Amount, Minimum


def panel_findings(experts: Sequence[Expert], rules: RulesInForce) -> tuple[Finding, ...]:
    """Say what is unusual about every panel: chair, size, even number, units, same person."""
    return (
        *(
            found
            for panel, group in by_panel(experts).items()
            for found in _of_panel(panel, group, rules)
        ),
        *_same_person(experts, rules),
    )


def by_panel(experts: Iterable[Expert]) -> Mapping[str, Sequence[Expert]]:
    """Return the experts of every panel; where at most one has a name, all are one panel ``""``."""
    experts = tuple(experts)
    names = sorted({expert.panel for expert in experts})
    if len(set(names) - {""}) <= 1:
        return {"": experts}
    return {name: [one for one in experts if one.panel == name] for name in names}


def _of_panel(panel: str, experts: Sequence[Expert], rules: RulesInForce) -> Iterable[Finding]:
    members = [expert for expert in experts if not expert.is_alternate]
    where = panel or sentence("preparation.name_list")
    chairs = sum(expert.role is Role.CHAIR for expert in experts)
    if experts and chairs != 1:
        yield blocking("app.chair_count", rules, "chair_scores_first", panel=where, count=chairs)
    floor = rules.ruling("valid_experts_floor", Minimum).params
    if not floor.met(len(members)):
        yield blocking(
            "app.panel_too_small",
            rules,
            "valid_experts_floor",
            panel=where,
            count=len(members),
            floor=floor.value,
        )
    if members:
        yield from _composition(where, members, rules)
    if members and len(members) == len(experts):
        yield note("preparation.no_alternate", rules, "replaced_expert", panel=where)


def _composition(where: str, members: Sequence[Expert], rules: RulesInForce) -> Iterable[Finding]:
    size = rules.ruling("panel_size", Amount).params.value
    count = len(members)
    if count != size:
        yield note("app.panel_size", rules, "panel_size", panel=where, count=count, size=size)
    if count % 2 == 0:
        yield note("app.panel_even", rules, "even_panel_hint", panel=where, count=count)
    units = {expert.unit for expert in members}
    least = rules.ruling("panel_units_minimum", Minimum).params
    if not least.met(len(units)):
        yield note(
            "app.panel_units",
            rules,
            "panel_units_minimum",
            panel=where,
            count=len(units),
            least=least.value,
        )


def _same_person(experts: Iterable[Expert], rules: RulesInForce) -> Iterable[Finding]:
    known: dict[tuple[str, str], list[Expert]] = defaultdict(list)
    for expert in experts:
        known[plain_person(expert.name), expert.unit].append(expert)
    for same in known.values():
        if len(same) > 1:
            codes = "、".join(one.code for one in same)
            yield warning(
                "preparation.same_person",
                rules,
                "chair_scores_first",
                expert=same[0].code,
                codes=codes,
                name=same[0].name,
            )


def recusal_findings(
    entries: Iterable[Entry],
    experts: Iterable[Expert],
    recusals: Iterable[Recusal],
    rules: RulesInForce,
) -> tuple[Finding, ...]:
    """Say where too few valid experts are left, and where nobody can act for a recused chair."""
    experts, by_entry = tuple(experts), defaultdict(set)
    members = {expert.code: expert for expert in experts if not expert.is_alternate}
    for recusal in recusals:
        if recusal.expert in members:
            by_entry[recusal.entry].add(recusal.expert)
    return (
        *_too_few(entries, members.values(), by_entry, rules),
        *(
            blocking(
                "app.chair_recused",
                rules,
                "deputy_acts",
                expert=expert.code,
                name=expert.name,
                entries="、".join(numbers),
            )
            for expert, numbers in chairs_without_deputy(experts, by_entry)
        ),
    )


def _too_few(
    entries: Iterable[Entry],
    members: Iterable[Expert],
    recused: Mapping[str, set[str]],
    rules: RulesInForce,
) -> Iterable[Finding]:
    panels = by_panel(members)
    floor = rules.ruling("valid_experts_floor", Minimum).params
    for entry in entries:
        size = len(panels.get(entry.panel if len(panels) > 1 else "", ()))
        left = size - len(recused[entry.number])
        if entry.takes_part and size and not floor.met(left):
            yield warning(
                "app.too_few_left",
                rules,
                "valid_experts_floor",
                entry=entry.number,
                left=left,
                floor=floor.value,
            )


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
    return blocking("app.recusal_needs_note", rules, "recusal_grounds", entry=entry)


def suggested_recusals(
    entries: Iterable[Entry],
    experts: Iterable[Expert],
    recusals: Iterable[Recusal],
    rules: RulesInForce,
    reviews: Sequence[RecusalReview] = (),
) -> list[Finding]:
    """Point at experts whose unit or name stands in an entry and nobody looked at it yet."""
    people = {expert.code: expert for expert in experts}
    known = {(recusal.expert, recusal.entry) for recusal in recusals}
    return [
        warning(
            "app.recusal_suggested",
            rules,
            "recusal_matches_are_suggestions",
            expert=found.expert,
            name=people[found.expert].name,
            entry=found.entry,
            own=found.own,
            field=sentence(f"facts.{found.field}"),
            match=found.theirs,
        )
        for found in matches(people.values(), entries, rules)
        if (found.expert, found.entry) not in known and not is_reviewed(found, reviews)
    ]


def assignment_findings(
    setup: RoundSetup, entries: Iterable[Entry], experts: Iterable[Expert], rules: RulesInForce
) -> tuple[Finding, ...]:
    """Say which panels lack experts or platforms, and when a draw no longer fits the list."""
    taking_part = [entry for entry in entries if entry.takes_part]
    of_entries = {entry.panel for entry in taking_part}
    of_experts = {expert.panel for expert in experts}
    named = of_entries - {""}, of_experts - {""}
    found = []
    if all(named):
        found = [
            _alone(panel, "preparation.panel_without_experts", rules)
            for panel in sorted(of_entries - of_experts)
        ] + [
            _alone(panel, "preparation.panel_without_entries", rules)
            for panel in sorted(of_experts - of_entries)
        ]
    seed = setup.draw_seed
    drawn = drawn_order(seed, taking_part) if seed else {}
    if seed and any(entry.order != drawn[entry.number] for entry in taking_part):
        found.append(warning("preparation.draw_outdated", rules, "presentation_draw", seed=seed))
    return tuple(found)


def _alone(panel: str, code: str, rules: RulesInForce) -> Finding:
    where = panel or sentence("preparation.name_no_panel")
    return warning(code, rules, "several_panels_recommend", panel=where)
