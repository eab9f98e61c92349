"""Kinds that list, order, switch or state; what the words mean is the business of their users."""

from dataclasses import dataclass
from typing import ClassVar

from ynreview.kernel.terms import EntryState
from ynreview.rulebook.kinds.base import Kind, require


def _require_distinct(values: tuple[str, ...]) -> None:
    require(holds=bool(values), because="the list is empty")
    require(holds=len(set(values)) == len(values), because="the list says a word twice")


@dataclass(frozen=True)
class Statement(Kind):
    """A principle or a consequence without arithmetic, in the words that are shown."""

    text: str
    fixed: ClassVar[frozenset[str]] = frozenset({"text"})

    def __post_init__(self) -> None:
        require(holds=bool(self.text.strip()), because="the statement is empty")


@dataclass(frozen=True)
class Switch(Kind):
    """On or off."""

    enabled: bool


@dataclass(frozen=True)
class Choice(Kind):
    """A closed list of codes."""

    values: tuple[str, ...]
    fixed: ClassVar[frozenset[str]] = frozenset({"values"})

    def __post_init__(self) -> None:
        _require_distinct(self.values)

    def allows(self, value: str) -> bool:
        """Whether the code is in the list."""
        return value in self.values


@dataclass(frozen=True)
class Option(Kind):
    """One of several ways, chosen for the round."""

    value: str
    among: tuple[str, ...]
    fixed: ClassVar[frozenset[str]] = frozenset({"among"})

    def __post_init__(self) -> None:
        _require_distinct(self.among)
        require(holds=self.value in self.among, because=f"{self.value} is none of the ways")


@dataclass(frozen=True)
class Chain(Kind):
    """Steps taken one after another until one decides; all of them are known ones."""

    steps: tuple[str, ...]
    among: tuple[str, ...]
    fixed: ClassVar[frozenset[str]] = frozenset({"among"})

    def __post_init__(self) -> None:
        _require_distinct(self.steps)
        require(holds=set(self.steps) <= set(self.among), because="the chain has an unknown step")


@dataclass(frozen=True)
class StatesCounted(Kind):
    """Which entries make up the denominator, and of what."""

    states: tuple[EntryState, ...]
    scope: str
    fixed: ClassVar[frozenset[str]] = frozenset({"scope"})

    def __post_init__(self) -> None:
        _require_distinct(self.states)
        taking_part = EntryState.TAKING_PART in self.states
        require(holds=taking_part, because="entries that take part are always counted")

    def counts(self, state: EntryState) -> bool:
        """Whether an entry of that state is counted."""
        return state in self.states
