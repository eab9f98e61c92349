"""第二十七条: what is left open is a setting of the round."""

from fractions import Fraction

from ynreview.kernel.points import Points
from ynreview.kernel.rounding import RoundingMode
from ynreview.rulebook.examples import worked
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import (
    Amount,
    Gap,
    ItemGap,
    Minimum,
    Rounding,
    Switch,
    Trimming,
    VoteShare,
)
from ynreview.rulebook.model import Example, Mark, Rulebook

ARTICLE = "第二十七条"


def test_that_every_worked_example_holds(rulebook: Rulebook, example: Example):
    assert worked(rulebook, example) == example.expect


def test_that_no_rule_of_this_article_is_law(rulebook: Rulebook):
    marks = {rule.mark for rule in rulebook.rules if ARTICLE in rule.cites}

    assert Mark.LAW not in marks


def test_that_a_half_hundredth_is_rounded_up_and_only_once(rules: RulesInForce):
    rounding = rules.ruling("panel_score_rounding", Rounding).params

    assert rounding.text(Fraction(89985, 1000)) == "89.99"
    assert rounding.text(Fraction(89984999, 1000000)) == "89.98"


def test_that_rounding_to_even_is_a_setting(rulebook: Rulebook):
    rules = RulesInForce(
        rulebook, rulebook.in_force_from, {"panel_score_rounding": {"mode": "half_even"}}
    )

    rounding = rules.ruling("panel_score_rounding", Rounding).params

    assert rounding.mode is RoundingMode.HALF_EVEN
    assert rounding.text(Fraction(89985, 1000)) == "89.98"
    assert rounding.text(Fraction(89995, 1000)) == "90.00"


def test_that_trimming_is_off_and_never_below_seven(rulebook: Rulebook, rules: RulesInForce):
    on = RulesInForce(rulebook, rulebook.in_force_from, {"trimming": {"enabled": True}})

    assert not rules.ruling("trimming", Trimming).params.applies(9)
    assert on.ruling("trimming", Trimming).params.applies(7)
    assert not on.ruling("trimming", Trimming).params.applies(6)


def test_that_a_deviation_needs_more_than_half(rules: RulesInForce):
    vote = rules.ruling("deviation_vote", VoteShare).params

    assert not vote.carried(3, 6)
    assert vote.carried(4, 6)


def test_that_a_gap_counts_in_both_directions(rules: RulesInForce):
    gap = rules.ruling("outlier_total", Gap).params

    assert gap.reached(Fraction(-15))
    assert gap.reached(Fraction(15))
    assert not gap.reached(Fraction(-1499, 100))


def test_that_a_small_item_is_never_pointed_out(rules: RulesInForce):
    gap = rules.ruling("outlier_item", ItemGap).params

    assert not gap.reached(Fraction(7), Points.parse("7.5"))
    assert gap.reached(Fraction(16, 5), Points.parse("8"))


def test_that_five_experts_are_enough_and_seven_are_usual(rules: RulesInForce):
    assert rules.ruling("valid_experts_floor", Minimum).params.met(5)
    assert rules.ruling("panel_size", Amount).params.value == 7


def test_that_silence_is_no_consent_and_amounts_are_suggested(rules: RulesInForce):
    assert not rules.ruling("silence_is_consent", Switch).params.enabled
    assert rules.ruling("suggest_amounts", Switch).params.enabled
