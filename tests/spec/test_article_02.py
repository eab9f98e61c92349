"""第二条: two kinds of platform."""

from ynreview.kernel.terms import PlatformKind
from ynreview.rulebook.examples import worked
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Choice
from ynreview.rulebook.model import Example, Rulebook

ARTICLE = "第二条"


def test_that_every_worked_example_holds(rulebook: Rulebook, example: Example):
    assert worked(rulebook, example) == example.expect


def test_that_the_kinds_are_exactly_those_of_the_ledger(rules: RulesInForce):
    assert rules.ruling("platform_kinds", Choice).params.values == tuple(PlatformKind)
