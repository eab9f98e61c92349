"""Points: marks as whole hundredths; never a float, never rounded here."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

_PATTERN = re.compile(r"(\d{1,6})(?:\.(\d{0,2}))?")


@dataclass(frozen=True, order=True, slots=True)
class Points:
    """A number of marks, kept in hundredths (``850`` is 8.50 分)."""

    hundredths: int

    def __post_init__(self) -> None:
        if type(self.hundredths) is not int:
            msg = "points are whole hundredths"
            raise TypeError(msg)

    @classmethod
    def parse(cls, text: str) -> Points:
        """Read what a person types: ``8.5``, ``８．５``, ``8。5`` and ``8,5`` alike.

        Raises ValueError for anything else, signs and third decimals included.
        """
        plain = unicodedata.normalize("NFKC", text).strip()
        plain = plain.replace("。", ".").replace(",", ".")
        match = _PATTERN.fullmatch(plain)
        if match is None or not plain.isascii():
            msg = f"not a number of points: {text!r}"
            raise ValueError(msg)
        whole, part = match.groups()
        return cls(int(whole) * 100 + int((part or "").ljust(2, "0")))

    @classmethod
    def zero(cls) -> Points:
        """No marks at all: a score, unlike a missing one."""
        return cls(0)

    def __add__(self, other: Points) -> Points:
        return Points(self.hundredths + other.hundredths)

    def __sub__(self, other: Points) -> Points:
        return Points(self.hundredths - other.hundredths)

    def __str__(self) -> str:
        sign = "-" if self.hundredths < 0 else ""
        whole, part = divmod(abs(self.hundredths), 100)
        return f"{sign}{whole}.{part:02d}"

    @property
    def fraction(self) -> Fraction:
        """The exact value in points."""
        return Fraction(self.hundredths, 100)

    def is_multiple_of(self, step: Points) -> bool:
        """Whether this value lies on the step (``8.3`` is not on ``0.5``)."""
        return self.hundredths % step.hundredths == 0


def total(values: list[Points] | tuple[Points, ...]) -> Points:
    """Return the sum; the one summing function of screen, report and result."""
    return Points(sum(value.hundredths for value in values))
