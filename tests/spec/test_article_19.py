"""第十九条: results carry the name of the platform."""

from ynreview.rulebook.in_force import ROUND_SETTING, RulesInForce
from ynreview.rulebook.kinds import Statement

ARTICLE = "第十九条"


def test_that_not_counting_unmarked_results_is_a_setting(rules: RulesInForce):
    assert rules.ruling("unmarked_results", Statement).citations[-1] == ROUND_SETTING
