"""Ledger and list of experts by script: templates, maps, marked copies, read again, 状态."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from journey_call import Answer, call, refused, unchanged
from journey_stage import DATA

from ynreview.app.column_maps import DOCUMENT, column_maps
from ynreview.intake.vocabulary import vocabulary
from ynreview.storage.dossier import Dossier

PIN = "评审-2026-口令"
TYPES = ["establishment", "midterm", "acceptance", "post_evaluation"]
HEADINGS = ["编号", "平台名称", "平台类型", "验收通过日期", "推荐部门"]
Rows = Sequence[Sequence[Any]]


def platform(number: str, name: str, department: str = "省教育厅") -> list[str]:
    return [number, f"云南省{name}国际联合实验室", "联合实验室", "2022-08-05", department]


def book(path: Path, rows: Rows) -> Path:
    made = openpyxl.Workbook()
    made.active.title = "台账"
    for row in rows:
        made.active.append(list(row))
    made.save(path)
    return path


@pytest.fixture
def organiser(tmp_path: Path) -> Path:
    dossier = tmp_path / "o.ynd"
    new = ("--title", "后评估", "--type", "post_evaluation", "--date", "2026-11-24")
    call("round", "new", dossier, *new).done()
    return dossier


@pytest.fixture
def ledger(tmp_path: Path) -> Callable[..., Path]:
    return lambda *rows, name="台账.xlsx": book(tmp_path / name, [HEADINGS, *rows])


def asked(dossier: Path, query: Callable[[Any], Any]) -> Any:
    with Dossier.open(dossier, PIN) as opened, opened.unit_of_work() as uow:
        return query(uow)


def changes(answer: Answer) -> dict[str, dict[str, Any]]:
    return {one["number"]: one for one in answer.data["changes"]}


def test_that_a_ledger_read_again_is_told_side_by_side_and_stores_nothing_dry(
    organiser: Path, ledger: Callable[..., Path]
):
    first = ledger(platform("001", "咖啡"), platform("002", "水稻"), platform("003", "茶树"))
    call("round", "import", organiser, first).done()
    again = ledger(
        platform("001", "咖啡", "省科学院"), platform("002", "水稻"), platform("004", "花卉")
    )

    with unchanged(organiser.parent):
        answer = call("round", "import", organiser, again, "--dry-run").done()

    assert [answer.data[name] for name in ("added", "changed", "gone")] == [
        ["004"],
        ["001"],
        ["003"],
    ]
    assert changes(answer)["001"]["fields"] == [
        {
            "field": "recommending_department",
            "heading": "推荐部门",
            "old": "省教育厅",
            "new": "省科学院",
        }
    ]
    assert "ledger.entry_goes" in answer.codes
    told = call("round", "import", organiser, again, json_wanted=False).done()
    assert "001  推荐部门：省教育厅 → 省科学院" in told.text


def test_that_files_recusals_and_the_panel_stay_when_a_ledger_is_read_again(
    organiser: Path, ledger: Callable[..., Path], tmp_path: Path
):
    rows = [platform("001", "咖啡"), platform("002", "水稻")]
    call("round", "import", organiser, ledger(*rows)).done()
    call("round", "panel", organiser, DATA / "panel.xlsx").done()
    folder = tmp_path / "材料"
    folder.mkdir()
    shutil.copy(next((DATA.parents[1]).rglob("*.pdf"), _a_pdf(folder)), folder / "001-总结.pdf")
    call("round", "import", organiser, ledger(*rows), "--attachments", folder).done()
    call("round", "recuse", organiser, "E03", "001", "--ground", "same_unit").done()
    before = asked(organiser, lambda uow: uow.entries()[0].attachments)

    call("round", "import", organiser, ledger(*rows)).done()

    assert len(before) == 1
    assert asked(organiser, lambda uow: uow.entries()[0].attachments) == before
    assert asked(organiser, lambda uow: uow.has_blob(before[0].digest))
    assert len(asked(organiser, lambda uow: uow.recusals())) == 1


def _a_pdf(folder: Path) -> Path:
    import pikepdf

    path = folder / "一页.pdf"
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(path)
    return path


def test_that_recusals_follow_platforms_that_change_numbers(
    organiser: Path, ledger: Callable[..., Path]
):
    call(
        "round", "import", organiser, ledger(platform("001", "咖啡"), platform("002", "水稻"))
    ).done()
    call("round", "panel", organiser, DATA / "panel.xlsx").done()
    for expert, entry in (("E03", "001"), ("E03", "002"), ("E04", "001")):
        call("round", "recuse", organiser, expert, entry, "--ground", "board").done()

    swapped = ledger(platform("001", "水稻"), platform("002", "咖啡"))
    answer = call("round", "import", organiser, swapped).done()

    pairs = {(one.expert, one.entry) for one, _ in asked(organiser, lambda uow: uow.recusals())}
    assert pairs == {("E03", "001"), ("E03", "002"), ("E04", "002")}
    assert answer.codes.count("ledger.renumbered") == 2


def test_that_what_goes_with_a_vanished_platform_is_told_before_and_goes(
    organiser: Path, ledger: Callable[..., Path]
):
    call(
        "round", "import", organiser, ledger(platform("001", "咖啡"), platform("002", "水稻"))
    ).done()
    call("round", "panel", organiser, DATA / "panel.xlsx").done()
    call("round", "recuse", organiser, "E03", "002", "--ground", "board").done()
    less = ledger(platform("001", "咖啡"))

    dry = call("round", "import", organiser, less, "--dry-run").done()
    done = call("round", "import", organiser, less).done()

    told = next(one for one in dry.json["findings"] if one["code"] == "ledger.entry_goes")
    assert "回避登记 1 项" in told["message"]
    assert [one["entry"] for one in done.data["recusals_dropped"]] == ["002"]
    assert asked(organiser, lambda uow: uow.recusals()) == ()


def test_that_a_map_given_once_is_used_again_until_it_is_forgotten(organiser: Path, tmp_path: Path):
    rows = [["代号", "叫什么", "是什么", "何时过的"], ["001", "甲", "联合实验室", "2022-8-5"]]
    odd = book(tmp_path / "怪表.xlsx", rows)
    mapping = tmp_path / "map.toml"
    mapping.write_text(
        '[columns]\n"代号" = "编号"\n"叫什么" = "平台名称"\n"是什么" = "kind"\n'
        '"何时过的" = "验收通过日期"\n',
        "utf-8",
    )
    with unchanged(organiser.parent):
        assert call("round", "import", organiser, odd).status == 3

    call("round", "import", organiser, odd, "--map", mapping).done()
    again = call("round", "import", organiser, odd, "--dry-run").done()

    assert again.data["accepted"] == 1
    assert "intake.map_again" in again.codes
    (kept,) = call("round", "maps", organiser).done().data["maps"]
    assert kept["columns"]["是什么"] == "平台类型"
    call("round", "maps", organiser, "--forget", "1").done()
    assert asked(organiser, column_maps) == ()
    assert call("round", "import", organiser, odd, "--dry-run").status == 3
    refused(call("round", "maps", organiser, "--forget", "1"), 2, "ledger.no_such_map")


def test_that_another_set_of_headings_is_read_without_the_map(organiser: Path, tmp_path: Path):
    rows = [HEADINGS, platform("001", "咖啡")]
    mapping = tmp_path / "map.toml"
    mapping.write_text('[columns]\n"推荐部门" = ""\n', "utf-8")
    call("round", "import", organiser, book(tmp_path / "一.xlsx", rows), "--map", mapping).done()
    assert not asked(organiser, lambda uow: uow.entries()[0].facts.recommending_department)

    wider = [[*HEADINGS, "备注"], [*platform("001", "咖啡"), "x"]]
    call("round", "import", organiser, book(tmp_path / "二.xlsx", wider)).done()

    assert (
        asked(organiser, lambda uow: uow.entries()[0].facts.recommending_department) == "省教育厅"
    )


def test_that_a_refused_import_remembers_no_map(organiser: Path, tmp_path: Path):
    rows = [["代号", "平台名称", "平台类型", "验收通过日期"], ["001", "甲", "作坊", "2022-8-5"]]
    mapping = tmp_path / "map.toml"
    mapping.write_text('[columns]\n"代号" = "编号"\n', "utf-8")

    answer = call("round", "import", organiser, book(tmp_path / "表.xlsx", rows), "--map", mapping)

    assert answer.status == 1
    assert asked(organiser, lambda uow: uow.document(DOCUMENT)) is None


def test_that_the_sheet_can_be_chosen_and_all_are_named(organiser: Path, tmp_path: Path):
    path = book(tmp_path / "两表.xlsx", [HEADINGS, platform("001", "咖啡")])
    made = openpyxl.load_workbook(path)
    second = made.create_sheet("第二批")
    for row in (HEADINGS, platform("002", "水稻")):
        second.append(row)
    made.save(path)

    answer = call("round", "import", organiser, path, "--sheet", "第二批").done()

    source = answer.data["source"]
    assert (source["sheet"], answer.data["added"]) == ("第二批", ["002"])
    assert source["sheets"] == ["台账", "第二批"]


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.csv"])
def test_that_a_marked_copy_shows_every_problem_at_its_cell(
    organiser: Path, tmp_path: Path, name: str
):
    rows = [
        ["平台台账", "", "", "", ""],
        HEADINGS,
        ["001", "甲", "作坊", "2012.13.40", ""],
        platform("002", "水稻"),
    ]
    source = tmp_path / name
    if name.endswith("csv"):
        source.write_text("\n".join(",".join(row) for row in rows), "gb18030")
    else:
        book(source, rows)
    before = hashlib.sha256(source.read_bytes()).hexdigest()
    out = tmp_path / "标注.xlsx"

    answer = call("round", "import", organiser, source, "--marked", out)

    assert answer.status == 1
    assert hashlib.sha256(source.read_bytes()).hexdigest() == before
    made = openpyxl.load_workbook(out)
    sheet = made.worksheets[0]
    assert sheet["C3"].value == "作坊"
    assert "联合实验室、联合研发中心" in sheet["C3"].comment.text
    assert sheet["C3"].fill.fgColor.rgb == sheet["D3"].fill.fgColor.rgb == "FFF9D0C8"
    assert sheet["C4"].fill.fgColor.rgb != "FFF9D0C8"
    assert sheet["F2"].value == "问题"
    assert "第二十四条" in sheet["F3"].value
    listed = [[cell.value for cell in row] for row in made["问题清单"].iter_rows(min_row=2)]
    assert len(listed) == len(answer.json["findings"])
    assert any(row[2] == "作坊" and row[3] == "联合实验室、联合研发中心" for row in listed)
    again = call("round", "import", organiser, out)
    assert again.blocking.keys() == answer.blocking.keys()


def test_that_a_marked_copy_never_takes_the_place_of_what_was_read(
    organiser: Path, ledger: Callable[..., Path], tmp_path: Path
):
    source = ledger(platform("001", "咖啡"))
    with unchanged(tmp_path):
        refused(
            call("round", "import", organiser, source, "--marked", source), 2, "ledger.same_file"
        )
        other = tmp_path / "标注.csv"
        refused(call("round", "import", organiser, source, "--marked", other), 2, "ledger.not_xlsx")


def test_that_nothing_a_person_filled_in_is_written_over(
    organiser: Path, ledger: Callable[..., Path], tmp_path: Path
):
    source = ledger(platform("001", "咖啡"))
    mine = ledger(platform("009", "别的"), name="我的.xlsx")
    with unchanged(tmp_path):
        refused(call("round", "template", mine), 2, "ledger.exists")
        refused(call("round", "import", organiser, source, "--marked", mine), 2, "ledger.exists")

    copy = tmp_path / "标注.xlsx"
    call("round", "import", organiser, source, "--dry-run", "--marked", copy).done()
    call("round", "import", organiser, source, "--dry-run", "--marked", copy).done()


def filled(path: Path, table: str) -> None:
    """Fill the example of every column into the first row, as a person would by the formats."""
    examples = {one.heading: one for one in vocabulary(table).columns}
    made = openpyxl.load_workbook(path)
    sheet = made.worksheets[0]
    for cell in sheet[1]:
        column = examples[cell.value]
        value: object = column.example
        if column.reader == "day":
            value = date.fromisoformat(column.example)
        elif column.reader in {"count", "money"}:
            value = float(column.example)
        target = sheet.cell(2, cell.column, value)
        if column.reader == "day":
            target.number_format = "yyyy-mm-dd"
    made.save(path)


@pytest.mark.parametrize("kind", TYPES)
def test_that_a_template_is_filled_and_imported_without_a_finding(tmp_path: Path, kind: str):
    dossier, out = tmp_path / "o.ynd", tmp_path / "模板.xlsx"
    new = ("--title", "会次", "--type", kind, "--date", "2026-11-24")
    call("round", "new", dossier, *new).done()
    call("round", "template", out, "--type", kind).done()
    empty = call("round", "import", dossier, out)
    assert (empty.status, empty.codes) == (3, ["intake.no_rows"])

    filled(out, "platforms")
    answer = call("round", "import", dossier, out).done()

    assert answer.data["accepted"] == 1
    assert [one for one in answer.codes if one.startswith("intake.")] == []


def test_that_the_panel_template_has_its_choices_and_reads_without_a_finding(
    organiser: Path, tmp_path: Path
):
    out = tmp_path / "名单.xlsx"
    call("round", "template", out, "--panel").done()
    sheet = openpyxl.load_workbook(out).worksheets[0]
    lists = {str(one.sqref)[0]: one.formula1 for one in sheet.data_validations.dataValidation}
    roles = next(cell.column_letter for cell in sheet[1] if cell.value == "角色")
    assert lists[roles] == '"组长,副组长,成员,备选"'
    assert "必填" in sheet["A1"].comment.text
    assert sheet.column_dimensions["A"].number_format == "@" or sheet["A2"].number_format == "@"

    filled(out, "panel")
    answer = call("round", "panel", organiser, out).done()

    assert answer.data["experts"] == ["E01"]
    assert [one for one in answer.codes if one.startswith("intake.")] == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_that_libreoffice_opens_a_template_and_saves_it_as_xls(organiser: Path, tmp_path: Path):
    out = tmp_path / "模板.xlsx"
    call("round", "template", out, "--type", "post_evaluation").done()
    filled(out, "platforms")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = ["soffice", profile, "--headless", "--convert-to", "xls", "--outdir", str(tmp_path)]
    subprocess.run([*words, str(out)], check=True, capture_output=True)

    answer = call("round", "import", organiser, tmp_path / "模板.xls").done()

    assert answer.data["accepted"] == 1
    assert answer.data["added"] == ["001"]


def test_that_a_list_of_experts_read_again_is_told_side_by_side(organiser: Path, tmp_path: Path):
    heads = ["编号", "姓名", "工作单位", "角色"]
    first = [heads, ["E01", "赵一", "甲大学", "组长"], ["E02", "钱二", "乙大学", "成员"]]
    again = [heads, ["E01", "赵一", "丙大学", "组长"], ["E03", "孙三", "丁大学", "成员"]]
    call("round", "panel", organiser, book(tmp_path / "一.xlsx", first)).done()

    with unchanged(tmp_path):
        path = book(tmp_path.parent / "名单二.xlsx", again)
        answer = call("round", "panel", organiser, path, "--dry-run").done()

    assert [answer.data[name] for name in ("added", "changed", "gone")] == [
        ["E03"],
        ["E01"],
        ["E02"],
    ]
    (field,) = changes(answer)["E01"]["fields"]
    assert (field["heading"], field["old"], field["new"]) == ("工作单位", "甲大学", "丙大学")
    assert "ledger.expert_goes" in answer.codes


def test_that_a_state_changes_before_issue_with_a_reason(
    organiser: Path, ledger: Callable[..., Path]
):
    call("round", "import", organiser, ledger(platform("001", "咖啡"))).done()
    refused(
        call("round", "state", organiser, "001", "撤回", "--reason", " "), 2, "app.reason_missing"
    )
    refused(
        call("round", "state", organiser, "009", "撤回", "--reason", "x"), 2, "app.unknown_entry"
    )
    unknown = call("round", "state", organiser, "001", "飞了", "--reason", "x")
    assert (unknown.status, unknown.codes) == (2, ["app.unknown_state"])

    answer = call("round", "state", organiser, "001", "撤回", "--reason", "书面申请").done()
    again = call("round", "import", organiser, ledger(platform("001", "咖啡"))).done()

    assert answer.data["state"] == "withdrawn"
    assert again.data["changed"] == []
    assert asked(organiser, lambda uow: uow.entries()[0].state.value) == "withdrawn"
