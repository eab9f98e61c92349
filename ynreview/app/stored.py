"""Basis and roster as they lie in a dossier: proven once when taken in, then read as documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ynreview.packages import documents
from ynreview.packages.basis import Basis, read_basis
from ynreview.packages.reader import OpenedPackage
from ynreview.panel.people import Roster
from ynreview.storage.unit_of_work import UnitOfWork

_BASIS = "basis/"
_ROSTER = "roster/"


@dataclass(frozen=True, slots=True)
class _StoredFiles:
    """The payload of a basis, kept as documents of the dossier."""

    digest: str
    uow: UnitOfWork
    top_name: str = documents.BASIS_FILE

    @property
    def payload(self) -> Mapping[str, object]:
        names = self.uow.document_names(_BASIS)
        return dict.fromkeys(name.removeprefix(_BASIS) for name in names)

    def read(self, name: str) -> bytes:
        content = self.uow.document(_BASIS + name)
        if content is None:
            raise KeyError(name)
        return content


def store_basis(uow: UnitOfWork, package: OpenedPackage) -> None:
    """Keep the payload of a proven basis."""
    for name in package.payload:
        uow.put_document(_BASIS + name, package.read(name))


def store_roster(uow: UnitOfWork, package: OpenedPackage) -> None:
    """Keep the document of a proven roster under its digest."""
    uow.put_document(_ROSTER + package.digest, package.read(documents.ROSTER))


def stored_basis(uow: UnitOfWork, digest: str) -> Basis:
    """Return the basis that the dossier was made from."""
    return read_basis(_StoredFiles(digest, uow))


def stored_roster(uow: UnitOfWork, digest: str) -> Roster:
    """Return a roster that was taken in."""
    return documents.from_bytes(Roster, uow.document(_ROSTER + digest) or b"")
