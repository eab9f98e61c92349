"""The workbook computes the program's result again, exactly, in a real spreadsheet program."""

import re
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tests.reports.score_tables import edge_entries, score_tables, with_results
from ynreview.reports.document import Quota, ResultReport, ScoreTable
from ynreview.reports.recount import differing_rows
from ynreview.reports.workbook import write_result_workbook

RECALCULATE_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


@pytest.fixture(scope="module")
def tables() -> Mapping[str, ScoreTable]:
    return score_tables()


def _written(report: ResultReport, table: ScoreTable) -> bytes:
    target = BytesIO()
    write_result_workbook(report, table, target)
    return target.getvalue()


def _without_cached_values(content: bytes) -> bytes:
    """Take every stored result away, so that only a real recalculation can give one."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w") as bare:
        for name in source.namelist():
            part = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            bare.writestr(name, part)
    return target.getvalue()


@pytest.fixture(scope="module")
def recalculated(
    report: ResultReport,
    tables: Mapping[str, ScoreTable],
    tmp_path_factory: pytest.TempPathFactory,
) -> Mapping[str, openpyxl.Workbook]:
    """Every table as LibreOffice computes it, in one run."""
    folder = tmp_path_factory.mktemp("recalculated")
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(RECALCULATE_ALWAYS, encoding="utf-8")
    sources = [folder / f"{name}.xlsx" for name in tables]
    for source, table in zip(sources, tables.values(), strict=True):
        source.write_bytes(_without_cached_values(_written(report, table)))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.parent.as_uri()}",
            "--headless",
            *("--convert-to", "xlsx", "--outdir", str(folder / "out")),
            *map(str, sources),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return {name: _values(folder / "out" / f"{name}.xlsx") for name in tables}


def _values(source: Path | BytesIO) -> openpyxl.Workbook:
    return openpyxl.load_workbook(source, data_only=True)


def _column(book: openpyxl.Workbook, sheet: str, head: str) -> list[object]:
    cells = book[sheet]
    heads = [cell.value for cell in cells[4]]
    at = heads.index(head) + 1
    return [cells.cell(row, at).value for row in range(5, cells.max_row + 1)]


NAMES = tuple(score_tables())


@pytest.mark.parametrize("name", NAMES)
def test_that_a_spreadsheet_program_computes_every_score_and_rank_exactly(
    name: str, tables: Mapping[str, ScoreTable], recalculated: Mapping[str, openpyxl.Workbook]
):
    table, book = tables[name], recalculated[name]
    scale = 10**table.digits

    scores = _column(book, "得分", "得分")
    units = _column(book, "得分", "修约后得分（末位为单位）")
    ranks = _column(book, "得分", "名次")

    expected = [row.printed for row in table.rows]
    assert units == [-1 if value is None else int(value * scale) for value in expected]
    assert scores == ["—" if value is None else float(value) for value in expected]
    assert ranks == [row.rank or "—" for row in table.rows]
    assert _column(book, "得分", "有效专家") == [row.valid_experts for row in table.rows]
    assert set(_column(book, "得分", "核对")) == {"一致"}


@pytest.mark.parametrize("name", NAMES)
def test_that_a_spreadsheet_program_proposes_the_same_grades_inside_the_quota(
    name: str, tables: Mapping[str, ScoreTable], recalculated: Mapping[str, openpyxl.Workbook]
):
    table, book = tables[name], recalculated[name]

    proposals = _column(book, "名额", "规则建议")

    assert proposals == [row.proposal for row in table.rows]
    assert set(_column(book, "名额", "核对")) == {"一致"}
    if table.quota:
        settings = {row[0]: row[1] for row in book["设定"].iter_rows(values_only=True)}
        assert settings["优秀名额"] == table.quota.places
        assert proposals.count("优秀") <= table.quota.places


def test_that_a_half_hundredth_goes_up_or_to_even_as_the_round_has_set(
    recalculated: Mapping[str, openpyxl.Workbook],
):
    assert _column(recalculated["edge_up"], "得分", "得分")[0] == 89.99
    assert _column(recalculated["edge_even"], "得分", "得分")[0] == 89.98


def test_that_a_tie_on_the_cut_is_left_to_the_panel(
    recalculated: Mapping[str, openpyxl.Workbook],
):
    proposals = _column(recalculated["edge_up"], "名额", "规则建议")
    assert proposals[0] == "优秀"
    assert "并列待定" not in proposals[2:5]
    assert _column(recalculated["edge_trimmed"], "名额", "完全相同的平台数")[2] == 2


@pytest.mark.parametrize("name", NAMES)
def test_that_viewers_without_recalculation_show_the_same_values(
    name: str,
    report: ResultReport,
    tables: Mapping[str, ScoreTable],
    recalculated: Mapping[str, openpyxl.Workbook],
):
    cached = _values(BytesIO(_written(report, tables[name])))
    computed = recalculated[name]

    for sheet in cached.sheetnames:
        for cached_row, row in zip(
            cached[sheet].iter_rows(values_only=True),
            computed[sheet].iter_rows(values_only=True),
            strict=True,
        ):
            assert [_comparable(cell) for cell in cached_row] == [_comparable(c) for c in row]


def _comparable(cell: object) -> object:
    if isinstance(cell, float):
        return pytest.approx(cell, rel=1e-12)
    return None if cell == "" else cell


def test_that_no_formula_rounds_a_mean(report: ResultReport, tables: Mapping[str, ScoreTable]):
    book = openpyxl.load_workbook(BytesIO(_written(report, tables["edge_up"])))
    formulas = [
        cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=") and cell.data_type == "f"
    ]
    assert len(formulas) > 300
    assert not [formula for formula in formulas if "AVERAGE" in formula]
    assert all("*100,0)" in part or "^" in part for f in formulas for part in f.split("ROUND(")[1:])


def test_that_equal_values_give_equal_bytes(report: ResultReport, tables: Mapping[str, ScoreTable]):
    table = tables["edge_up"]
    assert _written(report, table) == _written(report, table)


def test_that_a_workbook_never_contradicts_the_program(
    report: ResultReport, tables: Mapping[str, ScoreTable]
):
    table = tables["edge_up"]
    wrong = replace(table.rows[0], printed=Fraction(8998, 100))
    contradicting = replace(table, rows=(wrong, *table.rows[1:]))
    target = BytesIO()

    with pytest.raises(ValueError, match="000"):
        write_result_workbook(report, contradicting, target)

    assert target.getvalue() == b""
    assert differing_rows(table) == ()


def test_that_a_quota_that_is_not_the_rule_s_is_named(tables: Mapping[str, ScoreTable]):
    table = tables["edge_up"]
    generous = replace(table, quota=Quota(23, 1, 10, 3))
    assert "quota" in differing_rows(generous)


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "001"])
def test_that_text_from_outside_never_becomes_a_formula(
    name: str, report: ResultReport, tables: Mapping[str, ScoreTable]
):
    table = tables["no_quota"]
    odd = replace(table, rows=(replace(table.rows[0], name=name, number=name), *table.rows[1:]))

    book = openpyxl.load_workbook(BytesIO(_written(replace(report, title=name), odd)))

    cell = book["得分"]["C5"]
    assert (cell.value, cell.data_type) == (name, "s")
    assert book["得分"]["B5"].data_type == "s"
    assert book["说明"]["A1"].data_type == "s"
    assert cell.quotePrefix == (name != "001")


def test_that_sheets_print_on_a4_with_the_result_code_at_the_foot(
    report: ResultReport, tables: Mapping[str, ScoreTable]
):
    book = openpyxl.load_workbook(BytesIO(_written(report, tables["edge_up"])))
    assert book.sheetnames == ["说明", "设定", "得分", "主要指标", "名额"]
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert report.result_code in sheet.oddFooter.left.text
        assert "工作秘密" in sheet.oddHeader.left.text
    assert book["得分"].freeze_panes == "D5"
    assert book["得分"].print_title_rows == "$4:$4"


def test_that_the_workbook_prints_reason_and_window_when_the_day_lies_outside(
    report: ResultReport, tables: Mapping[str, ScoreTable]
):
    book = openpyxl.load_workbook(BytesIO(_written(report, tables["no_quota"])))
    lines = [row[0] for row in book["说明"].iter_rows(min_row=4, values_only=True)]
    assert "不在本办法有效期（2022年3月9日至2025年3月8日）内" in lines[0]
    assert report.reason in lines[0]


def test_that_a_row_without_a_mark_for_every_expert_is_refused():
    table = with_results(edge_entries()[:2], quota=False)
    with pytest.raises(ValueError, match="one mark for each expert"):
        replace(table, experts=("E01",))
