from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ynreview.intake.platforms import Intake, read_platforms
from ynreview.intake.toml_files import read_map
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.money import Money
from ynreview.kernel.terms import EvaluationType, PlatformKind
from ynreview.messages import explain

Build = Callable[..., Path]
HEADINGS = ["编号", "平台名称", "平台类型", "验收通过日期"]
ROW = ["001", "云南省咖啡国际联合实验室", "联合实验室", "2022-08-05"]
POST = EvaluationType.POST_EVALUATION
SECOND = ["002", "云南省水稻国际联合实验室", "联合实验室", "2022-08-05"]


def of_code(intake: Intake, code: str) -> Finding:
    return next(finding for finding in intake.findings if finding.code == f"intake.{code}")


def codes(intake: Intake) -> set[str]:
    return {finding.code.removeprefix("intake.") for finding in intake.findings}


def test_that_a_wrong_word_is_located_and_the_other_rows_are_read(ledger: Build):
    path = ledger(ROW, [*SECOND[:2], "个体户", SECOND[3]])

    intake = read_platforms(path, POST)

    finding = of_code(intake, "choice_unreadable")
    assert (intake.accepted, intake.rejected) == (1, 1)
    assert finding.blocks
    assert finding.subject == {
        "sheet": "台账",
        "row": "3",
        "column": "C",
        "found": "个体户",
        "expected": "联合实验室、联合研发中心",
    }
    assert explain(finding).startswith("工作表“台账”第 3 行 C 列的平台类型写作“个体户”")


def test_that_every_problem_of_a_row_is_collected_in_one_pass(ledger: Build):
    path = ledger(
        ["a/b", "", "作坊", "2012.13.40"],
        牵头单位性质="个体户",
        专职科技人员数="20.5",
        **{"财政资助资金（万元）": "100元"},
    )

    intake = read_platforms(path, POST)

    blocking = [f.code for f in intake.findings if f.blocks]
    assert sorted(blocking) == [
        "intake.cell_empty",
        "intake.choice_unreadable",
        "intake.choice_unreadable",
        "intake.code_unusable",
        "intake.count_fraction",
        "intake.day_impossible",
        "intake.money_in_yuan",
    ]
    assert intake.rejected == 1
    assert of_code(intake, "day_impossible").cites == ("第二十四条",)


def test_that_csv_places_carry_letter_and_heading(tmp_path: Path):
    path = tmp_path / "台账.csv"
    path.write_text(
        "编号,平台名称,平台类型,验收通过日期,牵头单位性质\n001,甲,联合实验室,2022-08-05,个体户\n",
        "gb18030",
    )

    finding = of_code(read_platforms(path, POST), "choice_unreadable")

    assert finding.subject["row"] == "2"
    assert finding.subject["column"] == "E 牵头单位性质"


def test_that_missing_columns_are_named_and_nothing_is_accepted(workbook: Build):
    path = workbook([["编号", "平台名称", "子类"], ["001", "甲", "双边共建"]])

    intake = read_platforms(path, POST)

    finding = of_code(intake, "missing_columns")
    assert finding.blocks
    assert "平台类型、验收通过日期" in explain(finding)
    assert (intake.accepted, intake.rejected) == (0, 1)


@pytest.mark.parametrize(
    ("evaluation", "missing"),
    [
        (EvaluationType.ESTABLISHMENT, "牵头单位、牵头单位性质"),
        (EvaluationType.MIDTERM, "财政资助资金(万元)、实施开始日期、实施结束日期"),
        (EvaluationType.ACCEPTANCE, "实施结束日期"),
    ],
)
def test_that_each_evaluation_type_asks_for_its_own_columns(
    ledger: Build, evaluation: EvaluationType, missing: str
):
    intake = read_platforms(ledger(ROW), evaluation)

    assert of_code(intake, "missing_columns").params["headings"] == missing


def test_that_an_empty_required_cell_is_to_be_verified_and_not_passed(ledger: Build):
    intake = read_platforms(ledger(ROW, [*SECOND[:3], None]), POST)

    finding = of_code(intake, "value_missing")
    assert finding.severity is Severity.WARNING
    assert finding.subject["row"] == "3"
    assert "待核（第二十四条）" in explain(finding)
    assert intake.entries[1].facts.accepted_on is None


def test_that_a_number_given_twice_rejects_the_later_row(ledger: Build):
    intake = read_platforms(ledger(ROW, ["001", *SECOND[1:]]), POST)

    assert "与第 2 行重复" in explain(of_code(intake, "number_twice"))
    assert [entry.name for entry in intake.entries] == [ROW[1]]


def test_that_a_name_given_twice_is_only_a_warning(ledger: Build):
    intake = read_platforms(ledger(ROW, ["002", *ROW[1:]]), POST)

    assert of_code(intake, "name_twice").severity is Severity.WARNING
    assert intake.accepted == 2


def test_that_a_failed_formula_is_refused_with_its_place(tmp_path: Path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet.append(HEADINGS)
    sheet.append(ROW)
    sheet["D2"] = "#REF!"
    sheet["D2"].data_type = "e"
    path = tmp_path / "台账.xlsx"
    book.save(path)

    finding = of_code(read_platforms(path, POST), "error_cell")

    assert finding.blocks
    assert (finding.subject["row"], finding.subject["column"]) == ("2", "D")
    assert "#REF!" in explain(finding)


def test_that_numbers_stored_as_figures_are_padded_to_the_others(ledger: Build):
    intake = read_platforms(ledger([1, *ROW[1:]], ["012", *SECOND[1:]]), POST)

    assert [entry.number for entry in intake.entries] == ["001", "012"]
    assert "前面的零已丢失" in explain(of_code(intake, "code_as_number"))


def test_that_padding_may_reveal_a_number_given_twice(ledger: Build):
    intake = read_platforms(ledger([1, *ROW[1:]], ["001", *SECOND[1:]]), POST)

    assert "number_twice" in codes(intake)


def test_that_columns_come_in_any_order_and_under_other_names(workbook: Build):
    path = workbook(
        [
            ["序号", "平台类别", "项目编号", "*平台名称", "验收日期", "颜色", "联系电话"],
            [1, "国际联合实验室", "007", "甲", date(2022, 8, 5), "蓝", "0871"],
        ]
    )

    intake = read_platforms(path, POST)

    (entry,) = intake.entries
    assert (entry.number, entry.name, entry.kind) == ("007", "甲", PlatformKind.LABORATORY)
    assert entry.facts.accepted_on == date(2022, 8, 5)
    assert "F 列“颜色”" in explain(of_code(intake, "heading_unknown"))
    assert "联系电话" in explain(of_code(intake, "heading_private"))


def test_that_a_map_names_headings_nobody_could_guess(workbook: Build, tmp_path: Path):
    path = workbook([["代号", "叫什么", "是什么", "过了没有"], ["1", "甲", "研发中心", "2022-1-2"]])
    map_file = tmp_path / "map.toml"
    map_file.write_text(
        '[columns]\n"代号" = "编号"\n"叫什么" = "name"\n'
        '"是什么" = "平台类型"\n"过了没有" = "accepted_on"\n',
        "utf-8",
    )

    intake = read_platforms(path, POST, mapping=read_map(map_file))

    assert intake.entries[0].kind is PlatformKind.RD_CENTER


def test_that_a_map_of_a_heading_that_is_not_there_is_said(ledger: Build):
    intake = read_platforms(ledger(ROW), POST, mapping={"代号": "编号"})

    assert "“代号”" in explain(of_code(intake, "map_unused"))
    assert intake.accepted == 1


def test_that_a_map_to_a_column_that_does_not_exist_is_refused(ledger: Build):
    with pytest.raises(YnReviewError) as refusal:
        read_platforms(ledger(ROW), POST, mapping={"编号": "不存在"})

    assert refusal.value.code == "intake.map_unknown"


def test_that_a_header_of_two_rows_is_found_below_titles(workbook: Build):
    path = workbook(
        [
            ["云南省国际联合创新平台台账"],
            ["金额单位：元"],
            ["编号", "平台名称", "平台类型", "经费", None, "验收"],
            [None, None, None, "申请经费（万元）", "自筹货币资金（万元）", "验收通过日期"],
            ["001", "甲", "联合实验室", 100, 37.5, "2022-8-5"],
        ]
    )

    intake = read_platforms(path, POST)

    facts = intake.entries[0].facts
    assert intake.header_row == 4
    assert (facts.requested_grant, facts.own_monetary_funds) == (Money(1_000_000), Money(375_000))
    assert facts.accepted_on == date(2022, 8, 5)
    assert "title_in_yuan" in codes(intake)


def test_that_a_money_column_in_yuan_stops_everything(ledger: Build):
    intake = read_platforms(ledger(ROW, **{"申请经费（元）": 1_000_000}), POST)

    assert of_code(intake, "heading_in_yuan").blocks
    assert intake.accepted == 0


def test_that_an_amount_that_looks_like_yuan_is_asked_about(ledger: Build):
    intake = read_platforms(ledger(ROW, **{"申请经费（万元）": 3_000_000}), POST)

    assert of_code(intake, "money_doubtful").severity is Severity.WARNING


def test_that_rows_that_are_no_records_are_passed_over(ledger: Build):
    remark = ["说明：以上数据截至 2026 年 11 月。", None, None, None]
    intake = read_platforms(ledger(ROW, [None] * 4, HEADINGS, SECOND, ["总计"], remark), POST)

    assert intake.accepted == 2
    assert intake.rejected == 0
    assert {"rows_empty", "rows_header", "rows_total", "rows_remark"} <= codes(intake)


def test_that_a_platform_called_total_something_is_not_lost(ledger: Build):
    intake = read_platforms(ledger(["合计", *ROW[1:]]), POST)

    assert intake.accepted == 1


def test_that_vertically_merged_cells_count_for_every_row(tmp_path: Path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ([*HEADINGS, "推荐部门"], [*ROW, "省教育厅"], [*SECOND, None]):
        sheet.append(row)
    sheet.merge_cells("E2:E3")
    path = tmp_path / "台账.xlsx"
    book.save(path)

    intake = read_platforms(path, POST)

    assert [e.facts.recommending_department for e in intake.entries] == ["省教育厅"] * 2
    assert "rows_merged" in codes(intake)


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        ("kind_and_subtype", {"子类": "海外", "境外实体所在地": "老挝"}),
        ("bilateral_countries", {"子类": "双边共建", "合作国家（地区）": "老挝、越南"}),
        ("multilateral_partners", {"子类": "多边共建", "合作国家（地区）": "老挝"}),
        ("overseas_location", {"子类": "海外"}),
        ("foreign_within_staff", {"专职科技人员数": 3, "外籍研究人员数": 5}),
        ("term_order", {"实施开始日期": "2022-1-2", "实施结束日期": "2021-1-2"}),
    ],
)
def test_that_what_contradicts_itself_is_said_with_its_article(
    ledger: Build, code: str, cells: dict[str, object]
):
    intake = read_platforms(ledger(ROW, **cells), POST)

    finding = of_code(intake, code)
    assert not finding.blocks
    assert finding.cites
    assert finding.cites[0] in explain(finding)
    assert intake.accepted == 1


def test_that_an_international_organisation_makes_one_country_multilateral(ledger: Build):
    cells = {"子类": "多边共建", "合作国家（地区）": "老挝", "国际组织": "国际山地中心"}

    assert "multilateral_partners" not in codes(read_platforms(ledger(ROW, **cells), POST))


def test_that_signs_for_nothing_are_nothing(ledger: Build):
    intake = read_platforms(ledger(ROW, 参与单位="/", 专职科技人员数="—", 变更批复="无"), POST)

    facts = intake.entries[0].facts
    assert (facts.participating_units, facts.full_time_staff, facts.change_approval) == (
        (),
        None,
        "",
    )
    assert "blank_word" in codes(intake)


def test_that_ten_thousand_rows_are_read_whole(workbook: Build):
    rows = [[f"{n:05d}", f"平台{n}", "联合实验室", "2022-08-05"] for n in range(10_000)]

    assert read_platforms(workbook([HEADINGS, *rows]), POST).accepted == 10_000
