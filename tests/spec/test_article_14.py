"""第十四条: support, own money of enterprises."""

from ynreview.kernel.money import Money
from ynreview.rulebook.examples import worked
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Band, Ratio
from ynreview.rulebook.model import Example, Rulebook

ARTICLE = "第十四条"


def test_that_every_worked_example_holds(rulebook: Rulebook, example: Example):
    assert worked(rulebook, example) == example.expect


def test_that_both_ends_of_the_support_belong_to_it(rules: RulesInForce):
    band = rules.ruling("support_band", Band).params

    assert band.contains(band.lowest_money)
    assert band.contains(band.highest_money)
    assert not band.contains(band.highest_money + Money(1))
    assert not band.contains(band.lowest_money - Money(1))


def test_that_less_than_three_hundred_own_leaves_no_amount_in_the_band(rules: RulesInForce):
    ratio = rules.ruling("own_funds_ratio", Ratio).params
    band = rules.ruling("support_band", Band).params

    assert not band.contains(ratio.cap(Money.parse_wan("299.9999")))
    assert band.contains(ratio.cap(Money.parse_wan("300")))


def test_that_exactly_three_times_passes_and_one_yuan_less_does_not(rules: RulesInForce):
    ratio = rules.ruling("own_funds_ratio", Ratio).params

    assert ratio.met(Money.parse_wan("720"), Money.parse_wan("240"))
    assert not ratio.met(Money(7_199_999), Money.parse_wan("240"))
