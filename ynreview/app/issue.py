"""What was frozen and handed out: basis, rosters, and which roster each expert's task stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ynreview.app.setup import ISSUE_DOCUMENT
from ynreview.packages import documents
from ynreview.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class LaterRoster:
    """Roster ``number`` (from 2): why it was made, and who gets a task package with it."""

    number: int
    digest: str
    at: datetime
    experts: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Issue:
    """The digests of basis and first roster, the moment of signing, and what came later.

    ``version`` counts the bases of the round: a re-issue makes the next one.
    """

    basis: str
    roster: str
    at: datetime
    version: int = 1
    later: tuple[LaterRoster, ...] = ()

    @property
    def rosters(self) -> tuple[str, ...]:
        """The digests of all rosters, number 1 first."""
        return (self.roster, *(one.digest for one in self.later))

    def handed_with(self, expert: str) -> tuple[str, datetime]:
        """Return the roster in an expert's task package, and the moment it was signed."""
        for one in reversed(self.later):
            if expert in one.experts:
                return one.digest, one.at
        return self.roster, self.at


def stored_issue(uow: UnitOfWork) -> Issue | None:
    """Return what was issued, None before."""
    content = uow.document(ISSUE_DOCUMENT)
    return documents.from_bytes(Issue, content) if content is not None else None


def put_issue(uow: UnitOfWork, issue: Issue) -> None:
    """Keep what was issued, in place of what stood there."""
    uow.put_document(ISSUE_DOCUMENT, documents.to_bytes(issue))
