"""Where the time comes from; ordering never depends on it."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Protocol

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present moment in China's civil time, to the second."""
        ...


class SystemClock:
    """The machine's own clock, which may be wrong."""

    def now(self) -> datetime:
        """Return the present moment in China's civil time, to the second."""
        return datetime.now(CHINA).replace(microsecond=0)


@dataclass
class FixedClock:
    """A clock that stands still until it is told to move."""

    moment: datetime

    def now(self) -> datetime:
        """Return the moment it was set to."""
        return self.moment
