"""Searching as a reader means it: spaces, line breaks, case and widths of letters do not count."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

Rect = tuple[float, float, float, float]
_HIGH, _LOW, _AFTER = 0xD800, 0xDC00, 0xE000  # halves of characters beyond U+FFFF (RFC 2781)
_BEYOND = 0x10000
_IGNORED = ("Z", "C")  # separators and control characters, a hyphenated line end among them


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the wanted text stands: x, y, width, height in points from top left."""

    page: int
    rects: tuple[Rect, ...]


@dataclass(slots=True)
class Hits:
    """All places found so far, in the order of the document, and the one in view."""

    by_page: dict[int, tuple[Hit, ...]] = field(default_factory=dict)
    current: Hit | None = None

    @property
    def count(self) -> int:
        """How many places there are."""
        return sum(map(len, self.by_page.values()))

    @property
    def position(self) -> int:
        """Which of them is in view, from 1; 0 when none is."""
        ordered = self._ordered()
        return ordered.index(self.current) + 1 if self.current in ordered else 0

    def add(self, page: int, hits: tuple[Hit, ...]) -> None:
        """Take in the places of one page."""
        if hits:
            self.by_page[page] = hits

    def step(self, change: int) -> Hit | None:
        """Move to the next (+1) or the previous (-1) place, round the ends."""
        ordered = self._ordered()
        if not ordered:
            return None
        at = ordered.index(self.current) + change if self.current in ordered else 0
        self.current = ordered[at % len(ordered)]
        return self.current

    def _ordered(self) -> list[Hit]:
        return [hit for page in sorted(self.by_page) for hit in self.by_page[page]]


def fold(text: str) -> str:
    """Return what two texts must share to count as the same to a reader."""
    return "".join(folded for _, folded in _folded(enumerate(text)))


def occurrences(chars: Iterable[tuple[int, str]], needle: str) -> list[tuple[int, int]]:
    """Return (first place, last place) of each occurrence of a folded text.

    ``chars`` are (place, character); one character may take several places of the page.
    """
    places: list[int] = []
    parts: list[str] = []
    for place, folded in _folded(chars):
        places.extend([place] * len(folded))
        parts.append(folded)
    text = "".join(parts)
    found: list[tuple[int, int]] = []
    at = text.find(needle) if needle else -1
    while at >= 0:
        found.append((places[at], places[at + len(needle) - 1]))
        at = text.find(needle, at + len(needle))
    return found


def joined(units: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Return UTF-16 units as (place of its first unit, character); lone halves are left out."""
    high = 0
    for place, unit in enumerate(units):
        if _HIGH <= unit < _LOW:
            high = unit
        elif _LOW <= unit < _AFTER:
            if high:
                yield place - 1, chr(_BEYOND + ((high - _HIGH) << 10) + unit - _LOW)
            high = 0
        else:
            high = 0
            yield place, chr(unit)


def _folded(chars: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    for place, char in chars:
        kept = _folded_char(char)
        if kept:
            yield place, kept


@lru_cache(maxsize=1 << 14)
def _folded_char(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char).casefold()
    return "".join(one for one in plain if unicodedata.category(one)[0] not in _IGNORED)
