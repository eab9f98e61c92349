from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from ynreview.intake.attachments import AttachmentMatch, find_attachments
from ynreview.kernel.codes import sha256_hex
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.terms import PlatformKind
from ynreview.messages import explain
from ynreview.panel.entries import Entry

MakePdf = Callable[..., Path]
ENTRIES = (
    Entry("001", "云南省咖啡国际联合实验室", PlatformKind.LABORATORY),
    Entry("002", "云南省水稻国际联合实验室", PlatformKind.LABORATORY),
    Entry("010", "云南省咖啡国际联合实验室二部", PlatformKind.LABORATORY),
)


@pytest.fixture
def pdf(tmp_path: Path) -> MakePdf:
    """Write a small PDF below the folder of attachments; ``mark`` makes its bytes its own."""

    def make(
        name: str, change: Callable[[pikepdf.Pdf], None] | None = None, password: str = ""
    ) -> Path:
        path = tmp_path / "材料" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with pikepdf.new() as document:
            document.add_blank_page()
            document.docinfo["/Title"] = name
            if change:
                change(document)
            encryption = pikepdf.Encryption(user=password, owner=password) if password else None
            document.save(path, encryption=encryption or False)
        return path

    return make


def codes(match: AttachmentMatch) -> set[str]:
    return {found.code.removeprefix("intake.") for found in match.findings}


def test_that_files_are_matched_by_number_folder_and_name(pdf: MakePdf, tmp_path: Path):
    first = pdf("001 总结报告.pdf")
    pdf("001/佐证.PDF")
    pdf("002_材料/年度报告/2022.pdf")
    pdf("云南省咖啡国际联合实验室二部-总结.pdf")

    match = find_attachments(tmp_path / "材料", ENTRIES)

    names = {
        number: [file.attachment.name for file in files] for number, files in match.matched.items()
    }
    assert names == {
        "001": ["佐证.PDF", "001 总结报告.pdf"],
        "002": ["2022.pdf"],
        "010": ["云南省咖啡国际联合实验室二部-总结.pdf"],
    }
    attachment = match.matched["001"][1].attachment
    assert attachment.digest == sha256_hex(first.read_bytes())
    assert attachment.size == first.stat().st_size
    assert match.findings == ()


def test_that_missing_extra_and_other_files_are_said(pdf: MakePdf, tmp_path: Path):
    pdf("001.pdf")
    pdf("0011.pdf")
    pdf("002a.pdf")
    (tmp_path / "材料" / "002.docx").write_bytes(b"x")
    (tmp_path / "材料" / "~$002.pdf").write_bytes(b"x")

    match = find_attachments(tmp_path / "材料", ENTRIES)

    assert set(match.matched) == {"001"}
    told = [explain(found) for found in match.findings]
    extra = "有 2 个 PDF 文件对不上任何平台：0011.pdf、002a.pdf。"
    assert any(sentence.startswith(extra) for sentence in told)
    assert "有 1 个文件不是 PDF，没有收入：002.docx。" in told
    assert sum(found.code == "intake.attachments_missing" for found in match.findings) == 2


def test_that_a_file_of_two_platforms_belongs_to_none(pdf: MakePdf, tmp_path: Path):
    pdf("合订.pdf")
    twins = (ENTRIES[0], Entry("003", ENTRIES[0].name, PlatformKind.LABORATORY))
    pdf(f"{ENTRIES[0].name}.pdf")

    match = find_attachments(tmp_path / "材料", twins)

    assert match.matched == {}
    assert {"attachments_ambiguous", "attachments_extra"} <= codes(match)


def test_that_the_same_content_twice_is_said(pdf: MakePdf, tmp_path: Path):
    path = pdf("001.pdf")
    (path.parent / "002.pdf").write_bytes(path.read_bytes())

    match = find_attachments(tmp_path / "材料", ENTRIES[:2])

    assert codes(match) == {"attachment_twice"}


def test_that_encrypted_and_damaged_files_are_left_out(pdf: MakePdf, tmp_path: Path):
    pdf("001.pdf", password="secret")  # noqa: S106 - a test's own word
    (tmp_path / "材料" / "002.pdf").write_bytes(b"PK\x03\x04 no pdf")
    (tmp_path / "材料" / "010.pdf").write_bytes(b"")

    match = find_attachments(tmp_path / "材料", ENTRIES)

    assert match.matched == {}
    unreadable = [found.subject for found in match.findings if found.code.endswith("unreadable")]
    assert unreadable == ["002", "010"]
    assert "attachment_encrypted" in codes(match)


def _open_action(action: pikepdf.Dictionary) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = action

    return change


def _embed(document: pikepdf.Pdf) -> None:
    document.attachments["x.exe"] = b"MZ"


def _form(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = pikepdf.Dictionary(XFA=document.make_stream(b"<xdp/>"))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            _open_action(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")),
            "JavaScript",
        ),
        (_open_action(pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")), "Launch"),
        (_embed, "EmbeddedFiles"),
        (_form, "XFA"),
    ],
)
def test_that_active_content_is_warned_of_and_the_file_stays(
    pdf: MakePdf, tmp_path: Path, change: Callable[[pikepdf.Pdf], None], found: str
):
    pdf("001.pdf", change)

    match = find_attachments(tmp_path / "材料", ENTRIES[:1])

    (finding,) = match.findings
    assert finding.code == "intake.attachment_active"
    assert found in explain(finding)
    assert len(match.matched["001"]) == 1


def test_that_fonts_left_out_are_named(pdf: MakePdf, tmp_path: Path):
    def change(document: pikepdf.Pdf) -> None:
        descriptor = pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name("/SimSun")
        )
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, FontDescriptor=descriptor)
        document.Root.Extra = document.make_indirect(font)

    pdf("001.pdf", change)

    (finding,) = find_attachments(tmp_path / "材料", ENTRIES[:1]).findings

    assert finding.code == "intake.attachment_fonts"
    assert "SimSun" in explain(finding)


def test_that_a_folder_that_is_none_is_refused(tmp_path: Path):
    with pytest.raises(YnReviewError) as refusal:
        find_attachments(tmp_path / "没有", ENTRIES)

    assert refusal.value.code == "intake.no_such_folder"
