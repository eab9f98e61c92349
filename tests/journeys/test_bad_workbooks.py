"""Ledgers and panels that cannot be used: one sentence, an exit status, nothing changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from journey_call import PIN, call, refused, unchanged
from journey_stage import DATA

LEDGER, PANEL = DATA / "platforms.xlsx", DATA / "panel.xlsx"
NEW = ("--title", "后评估", "--type", "post_evaluation", "--date", "2026-11-24")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADINGS = ("编号", "平台名称", "平台类型", "牵头单位", "验收通过日期")
ROW = ("001", "云南省甲国际联合实验室", "联合实验室", "甲大学", "2022-06-01")


@pytest.fixture(scope="module")
def organiser(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dossier = tmp_path_factory.mktemp("organiser") / "o.ynd"
    call("round", "new", dossier, *NEW).done()
    call("round", "import", dossier, LEDGER).done()
    return dossier


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def damaged(path: Path) -> None:
    content = bytearray(LEDGER.read_bytes())
    for place in range(400, len(content) - 400, 97):
        content[place] ^= 0x5A
    path.write_bytes(bytes(content))


def truncated(path: Path) -> None:
    path.write_bytes(LEDGER.read_bytes()[:6000])


def renamed(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")


def locked(path: Path) -> None:
    path.write_bytes(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (damaged, "intake.damaged"),
        (truncated, "intake.damaged"),
        (renamed, "intake.not_a_table"),
        (locked, "intake.encrypted"),
        (empty, "intake.empty_file"),
        (lambda path: None, "intake.no_such_file"),
    ],
)
@pytest.mark.parametrize("what", ["import", "panel"])
def test_that_an_unreadable_workbook_is_refused(
    organiser: Path, tmp_path: Path, spoil: Callable[[Path], None], code: str, what: str
):
    file = tmp_path / "台账.xlsx"
    spoil(file)

    with unchanged(organiser.parent):
        finding = refused(call("round", what, organiser, file), 3, code)

    assert "台账.xlsx" in finding["message"]


def test_that_missing_columns_are_named(organiser: Path, tmp_path: Path):
    file = workbook(tmp_path / "缺列.xlsx", ("编号", "牵头单位", "备注"), ("001", "甲大学", ""))

    with unchanged(organiser.parent):
        answer = call("round", "import", organiser, file)

    message = refused(answer, 3, *answer.blocking)["message"]
    assert "平台名称" in message
    assert "没有写入任何内容" in message


def test_that_every_problem_is_located_and_nothing_is_stored(organiser: Path, tmp_path: Path):
    rows = (ROW, ("001", *ROW[1:]), ("003", "", *ROW[2:]), ("004", *ROW[1:4], "2022年6月"))
    file = workbook(tmp_path / "多处.xlsx", HEADINGS, *rows)

    with unchanged(organiser.parent):
        answer = call("round", "import", organiser, file)

    assert answer.status == 1
    assert (answer.data["accepted"], answer.data["rejected"]) == (1, 3)
    places = {
        (f["subject"]["row"], f["subject"]["column"], f["code"]): f["subject"]
        for f in answer.json["findings"]
        if f["severity"] == "blocking"
    }
    assert {place[:2] for place in places} == {(3, "A"), (4, "B"), (5, "E")}
    day = places[5, "E", "intake.day_missing"]
    assert (day["sheet"], day["found"]) == ("Sheet", "2022年6月")
    assert day["expected"]


def test_that_an_unknown_sheet_is_refused(organiser: Path):
    with unchanged(organiser.parent):
        answer = call("round", "import", organiser, LEDGER, "--sheet", "没有这张表")

    assert "没有这张表" in refused(answer, 3, "intake.no_such_sheet")["message"]


def test_that_a_column_map_of_wrong_shape_is_refused(organiser: Path, tmp_path: Path):
    file = tmp_path / "map.toml"
    file.write_text("编号 = 1\n", encoding="utf-8")

    with unchanged(organiser.parent):
        answer = call("round", "import", organiser, LEDGER, "--map", file)

    assert answer.status == 3
    assert answer.blocking


def test_that_a_panel_without_a_chair_is_refused(organiser: Path, tmp_path: Path):
    rows = (("编号", "姓名", "工作单位", "角色"), ("E01", "甲", "甲大学", "成员"))
    file = workbook(tmp_path / "名单.xlsx", *rows)

    with unchanged(organiser.parent):
        answer = call("round", "panel", organiser, file)

    refused(answer, 1, "intake.chair_missing")


def test_that_a_wrong_pin_is_refused(
    organiser: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    pin = tmp_path / "pin.txt"
    pin.write_text("不是口令\n", encoding="utf-8")
    monkeypatch.delenv("YNREVIEW_PIN")

    with unchanged(organiser.parent):
        answer = call("round", "check", organiser, "--pin-file", pin)

    assert "口令不对，或文件已损坏" in refused(answer, 3, "storage.wrong_pin_or_damaged")["message"]


def test_that_the_pin_file_goes_before_the_environment(
    organiser: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("YNREVIEW_PIN", "不是口令")
    pin = tmp_path / "pin.txt"
    pin.write_text(f"\ufeff{PIN}\r\n第二行不读\n", encoding="utf-8")

    answer = call("dossier", "backup", organiser, tmp_path / "b.ynd", "--pin-file", pin)

    assert answer.done().data["path"].endswith("b.ynd")


def test_that_no_pin_at_all_is_wrong_usage(organiser: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("YNREVIEW_PIN")

    with unchanged(organiser.parent):
        refused(call("round", "check", organiser), 2, "cli.pin_missing")


def test_that_an_empty_pin_file_is_wrong_usage(organiser: Path, tmp_path: Path):
    pin = tmp_path / "pin.txt"
    pin.write_text("\n", encoding="utf-8")

    refused(call("round", "check", organiser, "--pin-file", pin), 2, "cli.pin_empty")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "storage.not_a_dossier"),
        (b"SQLite format 3\0" + bytes(4096), "storage.not_a_dossier"),
        ("一份说明文件，不是会次文件。".encode() * 40, "storage.not_a_dossier"),
    ],
)
def test_that_a_foreign_file_is_no_dossier(tmp_path: Path, content: bytes, code: str):
    file = tmp_path / "x.ynd"
    file.write_bytes(content)

    with unchanged(tmp_path):
        refused(call("round", "check", file), 3, code)


def test_that_a_damaged_dossier_is_refused_untouched(organiser: Path, tmp_path: Path):
    file = Path(shutil.copy(organiser, tmp_path / "o.ynd"))
    content = bytearray(file.read_bytes())
    content[5000] ^= 1
    file.write_bytes(bytes(content))

    with unchanged(tmp_path):
        answer = call("round", "check", file)

    assert answer.status == 3
    assert answer.blocking


def test_that_a_round_is_never_made_over_an_existing_file(organiser: Path):
    with unchanged(organiser.parent):
        refused(call("round", "new", organiser, *NEW), 3, "storage.already_there")


@pytest.mark.parametrize(
    ("settings", "status"),
    [
        ("[rules.excellent_quota]\nnumerator = 2\ndenominator = 10\n", 1),
        ("[rules.award_band_excellent]\nhighest = 200\n", 1),
        ("[rules.no_such_rule]\nx = 1\n", 1),
        ('[rules.grade_thresholds]\nexcellent = "abc"\n', 1),
        ("[rules.grade_thresholds]\nexcellent = 85.5\n", 3),
        ("[round]\nvenu = 1\n", 3),
        ("not toml", 3),
    ],
)
def test_that_unlawful_or_unreadable_settings_make_no_round(
    tmp_path: Path, settings: str, status: int
):
    file = tmp_path / "settings.toml"
    file.write_text(settings, encoding="utf-8")

    with unchanged(tmp_path):
        answer = call("round", "new", tmp_path / "o.ynd", *NEW, "--settings", file)

    refused(answer, status, *answer.blocking)


def test_that_the_quota_cannot_be_set_and_the_article_is_named(tmp_path: Path):
    file = tmp_path / "settings.toml"
    file.write_text("[rules.excellent_quota]\nnumerator = 2\ndenominator = 10\n", "utf-8")

    answer = call("round", "new", tmp_path / "o.ynd", *NEW, "--settings", file)

    (finding,) = answer.blocking.values()
    assert "第二十四条" in finding["cites"]
    assert "第二十四条" in finding["message"]
