"""A result package as its reader sees it: every nested package proven and bound to the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ynreview.kernel.codes import code_of, sha256_hex
from ynreview.messages import explain
from ynreview.packages import documents
from ynreview.packages.bag import PackageType
from ynreview.packages.basis import Basis, read_basis
from ynreview.packages.documents import CollectedPackage, ResultDocument, Submission
from ynreview.packages.reader import OpenedPackage
from ynreview.packages.score import check_submission, read_submission
from ynreview.packages.task import read_document, read_roster
from ynreview.packages.verdicts import PackageError
from ynreview.panel.people import Roster

Signature = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ResultParts:
    """Everything a result is recomputed from; ``signers`` are who, role and key code."""

    basis: Basis
    roster: Roster
    document: ResultDocument
    submissions: Mapping[str, Submission]
    signers: tuple[Signature, ...]


def read_result(package: OpenedPackage) -> ResultParts:
    """Prove every nested package and that all belong to one round; raises PackageError."""
    document = read_document(package, documents.RESULT, ResultDocument)
    with package.open_nested(documents.BASIS_FILE) as nested:
        basis = read_basis(nested)
        organiser = nested.signers[0]
    roster = _roster(package, document, basis, organiser.certificate.pem)
    if (document.round_id, document.basis_digest) != (basis.setup.round_id, basis.digest) or (
        package.head.round_id != document.round_id
    ):
        raise PackageError("parts_do_not_match", package.file_name)
    if package.head.extra.get("Result-Code") != code_of(sha256_hex(package.read(documents.RESULT))):
        raise PackageError("parts_do_not_match", package.file_name)
    _require_all_scores(package, document)
    _require_everyone(package, document, roster)
    submissions = _submissions(package, document, basis, roster)
    experts = [
        (one.expert, "expert", one.key_code)
        for one in {one.expert: one for one in document.collected}.values()
    ]
    signers = ((organiser.name, "organiser", organiser.key_code), *experts)
    return ResultParts(basis, roster, document, submissions, signers)


def _roster(
    package: OpenedPackage, document: ResultDocument, basis: Basis, organiser: bytes
) -> Roster:
    names = [documents.roster_path(number) for number in range(1, len(document.rosters) + 1)]
    found = sorted(name for name in package.payload if name.startswith(documents.ROSTERS))
    if sorted(names) != found or not names:
        raise PackageError("parts_do_not_match", package.file_name)
    for name, digest in zip(names, document.rosters, strict=True):
        with package.open_nested(name) as nested:
            roster = read_roster(nested)
            signed = nested.signers[0].certificate.pem == organiser
            if nested.digest != digest or roster.basis_digest != basis.digest or not signed:
                raise PackageError("parts_do_not_match", package.file_name)
    return roster


def _require_all_scores(package: OpenedPackage, document: ResultDocument) -> None:
    listed = {documents.score_path(one.expert, one.revision) for one in document.collected}
    present = {name for name in package.payload if name.startswith(documents.SCORES)}
    for name in sorted(listed - present):
        raise PackageError("score_missing", package.file_name, name=name)
    for name in sorted(present - listed):
        raise PackageError("score_unlisted", package.file_name, name=name)


def _require_everyone(package: OpenedPackage, document: ResultDocument, roster: Roster) -> None:
    heard = {one.expert for one in document.collected}
    heard |= {note.expert for note in document.record.absences}
    for expert in roster.members:
        if expert.code not in heard:
            raise PackageError("expert_unaccounted", package.file_name, expert=expert.code)


def _submissions(
    package: OpenedPackage, document: ResultDocument, basis: Basis, roster: Roster
) -> dict[str, Submission]:
    identities = read_document(package, documents.IDENTITIES, documents.Identities).certificates
    newest: dict[str, tuple[CollectedPackage, Submission]] = {}
    for one in document.collected:
        path = documents.score_path(one.expert, one.revision)
        with package.open_nested(path) as nested:
            submission = read_submission(nested)
            pem = nested.signers[0].certificate.pem.decode("ascii")
            bound = (
                nested.head.type is PackageType.SCORE
                and nested.digest == one.digest
                and nested.signers[0].key_code == one.key_code
                and identities.get(one.expert) == pem
                and (submission.expert, submission.revision) == (one.expert, one.revision)
                and submission.round_id == document.round_id
                and submission.basis_digest == basis.digest
                and _follows(submission, newest.get(one.expert))
            )
        if not bound or roster.expert(one.expert) is None:
            raise PackageError("score_of_another", package.file_name, name=path)
        problems = check_submission(submission, basis, roster)
        if problems:
            detail = explain(problems[0])
            raise PackageError("score_unusable", package.file_name, name=path, detail=detail)
        newest[one.expert] = (one, submission)
    return {expert: submission for expert, (_, submission) in newest.items()}


def _follows(submission: Submission, last: tuple[CollectedPackage, Submission] | None) -> bool:
    if last is None:
        return True
    before, _ = last
    return (
        submission.revision == before.revision + 1 and submission.previous_digest == before.digest
    )
