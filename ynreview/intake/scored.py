"""What a score file says, as plain values; the text of marks is not judged here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ynreview.kernel.finding import Finding
from ynreview.kernel.terms import Ground, Vote


@dataclass(frozen=True, slots=True)
class DeclaredRecusal:
    """An expert withdraws from one entry and says why."""

    ground: Ground
    note: str = ""


@dataclass(slots=True)
class ScoredEntry:
    """What the file says of one entry; marks and amounts are the text as given, 未填 is absent."""

    items: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)
    overall: str = ""
    vote: Vote | None = None
    suggested_amount: str = ""
    veto: dict[str, bool] = field(default_factory=dict)
    recuse: DeclaredRecusal | None = None


@dataclass(frozen=True, slots=True)
class ScoreFile:
    """All entries of a score file by number; with a blocking finding nothing may be stored."""

    entries: Mapping[str, ScoredEntry]
    findings: tuple[Finding, ...] = ()
