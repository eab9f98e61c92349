"""One applicant that meets everything, one founded platform, and how they are asked."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from resources import resource
from ynreview.kernel.money import Money
from ynreview.kernel.terms import (
    DirectorBasis,
    EvaluationType,
    FormalItem,
    PlatformKind,
    Subtype,
    UnitNature,
)
from ynreview.panel.entries import Entry, Facts
from ynreview.panel.formal.replies import FormalReplies, FormalReply
from ynreview.panel.formal.table import ItemCheck, formal_table
from ynreview.panel.round import RoundSetup
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.loader import load_rulebook

DAY = date(2026, 11, 24)
APPLICANT = Entry(
    "003",
    "云南省高原咖啡国际联合实验室",
    PlatformKind.LABORATORY,
    Subtype.BILATERAL,
    facts=Facts(
        english_name="Yunnan International Joint Laboratory of Highland Coffee",
        direction="高原咖啡",
        lead_unit="云岭大学",
        lead_nature=UnitNature.ENTERPRISE,
        lead_is_legal_person=True,
        lead_unit_since=date(2020, 1, 1),
        cooperation_since=date(2022, 1, 1),
        has_agreement=True,
        has_cooperation_plan=True,
        has_commitment=True,
        partner_countries=("老挝",),
        full_time_staff=22,
        foreign_researchers=6,
        director_basis=DirectorBasis.ESTABLISHMENT,
        tasks_led=1,
        tasks_joined=0,
        developments_and_transfers=10,
        requested_grant=Money.parse_wan("200"),
        own_monetary_funds=Money.parse_wan("600"),
        term_from=date(2026, 1, 1),
        term_until=date(2028, 12, 31),
    ),
)
FOUNDED = replace(
    APPLICANT,
    facts=replace(
        APPLICANT.facts,
        fiscal_funds=Money.parse_wan("200"),
        had_award=False,
        accepted_on=date(2023, 6, 10),
        annual_report_years=(2023, 2024, 2025),
    ),
)


@cache
def rules_of(day: date = DAY) -> RulesInForce:
    return RulesInForce(load_rulebook(resource("rulebooks", "yn-2022-2")), day)


def setup_of(kind: EvaluationType, day: date = DAY, **more: Any) -> RoundSetup:
    return RoundSetup(
        round_id="R", type=kind, title="会次", review_date=day, rulebook_id="yn-2022-2", **more
    )


def cells(
    entry: Entry, kind: EvaluationType, day: date = DAY, *replies: FormalReply, **setup: Any
) -> dict[FormalItem, ItemCheck]:
    """Return the cells of one entry by their item."""
    given = FormalReplies(replies)
    (row,) = formal_table([entry], setup_of(kind, day, **setup), rules_of(day), given)
    return {cell.item: cell for cell in row.items}


def applied(day: date = DAY, **facts: Any) -> dict[FormalItem, ItemCheck]:
    """Return the cells of the applicant with other facts."""
    entry = replace(APPLICANT, facts=replace(APPLICANT.facts, **facts))
    return cells(entry, EvaluationType.ESTABLISHMENT, day)


def evaluated(kind: EvaluationType, day: date, **facts: Any) -> dict[FormalItem, ItemCheck]:
    """Return the cells of the founded platform with other facts."""
    return cells(replace(FOUNDED, facts=replace(FOUNDED.facts, **facts)), kind, day)
