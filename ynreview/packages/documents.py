"""The JSON documents inside the packages, as frozen values; nothing of files or signatures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar, cast

from ynreview.kernel import strict_json
from ynreview.kernel.codec import from_plain, to_plain
from ynreview.kernel.terms import CorrectionGround, Role
from ynreview.panel.entries import Entry
from ynreview.panel.people import Recusal
from ynreview.panel.sheets import ScoreSheet
from ynreview.scoring.record import Record
from ynreview.scoring.result import Ballot, Figures

T = TypeVar("T")

ROUND = "round.json"
ENTRIES = "entries.json"
FORMAL = "formal.json"
ROSTER = "roster.json"
ASSIGNMENT = "assignment.json"
SUBMISSION = "submission.json"
RESULT = "result.json"
RESULT_PDF = "result.pdf"
RESULT_WORKBOOK = "result.xlsx"
IDENTITIES = "identities.json"
JOURNAL = "journal.jsonl"
BASIS_FILE = "basis.ynr"
ROSTER_FILE = "roster.ynr"
SCORES = "scores/"
ROSTERS = "rosters/"


def roster_path(number: int) -> str:
    """Return where version ``number`` of the roster lies in a result package."""
    return f"{ROSTERS}roster-{number}.ynr"


def score_path(expert: str, revision: int) -> str:
    """Return where a collected score package lies in a result package."""
    return f"{SCORES}{expert}-r{revision}.ynr"


@dataclass(frozen=True, slots=True)
class EntryList:
    """The entries of a round in the order of the ledger."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """One attachment inside a task package: where it lies and what it was called."""

    entry: str
    path: str
    name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """What one expert is to judge; entries of known recusals and their files are absent."""

    round_id: str
    basis_digest: str
    roster_digest: str
    expert: str
    role: Role
    version: int
    entries: tuple[str, ...]
    files: tuple[IssuedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """第 n 次提交 of one expert: every sheet, every recusal, and what it was made from.

    ``previous_digest`` is the SHA-256 of the package of revision n - 1, None for the first.
    """

    round_id: str
    basis_digest: str
    task_digest: str
    expert: str
    revision: int
    previous_digest: str | None
    submitted_at: datetime
    undertaking: str
    sheets: tuple[ScoreSheet, ...]
    recusals: tuple[Recusal, ...] = ()
    reason: str = ""
    ground: CorrectionGround | None = None


@dataclass(frozen=True, slots=True)
class CollectedPackage:
    """A score package that the chair took in; the newest of each expert counts."""

    expert: str
    revision: int
    digest: str
    key_code: str


@dataclass(frozen=True, slots=True)
class ResultDocument:
    """定稿 n: what was collected, what was decided and what was computed.

    Its SHA-256 gives the 结果校验码.
    """

    round_id: str
    number: int
    basis_digest: str
    rosters: tuple[str, ...]
    collected: tuple[CollectedPackage, ...]
    record: Record
    figures: Figures


@dataclass(frozen=True, slots=True)
class Identities:
    """The certificates that were compared in person, by expert, as PEM text."""

    certificates: Mapping[str, str] = field(default_factory=dict)


def ballots_of(submissions: Mapping[str, Submission]) -> dict[str, Ballot]:
    """Return what counts of the submissions."""
    return {
        expert: Ballot(
            expert=expert,
            sheets={sheet.entry: sheet for sheet in submission.sheets},
            recused=frozenset(recusal.entry for recusal in submission.recusals),
        )
        for expert, submission in submissions.items()
    }


def to_bytes(document: object) -> bytes:
    """Return a document as deterministic JSON."""
    return strict_json.to_bytes(to_plain(document))


def from_bytes(kind: type[T], content: bytes) -> T:
    """Read a document; raises ValueError naming the place that does not fit."""
    document: T = _read(cast("Any", kind), content)
    return document


@lru_cache(maxsize=128)
def _read(kind: Any, content: bytes) -> Any:
    # Documents are frozen and read again with every command: the same bytes are decoded once.
    return from_plain(kind, strict_json.from_bytes(content))
