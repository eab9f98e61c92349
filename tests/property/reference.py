"""A second, naive computation of a whole 后评估, written from the rules and not from the program.

Plain dicts and fractions; every quantity is found by asking the question the rules ask
("how many are strictly better?") instead of sorting and filling places.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

FLOOR = 5
TRIM_FROM = 7
LINES = (
    ("excellent", Fraction(85)),
    ("good", Fraction(70)),
    ("qualified", Fraction(60)),
    ("unqualified", Fraction(0)),
)


@dataclass
class World:
    """One round in plain values.

    ``forms`` maps a kind to its items as (code, full marks, is 主要指标); ``marks`` maps
    (expert, entry) to the marks handed in; ``votes`` lists (among, chosen) of the tie votes held.
    """

    kinds: dict[str, str]
    states: dict[str, str]
    forms: dict[str, list[tuple[str, Decimal, bool]]]
    skipped: dict[str, set[str]]
    members: list[str]
    alternates: list[str]
    away: dict[str, str]
    replaced_by: dict[str, str]
    marks: dict[tuple[str, str], dict[str, Decimal]]
    recused: set[tuple[str, str]]
    trimming: bool = False
    half_even: bool = False
    votes: list[tuple[frozenset[str], frozenset[str]]] = field(default_factory=list)


@dataclass
class Figure:
    """What comes out for one entry."""

    exact: Fraction | None = None
    score: str | None = None
    rank: int | None = None
    tied: bool = False
    valid: int = 0
    main_rate: Fraction | None = None
    grade: str | None = None
    by: str = "rule"


@dataclass
class Answer:
    """What comes out for the round."""

    taking_part: int
    places: int
    figures: dict[str, Figure]
    open_tie: frozenset[str]
    room: int


def answer_of(world: World) -> Answer:
    """Compute everything."""
    numbers = [number for number, state in world.states.items() if state == "taking_part"]
    places = quota(len(numbers))
    figures = {number: _scored(world, number) for number in numbers}
    for figure in figures.values():
        _rank(figure, list(figures.values()))
    open_tie, room = _grade(figures, places, world)
    return Answer(len(numbers), places, figures, open_tie, room)


def quota(taking_part: int) -> int:
    """Count up while ten times as many still fit."""
    excellent = 0
    while 10 * (excellent + 1) <= taking_part:
        excellent += 1
    return excellent


def half(value: Fraction, *, even: bool) -> Fraction:
    """Round to hundredths, a tie up or to the even digit; scores are never negative."""
    hundredths = int(value * 100)
    rest = value * 100 - hundredths
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and (not even or hundredths % 2 == 1))
    return Fraction(hundredths + up, 100)


def _valid_experts(world: World, number: str) -> list[str]:
    replacing = set(world.replaced_by.values())
    there = [expert for expert in world.members if expert not in world.away]
    there += [expert for expert in world.alternates if expert in replacing]
    return sorted(
        expert
        for expert in there
        if (expert, number) not in world.recused and (expert, number) in world.marks
    )


def _total(world: World, number: str, expert: str) -> Fraction:
    scored, full = _sums(world, number, expert, main_only=False)
    return scored / full * 100


def _sums(world: World, number: str, expert: str, *, main_only: bool) -> tuple[Fraction, Fraction]:
    marks = world.marks[expert, number]
    items = [
        (code, full)
        for code, full, main in world.forms[world.kinds[number]]
        if code not in world.skipped.get(number, set()) and (main or not main_only)
    ]
    scored = sum((Fraction(marks[code]) for code, _ in items), Fraction(0))
    return scored, sum((Fraction(full) for _, full in items), Fraction(0))


def _scored(world: World, number: str) -> Figure:
    valid = _valid_experts(world, number)
    totals = {expert: _total(world, number, expert) for expert in valid}
    counted = list(valid)
    if world.trimming and len(valid) >= TRIM_FROM:
        counted.remove(next(e for e in counted if totals[e] == max(totals[o] for o in counted)))
        counted.remove(next(e for e in counted if totals[e] == min(totals[o] for o in counted)))
    if not counted:
        return Figure(valid=len(valid))
    exact = sum((totals[expert] for expert in counted), Fraction(0)) / len(counted)
    rates = [
        scored / full
        for scored, full in (_sums(world, number, e, main_only=True) for e in counted)
        if full
    ]
    printed = half(exact, even=world.half_even)
    return Figure(
        exact=exact,
        score=f"{Decimal(int(printed * 100)) / 100:.2f}",
        valid=len(valid),
        main_rate=sum(rates, Fraction(0)) / len(rates) if rates else None,
    )


def _rank(figure: Figure, everyone: list[Figure]) -> None:
    if figure.score is None:
        return
    scores = [Decimal(other.score) for other in everyone if other.score is not None]
    figure.rank = 1 + sum(score > Decimal(figure.score) for score in scores)
    figure.tied = sum(score == Decimal(figure.score) for score in scores) > 1


def _grade(figures: dict[str, Figure], places: int, world: World) -> tuple[frozenset[str], int]:
    reached = {}
    for number, figure in figures.items():
        if figure.score is None or figure.valid < FLOOR:
            continue
        score = Fraction(Decimal(figure.score))
        figure.grade = next(grade for grade, line in LINES if score >= line)
        if figure.grade == "excellent":
            reached[number] = score
    still: set[str] = set()
    left = 0
    for number, score in reached.items():
        figure = figures[number]
        same = [other for other in reached if reached[other] == score]
        better = sum(other > score for other in reached.values())
        if better + len(same) <= places:
            continue
        figure.grade = "good"
        if better < places:
            figure.by = "tie"
            keys = {other: _key(figures[other]) for other in same}
            ahead = sum(key > keys[number] for key in keys.values())
            level = sum(key == keys[number] for key in keys.values())
            if better + ahead + level <= places:
                figure.grade = "excellent"
            elif better + ahead < places:
                figure.grade = None
                still.add(number)
                left = places - better - ahead
    return _voted(figures, frozenset(still), left, world)


def _key(figure: Figure) -> tuple[Fraction, Fraction]:
    return figure.main_rate or Fraction(0), figure.exact or Fraction(0)


def _voted(
    figures: dict[str, Figure], still: frozenset[str], room: int, world: World
) -> tuple[frozenset[str], int]:
    for among, chosen in reversed(world.votes):
        if still and among == still and chosen <= still and len(chosen) <= room:
            for number in still:
                figures[number].by = "vote"
                figures[number].grade = "excellent" if number in chosen else "good"
            return frozenset(), 0
    return still, room
