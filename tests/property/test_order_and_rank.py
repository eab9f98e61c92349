"""The order of people and platforms changes nothing; a better mark never worsens a place."""

import random
from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.property.reference import World
from tests.property.worlds import form_items, inputs_of, record_of, worlds
from ynreview.scoring.result import Figures, ResultRow, RoundInputs, conclude, figures_of

STEP = Decimal("0.5")
MEDIUM = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.data_too_large]
)


def figures(inputs: RoundInputs, world: World) -> Figures:
    return figures_of(conclude(inputs, record_of(world)), inputs.rules)


@MEDIUM
@given(world=worlds(max_entries=25), seed=st.integers(0, 2**32))
def test_that_the_order_of_experts_entries_and_sheets_does_not_matter(world: World, seed: int):
    dice = random.Random(seed)  # noqa: S311 - test data, no secret
    inputs = inputs_of(world)

    def mixed(values: object) -> tuple:
        found = list(values)
        dice.shuffle(found)
        return tuple(found)

    roster = replace(
        inputs.roster,
        experts=mixed(inputs.roster.experts),
        recusals=mixed(inputs.roster.recusals),
    )
    ballots = {
        code: replace(ballot, sheets=dict(mixed(ballot.sheets.items())))
        for code, ballot in mixed(inputs.ballots.items())
    }
    other = replace(inputs, entries=mixed(inputs.entries), roster=roster, ballots=ballots)

    assert figures(other, world) == figures(inputs, world)


@MEDIUM
@given(world=worlds(max_entries=15), data=st.data())
def test_that_raising_one_mark_never_lowers_that_entrys_rank_or_score(
    world: World, data: st.DataObject
):
    raisable = [
        (expert, entry, code, full)
        for (expert, entry), marks in sorted(world.marks.items())
        for code, full, _ in form_items(world.kinds[entry])
        if marks[code] < full
    ]
    assume(raisable)
    expert, entry, code, full = data.draw(st.sampled_from(raisable))
    assume(world.states[entry] == "taking_part")
    before = _row(world, entry)
    assume(before.rank is not None)
    marks = world.marks[expert, entry]
    higher = data.draw(st.integers(int(marks[code] / STEP) + 1, int(full / STEP))) * STEP
    world.marks[expert, entry] = {**marks, code: higher}

    after = _row(world, entry)

    assert after.rank <= before.rank
    assert Decimal(after.score) >= Decimal(before.score)


def _row(world: World, entry: str) -> ResultRow:
    return next(row for row in figures(inputs_of(world), world).rows if row.number == entry)


@MEDIUM
@given(world=worlds(max_entries=20))
def test_that_an_entry_that_leaves_takes_its_figures_with_it_and_no_others(world: World):
    gone = min(world.states)
    assume(world.states[gone] == "taking_part")
    before = {row.number: row for row in figures(inputs_of(world), world).rows}
    world.states[gone] = "withdrawn"

    after = figures(inputs_of(world), world)

    assert {row.number for row in after.rows} == before.keys() - {gone}
    for row in after.rows:
        was = before[row.number]
        assert (row.score, row.exact, row.main_rate) == (was.score, was.exact, was.main_rate)
