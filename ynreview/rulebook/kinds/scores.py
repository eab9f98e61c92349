"""Kinds that look at scores: thresholds, levels, rounding, trimming and gaps; all exact."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ynreview.kernel.points import Points
from ynreview.kernel.rounding import RoundingMode, decimal_text, rounded
from ynreview.kernel.terms import Grade
from ynreview.rulebook.kinds.base import Kind, require


class Level(StrEnum):
    """优, 良, 中, 差: how good one item is; no grade of a platform."""

    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


@dataclass(frozen=True)
class Thresholds(Kind):
    """The lowest printed scores of 优秀, 良好 and 合格."""

    excellent: Points
    good: Points
    qualified: Points

    def __post_init__(self) -> None:
        require(
            holds=self.excellent > self.good > self.qualified,
            because="the thresholds fall from grade to grade",
        )

    def grade_of(self, printed: Fraction) -> Grade:
        """Return the grade of a printed score by its threshold alone; a quota is another rule."""
        if printed >= self.excellent.fraction:
            return Grade.EXCELLENT
        if printed >= self.good.fraction:
            return Grade.GOOD
        return Grade.QUALIFIED if printed >= self.qualified.fraction else Grade.UNQUALIFIED


@dataclass(frozen=True)
class AnchorLevels(Kind):
    """The lowest shares of an item's full marks for 优, 良 and 中; below is 差."""

    excellent: Fraction
    good: Fraction
    fair: Fraction

    def __post_init__(self) -> None:
        require(
            holds=1 >= self.excellent > self.good > self.fair > 0,
            because="the shares fall from level to level",
        )

    def level_of(self, points: Points, full: Points) -> Level:
        """Return the level of ``points`` out of ``full``."""
        scored, whole = points.fraction, full.fraction
        if scored >= self.excellent * whole:
            return Level.EXCELLENT
        if scored >= self.good * whole:
            return Level.GOOD
        return Level.FAIR if scored >= self.fair * whole else Level.POOR


@dataclass(frozen=True)
class ScoreLine(Kind):
    """A line that a printed score reaches or not."""

    points: Points

    def reached(self, printed: Fraction) -> bool:
        """Whether the printed score lies on the line or above."""
        return printed >= self.points.fraction


@dataclass(frozen=True)
class Rounding(Kind):
    """How an exact value is printed, once."""

    digits: int
    mode: RoundingMode

    def __post_init__(self) -> None:
        require(holds=self.digits >= 0, because="digits are counted from 0")

    def printed(self, value: Fraction) -> Fraction:
        """Return the value as it is printed, still exact."""
        return rounded(value, self.digits, self.mode)

    def text(self, value: Fraction) -> str:
        """Return the printed value as text, ``88.60``."""
        return decimal_text(self.printed(value), self.digits)


@dataclass(frozen=True)
class Trimming(Kind):
    """Whether one highest and one lowest total are left out, and from how many on."""

    enabled: bool
    at_least: int

    def __post_init__(self) -> None:
        require(holds=self.at_least > 2, because="something must be left to count")  # noqa: PLR2004 - two are dropped

    def applies(self, valid: int) -> bool:
        """Whether an entry with so many valid experts is trimmed."""
        return self.enabled and valid >= self.at_least


@dataclass(frozen=True)
class Gap(Kind):
    """A distance between totals that asks for a second look."""

    at_least: Points

    def reached(self, distance: Fraction) -> bool:
        """Whether the distance, in points and of either sign, is that large."""
        return abs(distance) >= self.at_least.fraction


@dataclass(frozen=True)
class ItemGap(Kind):
    """A distance within one item that is pointed out, for items of some weight only."""

    full_at_least: Points
    share: Fraction

    def concerns(self, full: Points) -> bool:
        """Whether an item of so many full marks is looked at."""
        return full >= self.full_at_least

    def reached(self, distance: Fraction, full: Points) -> bool:
        """Whether the distance is that large a share of the full marks."""
        return self.concerns(full) and abs(distance) >= self.share * full.fraction
