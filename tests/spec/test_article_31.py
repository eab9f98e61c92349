"""第三十一条: how long it is in force."""

from ynreview.rulebook.examples import worked
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import DayWindow
from ynreview.rulebook.model import Example, Rulebook

ARTICLE = "第三十一条"


def test_that_every_worked_example_holds(rulebook: Rulebook, example: Example):
    assert worked(rulebook, example) == example.expect


def test_that_rule_and_header_say_the_same_window(rules: RulesInForce, rulebook: Rulebook):
    window = rules.ruling("validity", DayWindow).params

    assert (window.first, window.last) == (rulebook.in_force_from, rulebook.in_force_until)


def test_that_the_successor_is_named_and_has_no_rules(rulebook: Rulebook):
    assert rulebook.successor.document.endswith("12号")
    assert rulebook.successor.date > rulebook.in_force_until
