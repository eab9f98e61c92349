"""第六条: who decides, and who has to take part."""

from ynreview.kernel.terms import EntryState
from ynreview.rulebook.examples import worked
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Choice, Statement
from ynreview.rulebook.model import Example, Mark, Rulebook

ARTICLE = "第六条"


def test_that_every_worked_example_holds(rulebook: Rulebook, example: Example):
    assert worked(rulebook, example) == example.expect


def test_that_every_state_but_taking_part_is_without_outcome(rules: RulesInForce):
    without = rules.ruling("states_without_outcome", Choice).params.values

    assert {*without, EntryState.TAKING_PART.value} == {state.value for state in EntryState}


def test_that_the_panel_only_suggests(rules: RulesInForce):
    ruling = rules.ruling("panel_suggests", Statement)

    assert ruling.mark is Mark.READING
    assert "建议" in ruling.params.text
