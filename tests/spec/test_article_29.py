"""第二十九条: integrity stands first."""

from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Statement
from ynreview.rulebook.model import Rulebook

ARTICLE = "第二十九条"


def test_that_the_integrity_question_is_for_all_types(rules: RulesInForce, rulebook: Rulebook):
    assert rules.ruling("integrity_question", Statement).cites[0] == ARTICLE
    assert rulebook.rule("integrity_question").types == ()
