"""第二十八条: how platforms are named."""

from ynreview.kernel.terms import PlatformKind
from ynreview.rulebook.examples import worked
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import NamePattern
from ynreview.rulebook.model import Example, Rulebook

ARTICLE = "第二十八条"


def test_that_every_worked_example_holds(rulebook: Rulebook, example: Example):
    assert worked(rulebook, example) == example.expect


def test_that_the_brackets_of_the_article_stand_for_either(rules: RulesInForce):
    names = rules.ruling("platform_name", NamePattern).params

    assert names.fits("云南省高原咖啡国际联合实验室", PlatformKind.LABORATORY)
    assert names.fits("云南省高原咖啡国际联合研发中心", PlatformKind.RD_CENTER)
    assert not names.fits("云南省高原咖啡国际联合实验室（研发中心）", PlatformKind.LABORATORY)


def test_that_a_name_without_a_direction_is_none(rules: RulesInForce):
    names = rules.ruling("platform_name", NamePattern).params

    assert not names.fits("云南省国际联合实验室", PlatformKind.LABORATORY)
    assert not names.fits("云南省 国际联合实验室", PlatformKind.LABORATORY)
