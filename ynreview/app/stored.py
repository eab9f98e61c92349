"""Basis, roster and submissions as they lie in a dossier: proven when taken in, then only read.

They never change, so what was made of the same bytes before is used again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ynreview.packages import documents
from ynreview.packages.basis import Basis, read_basis
from ynreview.packages.documents import Submission
from ynreview.packages.reader import OpenedPackage
from ynreview.panel.people import Roster
from ynreview.storage.unit_of_work import UnitOfWork

_BASIS = "basis/"
_ROSTER = "roster/"
_SUBMISSION = "submission/"
Files = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class _StoredFiles:
    """The payload of a basis, kept as documents of the dossier."""

    digest: str
    payload: Mapping[str, bytes]
    file_name: str = documents.BASIS_FILE

    def read(self, name: str) -> bytes:
        return self.payload[name]


def store_basis(uow: UnitOfWork, package: OpenedPackage) -> None:
    """Keep the payload of a proven basis, in place of an earlier one."""
    for name in uow.document_names(_BASIS):
        uow.drop_document(name)
    for name in package.payload:
        uow.put_document(_BASIS + name, package.read(name))


def store_roster(uow: UnitOfWork, package: OpenedPackage) -> None:
    """Keep the document of a proven roster under its digest."""
    uow.put_document(_ROSTER + package.digest, package.read(documents.ROSTER))


def store_submission(uow: UnitOfWork, digest: str, submission: bytes) -> None:
    """Keep the document of a submission under the digest of its package."""
    uow.put_document(_SUBMISSION + digest, submission)


def stored_basis(uow: UnitOfWork, digest: str) -> Basis:
    """Return the basis that the dossier was made from."""
    kept = uow.documents(_BASIS)
    return _basis(digest, tuple((name.removeprefix(_BASIS), kept[name]) for name in kept))


def stored_roster(uow: UnitOfWork, digest: str) -> Roster:
    """Return a roster that was taken in."""
    return documents.from_bytes(Roster, uow.require_document(_ROSTER + digest))


def stored_submission(uow: UnitOfWork, digest: str) -> Submission:
    """Return the submission of a package that was made or taken in here."""
    return documents.from_bytes(Submission, uow.require_document(_SUBMISSION + digest))


@lru_cache(maxsize=4)
def _basis(digest: str, files: Files) -> Basis:
    return read_basis(_StoredFiles(digest, dict(files)))
