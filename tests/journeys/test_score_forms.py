"""The organiser's score forms through the command line: out, in, refused, printed, judged by."""

from fractions import Fraction
from pathlib import Path

import openpyxl
import pikepdf
import pypdfium2
import pytest
from journey_call import Answer, call, refused, spoken, unchanged
from journey_stage import DATA, EXPERTS, REASON, Stage, open_chair, score

from ynreview.kernel.terms import EvaluationType, PlatformKind
from ynreview.rulebook.form_writing import form_to_toml
from ynreview.rulebook.forms import default_form, load_form

LAB = "联合实验室"
EXTRA = """
[[section]]
code = "J"
name = "加分项"
full = "3"
kind = "bonus"

[[section.item]]
code = "J.1"
name = "主持制定国际标准"
full = "5"
cites = ["第十八条"]
guidance = "看标准文本和发布机构的证明。"
excellent = ""
good = ""
fair = ""
poor = ""

[[section]]
code = "K"
name = "扣分项"
full = "4"
kind = "deduction"

[[section.item]]
code = "K.1"
name = "迟交年度报告"
full = "4"
cites = ["第二十五条"]
guidance = "看提交记录，每迟交一个年度扣 2 分。"
excellent = ""
good = ""
fair = ""
poor = ""
"""


def shipped(kind: PlatformKind = PlatformKind.LABORATORY) -> bytes:
    return default_form(EvaluationType.POST_EVALUATION, kind)


@pytest.fixture
def organiser(tmp_path: Path) -> Path:
    dossier = tmp_path / "organiser.ynd"
    options = ("--title", "后评估", "--type", "post_evaluation", "--date", "2026-11-24")
    call("round", "new", dossier, *options, "--reason", REASON).done()
    call("round", "import", dossier, DATA / "platforms.xlsx").done()
    return dossier


def form_of(dossier: Path, kind: str = "laboratory") -> dict:
    forms = call("round", "form", "show", dossier).done().data["forms"]
    return next(form for form in forms if form["kind"] == kind)


def test_that_a_new_round_has_the_default_forms(organiser: Path):
    for form in call("round", "form", "show", organiser).done().data["forms"]:
        assert form["default"] is True
        assert form["draft"] is False
        assert form["sum"] == "100.00"
        assert form["sections"][0]["items"][0]["code"] == "1.1"
    assert "1.2" in spoken("round", "form", "show", organiser).done().text


def test_that_toml_comes_out_as_it_is_frozen_and_goes_in_again(organiser: Path, tmp_path: Path):
    file = tmp_path / "form.toml"
    call("round", "form", "export", organiser, LAB, "--out", file).done()
    assert file.read_bytes() == shipped()

    file.write_text(file.read_text("utf-8").replace('"代表性成果"', '"标志性成果"'), "utf-8")
    call("round", "form", "import", organiser, LAB, file).done()

    form = form_of(organiser)
    assert form["sections"][0]["items"][1]["name"] == "标志性成果"
    assert form["default"] is False
    call("round", "form", "reset", organiser, "laboratory").done()
    assert form_of(organiser)["default"] is True


@pytest.mark.parametrize("kind", PlatformKind)
def test_that_a_workbook_comes_back_equal(organiser: Path, tmp_path: Path, kind: PlatformKind):
    file = tmp_path / "form.xlsx"
    call("round", "form", "export", organiser, kind.value, "--out", file).done()

    call("round", "form", "import", organiser, kind.value, file).done()

    again = tmp_path / "form.toml"
    call("round", "form", "export", organiser, kind.value, "--out", again).done()
    assert load_form(again.read_bytes()) == load_form(shipped(kind))
    assert again.read_bytes() == form_to_toml(load_form(shipped(kind)))


def test_that_every_fault_of_a_workbook_is_told_with_its_cell(organiser: Path, tmp_path: Path):
    file = tmp_path / "form.xlsx"
    call("round", "form", "export", organiser, LAB, "--out", file).done()
    book = openpyxl.load_workbook(file)
    heads = [cell.value for cell in book["指标"][1]]
    for row, heading, text in ((3, "满分", "很多"), (4, "指标名称", None), (5, "客观指标", "对")):
        book["指标"].cell(row, heads.index(heading) + 1).value = text
    book.save(file)

    with unchanged(organiser):
        answer = call("round", "form", "import", organiser, LAB, file)

    refused(answer, 1, "forms.cell_points", "forms.cell_missing", "forms.cell_word")
    places = [(f["subject"]["row"], f["subject"]["column"]) for f in answer.json["findings"]]
    assert sorted(places) == [(3, "H"), (4, "G"), (5, "I")]


def test_that_a_fault_of_the_linter_names_its_cell_too(organiser: Path, tmp_path: Path):
    file = tmp_path / "form.xlsx"
    call("round", "form", "export", organiser, LAB, "--out", file).done()
    book = openpyxl.load_workbook(file)
    book["指标"]["H3"].value = 13
    book["指标"]["J6"].value = "第九十九条"
    book.save(file)

    with unchanged(organiser):
        answer = call("round", "form", "import", organiser, LAB, file)

    assert answer.status == 1
    told = [finding["message"] for finding in answer.json["findings"]]
    assert any("第 6 行 J 列" in one and "第九十九条" in one for one in told)
    assert any("第 2 行 D 列" in one and "31.00" in one for one in told)


def test_that_a_form_with_faults_is_refused_whole(organiser: Path, tmp_path: Path):
    file = tmp_path / "form.toml"
    file.write_bytes(shipped().replace(b'full = "12"', b'full = "13"'))

    with unchanged(organiser):
        answer = call("round", "form", "import", organiser, LAB, file)

    refused(answer, 1, "rulebook.form_section_total")
    assert call("round", "form", "check", organiser, file).status == 1
    assert call("round", "form", "check", organiser).done().data == {"count": 0}


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (shipped(PlatformKind.RD_CENTER), 3, "forms.other_form"),
        (default_form(EvaluationType.MIDTERM, PlatformKind.LABORATORY), 3, "forms.other_form"),
        (b"step = 0.5", 1, "rulebook.broken_toml"),
        (b"", 3, "intake.empty_file"),
        ("不是评分表".encode(), 1, "rulebook.broken_toml"),
    ],
)
def test_that_what_is_no_form_of_the_round_is_refused(
    organiser: Path, tmp_path: Path, content: bytes, status: int, code: str
):
    file = tmp_path / "form.toml"
    file.write_bytes(content)

    with unchanged(organiser):
        refused(call("round", "form", "import", organiser, LAB, file), status, code)


def test_that_odd_requests_are_wrong_usage(organiser: Path, tmp_path: Path):
    export = ("round", "form", "export", organiser)
    refused(call(*export, "实验室", "--out", tmp_path / "a.toml"), 2, "forms.unknown_kind")
    refused(call(*export, LAB, "--out", tmp_path / "a.docx"), 2, "forms.file_kind")
    refused(call(*export, LAB, "--out", tmp_path / "no" / "a.toml"), 3, "forms.file_not_written")
    paper = ("round", "form", "print", organiser, LAB, "--out")
    refused(call(*paper, tmp_path / "a.toml"), 2, "forms.print_kind")
    assert list(tmp_path.glob("a.*")) == []


def test_that_items_are_set_aside_for_an_entry_and_taken_back(organiser: Path):
    skip = ("round", "form", "skip", organiser)

    assert call(*skip, "001", "2.1", "1.2").done().data["items"] == ["1.2", "2.1"]
    shown = call("round", "form", "show", organiser).done().data
    assert shown["not_applicable"] == {"001": ["1.2", "2.1"]}

    with unchanged(organiser):
        refused(call(*skip, "001", "9.9"), 1, "forms.skipped_item_unknown")
        refused(call(*skip, "999", "1.1"), 2, "app.unknown_entry")
        every = [one["code"] for s in form_of(organiser)["sections"] for one in s["items"]]
        refused(call(*skip, "001", *every), 1, "forms.skipped_everything")

    call(*skip, "001").done()
    assert call("round", "form", "show", organiser).done().data["not_applicable"] == {}


def test_that_items_set_aside_follow_a_form_whose_codes_changed(organiser: Path, tmp_path: Path):
    call("round", "form", "skip", organiser, "001", "1.2", "3.1").done()
    file = tmp_path / "form.toml"
    text = shipped().decode().replace('code = "1.2"', 'code = "1.9"')
    file.write_text(text.replace('"队伍与外籍研究人员"', '"队伍"'), "utf-8")

    answer = call("round", "form", "import", organiser, LAB, file).done()

    assert answer.codes == ["forms.skips_carried"]
    assert call("round", "form", "show", organiser).data["not_applicable"] == {"001": ["1.9"]}


def test_that_an_empty_form_is_printed_with_every_item(organiser: Path, tmp_path: Path):
    file = tmp_path / "form.pdf"
    call("round", "form", "print", organiser, LAB, "--out", file).done()
    first = file.read_bytes()
    call("round", "form", "print", organiser, LAB, "--out", file).done()

    assert file.read_bytes() == first
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) >= 3


def extended(dossier: Path, folder: Path) -> None:
    for kind in PlatformKind:
        file = folder / f"{kind}.toml"
        file.write_bytes(shipped(kind) + EXTRA.encode())
        call("round", "form", "import", dossier, kind.value, file).done()


def test_that_a_round_with_bonus_and_deduction_is_judged_sealed_and_verified(
    organiser: Path, tmp_path: Path
):
    extended(organiser, tmp_path)
    call("round", "form", "skip", organiser, "002", "1.1").done()
    call("round", "panel", organiser, DATA / "panel.xlsx").done()
    issued = call("round", "issue", organiser, "--out", tmp_path / "tasks").done()
    stage = Stage(tmp_path)
    stage.tasks = {file["for"]: Path(file["path"]) for file in issued.data["files"]}
    assert "scoring.items_missing" in _without_zero(stage).blocking
    score(stage, EXPERTS, _share)
    open_chair(stage)
    call("chair", "collect", stage.chair, *stage.packages.values(), "--confirm-all").done()

    standing = call("chair", "standing", stage.chair).done().data
    sealed = _sealed(stage)

    for row in standing["entries"]:
        totals = [Fraction(text) for text in row["scores"].values()]
        regular = Fraction(70) if row["number"] == "001" else Fraction(80)
        assert all(abs(value - (regular + 3 - 2)) < 4 for value in totals)
        assert {Fraction(t) for t in row["scores"].values()} == set(totals)
    working = "\n".join(call("chair", "explain", stage.chair, "001").done().data["working"])
    assert "加分项计 1.00" in working
    paper = "".join(_text_of(one) for one in sealed.parent.glob("*.pdf"))
    assert "“加分项”、“扣分项”在100分之外" in paper
    verdict = call("verify", sealed).done().data
    assert verdict["verdict"] == "intact"
    assert verdict["recomputed"]["equal"] is True


def _without_zero(stage: Stage) -> Answer:
    """Submit a sheet whose bonus was left empty: an empty field is never 0."""
    dossier = stage.root / "early.ynd"
    call("expert", "open", stage.tasks["E07"], "--out", dossier).done()
    entries = call("expert", "status", dossier).done().data["entries"]
    assert all("J.1" in entry["missing"] and "K.1" in entry["missing"] for entry in entries)
    return call("expert", "submit", dossier, "--out", stage.root)


def _share(_expert: str, number: str, item: str) -> Fraction:
    """Give the bonus beyond its cap, and take two of four marks."""
    if item == "J.1":
        return Fraction(1)
    if item == "K.1":
        return Fraction(1, 2)
    return Fraction(7, 10) if number == "001" else Fraction(8, 10)


def _text_of(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as pdf:
        return "".join("".join(p.get_textpage().get_text_bounded().split()) for p in pdf)


def _sealed(stage: Stage) -> Path:
    call("chair", "grade", stage.chair, "--propose")
    out = stage.root / "sealed"
    out.mkdir()
    answer = call("chair", "seal", stage.chair, "--out", out).done()
    return next(Path(f["path"]) for f in answer.data["files"] if f["path"].endswith(".ynr"))
