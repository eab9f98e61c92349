"""Places by the printed score, and how many entries take part; ties share a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ynreview.kernel.terms import EntryState
from ynreview.scoring.consolidate import PanelScore
from ynreview.scoring.counting import CountingRules


@dataclass(frozen=True, slots=True)
class Denominator:
    """参评总数 and how it is made up of the ledger."""

    ledger: int
    left_out: Mapping[EntryState, int]
    taking_part: int
    excellent_max: int


@dataclass(frozen=True, slots=True)
class Place:
    """An entry's competition rank (1, 2, 2, 4); None while it has no score."""

    score: PanelScore
    rank: int | None
    tied: bool

    @property
    def number(self) -> str:
        """The entry's 编号."""
        return self.score.number


def denominator(states: Mapping[str, EntryState], rules: CountingRules) -> Denominator:
    """Count the whole round; ``excellent_max`` is the largest number of 优秀 allowed."""
    counts = rules.denominator.params.counts
    taking_part = sum(counts(state) for state in states.values())
    left_out = Counter(state for state in states.values() if not counts(state))
    return Denominator(
        ledger=len(states),
        left_out={state: left_out[state] for state in EntryState if left_out[state]},
        taking_part=taking_part,
        excellent_max=rules.quota.params.most(taking_part),
    )


def ranked(scores: Sequence[PanelScore]) -> tuple[Place, ...]:
    """Return the scores by rank, then by 编号; entries without a score come last."""
    shared = Counter(score.printed for score in scores if score.printed is not None)
    ordered = sorted(scores, key=_order)
    above: dict[Fraction, int] = {}
    for position, score in enumerate(ordered, start=1):
        if score.printed is not None:
            above.setdefault(score.printed, position)
    return tuple(
        Place(
            score=score,
            rank=above[score.printed] if score.printed is not None else None,
            tied=score.printed is not None and shared[score.printed] > 1,
        )
        for score in ordered
    )


def _order(score: PanelScore) -> tuple[bool, Fraction, str]:
    return (score.printed is None, -(score.printed or Fraction(0)), score.number)
