"""第十五条: the five aspects of the contract."""

from ynreview.rulebook.examples import worked
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Choice, ShareFloor
from ynreview.rulebook.model import Example, Rulebook

ARTICLE = "第十五条"


def test_that_every_worked_example_holds(rulebook: Rulebook, example: Example):
    assert worked(rulebook, example) == example.expect


def test_that_the_contract_has_five_aspects(rules: RulesInForce):
    assert len(rules.ruling("contract_aspects", Choice).params.values) == 5


def test_that_the_hint_of_undone_tasks_is_for_acceptances_only(
    rules: RulesInForce, rulebook: Rulebook
):
    rules.ruling("task_block_hint", ShareFloor)

    assert rulebook.rule("task_block_hint").types == ("acceptance",)
