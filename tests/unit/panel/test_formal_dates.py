"""Founded platforms: terms, waiting periods, reports, awards and changes on the day."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from formal_world import DAY, FOUNDED, cells, evaluated

from ynreview.kernel.money import Money
from ynreview.kernel.terms import Compliance, EvaluationType, FormalItem
from ynreview.messages import explain

MET, NOT_MET, OPEN = Compliance.MET, Compliance.NOT_MET, Compliance.OPEN
MIDTERM, ACCEPTANCE = EvaluationType.MIDTERM, EvaluationType.ACCEPTANCE
POST = EvaluationType.POST_EVALUATION


@pytest.mark.parametrize(
    ("day", "answer"), [(date(2025, 6, 10), NOT_MET), (date(2025, 6, 11), MET)]
)
def test_that_a_platform_waits_two_full_years_after_its_acceptance(
    day: date, answer: Compliance
) -> None:
    cell = evaluated(POST, day, accepted_on=date(2023, 6, 10))[FormalItem.POST_EVALUATION_AFTER]

    assert cell.computed is answer
    assert "2025-06-11 起" in explain(cell.because)


@pytest.mark.parametrize(("day", "answer"), [(date(2024, 2, 29), NOT_MET), (date(2024, 3, 1), MET)])
def test_that_a_midterm_evaluation_waits_for_a_year_and_a_half(
    day: date, answer: Compliance
) -> None:
    cell = evaluated(MIDTERM, day, term_from=date(2022, 8, 31))[FormalItem.MIDTERM_AFTER]

    assert cell.computed is answer


@pytest.mark.parametrize(("funds", "answer"), [("199.9999", NOT_MET), ("200", MET)])
def test_that_two_million_of_fiscal_funds_ask_for_a_midterm_evaluation(
    funds: str, answer: Compliance
) -> None:
    cell = evaluated(MIDTERM, DAY, fiscal_funds=Money.parse_wan(funds))[FormalItem.MIDTERM_FUNDS]

    assert cell.computed is answer
    assert cell.because.cites == ("第二十三条第（一）项",)


def test_that_the_last_day_of_a_term_is_in_time_for_midterm_and_early_for_acceptance() -> None:
    last, next_day = date(2028, 12, 31), date(2029, 1, 1)

    assert evaluated(MIDTERM, last)[FormalItem.MIDTERM_BEFORE_END].computed is MET
    assert evaluated(MIDTERM, next_day)[FormalItem.MIDTERM_BEFORE_END].computed is NOT_MET
    assert evaluated(ACCEPTANCE, last)[FormalItem.ACCEPTANCE_AFTER_TERM].computed is NOT_MET
    assert evaluated(ACCEPTANCE, next_day)[FormalItem.ACCEPTANCE_AFTER_TERM].computed is MET


@pytest.mark.parametrize(
    ("item", "kind", "fact"),
    [
        (FormalItem.MIDTERM_FUNDS, MIDTERM, "fiscal_funds"),
        (FormalItem.MIDTERM_AFTER, MIDTERM, "term_from"),
        (FormalItem.MIDTERM_BEFORE_END, MIDTERM, "term_until"),
        (FormalItem.ANNUAL_REPORTS, MIDTERM, "term_from"),
        (FormalItem.ACCEPTANCE_AFTER_TERM, ACCEPTANCE, "term_until"),
        (FormalItem.ACCEPTANCE_APPLICATION, ACCEPTANCE, "term_until"),
        (FormalItem.POST_EVALUATION_AFTER, POST, "accepted_on"),
        (FormalItem.ANNUAL_REPORTS, POST, "accepted_on"),
        (FormalItem.AWARD_ONCE, POST, "had_award"),
    ],
)
def test_that_a_missing_value_is_open_for_a_founded_platform_too(
    item: FormalItem, kind: EvaluationType, fact: str
) -> None:
    assert evaluated(kind, DAY, **{fact: None})[item].computed is OPEN


@pytest.mark.parametrize(
    ("until", "day", "last", "answer"),
    [
        (date(2026, 8, 24), date(2026, 11, 24), "2026-11-24", MET),
        (date(2026, 8, 24), date(2026, 11, 25), "2026-11-24", OPEN),
        (date(2026, 7, 1), date(2026, 10, 8), "2026-10-08", MET),  # the national holiday moves it
        (date(2025, 11, 30), date(2026, 3, 3), "2026-02-28", OPEN),  # a Saturday worked
    ],
)
def test_that_an_application_is_in_time_within_three_months_that_roll_over_holidays(
    until: date, day: date, last: str, answer: Compliance
) -> None:
    cell = evaluated(ACCEPTANCE, day, term_until=until)[FormalItem.ACCEPTANCE_APPLICATION]

    assert cell.computed is answer
    assert f"验收申请期限为 {last}" in explain(cell.because)


def test_that_a_year_without_a_holiday_table_is_said() -> None:
    cell = evaluated(ACCEPTANCE, date(2027, 5, 1), term_until=date(2026, 12, 31))

    told = explain(cell[FormalItem.ACCEPTANCE_APPLICATION].because)
    assert told.endswith("规则库没有 2027 年的放假安排，只按周末顺延。")


@pytest.mark.parametrize(
    ("years", "answer", "told"),
    [
        ((2023, 2024, 2025), MET, "2023 已提交、2024 已提交、2025 已提交、2026 未到期"),
        ((2023, 2025), NOT_MET, "2023 已提交、2024 缺、2025 已提交、2026 未到期"),
        ((), OPEN, "台账没有填写"),
    ],
)
def test_that_every_year_of_the_period_is_told_and_a_coming_one_never_missed(
    years: tuple[int, ...], answer: Compliance, told: str
) -> None:
    cell = evaluated(POST, DAY, annual_report_years=years)[FormalItem.ANNUAL_REPORTS]

    assert cell.computed is answer
    assert told in explain(cell.because)


def test_that_the_day_after_the_last_day_makes_a_year_due() -> None:
    on_the_day = evaluated(POST, date(2026, 11, 30))[FormalItem.ANNUAL_REPORTS]
    after = evaluated(POST, date(2026, 12, 1))[FormalItem.ANNUAL_REPORTS]

    assert (on_the_day.computed, after.computed) == (MET, NOT_MET)
    assert explain(after.because).startswith("年度执行情况报告缺 2026 年度的提交记录（第二十五条）")


def test_that_the_round_sets_the_period_of_its_reports() -> None:
    period = {"period_from": date(2024, 12, 1), "material_deadline": date(2026, 10, 31)}
    entry = replace(FOUNDED, facts=replace(FOUNDED.facts, annual_report_years=(2025,)))

    cell = cells(entry, POST, DAY, **period)[FormalItem.ANNUAL_REPORTS]

    assert cell.computed is MET
    assert "2024" not in explain(cell.because)


def test_that_reports_of_a_project_are_asked_for_its_term_only() -> None:
    term = {"term_from": date(2023, 8, 10), "term_until": date(2026, 8, 9)}

    met = evaluated(ACCEPTANCE, DAY, **term)[FormalItem.ANNUAL_REPORTS]
    young = evaluated(MIDTERM, DAY, term_from=date(2026, 1, 1), annual_report_years=())

    assert met.computed is MET
    assert young[FormalItem.ANNUAL_REPORTS].computed is MET


@pytest.mark.parametrize(("had", "remarked"), [(False, False), (True, True)])
def test_that_a_former_award_is_pointed_out_and_hinders_nothing(had: bool, remarked: bool) -> None:
    cell = evaluated(POST, DAY, had_award=had)[FormalItem.AWARD_ONCE]

    assert (cell.computed, cell.remarked) == (MET, remarked)


@pytest.mark.parametrize(
    ("approval", "direction", "answer", "remarked"),
    [
        ("云科函〔2025〕3号", "高原茶叶", MET, False),
        ("", "高原茶叶", OPEN, True),
        ("", "高原咖啡", None, False),
        ("", "", None, False),
    ],
)
def test_that_a_change_without_approval_is_a_note(
    approval: str, direction: str, answer: Compliance | None, remarked: bool
) -> None:
    found = evaluated(POST, DAY, change_approval=approval, direction=direction)
    cell = found[FormalItem.CHANGES]

    assert (cell.computed, cell.remarked) == (answer, remarked)


def test_that_applicants_are_asked_for_no_report_and_no_award() -> None:
    found = cells(FOUNDED, EvaluationType.ESTABLISHMENT)

    assert not found.keys() & {
        FormalItem.ANNUAL_REPORTS,
        FormalItem.AWARD_ONCE,
        FormalItem.POST_EVALUATION_AFTER,
    }
