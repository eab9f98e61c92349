"""What was frozen and handed out: basis, rosters, and which roster each expert's task stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ynreview.app.setup import ISSUE_DOCUMENT
from ynreview.packages import documents
from ynreview.storage.unit_of_work import UnitOfWork

_HISTORY = "issued/history.json"


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


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An issue that was taken back to change what it froze, and why."""

    issue: Issue
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class IssueHistory:
    """Every issue that was taken back, the first one first."""

    withdrawn: tuple[Withdrawn, ...] = ()


def stored_history(uow: UnitOfWork) -> IssueHistory:
    """Return what was issued before and taken back."""
    content = uow.document(_HISTORY)
    return documents.from_bytes(IssueHistory, content) if content is not None else IssueHistory()


def withdraw_issue(uow: UnitOfWork, withdrawn: Withdrawn) -> None:
    """Put the issue into the history: the round is open for changes again."""
    history = IssueHistory((*stored_history(uow).withdrawn, withdrawn))
    uow.put_document(_HISTORY, documents.to_bytes(history))
    uow.drop_document(ISSUE_DOCUMENT)


def stored_issue(uow: UnitOfWork) -> Issue | None:
    """Return what was issued, None before."""
    content = uow.document(ISSUE_DOCUMENT)
    return documents.from_bytes(Issue, content) if content is not None else None


def put_issue(uow: UnitOfWork, issue: Issue) -> None:
    """Keep what was issued, in place of what stood there."""
    uow.put_document(ISSUE_DOCUMENT, documents.to_bytes(issue))
