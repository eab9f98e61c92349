"""Random rounds in plain values, and the same rounds as the program takes them."""

import random
import tomllib
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from tests.property.reference import World
from tests.rounds import counting, shipped_form
from ynreview.kernel.points import Points
from ynreview.kernel.terms import EntryState, EvaluationType, Ground, PlatformKind, Role
from ynreview.panel.entries import Entry
from ynreview.panel.people import Expert, Recusal, Roster
from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import default_form
from ynreview.scoring.consolidate import Attendance
from ynreview.scoring.counting import CountingRules
from ynreview.scoring.quota import TieVote
from ynreview.scoring.record import AbsenceNote, Record, StateChange
from ynreview.scoring.result import Ballot, RoundInputs

KINDS = [kind.value for kind in PlatformKind]
LEAVING = ["withdrawn", "ineligible", "absent", "deferred"]
_FLAVOURS = {
    "high": [Decimal("0.85"), Decimal("0.9"), Decimal(1)],
    "spread": [Decimal(part) / 10 for part in range(11)],
    "even": [Decimal("0.9")],
}


@cache
def form_items(kind: str) -> list[tuple[str, Decimal, bool]]:
    """Read the items of a shipped form without the program's reader."""
    text = default_form(EvaluationType.POST_EVALUATION, PlatformKind(kind)).decode()
    table = tomllib.loads(text)
    return [
        (item["code"], Decimal(item["full"]), section["code"] == table["main_section"])
        for section in table["section"]
        for item in section["item"]
    ]


@st.composite
def worlds(draw: st.DrawFn, max_entries: int = 40) -> World:
    """Draw the shape of a round; its marks follow from a drawn seed (drawing each is slow)."""
    size = draw(st.integers(1, max_entries))
    experts = draw(st.integers(3, 11))
    alternates = draw(st.integers(0, 2))
    flavour = _FLAVOURS[draw(st.sampled_from(sorted(_FLAVOURS)))]
    dice = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 - test data, no secret
    numbers = [f"{place:03d}" for place in range(1, size + 1)]
    members = [f"E{place:02d}" for place in range(1, experts + 1)]
    reserve = [f"R{place:02d}" for place in range(1, alternates + 1)]
    often = draw(st.sampled_from([0.0, 0.02, 0.2]))
    world = World(
        kinds={number: dice.choice(KINDS) for number in numbers},
        states={
            n: dice.choice(LEAVING) if dice.random() < often else "taking_part" for n in numbers
        },
        forms={kind: form_items(kind) for kind in KINDS},
        skipped={},
        members=members,
        alternates=reserve,
        away={},
        replaced_by={},
        marks={},
        recused=set(),
        trimming=draw(st.booleans()),
        half_even=draw(st.booleans()),
    )
    _people(world, dice, often)
    _marks(world, dice, flavour, often)
    return world


def _people(world: World, dice: random.Random, often: float) -> None:
    free = list(world.alternates)
    for expert in world.members:
        if dice.random() < often:
            world.away[expert] = dice.choice(["absent", "left"])
            if free and dice.random() < 0.7:
                world.away[expert] = "replaced"
                world.replaced_by[expert] = free.pop(0)


def _marks(world: World, dice: random.Random, flavour: list[Decimal], often: float) -> None:
    templates: dict[str, list[dict[str, Decimal]]] = {
        kind: [_sheet(kind, dice, flavour) for _ in range(3)] for kind in KINDS
    }
    for number, kind in world.kinds.items():
        if dice.random() < often:
            codes = [code for code, _, _ in world.forms[kind]]
            world.skipped[number] = set(dice.sample(codes, dice.randint(1, 4)))
        shared = dice.choice(templates[kind]) if dice.random() < 0.7 else None
        for expert in (*world.members, *world.alternates):
            if dice.random() < often:
                world.recused.add((expert, number))
            if dice.random() >= often / 4:
                world.marks[expert, number] = shared or _sheet(kind, dice, flavour)


def _sheet(kind: str, dice: random.Random, flavour: list[Decimal]) -> dict[str, Decimal]:
    return {
        code: (full * dice.choice(flavour) * 2).quantize(Decimal(1)) / 2
        for code, full, _ in form_items(kind)
    }


@cache
def rules_of(*, trimming: bool, half_even: bool) -> CountingRules:
    overrides: dict[str, dict[str, object]] = {"trimming": {"enabled": trimming}}
    if half_even:
        overrides["panel_score_rounding"] = {"mode": "half_even"}
    return counting(overrides)


def inputs_of(world: World) -> RoundInputs:
    """Return the round as the program takes it; half of the recusals are declared on the sheet."""
    experts = [Expert(code, code, "单位") for code in world.members]
    experts += [Expert(code, code, "单位", role=Role.ALTERNATE) for code in world.alternates]
    ordered = sorted(world.recused)
    known = [Recusal(expert, entry, Ground.OTHER) for expert, entry in ordered[::2]]
    return RoundInputs(
        entries=tuple(Entry(n, f"平台{n}", PlatformKind(k)) for n, k in world.kinds.items()),
        forms={kind: shipped_form(kind) for kind in PlatformKind},
        not_applicable={number: frozenset(codes) for number, codes in world.skipped.items()},
        rules=rules_of(trimming=world.trimming, half_even=world.half_even),
        roster=Roster("R1", "0" * 64, 1, tuple(experts), tuple(known)),
        ballots={one.code: _ballot(world, one.code, ordered[1::2]) for one in experts},
    )


def _ballot(world: World, expert: str, declared: list[tuple[str, str]]) -> Ballot:
    sheets = {
        entry: ScoreSheet(entry, {item: Points.parse(str(mark)) for item, mark in marks.items()})
        for (who, entry), marks in world.marks.items()
        if who == expert
    }
    return Ballot(expert, sheets, frozenset(entry for who, entry in declared if who == expert))


def record_of(world: World) -> Record:
    """Return what was decided, as the program records it."""
    return Record(
        absences=tuple(
            AbsenceNote(expert, Attendance(why), "理由", world.replaced_by.get(expert, ""))
            for expert, why in world.away.items()
        ),
        states=tuple(
            StateChange(number, EntryState(state), "理由")
            for number, state in world.states.items()
            if state != "taking_part"
        ),
        tie_votes=tuple(
            TieVote(among, chosen, dict.fromkeys(sorted(chosen), 1), 0, "理由")
            for among, chosen in world.votes
        ),
    )
