"""A task package as its reader sees it: the round, the roster and what one expert is to judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ynreview.packages import documents
from ynreview.packages.bag import PackageType
from ynreview.packages.basis import Basis, read_basis
from ynreview.packages.documents import Assignment
from ynreview.packages.parts import open_part, read_document, require_contents
from ynreview.packages.reader import OpenedPackage
from ynreview.packages.verdicts import PackageError
from ynreview.panel.entries import Entry
from ynreview.panel.people import Expert, Roster

_DOCUMENTS = (documents.BASIS_FILE, documents.ROSTER_FILE, documents.ASSIGNMENT)


@dataclass(frozen=True, slots=True)
class Task:
    """What an expert was handed; everything in it is signed by one organiser."""

    basis: Basis
    roster: Roster
    assignment: Assignment
    expert: Expert

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries to judge, in the order given."""
        found = {entry.number: entry for entry in self.basis.entries}
        return tuple(found[number] for number in self.assignment.entries)


def read_task(package: OpenedPackage) -> Task:
    """Read a task; raises PackageError when its parts do not belong together."""
    assignment = read_document(package, documents.ASSIGNMENT, Assignment)
    require_contents(package, (*_DOCUMENTS, *(file.path for file in assignment.files)))
    with open_part(package, documents.BASIS_FILE, PackageType.BASIS) as nested:
        basis = read_basis(nested)
        _require_same_signer(package, nested)
    with open_part(package, documents.ROSTER_FILE, PackageType.ROSTER) as nested:
        roster = read_roster(nested)
        roster_digest = nested.digest
        _require_same_signer(package, nested)
    expert = roster.expert(assignment.expert)
    belongs = (
        basis.setup.round_id == roster.round_id == assignment.round_id == package.head.round_id
        and basis.digest == roster.basis_digest == assignment.basis_digest
        and roster_digest == assignment.roster_digest
    )
    if expert is None or not belongs or expert.role is not assignment.role:
        raise PackageError("parts_do_not_match", package.file_name)
    _require_all_due(package, assignment, basis, roster)
    return Task(basis, roster, assignment, expert)


def read_roster(package: OpenedPackage) -> Roster:
    """Read a roster package; raises PackageError when it makes no sense."""
    require_contents(package, (documents.ROSTER,))
    roster = read_document(package, documents.ROSTER, Roster)
    codes = {expert.code for expert in roster.experts}
    if (
        len(codes) != len(roster.experts)
        or not codes.issuperset(one.expert for one in roster.recusals)
        or roster.round_id != package.head.round_id
    ):
        raise PackageError("parts_do_not_match", package.file_name)
    return roster


def _require_all_due(
    package: OpenedPackage, assignment: Assignment, basis: Basis, roster: Roster
) -> None:
    """Refuse a task with an entry or a file too few or too many: recusals bind the organiser."""
    due = basis.due_from(assignment.expert, roster)
    numbers = sorted(assignment.entries)
    if numbers != sorted(entry.number for entry in due):
        raise PackageError("assignment_differs", package.file_name, expert=assignment.expert)
    given = sorted((one.entry, one.name, one.digest, one.size) for one in assignment.files)
    inside = [package.payload[one.path] for one in assignment.files]
    claimed = [(one.digest, one.size) for one in assignment.files]
    if given != sorted(_due_files(due)) or [(one.digest, one.size) for one in inside] != claimed:
        raise PackageError("assignment_differs", package.file_name, expert=assignment.expert)


def _due_files(due: tuple[Entry, ...]) -> Iterator[tuple[str, str, str, int]]:
    for entry in due:
        for file in entry.attachments:
            yield entry.number, file.name, file.digest, file.size


def _require_same_signer(outer: OpenedPackage, inner: OpenedPackage) -> None:
    if outer.signers[0].certificate != inner.signers[0].certificate:
        raise PackageError("parts_do_not_match", outer.file_name)
