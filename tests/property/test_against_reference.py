"""Random rounds, figure by figure against the naive computation."""

from fractions import Fraction

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from tests.property.reference import Answer, World, answer_of
from tests.property.worlds import inputs_of, record_of, worlds
from ynreview.kernel.rounding import ratio_text
from ynreview.scoring.result import Figures, conclude, figures_of

HEAVY = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.data_too_large]
)


def computed(world: World) -> Figures:
    inputs = inputs_of(world)
    return figures_of(conclude(inputs, record_of(world)), inputs.rules)


def text(value: Fraction | None) -> str | None:
    return ratio_text(value) if value is not None else None


def require_equal(figures: Figures, answer: Answer) -> None:
    assert figures.counted.taking_part == answer.taking_part
    assert figures.counted.excellent_max == answer.places
    assert {row.number for row in figures.rows} == set(answer.figures)
    for row in figures.rows:
        expected = answer.figures[row.number]
        assert (row.score, row.exact) == (expected.score, text(expected.exact)), row.number
        assert (row.rank, row.tied) == (expected.rank, expected.tied), row.number
        assert row.valid_experts == expected.valid, row.number
        assert row.main_rate == text(expected.main_rate), row.number
        assert (row.grade, row.proposed) == (expected.grade, expected.grade), row.number
        assert row.by == expected.by, row.number
    ties = (tuple(sorted(answer.open_tie)),) if answer.open_tie else ()
    assert figures.unresolved_ties == ties


@HEAVY
@given(world=worlds())
def test_that_every_figure_is_what_the_rules_say(world: World):
    answer = answer_of(world)

    require_equal(computed(world), answer)
    event(f"open tie: {bool(answer.open_tie)}")


@HEAVY
@given(world=worlds(), data=st.data())
def test_that_every_figure_is_what_the_rules_say_after_votes_on_the_tie(
    world: World, data: st.DataObject
):
    before = answer_of(world)
    tied = sorted(before.open_tie)
    groups = st.frozensets(st.sampled_from(tied or ["001"]))
    for _ in range(data.draw(st.integers(1, 2))):
        among = frozenset(tied) if data.draw(st.booleans()) else data.draw(groups)
        world.votes.append((among, data.draw(groups)))

    answer = answer_of(world)

    require_equal(computed(world), answer)
    event(f"settled by vote: {bool(before.open_tie) and not answer.open_tie}")
