from datetime import date
from pathlib import Path

import pytest

from ynreview.intake.people import read_panel
from ynreview.intake.platforms import read_platforms
from ynreview.kernel.finding import any_blocking
from ynreview.kernel.money import Money
from ynreview.kernel.terms import EvaluationType, PlatformKind, Role
from ynreview.messages import explain

DATA = Path(__file__).parents[1] / "data"
TYPES = [
    (EvaluationType.ESTABLISHMENT, 12),
    (EvaluationType.MIDTERM, 9),
    (EvaluationType.ACCEPTANCE, 8),
    (EvaluationType.POST_EVALUATION, 23),
]


def folder(evaluation: EvaluationType) -> Path:
    return DATA / evaluation.value.replace("_", "-")


@pytest.mark.parametrize(("evaluation", "count"), TYPES)
def test_that_a_real_ledger_is_read_whole_without_a_blocking_finding(
    evaluation: EvaluationType, count: int
):
    intake = read_platforms(folder(evaluation) / "platforms.xlsx", evaluation)

    assert intake.accepted == count
    assert intake.rejected == 0
    assert not any_blocking(intake.findings)
    assert [entry.number for entry in intake.entries] == [f"{n:03d}" for n in range(1, count + 1)]


@pytest.mark.parametrize(("evaluation", "count"), TYPES)
def test_that_csv_and_workbook_of_a_round_give_equal_entries(
    evaluation: EvaluationType, count: int
):
    book = read_platforms(folder(evaluation) / "platforms.xlsx", evaluation)
    text = read_platforms(folder(evaluation) / "platforms-gb18030.csv", evaluation)

    assert text.accepted == count
    assert text.entries == book.entries


def test_that_the_first_platform_of_the_post_evaluation_is_read_in_every_field():
    path = folder(EvaluationType.POST_EVALUATION) / "platforms.xlsx"

    (
        first,
        *_,
    ) = read_platforms(path, EvaluationType.POST_EVALUATION).entries

    assert first.name == "云南省高原咖啡种质创新国际联合实验室"
    assert first.kind is PlatformKind.LABORATORY
    assert first.takes_part
    facts = first.facts
    assert facts.lead_unit_since == date(1988, 7, 15)
    assert facts.cooperation_since == date(2012, 10, 1)
    assert (facts.term_from, facts.term_until) == (date(2019, 8, 21), date(2022, 8, 20))
    assert facts.accepted_on == date(2022, 11, 5)
    assert facts.developments_and_transfers == 29
    assert facts.requested_grant == Money(3_000_000)
    assert facts.partner_countries == ("马来西亚", "泰国", "缅甸")
    assert facts.annual_report_years == (2019, 2020, 2021, 2022)
    assert facts.has_agreement is True
    assert facts.had_award is False
    assert facts.lead_is_legal_person is None


def test_that_titles_hidden_sheets_and_totals_are_passed_over_and_said():
    path = folder(EvaluationType.POST_EVALUATION) / "platforms.xlsx"

    intake = read_platforms(path, EvaluationType.POST_EVALUATION)

    told = {finding.code: explain(finding) for finding in intake.findings}
    assert (intake.sheet, intake.header_row) == ("台账", 3)
    assert "旧数据" in told["intake.sheets_hidden"]
    assert told["intake.rows_empty"] == "第 27 行为空行，没有读取。"
    assert told["intake.rows_total"] == "第 28 行为合计行，没有读取。"
    assert "999" not in {entry.number for entry in intake.entries}


def test_that_numbers_as_text_are_summed_up_by_column():
    path = folder(EvaluationType.POST_EVALUATION) / "platforms.xlsx"

    intake = read_platforms(path, EvaluationType.POST_EVALUATION)

    told = [explain(f) for f in intake.findings if f.code == "intake.number_as_text"]
    assert "第 V 列近五年研发转化项数有 6 个数字以文本或全角字符书写，已按数值读入。" in told
    assert len(told) == 10


@pytest.mark.parametrize("evaluation", [evaluation for evaluation, _ in TYPES])
def test_that_the_real_expert_lists_are_read(evaluation: EvaluationType):
    panel = read_panel(folder(evaluation) / "panel.xlsx")

    assert panel.accepted == 7
    assert panel.findings == ()
    chair, second = panel.experts[:2]
    assert (chair.code, chair.name, chair.role) == ("E01", "赵㛃", Role.CHAIR)
    assert second.units == ("华岭理工学院", "苍洱医学院")
