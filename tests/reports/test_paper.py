"""The PDF says what the report says, on every page, and can be searched and copied."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from ynreview.reports.document import ResultReport
from ynreview.reports.paper import write_result_pdf

RARE = "㛃䶮𬀩"


def _pdf(report: ResultReport) -> bytes:
    target = BytesIO()
    write_result_pdf(report, target)
    return target.getvalue()


def _pages(content: bytes, folder: Path) -> list[str]:
    """Return the text of each page as pdftotext reads it, without white space."""
    path = folder / "result.pdf"
    path.write_bytes(content)
    command = ["pdftotext", "-layout", "-enc", "UTF-8", str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return [re.sub(r"\s", "", page) for page in text.split("\f")[:-1]]


@pytest.fixture(scope="module")
def content(report: ResultReport) -> bytes:
    return _pdf(report)


def test_that_every_page_carries_the_codes_and_says_that_the_panel_only_suggests(
    report: ResultReport, content: bytes, tmp_path: Path
):
    pages = _pages(content, tmp_path)

    assert 3 <= len(pages) <= 5
    for number, page in enumerate(pages, start=1):
        assert f"结果校验码{report.result_code}" in page
        assert f"规则校验码{report.basis_code}" in page
        assert f"第{number}页，共{len(pages)}页" in page
        assert "本页为专家组建议，结果由云南省科技厅决定。" in page
        assert "数字签名用于核对完整性和来源，不是电子印章。" in page
        assert "工作秘密" in page


def test_that_the_paper_says_all_that_the_report_says(
    report: ResultReport, content: bytes, tmp_path: Path
):
    text = "".join(_pages(content, tmp_path))

    for wanted in (
        "专家组评审建议汇总表",
        "2026年11月24日",
        report.denominator,
        "10×2=20≤23",
        *(line.mark for line in report.methods),
        *(line.text for line in report.methods),
        *(row.name for row in report.rows),
        *(row.score for row in report.rows),
        *(line.name for line in report.states),
        *(line.code for line in report.signatures),
        "专家组表决（有表决权5人）",
        "合计640万元",
        "□已签字",
        "□附异议",
        "□未签字",
        report.journal_head,
    ):
        assert re.sub(r"\s", "", wanted) in text


def test_that_a_date_outside_the_window_prints_window_and_reason(
    report: ResultReport, content: bytes, tmp_path: Path
):
    inside = _pdf(replace(report, review_date=date(2025, 3, 8)))

    assert "不在本办法有效期（2022年3月9日至2025年3月8日）内。依据说明：本批平台" in "".join(
        _pages(content, tmp_path)
    )
    assert "依据说明" not in "".join(_pages(inside, tmp_path))


def test_that_rare_characters_are_found_and_copied(report: ResultReport, tmp_path: Path):
    named = replace(report.rows[0], name=f"云南省{RARE}国际联合实验室")
    content = _pdf(replace(report, rows=(named, *report.rows[1:])))

    assert named.name in "".join(_pages(content, tmp_path))
    with pypdfium2.PdfDocument(content) as document:
        page = document[1].get_textpage()
        # pdfium's own search finds nothing beyond U+FFFF in any file; its text layer is right
        assert f"云南省{RARE}国际" in page.get_text_bounded()
        assert page.search(f"云南省{RARE[:2]}").get_next() is not None


def test_that_every_font_is_embedded_as_a_subset(content: bytes, tmp_path: Path):
    path = tmp_path / "result.pdf"
    path.write_bytes(content)
    table = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True)
    fonts = table.stdout.splitlines()[2:]
    assert fonts
    for font in fonts:
        assert "NotoSansSC" in font
        assert re.search(r"yes\s+yes\s+yes", font)
    assert len(content) < 1_000_000


def test_that_equal_reports_give_equal_bytes(report: ResultReport, content: bytes):
    assert _pdf(replace(report)) == content


def test_that_the_file_carries_the_report_s_own_time_title_and_language(
    report: ResultReport, content: bytes
):
    with pikepdf.open(BytesIO(content)) as document:
        assert str(document.docinfo["/Title"]) == f"{report.title} 专家组评审建议汇总表"
        assert str(document.docinfo["/Author"]) == "2026HPG 专家组"
        assert str(document.docinfo["/CreationDate"]) == "D:20261124164200+08'00'"
        assert str(document.Root.Lang) == "zh-CN"


def test_that_a_rehearsal_and_a_draft_say_so_on_every_page(report: ResultReport, tmp_path: Path):
    rehearsal = _pages(_pdf(replace(report, rehearsal=True)), tmp_path)
    draft = _pages(_pdf(replace(report, result_code="")), tmp_path)

    assert "演练材料" in rehearsal[0]
    assert "草稿，未定稿" in draft[0]
    assert all("演" in page and "练" in page for page in rehearsal)
    assert all("草稿，无结果校验码" in page for page in draft)


def test_that_extreme_names_wrap_and_nothing_is_read_as_markup(
    extreme_report: ResultReport, tmp_path: Path
):
    text = "".join(_pages(_pdf(extreme_report), tmp_path))
    assert text.count("叕") == 2800
    assert "<b>&国际" in text
    assert "U+20BB7" in text


def test_that_a_report_with_little_in_it_is_still_a_paper(report: ResultReport, tmp_path: Path):
    bare = replace(
        report, rows=(), methods=(), states=(), decisions=(), amounts=(), signatures=(), quota=""
    )
    (page,) = _pages(_pdf(bare), tmp_path)
    assert "没有形成建议的平台。" in page


def test_that_an_acceptance_names_its_outcome_a_conclusion(report: ResultReport, tmp_path: Path):
    text = "".join(_pages(_pdf(replace(report, grade_heading="建议结论")), tmp_path))
    assert "建议结论" in text
    assert "建议等级" not in text


def test_that_the_paper_can_be_written_to_a_path(report: ResultReport, tmp_path: Path):
    target = tmp_path / "汇总表.pdf"
    write_result_pdf(report, target)
    assert target.read_bytes().startswith(b"%PDF")
