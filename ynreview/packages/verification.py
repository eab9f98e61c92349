"""Checking a package to the ground: every signature in it, what belongs together, every figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ynreview.kernel.codes import code_of, sha256_hex
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.terms import EvaluationType
from ynreview.packages import documents
from ynreview.packages.bag import BagDescription, PackageType
from ynreview.packages.basis import read_basis
from ynreview.packages.documents import ResultDocument
from ynreview.packages.glimpse import glimpse
from ynreview.packages.reader import OpenedPackage, open_package
from ynreview.packages.recompute import Difference, recomputed
from ynreview.packages.result import read_result
from ynreview.packages.score import read_submission
from ynreview.packages.task import read_roster, read_task
from ynreview.packages.verdicts import PackageError, Verdict
from ynreview.packages.verify_text import commands_of
from ynreview.panel.round import RoundSetup
from ynreview.rulebook.in_force import Ruling
from ynreview.rulebook.kinds import ShareCeiling
from ynreview.scoring.result import Figures

_GRADED = EvaluationType.POST_EVALUATION


@dataclass(frozen=True, slots=True)
class SignerReport:
    """Who signed which part; ``ok`` is false for the signer that was not the one expected.

    ``nested`` marks the signers of packages inside: they cannot vouch for the whole.
    """

    who: str
    role: str
    key_code: str
    ok: bool = True
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found out about one package.

    ``file_code`` is the 文件校验码, ``result_code`` the 结果校验码 of a result package;
    ``figures`` are recomputed, ``names`` those of the entries, ``quota`` is the rule on 优秀 of
    a type that has it;
    ``commands`` check it with stock tools, ``claims`` is what an unproven one says of itself;
    ``problem`` is what stopped the check; ``strange_keys`` are codes asked for that no signer has.
    """

    verdict: Verdict
    type: PackageType | None = None
    round_id: str = ""
    title: str = ""
    rehearsal: bool = False
    file_code: str = ""
    result_code: str = ""
    signers: tuple[SignerReport, ...] = ()
    entries: int = 0
    scores: int = 0
    differences: tuple[Difference, ...] = ()
    problem: YnReviewError | None = None
    commands: tuple[str, ...] = ()
    claims: BagDescription | None = None
    strange_keys: tuple[str, ...] = ()
    result: ResultDocument | None = field(default=None, repr=False)
    figures: Figures | None = field(default=None, repr=False)
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    quota: Ruling[ShareCeiling] | None = field(default=None, repr=False)

    @property
    def equal(self) -> bool:
        """Whether everything that can be recomputed came out the same."""
        return self.problem is None and not self.differences

    @property
    def ok(self) -> bool:
        """Whether the package is whole, unaltered and recomputes to what it says."""
        return self.verdict is Verdict.INTACT and self.equal


def verify_package(path: Path, keys: Iterable[str] = ()) -> Verification:
    """Check a package of any type.

    ``keys`` are 身份核对码 as they are printed. The package itself must be signed with one of
    them, since whoever signed only a part of it does not vouch for the whole; every other one
    must be a signer's inside.
    """
    try:
        with open_package(path) as package:
            found = _verified(package)
    except PackageError as error:
        return Verification(error.verdict, problem=error, claims=glimpse(path))
    except YnReviewError as error:
        return Verification(Verdict.UNREADABLE, problem=error)
    return _against(found, frozenset(keys))


def _against(found: Verification, keys: frozenset[str]) -> Verification:
    if not keys or found.verdict is not Verdict.INTACT:
        return found
    own = {one.key_code for one in found.signers if not one.nested}
    strange = tuple(sorted(keys - {one.key_code for one in found.signers}))
    if keys & own and not strange:
        return found
    signers = tuple(
        replace(one, ok=one.nested or one.key_code in keys or bool(keys & own))
        for one in found.signers
    )
    return replace(found, verdict=Verdict.WRONG_KEY, signers=signers, strange_keys=strange)


def _verified(package: OpenedPackage) -> Verification:
    found = Verification(
        Verdict.INTACT,
        type=package.head.type,
        round_id=package.head.round_id,
        file_code=code_of(package.digest),
        signers=_signers(package),
        commands=commands_of(package.verify_text()),
    )
    try:
        return _CHECKS[package.head.type](package, found)
    except PackageError as error:
        return replace(found, verdict=error.verdict, problem=error)


def _signers(package: OpenedPackage) -> tuple[SignerReport, ...]:
    role = package.head.signer_role
    return tuple(SignerReport(one.name, role, one.key_code) for one in package.signers)


def _of_round(found: Verification, setup: RoundSetup) -> Verification:
    return replace(found, title=setup.title, rehearsal=setup.rehearsal)


def _basis(package: OpenedPackage, found: Verification) -> Verification:
    basis = read_basis(package)
    return replace(_of_round(found, basis.setup), entries=len(basis.entries))


def _roster(package: OpenedPackage, found: Verification) -> Verification:
    read_roster(package)
    return found


def _task(package: OpenedPackage, found: Verification) -> Verification:
    task = read_task(package)
    found = _of_round(found, task.basis.setup)
    return replace(found, entries=len(task.assignment.entries))


def _score(package: OpenedPackage, found: Verification) -> Verification:
    submission = read_submission(package)
    return replace(found, entries=len(submission.sheets))


def _result(package: OpenedPackage, found: Verification) -> Verification:
    parts = read_result(package)
    figures, differences = recomputed(parts)
    inside = [(parts.organiser.name, "organiser", parts.organiser.key_code)]
    inside += [(expert, "expert", code) for expert, code in parts.expert_keys.items()]
    signers = (*found.signers, *(SignerReport(*one, nested=True) for one in inside))
    document = parts.document
    return replace(
        _of_round(found, parts.basis.setup),
        result_code=code_of(sha256_hex(package.read(documents.RESULT))),
        signers=signers,
        entries=len(document.figures.rows),
        scores=len(parts.submissions),
        differences=differences,
        result=document,
        figures=figures,
        names={entry.number: entry.name for entry in parts.basis.entries},
        quota=parts.basis.counting.quota if parts.basis.setup.type is _GRADED else None,
    )


_CHECKS = {
    PackageType.BASIS: _basis,
    PackageType.ROSTER: _roster,
    PackageType.TASK: _task,
    PackageType.SCORE: _score,
    PackageType.RESULT: _result,
}
