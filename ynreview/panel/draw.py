"""抽签排序: the order of presentation from a seed, so that anyone can work it out again."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

from ynreview.panel.entries import Entry


def draw_value(seed: str, number: str) -> str:
    """Return what an entry is ordered by: the SHA-256 of ``seed:number`` in UTF-8, hexadecimal."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


def drawn_order(seed: str, entries: Iterable[Entry]) -> Mapping[str, int]:
    """Return the place (from 1) of every entry that takes part within its panel.

    Within each panel the entries stand by rising ``draw_value``.
    """
    panels: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.takes_part:
            panels[entry.panel].append(entry.number)
    return {
        number: place
        for numbers in panels.values()
        for place, number in enumerate(
            sorted(numbers, key=lambda one: draw_value(seed, one)), start=1
        )
    }
