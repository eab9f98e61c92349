"""关联材料 by the command line: lists, replacing, refusals, and what a stopped work leaves."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from journey_call import PIN, call, fingerprint, refused, unchanged

from ynreview.app import commands as c
from ynreview.app.session import ReviewSession
from ynreview.kernel.errors import YnReviewError

HEADINGS = "编号,平台名称,平台类型,牵头单位,验收通过日期"
MakePdf = Callable[..., Path]


@pytest.fixture
def organiser(tmp_path: Path) -> Path:
    """A round of three platforms, nothing attached."""
    dossier, ledger = tmp_path / "organiser.ynd", tmp_path / "ledger.csv"
    rows = [f"{n:03d},云南省第{n}国际联合实验室,联合实验室,单位{n},2022-06-01" for n in (1, 2, 3)]
    ledger.write_text("\n".join([HEADINGS, *rows]) + "\n", encoding="utf-8-sig")
    new = ("--title", "会次", "--type", "post_evaluation", "--date", "2026-11-24", "--reason", "按")
    call("round", "new", dossier, *new).done()
    call("round", "import", dossier, ledger).done()
    return dossier


@pytest.fixture
def pdf(tmp_path: Path) -> MakePdf:
    def make(name: str, pages: int = 1, password: str = "") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with pikepdf.new() as document:
            for _ in range(pages):
                document.add_blank_page()
            document.docinfo["/Title"] = name
            locked = pikepdf.Encryption(user=password, owner=password) if password else False
            document.save(path, encryption=locked)
        return path

    return make


def stored(dossier: Path) -> dict[str, list[str]]:
    with ReviewSession.open(dossier, PIN) as session:
        entries = session.ask(lambda uow: uow.entries())
    return {one.number: [file.name for file in one.attachments] for one in entries}


def test_that_two_folders_are_matched_and_every_list_is_given(
    organiser: Path, pdf: MakePdf, tmp_path: Path
) -> None:
    first = pdf("甲/001 总结.pdf", pages=3)
    pdf("甲/无主.pdf")
    pdf("乙/002.pdf", password="x")  # noqa: S106 - a test's own word
    (tmp_path / "乙" / "002-2.pdf").write_bytes(b"no pdf")
    shutil.copy(first, tmp_path / "乙" / "001 副本.pdf")
    (tmp_path / "乙" / "说明.docx").write_bytes(b"x")

    answer = call("round", "attach", organiser, tmp_path / "甲", tmp_path / "乙").done()

    size = first.stat().st_size
    assert answer.data["matched"] == {"001": [{"name": "001 总结.pdf", "bytes": size, "pages": 3}]}
    lists = {name: answer.data[name] for name in ("missing", "extra", "others", "duplicate")}
    assert lists == {
        "missing": ["002", "003"],
        "extra": ["无主.pdf"],
        "others": ["说明.docx"],
        "duplicate": ["001 副本.pdf"],
    }
    assert (answer.data["encrypted"], answer.data["damaged"]) == (["002.pdf"], ["002-2.pdf"])
    assert (answer.data["files"], answer.data["pages"], answer.data["bytes"]) == (1, 3, size)
    assert stored(organiser) == {"001": ["001 总结.pdf"], "002": [], "003": []}


def test_that_a_dry_run_stores_nothing(organiser: Path, pdf: MakePdf, tmp_path: Path) -> None:
    pdf("材料/001.pdf")

    with unchanged(organiser):
        answer = call("round", "attach", organiser, tmp_path / "材料", "--dry-run").done()

    assert answer.data["files"] == 1


def test_that_a_platform_found_again_has_what_was_found_and_others_keep_theirs(
    organiser: Path, pdf: MakePdf, tmp_path: Path
) -> None:
    pdf("材料/001 旧.pdf")
    pdf("材料/002.pdf")
    call("round", "attach", organiser, tmp_path / "材料").done()
    pdf("补交/001 新.pdf")

    answer = call("round", "attach", organiser, tmp_path / "补交").done()

    assert stored(organiser) == {"001": ["001 新.pdf"], "002": ["002.pdf"], "003": []}
    assert answer.codes == ["intake.attachments_missing", "issue.files_replaced"]
    assert answer.data["missing"] == ["003"]


def test_that_materials_are_frozen_with_the_rest(
    organiser: Path, pdf: MakePdf, tmp_path: Path
) -> None:
    pdf("材料/001.pdf")
    panel = tmp_path / "panel.csv"
    roles = ["组长", "副组长", *["成员"] * 5]
    rows = [f"E0{n},甲{n},单位甲{n},{role}" for n, role in enumerate(roles, start=1)]
    panel.write_text("\n".join(["编号,姓名,工作单位,角色", *rows]), encoding="utf-8-sig")
    call("round", "panel", organiser, panel).done()
    call("round", "issue", organiser, "--out", tmp_path / "tasks").done()

    with unchanged(organiser):
        refused(call("round", "attach", organiser, tmp_path / "材料"), 3, "app.already_issued")


def test_that_materials_need_platforms_and_folders(tmp_path: Path, organiser: Path) -> None:
    empty = tmp_path / "empty.ynd"
    new = ("--title", "会次", "--type", "midterm", "--date", "2026-11-24", "--reason", "按")
    call("round", "new", empty, *new).done()

    refused(call("round", "attach", empty, tmp_path), 2, "issue.no_entries_to_attach_to")
    refused(call("round", "attach", organiser, tmp_path / "没有"), 3, "intake.no_such_folder")


def test_that_a_stopped_work_leaves_the_dossier_as_it_was(
    organiser: Path, pdf: MakePdf, tmp_path: Path
) -> None:
    pdf("材料/001.pdf")
    big = pdf("材料/002.pdf")
    big.write_bytes(big.read_bytes() + b"\n%" + b"x" * (3 << 20))
    before = fingerprint(tmp_path)
    heard: list[tuple[str, int, int]] = []

    def stop(text: str, count: int, total: int) -> None:
        heard.append((text, count, total))
        if count and text.startswith("收入"):
            raise KeyboardInterrupt

    with (
        pytest.raises(KeyboardInterrupt),
        ReviewSession.open(organiser, PIN) as session,
    ):
        session.execute(c.AttachFiles((tmp_path / "材料",)), stop)

    assert stored(organiser) == {"001": [], "002": [], "003": []}
    assert fingerprint(tmp_path) == before
    assert ("核对 001.pdf", 0, 2) in heard


def test_that_a_file_taken_away_meanwhile_is_told(
    organiser: Path, pdf: MakePdf, tmp_path: Path
) -> None:
    path = pdf("材料/001.pdf")

    def pull(text: str, count: int, total: int) -> None:
        del count, total
        if text.startswith("收入"):
            path.unlink()

    with (
        pytest.raises(YnReviewError, match=r"issue\.file_vanished"),
        ReviewSession.open(organiser, PIN) as session,
    ):
        session.execute(c.AttachFiles((tmp_path / "材料",)), pull)
