"""What every kind of rule is: a frozen set of parameters with the arithmetic that goes with it."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Kind:
    """The shape of a rule; its figures come from the rulebook, its methods are exact and pure.

    ``fixed`` names the parameters that no round may change, even where the rule is a setting.
    """

    fixed: ClassVar[frozenset[str]] = frozenset()


def require(*, holds: bool, because: str) -> None:
    """Raise ValueError when parameters make no sense; the loader turns it into a problem."""
    if not holds:
        raise ValueError(because)
