"""What columns are called and how their cells speak, from resources/intake; it reads no ledger."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from resources import resource
from ynreview.intake.wording import heading_key, without_brackets, word_key
from ynreview.kernel import terms
from ynreview.kernel.codec import from_plain
from ynreview.messages import label

EVERY_TYPE = "*"


@dataclass(frozen=True, slots=True)
class Column:
    """One column an organiser may fill; see resources/intake/columns.toml for the words."""

    field: str
    heading: str
    reader: str
    example: str = ""
    variants: tuple[str, ...] = ()
    choices: str = ""
    units: tuple[str, ...] = ()
    essential: bool = False
    may_be_empty: bool = False
    required: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()

    def is_required(self, evaluation: str) -> bool:
        """Whether the column must be there for that evaluation type."""
        return EVERY_TYPE in self.required or evaluation in self.required

    def is_wanted(self, evaluation: str) -> bool:
        """Whether its absence is said for that evaluation type."""
        return EVERY_TYPE in self.wanted or evaluation in self.wanted


Ranks = Mapping[str, tuple[int, Column]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The columns of one kind of table and the headings an organiser mapped by hand."""

    table: str
    columns: tuple[Column, ...]
    mapping: Mapping[str, str]
    names: Ranks
    bare_names: Ranks

    def ranked(self, heading: str) -> tuple[int, Column] | None:
        """Return the column a heading names and how well (lower is better)."""
        key = heading_key(heading)
        if key in self.mapping:
            target = self.mapping[key]
            return (-1, self.column(target)) if target else None
        return self.names.get(key) or self.bare_names.get(without_brackets(key))

    def column(self, name: str) -> Column:
        """Return the column of a field; KeyError when there is none."""
        return next(column for column in self.columns if column.field == name)

    @property
    def essential_headings(self) -> str:
        """The headings no row can do without, for a sentence."""
        return "、".join(column.heading for column in self.columns if column.essential)


def vocabulary(table: str, mapping: Mapping[str, str] | None = None) -> Vocabulary:
    """Return the words for ``platforms``, ``panel`` or ``scores``.

    ``mapping`` leads from a heading to a field or to the heading of the template, to "" where it
    shall not be read; KeyError names a target that does not exist.
    """
    columns = _columns(table)
    fields = {"": "", **{column.field: column.field for column in columns}}
    fields |= {heading_key(column.heading): column.field for column in columns}
    fields |= {without_brackets(heading_key(column.heading)): column.field for column in columns}
    targets = {}
    for heading, target in (mapping or {}).items():
        key = target if target in fields else heading_key(target)
        if key not in fields:
            raise KeyError(target)
        targets[heading_key(heading)] = fields[key]
    return Vocabulary(table, columns, targets, _ranks(table), _ranks(table, bare=True))


@cache
def words() -> Mapping[str, Any]:
    """Return the whole of resources/intake/columns.toml."""
    return tomllib.loads(resource("intake", "columns.toml").read_text(encoding="utf-8"))


@cache
def _columns(table: str) -> tuple[Column, ...]:
    return from_plain(tuple[Column, ...], words()[table], table)


@cache
def _ranks(table: str, *, bare: bool = False) -> Ranks:
    """Return every name with its column and how good it is, the best where it names several."""
    found: dict[str, tuple[int, Column]] = {}
    for column in _columns(table):
        names = [heading_key(name) for name in (column.heading, *column.variants)]
        if bare:
            names = [*[""] * len(names), *map(without_brackets, names)]
        for rank, name in enumerate(names):
            if name and (name not in found or rank < found[name][0]):
                found[name] = (rank, column)
    return found


@cache
def choices(kind: str) -> Mapping[str, Enum]:
    """Return every word for the members of a class of terms, by ``word_key``."""
    members: type[Enum] = getattr(terms, kind)
    synonyms = words()["synonyms"][kind]
    return {
        word_key(word): member
        for member in members
        for word in (label(member), str(member.value), *synonyms[member.value])
    }


@cache
def choice_labels(kind: str) -> str:
    """Return the Chinese words a cell may hold: ``高校、科研院所、技术机构、企业``."""
    members: type[Enum] = getattr(terms, kind)
    return "、".join(label(member) for member in members)


def choice_words(column: Column) -> tuple[str, ...]:
    """Return the words a cell of the column is chosen from; empty when it is free."""
    if column.reader == "answer":
        return ("是", "否")
    if not column.choices:
        return ()
    members: type[Enum] = getattr(terms, column.choices)
    return tuple(label(member) for member in members)
