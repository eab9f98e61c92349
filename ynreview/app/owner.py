"""Whose dossier this is and what it was made from, for experts and chairs."""

from __future__ import annotations

from dataclasses import dataclass

from ynreview.packages import documents
from ynreview.storage.unit_of_work import UnitOfWork

TASK = "task/assignment.json"
OWNER = "task/owner.json"
ORGANISER = "organiser"


@dataclass(frozen=True, slots=True)
class Owner:
    """The expert of a dossier, with the digests of the task it was made from."""

    expert: str
    task_digest: str
    basis_digest: str
    roster_digest: str
    organiser_key_code: str


def stored_owner(uow: UnitOfWork) -> Owner:
    """Return the owner that was put down when the task package was opened."""
    return documents.from_bytes(Owner, uow.require_document(OWNER))


def key_owner(uow: UnitOfWork) -> str:
    """Return under which name the dossier keeps its signing key."""
    return ORGANISER if uow.document(OWNER) is None else stored_owner(uow).expert
