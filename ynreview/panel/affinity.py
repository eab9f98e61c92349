"""Where the unit or the name of an expert stands in an entry: pointed at, never decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ynreview.panel.entries import Entry, Facts
from ynreview.panel.people import Expert
from ynreview.panel.unit_names import UnitName, plain_person, read_units


@dataclass(frozen=True, slots=True)
class Affinity:
    """One match: ``field`` names the fact of the entry, ``theirs`` what stands in it."""

    expert: str
    entry: str
    field: str
    own: str
    theirs: str


@dataclass(frozen=True, slots=True)
class _Stated:
    field: str
    text: str
    units: tuple[UnitName, ...]
    person: str


def find_affinities(
    experts: Iterable[Expert],
    entries: Iterable[Entry],
    unit_fields: Collection[str],
    name_fields: Collection[str],
) -> tuple[Affinity, ...]:
    """Return the first match of every expert with every entry, by expert, then by entry.

    ``unit_fields`` and ``name_fields`` are names of fields of ``Facts``, by the rulebook.
    """
    stated = [(entry, list(_stated(entry.facts, unit_fields, name_fields))) for entry in entries]
    return tuple(found for expert in experts for found in _of_one(expert, stated))


def _of_one(expert: Expert, stated: list[tuple[Entry, list[_Stated]]]) -> Iterator[Affinity]:
    own = [(text, read_units(text)) for text in expert.units]
    name = plain_person(expert.name)
    for entry, places in stated:
        found = next(_matches(own, name, expert.name, places), None)
        if found is not None:
            field, mine, theirs = found
            yield Affinity(expert.code, entry.number, field, mine, theirs)


def _matches(
    own: list[tuple[str, tuple[UnitName, ...]]], name: str, shown: str, places: list[_Stated]
) -> Iterator[tuple[str, str, str]]:
    for place in places:
        if place.person and place.person == name:
            yield place.field, shown, place.text
        for text, units in own:
            if any(one.is_related_to(other) for one in units for other in place.units):
                yield place.field, text, place.text


def _stated(
    facts: Facts, unit_fields: Collection[str], name_fields: Collection[str]
) -> Iterator[_Stated]:
    for field in unit_fields:
        for text in _texts(facts, field):
            yield _Stated(field, text, read_units(text), "")
    for field in name_fields:
        for text in _texts(facts, field):
            yield _Stated(field, text, (), plain_person(text))


def _texts(facts: Facts, field: str) -> tuple[str, ...]:
    value = getattr(facts, field)
    return tuple(one for one in ((value,) if isinstance(value, str) else value) if one)
