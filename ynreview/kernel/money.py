"""Money: whole 元; amounts are spoken and written in 万元."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

WAN = 10_000
_PATTERN = re.compile(r"(\d{1,9})(?:\.(\d{1,4}))?")


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in whole 元 (``750000`` is 75 万元)."""

    yuan: int

    def __post_init__(self) -> None:
        if type(self.yuan) is not int:
            msg = "money is whole yuan"
            raise TypeError(msg)

    @classmethod
    def parse_wan(cls, text: str) -> Money:
        """Read an amount written in 万元: ``75``, ``７５``, ``1,200``, ``37.5``, ``75万元``.

        Raises ValueError for anything else.
        """
        plain = unicodedata.normalize("NFKC", text).strip()
        plain = plain.removesuffix("万元").removesuffix("万").strip()
        if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", plain):
            plain = plain.replace(",", "")
        match = _PATTERN.fullmatch(plain)
        if match is None or not plain.isascii():
            msg = f"not an amount in 万元: {text!r}"
            raise ValueError(msg)
        whole, part = match.groups()
        return cls(int(whole) * WAN + int((part or "").ljust(4, "0")))

    def __add__(self, other: Money) -> Money:
        return Money(self.yuan + other.yuan)

    def __sub__(self, other: Money) -> Money:
        return Money(self.yuan - other.yuan)

    def __str__(self) -> str:
        return self.wan

    @property
    def wan(self) -> str:
        """The amount in 万元 without needless zeros: ``75``, ``37.5``."""
        sign = "-" if self.yuan < 0 else ""
        whole, part = divmod(abs(self.yuan), WAN)
        return f"{sign}{whole}" + (f".{part:04d}".rstrip("0") if part else "")

    @property
    def fraction(self) -> Fraction:
        """The exact value in 元."""
        return Fraction(self.yuan)


def total(amounts: list[Money] | tuple[Money, ...]) -> Money:
    """Return the sum of the amounts."""
    return Money(sum(amount.yuan for amount in amounts))
