"""What the comparison of units and names finds in a round, less what a person has dealt with."""

from __future__ import annotations

from collections.abc import Iterable

from ynreview.app.recusal_reviews import RecusalReview
from ynreview.panel.affinity import Affinity, find_affinities
from ynreview.panel.entries import Entry
from ynreview.panel.people import Expert
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Choice


def matches(
    experts: Iterable[Expert], entries: Iterable[Entry], rules: RulesInForce
) -> tuple[Affinity, ...]:
    """Return where units or names of experts stand in entries that take part."""
    taking_part = [entry for entry in entries if entry.takes_part]
    units = rules.ruling("recusal_unit_matches", Choice).params.values
    names = rules.ruling("recusal_name_matches", Choice).params.values
    return find_affinities(experts, taking_part, units, names)


def is_reviewed(found: Affinity, reviews: Iterable[RecusalReview]) -> bool:
    """Whether a person dismissed this very match."""
    return any(
        (one.expert, one.entry, one.match) == (found.expert, found.entry, found.theirs)
        for one in reviews
    )
