"""Kinds that describe platforms: how many partners a subtype has and how a name is built."""

from dataclasses import dataclass

from ynreview.kernel.terms import PlatformKind, Subtype
from ynreview.rulebook.kinds.base import Kind, require

_BRACKETS = "（）()"


@dataclass(frozen=True)
class PartnerRule(Kind):
    """What makes a platform of one subtype.

    ``countries_at_most`` 0 means no upper end.
    """

    kind: PlatformKind
    subtype: Subtype
    countries_at_least: int = 0
    countries_at_most: int = 0
    organisation_suffices: bool = False
    needs_foreign_location: bool = False

    def fits(
        self, countries: int, *, has_organisation: bool = False, has_foreign_location: bool = False
    ) -> bool:
        """Whether so many partner countries or regions make this subtype."""
        if self.needs_foreign_location and not has_foreign_location:
            return False
        if self.organisation_suffices and has_organisation:
            return True
        within = not self.countries_at_most or countries <= self.countries_at_most
        return countries >= self.countries_at_least and within


@dataclass(frozen=True)
class NamePattern(Kind):
    """How platforms are named: a beginning, the direction of research, an ending of the kind."""

    starts: tuple[str, ...]
    laboratory_ends: tuple[str, ...] = ()
    rd_center_ends: tuple[str, ...] = ()
    laboratory_starts: tuple[str, ...] = ()
    rd_center_starts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(
            holds=bool(self.laboratory_ends or self.laboratory_starts), because="no name can fit"
        )

    def fits(self, name: str, kind: PlatformKind) -> bool:
        """Whether the name is built so, with a direction in between and no brackets in it."""
        return any(_has_middle(name, head, tail) for head, tail in self.frames(kind))

    def frames(self, kind: PlatformKind) -> tuple[tuple[str, str], ...]:
        """Return what may stand before and after the direction, the usual way first."""
        laboratory = kind is PlatformKind.LABORATORY
        heads = self.laboratory_starts if laboratory else self.rd_center_starts
        tails = self.laboratory_ends if laboratory else self.rd_center_ends
        return tuple(
            (start + head, tail)
            for start in self.starts
            for head in heads or ("",)
            for tail in tails or ("",)
        )


def _has_middle(name: str, head: str, tail: str) -> bool:
    if not (name.startswith(head) and name.endswith(tail) and len(name) > len(head) + len(tail)):
        return False
    middle = name[len(head) : len(name) - len(tail)].strip()
    return bool(middle) and not any(bracket in middle for bracket in _BRACKETS)
