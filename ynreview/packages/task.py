"""A task package as its reader sees it: the round, the roster and what one expert is to judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from ynreview.packages import documents
from ynreview.packages.basis import Basis, read_basis
from ynreview.packages.reader import OpenedPackage
from ynreview.packages.verdicts import PackageError
from ynreview.panel.entries import Entry
from ynreview.panel.people import Expert, Roster

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Task:
    """What an expert was handed; everything in it is signed by one organiser."""

    basis: Basis
    roster: Roster
    assignment: documents.Assignment
    expert: Expert

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries to judge, in the order given."""
        found = {entry.number: entry for entry in self.basis.entries}
        return tuple(found[number] for number in self.assignment.entries)


def read_task(package: OpenedPackage) -> Task:
    """Read a task; raises PackageError when its parts do not belong together."""
    with package.open_nested(documents.BASIS_FILE) as nested:
        basis = read_basis(nested)
        _require_same_signer(package, nested)
    with package.open_nested(documents.ROSTER_FILE) as nested:
        roster = read_roster(nested)
        roster_digest = nested.digest
        _require_same_signer(package, nested)
    assignment = read_document(package, documents.ASSIGNMENT, documents.Assignment)
    expert = roster.expert(assignment.expert)
    belongs = (
        expert is not None
        and basis.setup.round_id == roster.round_id == assignment.round_id == package.head.round_id
        and basis.digest == roster.basis_digest == assignment.basis_digest
        and roster_digest == assignment.roster_digest
        and all(basis.entry(number) for number in assignment.entries)
    )
    if expert is None or not belongs:
        raise PackageError("parts_do_not_match", package.file_name)
    for file in assignment.files:
        found = package.payload.get(file.path)
        if found is None or (found.digest, found.size) != (file.digest, file.size):
            raise PackageError("parts_do_not_match", package.file_name)
    return Task(basis, roster, assignment, expert)


def read_roster(package: OpenedPackage) -> Roster:
    """Read a roster package; raises PackageError when it makes no sense."""
    return read_document(package, documents.ROSTER, Roster)


def read_document(package: OpenedPackage, name: str, kind: type[T]) -> T:
    """Read one JSON document of a package; raises PackageError naming it."""
    try:
        return documents.from_bytes(kind, package.read(name))
    except ValueError as error:
        raise PackageError("document_unreadable", package.file_name, document=name) from error


def _require_same_signer(outer: OpenedPackage, inner: OpenedPackage) -> None:
    if outer.signers[0].certificate != inner.signers[0].certificate:
        raise PackageError("parts_do_not_match", outer.file_name)
