"""Entries of a round: the platforms under review with the facts of the organiser's ledger."""

from dataclasses import dataclass, field
from datetime import date

from ynreview.kernel.money import Money
from ynreview.kernel.terms import (
    DirectorBasis,
    EntryState,
    PlatformKind,
    Subtype,
    UnitNature,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the ledger says of one platform; None and empty mean 待核, never no."""

    english_name: str = ""
    direction: str = ""
    field: str = ""
    lead_unit: str = ""
    lead_nature: UnitNature | None = None
    lead_is_legal_person: bool | None = None
    participating_units: tuple[str, ...] = ()
    foreign_partners: tuple[str, ...] = ()
    partner_countries: tuple[str, ...] = ()
    international_organisation: str = ""
    foreign_location: str = ""
    recommending_department: str = ""
    director: str = ""
    academic_committee: tuple[str, ...] = ()
    lead_unit_since: date | None = None
    cooperation_since: date | None = None
    has_agreement: bool | None = None
    has_cooperation_plan: bool | None = None
    has_commitment: bool | None = None
    full_time_staff: int | None = None
    foreign_researchers: int | None = None
    director_basis: DirectorBasis | None = None
    director_term_years: int | None = None
    tasks_led: int | None = None
    tasks_joined: int | None = None
    developments_and_transfers: int | None = None
    requested_grant: Money | None = None
    provincial_grant: Money | None = None
    fiscal_funds: Money | None = None
    own_monetary_funds: Money | None = None
    term_from: date | None = None
    term_until: date | None = None
    accepted_on: date | None = None
    annual_report_years: tuple[int, ...] = ()
    had_award: bool | None = None
    change_approval: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file that belongs to an entry, addressed by its SHA-256."""

    name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One 参评平台; ``number`` keeps its leading zeros and is unique in the round."""

    number: str
    name: str
    kind: PlatformKind
    subtype: Subtype | None = None
    panel: str = ""
    order: int | None = None
    state: EntryState = EntryState.TAKING_PART
    facts: Facts = field(default_factory=Facts)
    attachments: tuple[Attachment, ...] = ()

    @property
    def takes_part(self) -> bool:
        """Whether the organiser has it in the round as 参评."""
        return self.state is EntryState.TAKING_PART
