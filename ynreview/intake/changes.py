"""What a list read again would change: added, changed field by field, gone; it changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum, StrEnum
from typing import Any

from ynreview.intake.vocabulary import vocabulary
from ynreview.kernel.money import Money
from ynreview.messages import label
from ynreview.panel.entries import Entry
from ynreview.panel.people import Expert


class ChangeKind(StrEnum):
    """新增, 有改动, 将移除."""

    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs, in words; empty where nothing stands."""

    field: str
    heading: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """One platform or expert that would not stay as it is."""

    number: str
    name: str
    change: ChangeKind
    fields: tuple[FieldChange, ...] = ()


def entry_changes(old: Sequence[Entry], new: Sequence[Entry]) -> tuple[Change, ...]:
    """Return what differs between two sets of entries, by number; attachments do not count."""
    return _changes(
        {one.number: (one.name, _entry_values(one)) for one in old},
        {one.number: (one.name, _entry_values(one)) for one in new},
        _headings("platforms"),
    )


def expert_changes(old: Sequence[Expert], new: Sequence[Expert]) -> tuple[Change, ...]:
    """Return what differs between two lists of experts, by code."""
    return _changes(
        {one.code: (one.name, _values(one)) for one in old},
        {one.code: (one.name, _values(one)) for one in new},
        _headings("panel"),
    )


_Described = dict[str, tuple[str, dict[str, str]]]


def _changes(old: _Described, new: _Described, headings: dict[str, str]) -> tuple[Change, ...]:
    found = []
    for number, (name, values) in new.items():
        if number not in old:
            found.append(Change(number, name, ChangeKind.ADDED))
        elif differing := tuple(_differing(old[number][1], values, headings)):
            found.append(Change(number, name, ChangeKind.CHANGED, differing))
    gone = (Change(n, name, ChangeKind.GONE) for n, (name, _) in old.items() if n not in new)
    return (*found, *gone)


def _differing(
    old: dict[str, str], new: dict[str, str], headings: dict[str, str]
) -> Iterable[FieldChange]:
    for name, heading in headings.items():
        if old.get(name, "") != new.get(name, ""):
            yield FieldChange(name, heading, old.get(name, ""), new.get(name, ""))


def _headings(table: str) -> dict[str, str]:
    return {column.field: column.heading for column in vocabulary(table).columns}


def _entry_values(entry: Entry) -> dict[str, str]:
    return {**_values(entry), **_values(entry.facts)}


def _values(described: Entry | Expert | Any) -> dict[str, str]:
    return {one.name: value_in_words(getattr(described, one.name)) for one in fields(described)}


def value_in_words(value: Any) -> str:  # noqa: PLR0911 - one line per kind
    """Return a field's value as an official would write it into a cell, "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Enum):
        return label(value)
    if isinstance(value, Money):
        return value.wan
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return str(value)
