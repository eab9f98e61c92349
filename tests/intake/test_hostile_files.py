import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from ynreview.intake.platforms import read_platforms
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.terms import EvaluationType
from ynreview.messages.explain import explain_error

Build = Callable[..., Path]
HEADINGS = ["编号", "平台名称", "平台类型", "验收通过日期"]
ROW = ["001", "云南省咖啡国际联合实验室", "联合实验室", "2022-08-05"]
POST = EvaluationType.POST_EVALUATION
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
DATA = Path(__file__).parents[1] / "data" / "post-evaluation"


def refusal_of(path: Path, **options: str) -> str:
    with pytest.raises(YnReviewError) as refusal:
        read_platforms(path, POST, **options)
    assert explain_error(refusal.value).endswith("没有写入任何内容。")
    return refusal.value.code.removeprefix("intake.")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.xlsx", b"", "empty_file"),
        ("空.csv", b"\r\n  \r\n", "empty_file"),
        ("标记.csv", b"\xef\xbb\xbf\r\n", "empty_file"),
        ("改名.xlsx", b"%PDF-1.7\n%\xe2\xe3\n", "not_a_table"),
        ("改名.csv", b"%PDF-1.7\n%\xe2\xe3\n", "not_a_table"),
        ("网页.xls", b"<html><table></table></html>", "not_a_table"),
        ("加密.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("坏.xls", OLE + b"\0" * 600, "damaged"),
        ("乱码.csv", b"\xff\x81\x30\x00\xff", "encoding"),
        ("截断.csv", '编号,平台名称,平台类型\n001,"甲'.encode(), "csv_malformed"),
        ("无表头.csv", "甲,乙,丙\n1,2,3\n".encode(), "no_header"),
        ("无数据.csv", "编号,平台名称,平台类型,验收通过日期\n".encode(), "no_rows"),
    ],
)
def test_that_an_unusable_file_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, code: str
):
    path = tmp_path / name
    path.write_bytes(content)

    assert refusal_of(path) == code


def test_that_a_missing_file_and_a_folder_are_refused(tmp_path: Path):
    assert refusal_of(tmp_path / "没有.xlsx") == "no_such_file"
    assert refusal_of(tmp_path) == "cannot_open"


def test_that_an_archive_with_other_contents_is_no_table(tmp_path: Path):
    path = tmp_path / "压缩包.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("说明.txt", "x")

    assert refusal_of(path) == "not_a_table"


@pytest.mark.parametrize("share", [3, 10, 50, 90, 99])
def test_that_a_truncated_workbook_is_refused_wherever_it_was_cut(tmp_path: Path, share: int):
    content = (DATA / "platforms.xlsx").read_bytes()
    path = tmp_path / "截断.xlsx"
    path.write_bytes(content[: len(content) * share // 100])

    assert refusal_of(path) == "damaged"


def test_that_a_damaged_part_is_refused(tmp_path: Path):
    path = tmp_path / "坏.xlsx"
    with zipfile.ZipFile(DATA / "platforms.xlsx") as whole, zipfile.ZipFile(path, "w") as broken:
        for part in whole.namelist():
            content = whole.read(part)
            broken.writestr(part, content[:-40] if "sheet1" in part else content)

    assert refusal_of(path) == "damaged"


def test_that_a_workbook_with_entities_is_refused(tmp_path: Path):
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    path = tmp_path / "实体.xlsx"
    with zipfile.ZipFile(DATA / "platforms.xlsx") as whole, zipfile.ZipFile(path, "w") as broken:
        for part in whole.namelist():
            broken.writestr(part, bomb if "sheet1" in part else whole.read(part))

    assert refusal_of(path) == "damaged"


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD2"])
def test_that_one_stray_cell_far_away_is_refused_and_exhausts_no_memory(tmp_path: Path, cell: str):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADINGS)
    sheet.append(ROW)
    sheet[cell] = "x"
    path = tmp_path / "远.xlsx"
    book.save(path)

    assert refusal_of(path) == "sheet_too_large"


def test_that_a_workbook_of_hidden_sheets_is_refused(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append(ROW)
    book.create_sheet("另").sheet_state = "hidden"
    path = tmp_path / "隐藏.xlsx"
    book.save(path)
    shown = path.read_bytes()
    assert read_platforms(path, POST).accepted == 1

    with zipfile.ZipFile(path) as whole:
        parts = {part: whole.read(part) for part in whole.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b'state="visible"', b'state="hidden"'
    )
    with zipfile.ZipFile(path, "w") as changed:
        for part, content in parts.items():
            changed.writestr(part, content)

    assert path.read_bytes() != shown
    assert refusal_of(path) == "only_hidden"


def test_that_a_hidden_or_unknown_sheet_cannot_be_asked_for():
    assert refusal_of(DATA / "platforms.xlsx", sheet="旧数据") == "no_such_sheet"
    assert refusal_of(DATA / "platforms.xlsx", sheet="别的") == "no_such_sheet"


def test_that_the_first_visible_sheet_with_a_header_is_taken(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.title = "封面"
    book.active.append(["2026 年度后评估"])
    sheet = book.create_sheet("数据")
    sheet.append(HEADINGS)
    sheet.append(ROW)
    path = tmp_path / "台账.xlsx"
    book.save(path)

    assert read_platforms(path, POST).sheet == "数据"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_that_text_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str, delimiter: str):
    rows = [
        ["云南省平台台账"],
        HEADINGS,
        ["007", "云南省㛃䶮𬀩国际联合实验室", "联合实验室", "2022-8-5"],
    ]
    path = tmp_path / "台账.csv"
    path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))

    (entry,) = read_platforms(path, POST).entries

    assert (entry.number, entry.name) == ("007", "云南省㛃䶮𬀩国际联合实验室")


def test_that_a_row_number_counts_records_even_across_quoted_lines(tmp_path: Path):
    path = tmp_path / "台账.csv"
    path.write_text(
        '编号,平台名称,平台类型,验收通过日期,备注\n1,甲,联合实验室,2022-8-5,"一\n二"\n2,乙,作坊,2022-8-5,\n',
        "utf-8",
    )

    intake = read_platforms(path, POST)

    rows = [f.subject["row"] for f in intake.findings if f.blocks]
    assert rows == ["3"]
    assert intake.entries[0].facts.note == "一\n二"


@pytest.mark.parametrize("name", ["post-evaluation.xls", "post-evaluation.ods"])
def test_that_old_and_open_formats_give_the_same_entries(name: str):
    sample = read_platforms(Path(__file__).parent / "samples" / name, POST)

    assert sample.entries == read_platforms(DATA / "platforms.xlsx", POST).entries
    assert "intake.faults_hidden" in {finding.code for finding in sample.findings}


def test_that_a_damaged_file_that_kills_its_reader_is_only_refused():
    assert refusal_of(Path(__file__).parent / "samples" / "deadly.xls") == "damaged"


def test_that_styled_empty_cells_far_away_do_not_matter(tmp_path: Path, ledger: Build):
    book = openpyxl.load_workbook(ledger(ROW))
    book.active["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    path = tmp_path / "样式.xlsx"
    book.save(path)

    assert read_platforms(path, POST).accepted == 1
