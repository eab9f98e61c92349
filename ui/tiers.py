"""How wide the window is in the sense of the layout: three columns, two, or one with tabs."""

from __future__ import annotations

from enum import Enum

WIDE_FROM = 1280
MIDDLE_FROM = 900


class Tier(Enum):
    """The three arrangements of a screen."""

    WIDE = "wide"
    MIDDLE = "middle"
    NARROW = "narrow"


def tier_of(width: int) -> Tier:
    """Return the arrangement for a width in device-independent pixels."""
    if width >= WIDE_FROM:
        return Tier.WIDE
    return Tier.MIDDLE if width >= MIDDLE_FROM else Tier.NARROW
