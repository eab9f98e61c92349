"""Experts of a panel and their duties; no contact data and no identity numbers, ever."""

from dataclasses import dataclass

from ynreview.kernel.terms import ExpertCategory, Ground, Role


@dataclass(frozen=True, slots=True)
class Expert:
    """One appointed expert; ``code`` (``E03``) is unique in the round."""

    code: str
    name: str
    unit: str
    title: str = ""
    field: str = ""
    category: ExpertCategory | None = None
    role: Role = Role.MEMBER
    panel: str = ""
    recent_units: tuple[str, ...] = ()

    @property
    def is_alternate(self) -> bool:
        """Whether this expert counts only after replacing another one."""
        return self.role is Role.ALTERNATE

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit that matters for recusal: the present one and those of three years."""
        return tuple(unit for unit in (self.unit, *self.recent_units) if unit)


@dataclass(frozen=True, slots=True)
class Recusal:
    """An expert neither scores nor votes on an entry, and does not get its files."""

    expert: str
    entry: str
    ground: Ground
    note: str = ""

    @property
    def lacks_note(self) -> bool:
        """Whether the ground is 其他 and nobody wrote what it is."""
        return self.ground is Ground.OTHER and not self.note.strip()


@dataclass(frozen=True, slots=True)
class Roster:
    """Experts and known recusals, version ``number`` (from 1); signed apart from the basis.

    ``reason`` says why a later version was made.
    """

    round_id: str
    basis_digest: str
    number: int
    experts: tuple[Expert, ...]
    recusals: tuple[Recusal, ...] = ()
    reason: str = ""

    def expert(self, code: str) -> Expert | None:
        """Return the expert of that code, if appointed."""
        return next((expert for expert in self.experts if expert.code == code), None)

    @property
    def members(self) -> tuple[Expert, ...]:
        """Everyone whose sheets are expected: all but the alternates."""
        return tuple(expert for expert in self.experts if not expert.is_alternate)
