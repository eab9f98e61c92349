"""Recusals before issuing: what is suggested, and who can act for a recused chair."""

from dataclasses import replace

import pytest

from tests.rounds import entry, expert, in_force
from ynreview.app.queries.panel_checks import chairs_without_deputy, suggested_recusals
from ynreview.kernel.terms import Role

CHAIR, DEPUTY = expert("E01", Role.CHAIR), expert("E02", Role.DEPUTY)


@pytest.mark.parametrize(
    ("own", "lead", "suggested"),
    [
        ("云南大学", "云南大学", True),
        ("云南大学", "云南大学材料学院", True),
        ("云南大学（东陆校区）", "云南大学", True),
        ("云南大学 (东陆校区)", "云南大学（东陆校区）", True),
        ("ABC 研究所", "abc研究所", True),
        ("云大", "云大附中", False),
        ("云南大学", "云南师范大学", False),
        ("昆明理工大学", "云南大学", False),
    ],
)
def test_that_a_unit_and_its_part_are_suggested_and_no_more(own: str, lead: str, suggested: bool):
    member = replace(expert("E03"), unit=own)
    judged = entry("001")
    judged = replace(judged, facts=replace(judged.facts, lead_unit=lead))

    found = suggested_recusals((judged,), (member,), (), in_force())

    assert [finding.code for finding in found] == ["app.recusal_suggested"] * suggested
    assert not any(finding.blocks for finding in found)


@pytest.mark.parametrize(
    ("experts", "recused", "alone"),
    [
        ((CHAIR, DEPUTY), {"001": {"E01"}}, []),
        ((CHAIR,), {"001": {"E01"}}, [("E01", ["001"])]),
        ((CHAIR, DEPUTY), {"001": {"E01", "E02"}, "002": {"E01"}}, [("E01", ["001"])]),
        ((CHAIR,), {"001": {"E05"}}, []),
    ],
)
def test_that_a_deputy_acts_only_where_not_recused_as_well(
    experts: tuple, recused: dict[str, set[str]], alone: list
):
    found = chairs_without_deputy(experts, recused)

    assert [(chair.code, numbers) for chair, numbers in found] == alone
