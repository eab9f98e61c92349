"""The organiser's answers of the formal check as they lie in the dossier."""

from __future__ import annotations

from ynreview.packages import documents
from ynreview.panel.formal.replies import FormalReplies
from ynreview.storage.unit_of_work import UnitOfWork


def stored_replies(uow: UnitOfWork) -> FormalReplies:
    """Return every answer that was given, in force or not."""
    content = uow.document(documents.FORMAL)
    return FormalReplies() if content is None else documents.from_bytes(FormalReplies, content)


def put_replies(uow: UnitOfWork, replies: FormalReplies) -> None:
    """Keep these answers in place of the former ones."""
    uow.put_document(documents.FORMAL, documents.to_bytes(replies))
