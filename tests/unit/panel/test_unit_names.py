"""Units are compared by what they are, not by how they are written; false friends stay apart."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rounds import entry, expert, in_force
from ynreview.app.queries.panel_checks import suggested_recusals
from ynreview.app.recusal_reviews import RecusalReview
from ynreview.panel.affinity import Affinity, find_affinities
from ynreview.panel.unit_names import plain_person, read_units

UNITS = ("lead_unit", "participating_units", "foreign_partners", "recommending_department")
NAMES = ("director", "academic_committee")
WRITTEN = (
    *("云南大学", "云南农业大学", "昆明理工大学", "中科院昆明植物研究所", "省教育厅"),
    *("云南白药集团股份有限公司", "昆明医科大学第一附属医院", "University of Lyon"),
)


def related(one: str, other: str) -> bool:
    return any(a.is_related_to(b) for a in read_units(one) for b in read_units(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云南大学", "云南大学材料与能源学院"),
        ("云南大学化学学院", "云南大学材料学院"),
        ("云南大学（呈贡校区）", "云南大学"),
        ("云 南 大 学", "云南大学"),
        ("昆明理工大学（原云南工业大学）", "云南工业大学"),
        ("昆明医学院", "昆明医科大学第一附属医院"),
        ("中科院昆明植物研究所", "中国科学院昆明植物研究所"),
        ("省教育厅", "云南省教育厅"),
        ("云南省农业科学院茶叶研究所", "云南省农科院"),
        ("云南白药集团股份有限公司", "云南白药集团健康产品有限公司"),
        ("中国石油大学", "中国石油大学(华东)"),
        ("昆明理工大学；云岭大学", "云岭大学"),
        ("Univ. of Lyon", "The University of Lyon"),
        ("Dept of Chemistry, Université de Lyon", "Universite de Lyon"),
    ],
)
def test_that_the_same_unit_is_known_however_it_is_written(one: str, other: str) -> None:
    assert related(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云南大学", "云南农业大学"),
        ("云南大学", "云南师范大学"),
        ("农业大学", "云南农业大学"),
        ("昆明学院", "昆明医学院"),
        ("中国石油大学（北京）", "中国石油大学（华东）"),
        ("中国科学院昆明植物研究所", "中国科学院昆明动物研究所"),
        ("云南省第一人民医院", "云南省第三人民医院"),
        ("云南省教育厅", "云南省科学技术厅"),
        ("昆明市第一中学", "昆明市第三中学"),
        ("University of Lyon", "University of Leeds"),
        ("", "云南大学"),
    ],
)
def test_that_false_friends_are_not_one_unit(one: str, other: str) -> None:
    assert not related(one, other)


@given(st.sampled_from(WRITTEN), st.sampled_from(WRITTEN))
def test_that_being_related_has_no_direction(one: str, other: str) -> None:
    assert related(one, one)
    assert related(one, other) == related(other, one)


@given(st.sampled_from(WRITTEN[:6]), st.lists(st.integers(0, 6), max_size=4))
def test_that_blanks_and_full_width_signs_change_nothing(name: str, places: list[int]) -> None:
    odd = name
    for place in places:
        odd = f"{odd[:place]}　{odd[place:]}"
    assert read_units(odd) == read_units(name)


@given(st.text(max_size=30))
def test_that_any_text_can_be_read(text: str) -> None:
    assert all(unit.whole for unit in read_units(text))


def test_that_a_name_of_the_committee_is_a_match_of_its_own() -> None:
    judged = entry("001")
    judged = replace(judged, facts=replace(judged.facts, academic_committee=("李　喆", "何霖")))
    member = replace(expert("E01"), name="李喆")

    found = find_affinities([member], [judged], UNITS, NAMES)

    assert found == (Affinity("E01", "001", "academic_committee", "李喆", "李　喆"),)
    assert plain_person("阿依·古丽") == plain_person("阿依古丽")


def test_that_a_former_unit_of_three_years_counts() -> None:
    judged = entry("001")
    judged = replace(judged, facts=replace(judged.facts, participating_units=("苍洱医学院",)))
    member = replace(expert("E01"), unit="华岭理工学院", recent_units=("苍洱医学院",))

    (found,) = find_affinities([member], [judged], UNITS, NAMES)

    assert (found.field, found.own) == ("participating_units", "苍洱医学院")


@pytest.mark.parametrize(("match", "told"), [("云南大学", 0), ("昆明学院", 1)])
def test_that_a_dismissed_match_is_told_again_only_when_the_ledger_changes(
    match: str, told: int
) -> None:
    judged = entry("001")
    judged = replace(judged, facts=replace(judged.facts, lead_unit="云南大学"))
    member = replace(expert("E01"), unit="云南大学")
    review = RecusalReview("E01", "001", "离职已满三年", match)

    found = suggested_recusals((judged,), (member,), (), in_force(), (review,))

    assert len(found) == told
