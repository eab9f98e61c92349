"""第二十六条: when the department cancels a platform."""

import pytest

from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Statement

ARTICLE = "第二十六条"


@pytest.mark.parametrize("rule", ["cancel_not_passed", "cancel_not_rectified", "cancel_other"])
def test_that_cancelling_is_stated_and_never_computed(rules: RulesInForce, rule: str):
    ruling = rules.ruling(rule, Statement)

    assert all(cite.startswith(ARTICLE) for cite in ruling.cites)
