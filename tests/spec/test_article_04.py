"""第四条: R&D centers abroad and at home."""

from ynreview.kernel.terms import PlatformKind
from ynreview.rulebook.examples import worked
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import PartnerRule
from ynreview.rulebook.model import Example, Rulebook

ARTICLE = "第四条"


def test_that_every_worked_example_holds(rulebook: Rulebook, example: Example):
    assert worked(rulebook, example) == example.expect


def test_that_both_subtypes_are_rd_centers(rules: RulesInForce):
    for rule in ("subtype_overseas", "subtype_international"):
        assert rules.ruling(rule, PartnerRule).params.kind is PlatformKind.RD_CENTER


def test_that_no_number_of_countries_replaces_the_place_abroad(rules: RulesInForce):
    overseas = rules.ruling("subtype_overseas", PartnerRule).params

    assert not overseas.fits(5, has_organisation=True)
