"""What a person can ask of a dossier, one frozen value each, named as a person would say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ynreview.app.arrangements import (
    AssignPanels,
    ChangeRound,
    ClearRecusal,
    DrawOrder,
    PutExpert,
    RemoveExpert,
    WithdrawRecusal,
)
from ynreview.kernel.money import Money
from ynreview.kernel.terms import CorrectionGround, EntryState, Ground, PlatformKind
from ynreview.panel.formal.replies import ItemAnswer
from ynreview.panel.people import Recusal
from ynreview.panel.round import Overrides
from ynreview.panel.sheets import ScoreSheet
from ynreview.scoring.awards import AwardMethod
from ynreview.scoring.quota import TieVote
from ynreview.scoring.record import Confirmation, Opinion
from ynreview.scoring.settlement import GradeChange, VoteCount

__all__ = [
    "AnswerFormal",
    "AssignPanels",
    "AttachFiles",
    "AwardMethod",
    "ChangeEntryState",
    "ChangeRoster",
    "ChangeRound",
    "ChangeSettings",
    "ChangeState",
    "ClearRecusal",
    "CloseCollection",
    "CollectPackage",
    "Command",
    "Confirmation",
    "DeclareRecusal",
    "DrawOrder",
    "EnterScores",
    "EnterSheet",
    "FinaliseResult",
    "ForgetColumnMap",
    "GradeChange",
    "ImportPanel",
    "ImportPlatforms",
    "IssuePackages",
    "ItemAnswer",
    "Opinion",
    "ProposeGrades",
    "PutExpert",
    "RecordOpinions",
    "RecordVotes",
    "RecuseExpert",
    "RemoveExpert",
    "ReopenCollection",
    "ReplaceForm",
    "ResetForm",
    "SaveFormDraft",
    "SealResult",
    "SetAwards",
    "SetGrades",
    "SetNotApplicable",
    "SubmitSheets",
    "SuggestAwards",
    "TieVote",
    "UpdateTask",
    "VoteCount",
    "WithdrawIssue",
    "WithdrawRecusal",
]


@dataclass(frozen=True, slots=True)
class ImportPlatforms:
    """Read the organiser's ledger; ``mapping`` is heading text → field name."""

    file: Path
    sheet: str | None = None
    mapping: Mapping[str, str] | None = None
    attachments: Path | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class ImportPanel:
    """Read the list of experts; ``mapping`` is heading text → field name."""

    file: Path
    sheet: str | None = None
    mapping: Mapping[str, str] | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class ForgetColumnMap:
    """Forget a remembered 列对应 by its place in their list, from 1."""

    place: int


@dataclass(frozen=True, slots=True)
class ChangeEntryState:
    """状态变更 of a platform before issue: 撤回 and its like, or back to 参评."""

    entry: str
    state: EntryState
    reason: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class AttachFiles:
    """Match the PDFs below the folders with the platforms and take them in."""

    folders: tuple[Path, ...]
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class AnswerFormal:
    """Answer items of the formal check, all of them or none."""

    answers: tuple[ItemAnswer, ...]


@dataclass(frozen=True, slots=True)
class RecuseExpert:
    """Record a conflict that the organiser knows of."""

    expert: str
    entry: str
    ground: Ground
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """Replace defaults of the rulebook for this round; only 会次设定 may change.

    A parameter given its default again is a setting no more.
    """

    overrides: Overrides


@dataclass(frozen=True, slots=True)
class SaveFormDraft:
    """Keep a score form (TOML) that is being worked on, faults and all; empty drops it."""

    kind: PlatformKind
    content: bytes


@dataclass(frozen=True, slots=True)
class ReplaceForm:
    """Judge a kind by this score form (TOML) from now on."""

    kind: PlatformKind
    content: bytes


@dataclass(frozen=True, slots=True)
class ResetForm:
    """Judge a kind by the shipped score form again."""

    kind: PlatformKind


@dataclass(frozen=True, slots=True)
class SetNotApplicable:
    """Set these items of an entry 不适用 for every expert, and no others."""

    entry: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssuePackages:
    """Freeze the round and write one signed task package per expert into ``out``.

    ``reason`` is the 依据说明 of a round that was made without one; ``experts`` are those whose
    packages are written now, all of them when it is empty.
    """

    out: Path
    reason: str = ""
    experts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeRoster:
    """Sign the next version of the list of experts after issue, for ``out``.

    ``recusals`` are those known of experts who are new.
    """

    file: Path
    out: Path
    reason: str
    recusals: tuple[Recusal, ...] = ()
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawIssue:
    """Take the issue back, to change what it froze and issue the next version."""

    reason: str


@dataclass(frozen=True, slots=True)
class UpdateTask:
    """Put a newer version of the own task package in the place of the present one."""

    file: Path


@dataclass(frozen=True, slots=True)
class EnterScores:
    """Store the sheets and recusals of one score file, all of it or nothing."""

    file: Path


@dataclass(frozen=True, slots=True)
class EnterSheet:
    """Store one sheet as it stands, complete or not."""

    sheet: ScoreSheet


@dataclass(frozen=True, slots=True)
class DeclareRecusal:
    """An expert's own declaration; the own sheet of that entry is voided."""

    entry: str
    ground: Ground
    note: str = ""


@dataclass(frozen=True, slots=True)
class SubmitSheets:
    """Sign every sheet as the next revision and write the score package to ``out``."""

    out: Path
    reason: str = ""
    ground: CorrectionGround | None = None


@dataclass(frozen=True, slots=True)
class CollectPackage:
    """Take one score package in; an unknown signer needs one of the codes, compared in person."""

    file: Path
    confirm: tuple[str, ...] = ()
    confirm_all: bool = False


@dataclass(frozen=True, slots=True)
class CloseCollection:
    """收卷截止, everyone accounted for who did not hand in; ``replaced`` is old → alternate."""

    reason: str
    absent: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    replaced: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReopenCollection:
    """重新开放, with a reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class ChangeState:
    """An entry leaves the round without an outcome, or comes back."""

    entry: str
    state: EntryState
    reason: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class RecordVotes:
    """Votes of the panel: on ties, and to confirm 不合格."""

    ties: tuple[TieVote, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposeGrades:
    """Let the rules propose the grades and put that on record."""


@dataclass(frozen=True, slots=True)
class SetGrades:
    """Record grades as the panel voted them; all of them or none."""

    changes: tuple[GradeChange, ...]


@dataclass(frozen=True, slots=True)
class SuggestAwards:
    """Spread amounts by one of the helpers."""

    method: AwardMethod
    budget: Money | None = None
    step: Money | None = None


@dataclass(frozen=True, slots=True)
class SetAwards:
    """Set amounts one by one, on top of what a helper gave."""

    amounts: Mapping[str, Money]
    reasons: Mapping[str, str] = field(default_factory=dict)
    budget: Money | None = None
    step: Money | None = None


@dataclass(frozen=True, slots=True)
class RecordOpinions:
    """The panel's words on entries and on the round."""

    opinions: tuple[Opinion, ...] = ()
    overall: str | None = None


@dataclass(frozen=True, slots=True)
class FinaliseResult:
    """定稿: freeze everything that is printed and write the papers to sign into ``out``."""

    out: Path


@dataclass(frozen=True, slots=True)
class SealResult:
    """封存: sign the result package and write it with its papers into ``out``."""

    out: Path


Command = (
    ImportPlatforms
    | ImportPanel
    | ForgetColumnMap
    | ChangeEntryState
    | AttachFiles
    | AnswerFormal
    | RecuseExpert
    | WithdrawRecusal
    | ClearRecusal
    | PutExpert
    | RemoveExpert
    | AssignPanels
    | DrawOrder
    | ChangeRound
    | ChangeSettings
    | SaveFormDraft
    | ReplaceForm
    | ResetForm
    | SetNotApplicable
    | IssuePackages
    | ChangeRoster
    | WithdrawIssue
    | UpdateTask
    | EnterScores
    | EnterSheet
    | DeclareRecusal
    | SubmitSheets
    | CollectPackage
    | CloseCollection
    | ReopenCollection
    | ChangeState
    | RecordVotes
    | ProposeGrades
    | SetGrades
    | SuggestAwards
    | SetAwards
    | RecordOpinions
    | FinaliseResult
    | SealResult
)
