"""A result package as its reader sees it: every nested package proven and bound to the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ynreview.kernel.codes import code_of, sha256_hex
from ynreview.messages import explain
from ynreview.packages import documents
from ynreview.packages.bag import PackageType
from ynreview.packages.basis import Basis, read_basis
from ynreview.packages.checks import Signer
from ynreview.packages.documents import CollectedPackage, ResultDocument, Submission
from ynreview.packages.parts import open_part, read_document, require_contents, require_journal
from ynreview.packages.reader import OpenedPackage
from ynreview.packages.score import check_submission, read_submission
from ynreview.packages.task import read_roster
from ynreview.packages.verdicts import PackageError
from ynreview.panel.people import Roster

_DOCUMENTS = (
    documents.BASIS_FILE,
    documents.RESULT,
    documents.RESULT_PDF,
    documents.RESULT_WORKBOOK,
    documents.IDENTITIES,
    documents.JOURNAL,
)


@dataclass(frozen=True, slots=True)
class ResultParts:
    """Everything a result is recomputed from; ``expert_keys`` are the key codes by expert."""

    basis: Basis
    roster: Roster
    document: ResultDocument
    submissions: Mapping[str, Submission]
    organiser: Signer
    expert_keys: Mapping[str, str]


def read_result(package: OpenedPackage) -> ResultParts:
    """Prove every nested package and that all belong to one round; raises PackageError."""
    document = read_document(package, documents.RESULT, ResultDocument)
    _require_all_scores(package, document)
    rosters = [documents.roster_path(number) for number in range(1, len(document.rosters) + 1)]
    scores = [documents.score_path(one.expert, one.revision) for one in document.collected]
    require_contents(package, (*_DOCUMENTS, *rosters, *scores))
    require_journal(package)
    with open_part(package, documents.BASIS_FILE, PackageType.BASIS) as nested:
        basis = read_basis(nested)
        organiser = nested.signers[0]
    code = code_of(sha256_hex(package.read(documents.RESULT)))
    if (
        (document.round_id, document.basis_digest) != (basis.setup.round_id, basis.digest)
        or package.head.round_id != document.round_id
        or package.head.extra.get("Result-Code") != code
    ):
        raise PackageError("parts_do_not_match", package.file_name)
    roster = _newest_roster(package, document, basis, organiser)
    _require_everyone(package, document, roster)
    submissions = _submissions(package, document, basis, roster)
    expert_keys = {one.expert: one.key_code for one in document.collected}
    return ResultParts(basis, roster, document, submissions, organiser, expert_keys)


def _newest_roster(
    package: OpenedPackage, document: ResultDocument, basis: Basis, organiser: Signer
) -> Roster:
    newest: Roster | None = None
    for number, digest in enumerate(document.rosters, start=1):
        with open_part(package, documents.roster_path(number), PackageType.ROSTER) as nested:
            newest = read_roster(nested)
            if (nested.digest, newest.number, newest.basis_digest) != (
                digest,
                number,
                basis.digest,
            ) or nested.signers[0].certificate != organiser.certificate:
                raise PackageError("parts_do_not_match", package.file_name)
    if newest is None:
        raise PackageError("file_missing", package.file_name, name=documents.roster_path(1))
    return newest


def _require_all_scores(package: OpenedPackage, document: ResultDocument) -> None:
    listed = {documents.score_path(one.expert, one.revision) for one in document.collected}
    present = {name for name in package.payload if name.startswith(documents.SCORES)}
    for name in sorted(listed - present):
        raise PackageError("score_missing", package.file_name, name=name)
    for name in sorted(present - listed):
        raise PackageError("score_unlisted", package.file_name, name=name)


def _require_everyone(package: OpenedPackage, document: ResultDocument, roster: Roster) -> None:
    """Require every member and every alternate called in: handed in, or on record as away."""
    absences = document.record.absences
    heard = {one.expert for one in document.collected} | {note.expert for note in absences}
    awaited = [expert.code for expert in roster.members]
    awaited += [note.alternate for note in absences if note.alternate]
    for code in awaited:
        if code not in heard:
            raise PackageError("expert_unaccounted", package.file_name, expert=code)


def _submissions(
    package: OpenedPackage, document: ResultDocument, basis: Basis, roster: Roster
) -> dict[str, Submission]:
    identities = read_document(package, documents.IDENTITIES, documents.Identities).certificates
    _require_one_key_each(package, document, identities)
    newest: dict[str, tuple[CollectedPackage, Submission]] = {}
    for one in document.collected:
        path = documents.score_path(one.expert, one.revision)
        with open_part(package, path, PackageType.SCORE) as nested:
            submission = read_submission(nested)
            signer = nested.signers[0]
            bound = (
                (nested.digest, signer.key_code) == (one.digest, one.key_code)
                and signer.certificate.pem == identities[one.expert].encode()
                and (submission.expert, submission.revision) == (one.expert, one.revision)
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


def _require_one_key_each(
    package: OpenedPackage, document: ResultDocument, identities: Mapping[str, str]
) -> None:
    """Require the confirmed certificates of just those who handed in, none shared by two."""
    experts = {one.expert for one in document.collected}
    if identities.keys() != experts or len(set(identities.values())) != len(experts):
        raise PackageError("identities_differ", package.file_name)


def _follows(submission: Submission, last: tuple[CollectedPackage, Submission] | None) -> bool:
    if last is None:
        return True
    before, _ = last
    return (
        submission.revision == before.revision + 1 and submission.previous_digest == before.digest
    )
