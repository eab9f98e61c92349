"""How much room the window has: three columns, two, or one with tabs; and whether it is low."""

from __future__ import annotations

from enum import Enum

WIDE_FROM = 1280
MIDDLE_FROM = 900
LOW_BELOW = 480
LEAST_WIDTH, LEAST_HEIGHT = 640, 340  # 1366 by 768 at 200 per cent, less the title bar


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


def is_low(height: int) -> bool:
    """Whether a height in device-independent pixels leaves one line for what is only told."""
    return height < LOW_BELOW
