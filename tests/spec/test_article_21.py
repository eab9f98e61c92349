"""第二十一条: disputes stay outside."""

from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Statement

ARTICLE = "第二十一条"


def test_that_disputes_are_out_of_scope(rules: RulesInForce):
    ruling = rules.ruling("out_of_scope", Statement)

    assert ARTICLE in ruling.cites
    assert "纠纷" in ruling.params.text
