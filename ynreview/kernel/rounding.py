"""The one place where an exact fraction becomes a printed number."""

from enum import StrEnum
from fractions import Fraction


class RoundingMode(StrEnum):
    """How a value exactly between two printed ones is settled."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"


def rounded(value: Fraction, digits: int, mode: RoundingMode) -> Fraction:
    """Return ``value`` rounded to ``digits`` decimal places, still exact.

    ``half_up`` moves a tie away from zero; ``half_even`` is GB/T 8170.
    """
    scale = 10**digits
    scaled = abs(value) * scale
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest
    if twice > scaled.denominator or (
        twice == scaled.denominator and (mode is RoundingMode.HALF_UP or whole % 2)
    ):
        whole += 1
    return Fraction(whole if value >= 0 else -whole, scale)


def decimal_text(value: Fraction, digits: int) -> str:
    """Return a fraction that has at most ``digits`` decimals as text, ``88.60``.

    Raises ValueError when the value has more decimals: rounding is not done here.
    """
    scaled = value * 10**digits
    if scaled.denominator != 1:
        msg = f"{value} has more than {digits} decimals"
        raise ValueError(msg)
    sign = "-" if scaled < 0 else ""
    whole, part = divmod(abs(scaled.numerator), 10**digits)
    return f"{sign}{whole}" + (f".{part:0{digits}d}" if digits else "")


def ratio_text(value: Fraction) -> str:
    """Return ``numerator/denominator`` in lowest terms, always with both parts."""
    return f"{value.numerator}/{value.denominator}"
