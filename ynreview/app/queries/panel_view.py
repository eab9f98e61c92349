"""专家与回避: experts, the matrix of recusals, and the order of the platforms in each panel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from ynreview.app.queries.panel_checks import (
    by_panel,
    panel_findings,
    recusal_findings,
    suggested_recusals,
)
from ynreview.app.queries.readiness import stored_rules
from ynreview.app.recusal_matches import is_reviewed, matches
from ynreview.app.recusal_reviews import stored_reviews
from ynreview.app.setup import ISSUE_DOCUMENT
from ynreview.kernel.finding import Finding
from ynreview.kernel.terms import Ground
from ynreview.messages import label, sentence
from ynreview.panel.entries import Entry
from ynreview.panel.people import Expert
from ynreview.rulebook.kinds import Minimum, Statement
from ynreview.storage.unit_of_work import UnitOfWork


class PairState(Enum):
    """What is known of an expert and an entry."""

    RECUSED = "recused"
    SUGGESTED = "suggested"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Pair:
    """One marked square of the matrix; ``told`` says why, ``ground`` of a recusal only."""

    expert: str
    entry: str
    state: PairState
    told: str
    ground: Ground | None = None


@dataclass(frozen=True, slots=True)
class PlatformLine:
    """One platform of the matrix and of the order."""

    number: str
    name: str
    panel: str
    order: int | None
    left: int


@dataclass(frozen=True, slots=True)
class PanelView:
    """Experts, platforms that take part, and what is marked between them, by (expert, entry)."""

    experts: tuple[Expert, ...]
    entries: tuple[PlatformLine, ...]
    pairs: Mapping[tuple[str, str], Pair]
    findings: tuple[Finding, ...]
    floor: int
    seed: str
    method: str
    issued: bool

    def count(self, state: PairState) -> int:
        """Return how many squares are in a state."""
        return sum(pair.state is state for pair in self.pairs.values())

    def left_after(self, expert: str, entry: str, *, recused: bool) -> int:
        """Return how many valid experts an entry has once a recusal is recorded or taken back."""
        line = next(one for one in self.entries if one.number == entry)
        counts = any(one.code == expert and not one.is_alternate for one in self.experts)
        pair = self.pairs.get((expert, entry))
        is_recused = pair is not None and pair.state is PairState.RECUSED
        return line.left + (int(is_recused) - int(recused)) * int(counts)


def panel_view(uow: UnitOfWork) -> PanelView:
    """Return experts and recusals with their effect on every platform."""
    rules, setup = stored_rules(uow), uow.round_setup()
    entries = [entry for entry in uow.entries() if entry.takes_part]
    experts = uow.experts()
    recusals = [recusal for recusal, _ in uow.recusals()]
    reviews = stored_reviews(uow)
    pairs: dict[tuple[str, str], Pair] = {}
    for match in matches(experts, entries, rules):
        where = sentence(f"facts.{match.field}")
        told = sentence("preparation.name_match", own=match.own, field=where, theirs=match.theirs)
        if not is_reviewed(match, reviews):
            key = (match.expert, match.entry)
            pairs[key] = Pair(*key, PairState.SUGGESTED, told)
    current = {(one.expert, one.entry): one for one in reviews}
    for key, review in current.items():
        if key not in pairs:
            pairs[key] = Pair(*key, PairState.CLEARED, review.reason)
    for one in recusals:
        told = label(one.ground) + (f"：{one.note}" if one.note else "")
        pairs[one.expert, one.entry] = Pair(
            one.expert, one.entry, PairState.RECUSED, told, one.ground
        )
    findings = panel_findings(experts, rules) if experts else ()
    return PanelView(
        experts,
        _lines(entries, experts, pairs),
        pairs,
        (*findings, *recusal_findings(entries, experts, recusals, rules)),
        int(rules.ruling("valid_experts_floor", Minimum).params.value),
        setup.draw_seed,
        rules.ruling("presentation_draw", Statement).params.text,
        uow.document(ISSUE_DOCUMENT) is not None,
    )


def suggestions(uow: UnitOfWork) -> tuple[Finding, ...]:
    """Return the matches that nobody has dealt with yet."""
    recusals = [recusal for recusal, _ in uow.recusals()]
    known = uow.entries(), uow.experts(), recusals
    return tuple(suggested_recusals(*known, stored_rules(uow), stored_reviews(uow)))


def _lines(
    entries: Sequence[Entry], experts: Sequence[Expert], pairs: Mapping[tuple[str, str], Pair]
) -> tuple[PlatformLine, ...]:
    members = {expert.code: expert for expert in experts if not expert.is_alternate}
    panels = by_panel(members.values())
    away = Counter(
        pair.entry
        for pair in pairs.values()
        if pair.state is PairState.RECUSED and pair.expert in members
    )
    return tuple(
        PlatformLine(
            entry.number,
            entry.name,
            entry.panel,
            entry.order,
            len(panels.get(entry.panel if len(panels) > 1 else "", ())) - away[entry.number],
        )
        for entry in entries
    )
