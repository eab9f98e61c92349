"""第十条: what a laboratory should have besides."""

from ynreview.rulebook.examples import worked
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import AnyOf
from ynreview.rulebook.model import Example, Rulebook

ARTICLE = "第十条"


def test_that_every_worked_example_holds(rulebook: Rulebook, example: Example):
    assert worked(rulebook, example) == example.expect


def test_that_led_and_joined_tasks_are_not_added_up(rules: RulesInForce):
    tasks = rules.ruling("laboratory_tasks", AnyOf).params

    assert tasks.met({"tasks_led": 0, "tasks_joined": 2}) is False


def test_that_a_missing_number_leaves_the_answer_open_only_where_it_matters(rules: RulesInForce):
    tasks = rules.ruling("laboratory_tasks", AnyOf).params

    assert tasks.met({"tasks_led": None, "tasks_joined": 3}) is True
    assert tasks.met({"tasks_led": None, "tasks_joined": 2}) is None
    assert tasks.met({}) is None
