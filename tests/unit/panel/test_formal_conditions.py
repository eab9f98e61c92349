"""The conditions of an applicant, at their boundaries and with every value missing."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from formal_world import APPLICANT, DAY, applied, cells

from ynreview.kernel.money import Money
from ynreview.kernel.terms import (
    Compliance,
    DirectorBasis,
    EvaluationType,
    FormalItem,
    PlatformKind,
    Subtype,
    UnitNature,
)
from ynreview.messages import explain

MET, NOT_MET, OPEN = Compliance.MET, Compliance.NOT_MET, Compliance.OPEN
BY_HAND = {FormalItem.LEAD_IN_YUNNAN, FormalItem.FIELD_CONFORMS, FormalItem.REPEATED_SUPPORT}


def test_that_an_applicant_with_every_fact_leaves_only_what_people_judge() -> None:
    found = applied()

    assert {item for item, cell in found.items() if cell.computed is OPEN} == BY_HAND
    assert {item for item, cell in found.items() if cell.computed is NOT_MET} == set()
    assert {item for item, cell in found.items() if cell.computed is None} == {
        FormalItem.RD_CENTER_RESULTS
    }


@pytest.mark.parametrize(
    ("item", "fact"),
    [
        (FormalItem.LEAD_LEGAL_PERSON, "lead_is_legal_person"),
        (FormalItem.LEAD_AGE, "lead_unit_since"),
        (FormalItem.LEAD_COMMITMENT, "has_commitment"),
        (FormalItem.COOPERATION, "cooperation_since"),
        (FormalItem.AGREEMENT, "has_agreement"),
        (FormalItem.COOPERATION_PLAN, "has_cooperation_plan"),
        (FormalItem.STAFF, "full_time_staff"),
        (FormalItem.FOREIGN_STAFF, "foreign_researchers"),
        (FormalItem.FOREIGN_STAFF, "full_time_staff"),
        (FormalItem.DIRECTOR, "director_basis"),
        (FormalItem.OWN_FUNDS, "lead_nature"),
        (FormalItem.OWN_FUNDS, "own_monetary_funds"),
        (FormalItem.OWN_FUNDS, "requested_grant"),
        (FormalItem.REQUESTED_GRANT, "requested_grant"),
        (FormalItem.TERM, "term_from"),
        (FormalItem.TERM, "term_until"),
    ],
)
def test_that_a_missing_value_is_open_and_never_yes_or_no(item: FormalItem, fact: str) -> None:
    cell = applied(**{fact: None})[item]

    assert cell.computed is OPEN
    assert "台账没有" in explain(cell.because)


@pytest.mark.parametrize(
    ("item", "fact"),
    [
        (FormalItem.LEAD_LEGAL_PERSON, "lead_is_legal_person"),
        (FormalItem.LEAD_COMMITMENT, "has_commitment"),
        (FormalItem.AGREEMENT, "has_agreement"),
        (FormalItem.COOPERATION_PLAN, "has_cooperation_plan"),
    ],
)
def test_that_a_plain_no_is_not_met_and_cites_its_article(item: FormalItem, fact: str) -> None:
    cell = applied(**{fact: False})[item]

    assert cell.computed is NOT_MET
    assert cell.because.cites[0].startswith("第九条")


@pytest.mark.parametrize(
    ("since", "answer"),
    [(date(2025, 11, 24), MET), (date(2025, 11, 25), NOT_MET), (date(1955, 5, 11), MET)],
)
def test_that_the_anniversary_of_a_year_is_enough(since: date, answer: Compliance) -> None:
    found = applied(lead_unit_since=since, cooperation_since=since)

    assert found[FormalItem.LEAD_AGE].computed is answer
    assert found[FormalItem.COOPERATION].computed is answer


def test_that_ages_are_counted_to_the_deadline_of_the_material_where_there_is_one() -> None:
    young = replace(APPLICANT, facts=replace(APPLICANT.facts, lead_unit_since=date(2025, 11, 1)))

    by_review = cells(young, EvaluationType.ESTABLISHMENT)[FormalItem.LEAD_AGE]
    earlier = {"material_deadline": date(2026, 10, 15)}
    by_deadline = cells(young, EvaluationType.ESTABLISHMENT, **earlier)[FormalItem.LEAD_AGE]

    assert (by_review.computed, by_deadline.computed) == (MET, NOT_MET)
    assert "2026-10-15" in explain(by_deadline.because)


@pytest.mark.parametrize(
    ("staff", "foreign", "answers"),
    [
        (22, 4, (MET, NOT_MET)),
        (20, 5, (MET, MET)),
        (19, 5, (NOT_MET, MET)),
        (18, 6, (NOT_MET, MET)),
        (20, 0, (MET, NOT_MET)),
        (4, 6, (OPEN, OPEN)),
    ],
)
def test_that_foreign_researchers_count_inside_the_staff(
    staff: int, foreign: int, answers: tuple[Compliance, Compliance]
) -> None:
    found = applied(full_time_staff=staff, foreign_researchers=foreign)

    assert found[FormalItem.STAFF].computed is answers[0]
    assert found[FormalItem.FOREIGN_STAFF].computed is answers[1]


def test_that_the_working_says_both_numbers_and_why() -> None:
    cell = applied(full_time_staff=22, foreign_researchers=4)[FormalItem.FOREIGN_STAFF]

    assert explain(cell.because) == (
        "专职科技人员 22 人，其中外籍研究人员 4 人，少于 5 人"
        "（第九条第（四）项；外籍人员计入专职人数）。"
    )


@pytest.mark.parametrize(
    ("basis", "years", "answer"),
    [
        (DirectorBasis.ESTABLISHMENT, None, MET),
        (DirectorBasis.ESTABLISHMENT, 1, MET),
        (DirectorBasis.CONTRACT, 3, MET),
        (DirectorBasis.CONTRACT, 2, NOT_MET),
        (DirectorBasis.CONTRACT, None, OPEN),
        (None, 5, OPEN),
    ],
)
def test_that_a_director_is_on_the_establishment_or_has_three_years(
    basis: DirectorBasis | None, years: int | None, answer: Compliance
) -> None:
    found = applied(director_basis=basis, director_term_years=years)

    assert found[FormalItem.DIRECTOR].computed is answer


@pytest.mark.parametrize(
    ("led", "joined", "answer"),
    [
        (1, 0, MET),
        (0, 3, MET),
        (0, 2, NOT_MET),
        (None, 3, MET),
        (1, None, MET),
        (None, 2, OPEN),
        (0, None, OPEN),
        (None, None, OPEN),
    ],
)
def test_that_tasks_led_and_joined_are_alternatives_never_added(
    led: int | None, joined: int | None, answer: Compliance
) -> None:
    cell = applied(tasks_led=led, tasks_joined=joined)[FormalItem.LABORATORY_TASKS]

    assert cell.computed is answer


def test_that_the_last_five_years_roll_back_from_the_reference_date() -> None:
    cell = applied(tasks_led=0, tasks_joined=2)[FormalItem.LABORATORY_TASKS]

    assert "近五年自 2021-11-24 至 2026-11-24" in explain(cell.because)


@pytest.mark.parametrize(("count", "answer"), [(10, MET), (9, NOT_MET), (None, OPEN)])
def test_that_a_centre_is_asked_for_results_and_a_laboratory_for_tasks(
    count: int | None, answer: Compliance
) -> None:
    facts = replace(APPLICANT.facts, developments_and_transfers=count)
    centre = replace(APPLICANT, kind=PlatformKind.RD_CENTER, facts=facts)

    found = cells(centre, EvaluationType.ESTABLISHMENT)

    assert found[FormalItem.RD_CENTER_RESULTS].computed is answer
    assert found[FormalItem.LABORATORY_TASKS].computed is None


@pytest.mark.parametrize(
    ("own", "answer", "cap"),
    [("600", MET, "200"), ("599.9999", NOT_MET, "199.9999"), ("720", MET, "240")],
)
def test_that_exactly_three_times_the_grant_passes_and_the_largest_grant_is_said(
    own: str, answer: Compliance, cap: str
) -> None:
    cell = applied(own_monetary_funds=Money.parse_wan(own))[FormalItem.OWN_FUNDS]

    assert cell.computed is answer
    assert f"最高可支持 {cap} 万元" in explain(cell.because)


def test_that_less_than_three_hundred_leaves_no_amount_in_the_band() -> None:
    own, small = Money.parse_wan("299"), Money.parse_wan("50")

    below = applied(own_monetary_funds=own)[FormalItem.OWN_FUNDS]
    modest = applied(own_monetary_funds=own, requested_grant=small)[FormalItem.OWN_FUNDS]

    assert (below.computed, modest.computed) == (NOT_MET, MET)
    assert "没有可支持的金额" in explain(below.because)
    assert "没有可支持的金额" in explain(modest.because)


def test_that_the_grant_is_the_divisor_once_it_is_known_and_a_zero_is_not_known() -> None:
    granted = applied(provincial_grant=Money.parse_wan("201"))[FormalItem.OWN_FUNDS]
    unknown = applied(provincial_grant=Money.parse_wan("0"))[FormalItem.OWN_FUNDS]
    nowhere = applied(requested_grant=None)[FormalItem.OWN_FUNDS]

    assert (granted.computed, unknown.computed, nowhere.computed) == (NOT_MET, MET, OPEN)
    assert "省级财政科技经费 201 万元" in explain(granted.because)
    assert "申请经费 200 万元" in explain(unknown.because)
    assert "最高可支持 200 万元" in explain(nowhere.because)


@pytest.mark.parametrize(
    ("wan", "answer"), [("99.9999", NOT_MET), ("100", MET), ("300", MET), ("300.0001", NOT_MET)]
)
def test_that_both_ends_of_the_support_may_be_applied_for(wan: str, answer: Compliance) -> None:
    cell = applied(requested_grant=Money.parse_wan(wan))[FormalItem.REQUESTED_GRANT]

    assert cell.computed is answer
    assert "100 至 300 万元" in explain(cell.because)


def test_that_only_enterprises_are_asked_for_own_funds() -> None:
    cell = applied(lead_nature=UnitNature.UNIVERSITY, own_monetary_funds=None)

    assert cell[FormalItem.OWN_FUNDS].computed is None


@pytest.mark.parametrize(("last", "answer"), [(date(2029, 1, 1), MET), (date(2029, 1, 2), NOT_MET)])
def test_that_a_term_of_three_years_is_kept_on_its_anniversary(
    last: date, answer: Compliance
) -> None:
    assert applied(term_until=last)[FormalItem.TERM].computed is answer


@pytest.mark.parametrize(
    ("kind", "subtype", "facts", "answer"),
    [
        (PlatformKind.LABORATORY, Subtype.BILATERAL, {"partner_countries": ("老挝",)}, MET),
        (
            PlatformKind.LABORATORY,
            Subtype.BILATERAL,
            {"partner_countries": ("老挝", "泰国")},
            NOT_MET,
        ),
        (PlatformKind.LABORATORY, Subtype.BILATERAL, {"partner_countries": ()}, OPEN),
        (PlatformKind.LABORATORY, Subtype.MULTILATERAL, {"partner_countries": ("老挝",)}, NOT_MET),
        (
            PlatformKind.LABORATORY,
            Subtype.MULTILATERAL,
            {"partner_countries": (), "international_organisation": "国际竹藤组织"},
            MET,
        ),
        (PlatformKind.RD_CENTER, Subtype.OVERSEAS, {"foreign_location": "万象"}, MET),
        (PlatformKind.RD_CENTER, Subtype.OVERSEAS, {}, OPEN),
        (PlatformKind.RD_CENTER, Subtype.INTERNATIONAL, {"partner_countries": ()}, MET),
        (PlatformKind.LABORATORY, Subtype.OVERSEAS, {}, MET),
        (PlatformKind.LABORATORY, None, {}, OPEN),
    ],
)
def test_that_partners_make_the_subtype(
    kind: PlatformKind, subtype: Subtype | None, facts: dict, answer: Compliance
) -> None:
    entry = replace(APPLICANT, kind=kind, subtype=subtype, facts=replace(APPLICANT.facts, **facts))

    cell = cells(entry, EvaluationType.ESTABLISHMENT, DAY)[FormalItem.SUBTYPE]

    assert cell.computed is answer
    described = (kind, subtype) != (PlatformKind.LABORATORY, Subtype.OVERSEAS)
    assert cell.remarked is not described


@pytest.mark.parametrize(
    ("name", "english", "answers"),
    [
        (APPLICANT.name, APPLICANT.facts.english_name, (MET, MET)),
        ("云南省高原咖啡国际联合实验室（研发中心）", "Coffee Laboratory", (NOT_MET, NOT_MET)),
        (APPLICANT.name, "Yunnan International Laboratory of Coffee", (MET, MET)),
        (APPLICANT.name, "", (MET, OPEN)),
    ],
)
def test_that_names_are_compared_with_the_form_of_the_regulation(
    name: str, english: str, answers: tuple[Compliance, Compliance]
) -> None:
    entry = replace(APPLICANT, name=name, facts=replace(APPLICANT.facts, english_name=english))

    found = cells(entry, EvaluationType.ESTABLISHMENT)

    assert found[FormalItem.NAME].computed is answers[0]
    assert found[FormalItem.ENGLISH_NAME].computed is answers[1]
