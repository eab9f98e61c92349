"""Kinds that compare numbers and money; whole numbers only, and both ends as the law says."""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from ynreview.kernel.money import WAN, Money
from ynreview.rulebook.kinds.base import Kind, require

MONEY_UNIT = "万元"


def _require_positive_share(numerator: int, denominator: int) -> None:
    require(holds=0 < numerator <= denominator, because="a share lies above 0 and within 1")


@dataclass(frozen=True)
class ShareCeiling(Kind):
    """At most ``numerator`` of ``denominator`` of a number; a part of one is none."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        _require_positive_share(self.numerator, self.denominator)

    def most(self, n: int) -> int:
        """Return the largest whole number within the share of ``n``."""
        return self.numerator * n // self.denominator


@dataclass(frozen=True)
class ShareFloor(Kind):
    """At least ``numerator`` of ``denominator`` of a whole."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        _require_positive_share(self.numerator, self.denominator)

    def met(self, value: Fraction, whole: Fraction) -> bool:
        """Whether ``value`` reaches the share of ``whole``, exactly the share included."""
        return self.denominator * value >= self.numerator * whole


@dataclass(frozen=True)
class VoteShare(Kind):
    """The part of those entitled that must agree; abstentions stay in the denominator."""

    numerator: int
    denominator: int
    strict: bool

    def __post_init__(self) -> None:
        _require_positive_share(self.numerator, self.denominator)
        require(
            holds=not (self.strict and self.numerator == self.denominator),
            because="nobody can exceed the whole",
        )

    def carried(self, agree: int, entitled: int) -> bool:
        """Whether ``agree`` of ``entitled`` votes carry; nobody entitled carries nothing."""
        if entitled < 1:
            return False
        have, need = self.denominator * agree, self.numerator * entitled
        return have > need if self.strict else have >= need

    def needed(self, entitled: int) -> int:
        """Return the smallest number of agreeing votes that carries."""
        return next(
            agree
            for agree in range(entitled + 2)
            if agree > entitled or self.carried(agree, entitled)
        )


@dataclass(frozen=True)
class Minimum(Kind):
    """At least ``value`` of a unit; with the unit 万元 it compares money."""

    value: int
    unit: str
    fixed: ClassVar[frozenset[str]] = frozenset({"unit"})

    def __post_init__(self) -> None:
        require(holds=self.value > 0, because="a minimum is positive")

    @property
    def money(self) -> Money:
        """The value as money; raises TypeError when the unit is none of money."""
        return _wan(self.value, self.unit)

    def met(self, x: int | Money) -> bool:
        """Whether ``x`` reaches the minimum, exactly the minimum included."""
        return x >= self.money if isinstance(x, Money) else x >= self.value


@dataclass(frozen=True)
class Amount(Kind):
    """A plain figure with its unit."""

    value: int
    unit: str
    fixed: ClassVar[frozenset[str]] = frozenset({"unit"})

    def __post_init__(self) -> None:
        require(holds=self.value > 0, because="a figure is positive")

    @property
    def money(self) -> Money:
        """The value as money; raises TypeError when the unit is none of money."""
        return _wan(self.value, self.unit)


def _wan(value: int, unit: str) -> Money:
    if unit != MONEY_UNIT:
        raise TypeError(f"{unit} is no unit of money")
    return Money(value * WAN)


@dataclass(frozen=True)
class Band(Kind):
    """An interval of money in whole 万元, both ends included."""

    lowest: int
    highest: int

    def __post_init__(self) -> None:
        require(holds=0 <= self.lowest <= self.highest, because="the ends are in the wrong order")

    @property
    def lowest_money(self) -> Money:
        """The lower end."""
        return Money(self.lowest * WAN)

    @property
    def highest_money(self) -> Money:
        """The upper end."""
        return Money(self.highest * WAN)

    def contains(self, amount: Money) -> bool:
        """Whether the amount lies inside, both ends included."""
        return self.lowest_money <= amount <= self.highest_money


@dataclass(frozen=True)
class Ratio(Kind):
    """Own money at least so many times the grant."""

    times: int

    def __post_init__(self) -> None:
        require(holds=self.times > 0, because="a ratio is positive")

    def met(self, own: Money, grant: Money) -> bool:
        """Whether ``own`` reaches the ratio; exactly the ratio passes."""
        return own.yuan >= self.times * grant.yuan

    def cap(self, own: Money) -> Money:
        """Return the largest grant in whole 元 that ``own`` carries."""
        return Money(own.yuan // self.times)


@dataclass(frozen=True)
class NamedMinimum:
    """One of several alternatives: a fact of the ledger and the number it must reach."""

    name: str
    value: int


@dataclass(frozen=True)
class AnyOf(Kind):
    """One of several minimums suffices; they are never added up."""

    minimums: tuple[NamedMinimum, ...]

    def met(self, values: dict[str, int | None]) -> bool | None:
        """Whether one minimum is reached; None when that hangs on a missing value."""
        found = [values.get(minimum.name) for minimum in self.minimums]
        if any(
            value is not None and value >= minimum.value
            for value, minimum in zip(found, self.minimums, strict=True)
        ):
            return True
        return None if None in found else False


@dataclass(frozen=True)
class AwardSpread(Kind):
    """Parameters of the helpers that propose amounts inside a band.

    ``uniform_share`` is the point of the band at which every platform of a grade starts,
    ``tiers`` the number of steps of the tiered helper.
    """

    uniform_share: Fraction
    tiers: int

    def __post_init__(self) -> None:
        require(holds=0 <= self.uniform_share <= 1, because="a point of the band lies in 0 to 1")
        require(holds=self.tiers > 0, because="there is at least one tier")
