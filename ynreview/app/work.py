"""What a use case works with: an open transaction and what it takes from the world."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ynreview.kernel.clock import Clock, SystemClock
from ynreview.kernel.ids import IdSource, RandomIds
from ynreview.kernel.terms import Duty

if TYPE_CHECKING:
    from ynreview.storage.unit_of_work import UnitOfWork

Tell = Callable[[str, int, int], None]
"""Hears what a long work is at, count and total; it may raise, and the work is undone."""


def say_nothing(text: str, count: int, total: int) -> None:
    """Hear nothing: for those who wait without looking."""
    del text, count, total


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a session takes from the world: the time and fresh identifiers."""

    clock: Clock
    ids: IdSource

    @classmethod
    def real(cls) -> Surroundings:
        """Return the machine's own clock and source of randomness."""
        return cls(SystemClock(), RandomIds())


@dataclass(frozen=True, slots=True)
class Work:
    """What a handler works with: one open transaction, the surroundings, the 口令 of the owner."""

    uow: UnitOfWork
    around: Surroundings
    pin: str
    duty: Duty
    folder: Path
    tell: Tell = say_nothing
