"""第二十二条: changes need an approval."""

from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Statement
from ynreview.rulebook.model import Mark

ARTICLE = "第二十二条"


def test_that_the_duty_is_law_and_the_hint_a_setting(rules: RulesInForce):
    assert rules.ruling("change_needs_approval", Statement).mark is Mark.LAW
    assert rules.ruling("changed_before_approval", Statement).mark is Mark.DEFAULT
