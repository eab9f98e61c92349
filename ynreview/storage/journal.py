"""The journal of a dossier: a table that is read and added to, never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from ynreview.kernel.journal_chain import NO_JOURNAL, link
from ynreview.storage.mapping import plain_to_line
from ynreview.storage.tables import JournalRow


class Journal:
    """The journal inside one unit of work: read and added to, never changed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.appended = 0

    def append(self, actor: str, action: str, subject: str, detail: Any, at: datetime) -> str:
        """Add one entry in this very transaction and return the new head.

        ``detail`` is plain JSON: text, whole numbers, booleans, lists and tables of them.
        Raises ValueError for floats and other oddities.
        """
        last = self._last()
        seq, prev = (last.seq + 1, last.hash) if last else (1, NO_JOURNAL)
        moment = at.isoformat()
        line = plain_to_line(
            {
                "seq": seq,
                "at": moment,
                "actor": actor,
                "action": action,
                "subject": subject,
                "detail": detail,
            }
        )
        row = JournalRow(seq=seq, at=moment, line=line, prev=prev, hash=link(prev, line))
        self._session.add(row)
        self._session.flush()
        self.appended += 1
        return row.hash

    def lines(self) -> tuple[str, ...]:
        """Return every line, oldest first."""
        return tuple(self._session.exec(select(JournalRow.line).order_by(col(JournalRow.seq))))

    def head(self) -> str:
        """Return the hash of the last entry; 64 zeros where there is none."""
        last = self._last()
        return last.hash if last else NO_JOURNAL

    def _last(self) -> JournalRow | None:
        return self._session.exec(
            select(JournalRow).order_by(col(JournalRow.seq).desc()).limit(1)
        ).first()
