"""第三条: laboratories and their partners."""

from ynreview.kernel.terms import PlatformKind, Subtype
from ynreview.rulebook.examples import worked
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import PartnerRule
from ynreview.rulebook.model import Example, Rulebook

ARTICLE = "第三条"


def test_that_every_worked_example_holds(rulebook: Rulebook, example: Example):
    assert worked(rulebook, example) == example.expect


def test_that_bilateral_and_multilateral_are_laboratories(rules: RulesInForce):
    found = [
        rules.ruling(rule, PartnerRule).params
        for rule in ("subtype_bilateral", "subtype_multilateral")
    ]

    assert [params.subtype for params in found] == [Subtype.BILATERAL, Subtype.MULTILATERAL]
    assert {params.kind for params in found} == {PlatformKind.LABORATORY}


def test_that_an_organisation_does_not_make_two_countries_bilateral(rules: RulesInForce):
    bilateral = rules.ruling("subtype_bilateral", PartnerRule).params

    assert not bilateral.fits(2, has_organisation=True)
