"""In which order an expert goes through the entries: as they present, or an own one each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from ynreview.panel.entries import Entry


def presented(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries by their turn; those without one follow in the order of the ledger."""
    return tuple(sorted(entries, key=lambda one: (one.order is None, one.order or 0)))


def own_order(entries: Iterable[Entry], round_id: str, expert: str) -> tuple[Entry, ...]:
    """Return entries in an expert's own order: ascending SHA-256 of ``round:expert:number``.

    Nobody chooses it and anybody can compute it again.
    """

    def drawn(entry: Entry) -> bytes:
        return hashlib.sha256(f"{round_id}:{expert}:{entry.number}".encode()).digest()

    return tuple(sorted(entries, key=drawn))
