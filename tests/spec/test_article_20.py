"""第二十条: nothing secret is entered."""

from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Statement

ARTICLE = "第二十条"


def test_that_the_warning_is_said_in_the_words_of_the_screen(rules: RulesInForce):
    assert rules.ruling("no_state_secrets", Statement).params.text.startswith("严禁录入涉密内容")
