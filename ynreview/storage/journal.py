r"""The journal as a chain of hashes; who rewrites it whole is told by the signed heads only.

Every entry is one line of JSON; ``hash = SHA256(prev_hex + "\n" + line + "\n")``, the first
``prev`` being 64 zeros. Without this program, over an exported ``journal.jsonl``:

    h=$(printf '%064d' 0)
    while IFS= read -r line; do
      h=$(printf '%s\n%s\n' "$h" "$line" | sha256sum | cut -d' ' -f1)
    done < journal.jsonl
    echo "$h"
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from ynreview.kernel.codes import sha256_hex
from ynreview.storage.mapping import plain_to_line
from ynreview.storage.tables import JournalRow

NO_JOURNAL = "0" * 64


def link(prev: str, line: str) -> str:
    """Return the hash of a line that follows the hash ``prev``."""
    return sha256_hex(f"{prev}\n{line}\n".encode())


def chain_head(lines: Iterable[str]) -> str:
    """Return the hash of the last line; 64 zeros where there is none."""
    head = NO_JOURNAL
    for line in lines:
        head = link(head, line)
    return head


def verify_chain(lines: Iterable[str], head: str) -> bool:
    """Whether these lines, all of them and in this order, lead to the head."""
    return chain_head(lines) == head


def journal_to_bytes(lines: Iterable[str]) -> bytes:
    """Return the lines as the file ``journal.jsonl``."""
    return "".join(f"{line}\n" for line in lines).encode()


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
