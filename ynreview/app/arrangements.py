"""Commands of the organiser before issuing: round, experts, recusals, panels and order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ynreview.panel.people import Expert


@dataclass(frozen=True, slots=True)
class WithdrawRecusal:
    """Take back what the organiser recorded of a pair: a recusal, or that it needs none."""

    expert: str
    entry: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClearRecusal:
    """已核无须回避: a person looked at the pair and dismisses the suggestion."""

    expert: str
    entry: str
    reason: str


@dataclass(frozen=True, slots=True)
class PutExpert:
    """Add an expert, or change the one of the code ``former``."""

    expert: Expert
    former: str = ""


@dataclass(frozen=True, slots=True)
class RemoveExpert:
    """Take an expert off the list, with what was recorded of recusals."""

    expert: str


@dataclass(frozen=True, slots=True)
class AssignPanels:
    """Say which panel takes which entries and experts; those not named stay where they are."""

    entries: Mapping[str, str] = field(default_factory=dict)
    experts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DrawOrder:
    """Draw the order of presentation within every panel; an empty ``seed`` is made up."""

    seed: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRound:
    """Change what was said of the round; ``facts`` maps fields of NewRound to their new values."""

    facts: Mapping[str, Any]
