"""Ledgers as organisers have them: group rows, hidden rows, formulas, totals, odd text files."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ynreview.intake.platforms import Intake, read_platforms
from ynreview.kernel.finding import Severity
from ynreview.kernel.money import Money
from ynreview.kernel.terms import EvaluationType
from ynreview.messages import explain

POST = EvaluationType.POST_EVALUATION
HEADINGS = ["编号", "平台名称", "平台类型", "验收通过日期"]
ROW = ["001", "云南省咖啡国际联合实验室", "联合实验室", "2022-08-05"]
SECOND = ["002", "云南省水稻国际联合实验室", "联合实验室", "2022-08-06"]
Rows = Sequence[Sequence[Any]]


def book(path: Path, rows: Rows, change: Callable[[Worksheet], object] | None = None) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "台账"
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    made.save(path)
    return path


def told(intake: Intake, code: str) -> str:
    return next(explain(one) for one in intake.findings if one.code == f"intake.{code}")


def codes(intake: Intake) -> set[str]:
    return {one.code.removeprefix("intake.") for one in intake.findings}


def test_that_hidden_rows_and_columns_are_read_and_said(tmp_path: Path):
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    intake = read_platforms(book(tmp_path / "台账.xlsx", [HEADINGS, ROW, SECOND], hide), POST)

    assert [entry.number for entry in intake.entries] == ["001", "002"]
    assert "第 3 行" in told(intake, "rows_hidden")
    assert "C 列“平台类型”" in told(intake, "columns_hidden")
    hidden = next(one for one in intake.findings if one.code == "intake.rows_hidden")
    assert hidden.severity is Severity.WARNING


def test_that_a_filtered_ledger_loses_no_row(tmp_path: Path):
    def filter_rows(sheet: Worksheet) -> None:
        sheet.auto_filter.ref = "A1:D3"
        sheet.row_dimensions[2].hidden = True

    path = book(tmp_path / "台账.xlsx", [HEADINGS, ROW, SECOND], filter_rows)

    assert read_platforms(path, POST).accepted == 2


def test_that_a_formula_without_a_stored_value_is_refused_at_its_place(tmp_path: Path):
    rows = [HEADINGS, [*ROW[:3], "=DATE(2022,8,5)"]]

    intake = read_platforms(book(tmp_path / "台账.xlsx", rows), POST)

    finding = next(one for one in intake.findings if one.blocks)
    assert finding.code == "intake.formula_uncounted"
    assert (finding.subject["row"], finding.subject["column"]) == ("2", "D")
    assert intake.rejected == 1


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_that_formulas_computed_by_libreoffice_are_read(tmp_path: Path, kind: str):
    made = "001", '=CONCATENATE("云南省","咖啡国际联合实验室")', ROW[2], "=DATE(2022,8,5)"
    rows = [[*HEADINGS, "推荐部门"], [*made, '=IF(1=1,"","x")']]
    source = book(tmp_path / "原表.xlsx", rows)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    out = tmp_path / "out"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(source)],
        check=True,
        capture_output=True,
    )

    (entry,) = read_platforms(out / f"原表.{kind}", POST).entries

    assert entry.name == ROW[1]
    assert str(entry.facts.accepted_on) == "2022-08-05"
    assert not entry.facts.recommending_department


@pytest.mark.parametrize(
    "total",
    [
        ["合计", "2", None, None],
        ["合 计", None, "=COUNTA(C2:C3)", None],
        [None, "合计（个）", "2 个", None],
        ["总计：2 个"],
        ["共 2 个平台"],
    ],
)
def test_that_total_rows_are_passed_over_with_a_note(tmp_path: Path, total: list[str | None]):
    intake = read_platforms(book(tmp_path / "台账.xlsx", [HEADINGS, ROW, SECOND, total]), POST)

    assert (intake.accepted, intake.rejected) == (2, 0)
    assert told(intake, "rows_total") == "第 4 行为合计行，没有读取。"


def test_that_columns_under_a_merged_group_are_understood_together_with_it(tmp_path: Path):
    rows = [
        ["云南省国际联合创新平台台账"],
        ["编号", "平台名称", "平台类型", "实施期", None, "申请经费"],
        [None, None, None, "开始日期", "结束日期", "万元"],
        [*ROW[:3], "2019-08-21", "2022-08-20", 37.5],
    ]

    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:F1")
        sheet.merge_cells("D2:E2")
        for letter in "ABC":
            sheet.merge_cells(f"{letter}2:{letter}3")

    path = book(tmp_path / "台账.xlsx", rows, merge)
    intake = read_platforms(path, EvaluationType.ACCEPTANCE)

    facts = intake.entries[0].facts
    assert (str(facts.term_from), str(facts.term_until)) == ("2019-08-21", "2022-08-20")
    assert facts.requested_grant == Money(375_000)
    assert intake.header_row == 3


def test_that_a_group_in_yuan_stops_its_columns(tmp_path: Path):
    rows = [
        [*HEADINGS, "经费（元）", None],
        [None, None, None, None, "申请经费", "自筹货币资金"],
        [*ROW, 100, 200],
    ]

    intake = read_platforms(book(tmp_path / "台账.xlsx", rows), POST)

    assert "heading_in_yuan" in codes(intake)
    assert intake.accepted == 0


def test_that_a_second_header_row_of_unknown_words_is_no_record(tmp_path: Path):
    rows = [[*HEADINGS, "人员", None], [None, None, None, None, "男", "女"], [*ROW, 1, 2]]

    intake = read_platforms(book(tmp_path / "台账.xlsx", rows), POST)

    assert (intake.accepted, intake.rejected) == (1, 0)
    assert "E 列“人员男”" in told(intake, "heading_unknown")


def test_that_csv_groups_without_merged_cells_reach_over_their_columns(tmp_path: Path):
    path = tmp_path / "台账.csv"
    path.write_text(
        "编号,平台名称,平台类型,实施期,,验收通过日期\n,,,开始日期,结束日期,\n"
        "001,甲,联合实验室,2019-1-1,2021-1-1,2022-8-5\n",
        "gb18030",
    )

    (entry,) = read_platforms(path, POST).entries

    assert str(entry.facts.term_until) == "2021-01-01"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", [True, False])
def test_that_both_orders_of_utf16_are_told_apart(tmp_path: Path, encoding: str, mark: bool):
    text = ("\ufeff" if mark else "") + "\r\n".join("\t".join(row) for row in (HEADINGS, ROW))
    path = tmp_path / "台账.tsv"
    path.write_bytes(text.encode(encoding))

    assert read_platforms(path, POST).entries[0].name == ROW[1]


def test_that_marks_that_keep_zeros_and_end_a_file_are_no_content(tmp_path: Path):
    path = tmp_path / "台账.csv"
    lines = [",".join(HEADINGS), f'="001",{",".join(ROW[1:])}', f"'002,{','.join(SECOND[1:])}"]
    path.write_bytes(("\r\n".join(lines) + "\r\n\x1a").encode("gb18030"))

    intake = read_platforms(path, POST)

    assert [entry.number for entry in intake.entries] == ["001", "002"]
    assert intake.rejected == 0


def test_that_a_workbook_with_macros_is_read_and_nothing_of_it_runs(tmp_path: Path):
    path = book(tmp_path / "台账.xlsx", [HEADINGS, ROW]).rename(tmp_path / "台账.xlsm")

    assert read_platforms(path, POST).accepted == 1


def test_that_titles_between_the_rows_are_passed_over_with_a_note(tmp_path: Path):
    rows = [HEADINGS, ["一、国际联合实验室（1 个）"], ROW, ["海外平台", None, None, None], SECOND]

    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A4:D4")

    intake = read_platforms(book(tmp_path / "台账.xlsx", rows, merge), POST)

    assert (intake.accepted, intake.rejected) == (2, 0)
    assert told(intake, "rows_section") == "第 2、4 行为分节标题，没有读取。"


def test_that_a_row_with_only_its_number_is_no_title(tmp_path: Path):
    intake = read_platforms(book(tmp_path / "台账.xlsx", [HEADINGS, ROW, ["002"]]), POST)

    assert intake.rejected == 1
    assert {one.subject["column"] for one in intake.findings if one.blocks} == {"B", "C"}


def test_that_failed_formulas_written_into_a_text_file_are_refused_in_every_column(tmp_path: Path):
    path = tmp_path / "台账.csv"
    lines = [",".join([*HEADINGS, "推荐部门"]), "001,甲,联合实验室,#REF!,#N/A"]
    path.write_text("\n".join(lines), "utf-8")

    intake = read_platforms(path, POST)

    assert [one.code for one in intake.findings if one.blocks] == ["intake.error_cell"] * 2


def test_that_an_empty_failed_cell_takes_nothing_from_the_next_one(tmp_path: Path):
    path = book(tmp_path / "台账.xlsx", [HEADINGS, ROW])
    with zipfile.ZipFile(path) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    cell = rb'<c r="A2"[^>]*>.*?</c>'
    parts[sheet] = re.sub(cell, b'<c r="A2" t="e"/>', parts[sheet])
    with zipfile.ZipFile(path, "w") as changed:
        for name, content in parts.items():
            changed.writestr(name, content)

    intake = read_platforms(path, POST)

    blocking = [(one.code, one.subject["found"]) for one in intake.findings if one.blocks]
    assert blocking == [("intake.cell_empty", "")]


def test_that_an_unusable_number_beside_a_state_is_only_refused(tmp_path: Path):
    rows = [[*HEADINGS, "状态"], ["a*b", *ROW[1:], "参评"]]

    intake = read_platforms(book(tmp_path / "台账.xlsx", rows), POST)

    assert "code_unusable" in codes(intake)
    assert intake.rejected == 1
