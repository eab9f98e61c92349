"""Who of those high enough gets a place under the quota; a tie on the cut never passes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

MAIN_SECTION_RATE = "main_section_rate"
EXACT_MEAN = "exact_mean"
PANEL_VOTE = "panel_vote"


@dataclass(frozen=True, slots=True)
class Contender:
    """An entry whose printed score reaches the threshold of 优秀."""

    number: str
    printed: Fraction
    main_rate: Fraction
    exact: Fraction

    def key(self, step: str) -> Fraction:
        """Return what a step of the tie chain compares; the higher one goes first."""
        return {MAIN_SECTION_RATE: self.main_rate, EXACT_MEAN: self.exact}[step]


@dataclass(frozen=True, slots=True)
class TieVote:
    """The panel's recorded choice among tied entries; nobody chosen is 均不评优秀.

    ``votes`` counts the voices for each entry, ``abstain`` the abstentions.
    """

    among: frozenset[str]
    chosen: frozenset[str]
    votes: Mapping[str, int]
    abstain: int
    reason: str


@dataclass(frozen=True, slots=True)
class TieStep:
    """One step of the chain over the entries still tied: the values it compared."""

    step: str
    values: Mapping[str, Fraction]
    separates: bool


@dataclass(frozen=True, slots=True)
class TieBreak:
    """A group of equal printed scores that reaches over the cut, and what became of it.

    ``open`` are entries still tied for ``room`` places when the chain ends without a vote.
    """

    group: tuple[str, ...]
    places: int
    steps: tuple[TieStep, ...]
    winners: tuple[str, ...]
    open: tuple[str, ...]
    room: int
    vote: TieVote | None = None


@dataclass(frozen=True, slots=True)
class Allotment:
    """Winners in the order of their places, and the tie on the cut if there is one."""

    places: int
    winners: tuple[str, ...]
    tie: TieBreak | None


def allot(
    contenders: Sequence[Contender],
    places: int,
    chain: Sequence[str],
    votes: Sequence[TieVote] = (),
) -> Allotment:
    """Fill at most ``places`` with contenders, highest printed score first.

    A group that does not fit as a whole goes through the chain; what stays tied gets no place.
    """
    winners: list[str] = []
    ordered = sorted(contenders, key=lambda found: (-found.printed, found.number))
    for _, members in groupby(ordered, key=lambda found: found.printed):
        group = tuple(members)
        room = places - len(winners)
        if len(group) <= room:
            winners.extend(member.number for member in group)
            continue
        if room == 0:
            break
        tie = _break_tie(group, room, chain, votes)
        return Allotment(places, (*winners, *tie.winners), tie)
    return Allotment(places, tuple(winners), None)


def contested(tie: TieBreak) -> tuple[frozenset[str], int]:
    """Return what a vote is about, held already or not: the entries and the places for them."""
    if tie.vote is None:
        return frozenset(tie.open), tie.room
    return tie.vote.among, tie.places - len(tie.winners) + len(tie.vote.chosen)


def _break_tie(
    group: tuple[Contender, ...], room: int, chain: Sequence[str], votes: Sequence[TieVote]
) -> TieBreak:
    places = room
    steps: list[TieStep] = []
    winners: list[str] = []
    pending = list(group)
    for step in chain:
        if step == PANEL_VOTE or not pending:
            break
        keys = {member.number: member.key(step) for member in pending}
        steps.append(TieStep(step, keys, separates=len(set(keys.values())) > 1))
        won, pending = _split(pending, room, keys)
        winners.extend(won)
        room -= len(won)
    still_open = tuple(member.number for member in pending)
    vote = _vote_on(still_open, room, votes) if PANEL_VOTE in chain else None
    if vote is not None:
        winners.extend(sorted(vote.chosen))
        still_open = ()
    return TieBreak(
        group=tuple(member.number for member in group),
        places=places,
        steps=tuple(steps),
        winners=tuple(winners),
        open=still_open,
        room=room if still_open else 0,
        vote=vote,
    )


def _split(
    pending: list[Contender], room: int, keys: Mapping[str, Fraction]
) -> tuple[list[str], list[Contender]]:
    """Return the numbers that get a place for sure and those still tied for the rest.

    More are pending than there is room for: those ahead of the first without a place win.
    """
    ordered = sorted(pending, key=lambda found: (-keys[found.number], found.number))
    cut = keys[ordered[room].number]
    won = [member.number for member in ordered if keys[member.number] > cut]
    tied = [member for member in ordered if keys[member.number] == cut]
    return won, tied if len(won) < room else []


def _vote_on(still_open: tuple[str, ...], room: int, votes: Sequence[TieVote]) -> TieVote | None:
    among = frozenset(still_open)
    for vote in reversed(votes):
        if among and vote.among == among >= vote.chosen and len(vote.chosen) <= room:
            return vote
    return None
