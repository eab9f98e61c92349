"""第十一条: what an R&D center should have besides."""

from ynreview.rulebook.examples import worked
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Minimum
from ynreview.rulebook.model import Example, Mark, Rulebook

ARTICLE = "第十一条"


def test_that_every_worked_example_holds(rulebook: Rulebook, example: Example):
    assert worked(rulebook, example) == example.expect


def test_that_counting_developments_and_transfers_together_is_a_reading(rules: RulesInForce):
    results = rules.ruling("rd_center_results", Minimum)

    assert results.mark is Mark.READING
    assert results.params.met(10)
    assert not results.params.met(9)
