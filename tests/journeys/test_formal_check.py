"""The formal check and 到期测算 through the command line, from a ledger to the signed basis."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pikepdf
import pypdfium2
import pytest
from journey_call import Answer, call, unchanged

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve applicants, as the organiser has them."""
    dossier = tmp_path_factory.mktemp("formal") / "organiser.ynd"
    new = ("--title", "立项评审", "--type", "establishment", "--date", "2026-11-24")
    call("round", "new", dossier, *new, "--reason", "按原办法").done()
    call("round", "import", dossier, DATA / "establishment" / "platforms.xlsx").done()
    return dossier


@pytest.fixture
def dossier(checked: Path, copy_of: Callable[[Path], Path]) -> Path:
    return copy_of(checked)


def item(answer: Answer, entry: str, wanted: str) -> dict:
    (row,) = [one for one in answer.data["entries"] if one["number"] == entry]
    return {one["id"]: one for one in row["items"]}[wanted]


def answers(folder: Path, **given: dict) -> Path:
    path = folder / "answers.json"
    path.write_text(json.dumps({n.strip("_"): v for n, v in given.items()}), encoding="utf-8")
    return path


def test_that_every_platform_has_a_table_with_words_and_articles(dossier: Path) -> None:
    with unchanged(dossier):
        table = call("round", "formal", dossier).done()

    assert [row["number"] for row in table.data["entries"]] == [f"{n:03d}" for n in range(1, 13)]
    for row in table.data["entries"]:
        for one in row["items"]:
            assert one.keys() >= {
                *("id", "name", "answer", "because", "cites", "overridden", "reason")
            }
            assert one["answer"] in {"met", "not_met", "open"}
            assert one["cites"][0].startswith("第")
            assert one["cites"][0] in one["because"]
    assert sum(table.data["counts"].values()) == sum(
        len(row["items"]) for row in table.data["entries"]
    )


def test_that_answers_are_kept_with_their_reason_and_taken_back(
    dossier: Path, tmp_path: Path
) -> None:
    file = answers(
        tmp_path,
        _003={
            "研究方向": {"answer": "符合", "reason": "申报书第 3 页"},
            "full_time_staff_minimum": {"answer": "not_met", "reason": "3 人已离职"},
        },
    )
    given = call("round", "formal", dossier, "--set", file).done()
    judged = item(given, "003", "field_conforms")
    assert (judged["answer"], judged["overridden"], judged["computed"]) == ("met", True, "open")
    assert item(given, "003", "full_time_staff_minimum")["reason"] == "3 人已离职"

    back = answers(tmp_path, _003={"field_conforms": {"answer": "open"}})
    taken = call("round", "formal", dossier, "--set", back).done()

    assert taken.data["taken_back"] == 1
    assert item(taken, "003", "field_conforms")["overridden"] is False
    assert item(taken, "003", "full_time_staff_minimum")["overridden"] is True


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ({"_003": {"field_conforms": {"answer": "met"}}}, 1, "没有写明理由"),
        ({"_099": {"field_conforms": {"answer": "met", "reason": "x"}}}, 2, "没有 099 号"),
        ({"_003": {"midterm_funds": {"answer": "met", "reason": "x"}}}, 2, "不审查"),
        ({"_003": {"colour": {"answer": "met", "reason": "x"}}}, 3, "无法识别"),
        ({"_003": {"field_conforms": {"answer": "maybe", "reason": "x"}}}, 3, "应为 met"),
        ({"_003": {"field_conforms": "met"}}, 3, "应为一组"),
    ],
)
def test_that_one_wrong_answer_refuses_all_of_them(
    given: dict, status: int, words: str, dossier: Path, tmp_path: Path
) -> None:
    good = {"field_conforms": {"answer": "met", "reason": "申报书"}}
    file = answers(tmp_path, _001=good, **given)

    with unchanged(dossier):
        refused = call("round", "formal", dossier, "--set", file)

    assert refused.status == status
    assert any(words in one["message"] for one in refused.json["findings"])


def test_that_an_answer_survives_a_new_import_only_while_its_facts_stand(
    dossier: Path, tmp_path: Path
) -> None:
    file = answers(
        tmp_path,
        _003={"full_time_staff_minimum": {"answer": "not_met", "reason": "仍予参评"}},
        _004={"full_time_staff_minimum": {"answer": "not_met", "reason": "仍予参评"}},
    )
    call("round", "formal", dossier, "--set", file).done()
    call("round", "import", dossier, other_staff(tmp_path, entry="003")).done()

    table = call("round", "formal", dossier).done()
    told = call("round", "check", dossier).json["findings"]

    assert item(table, "003", "full_time_staff_minimum")["answer_again"] is True
    assert item(table, "004", "full_time_staff_minimum")["reason"] == "仍予参评"
    assert [one["subject"] for one in told if one["code"] == "formal.answer_again"] == ["003"]


def other_staff(folder: Path, entry: str) -> Path:
    """Write the ledger again with one more member of staff."""
    book = openpyxl.load_workbook(DATA / "establishment" / "platforms.xlsx")
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            if "专职科技人员数" in [cell.value for cell in row]:
                column = [cell.value for cell in row].index("专职科技人员数")
        for row in sheet.iter_rows():
            if row[0].value in {entry, int(entry)}:
                row[column].value = int(row[column].value) + 1
    path = folder / "again.xlsx"
    book.save(path)
    return path


def test_that_the_paper_is_a_pdf_of_the_table(dossier: Path, tmp_path: Path) -> None:
    target = tmp_path / "审查表.pdf"

    call("round", "formal", dossier, "--pdf", target).done()

    with pikepdf.open(target) as pdf:
        assert "形式审查表" in str(pdf.docinfo["/Title"])
    told = words_of(target)
    assert "参评平台 12 个" in told
    assert "规则校验码" not in told


def words_of(path: Path) -> str:
    """Return every word of a PDF."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return "".join("".join(pages).split("\r\n"))


def test_that_who_does_not_take_part_is_not_asked_and_a_table_may_have_no_remarks(
    tmp_path: Path,
) -> None:
    ledger, dossier, paper = (tmp_path / name for name in ("l.csv", "o.ynd", "p.pdf"))
    headings = "编号,平台名称,平台类型,子类,英文名称,合作国家(地区),验收通过日期,年度报告"
    headings += ",已获后评估奖补,状态"
    names = "云南省咖啡国际联合实验室,联合实验室,双边共建"
    names += ",Yunnan International Joint Laboratory of Coffee"
    facts = "老挝,2022-06-01,2022、2023、2024、2025,否"
    rows = [f"001,{names},{facts},参评", f"002,{names},{facts},撤回"]
    ledger.write_text("\n".join([headings, *rows]) + "\n", encoding="utf-8-sig")
    new = ("--title", "后评估", "--type", "post_evaluation", "--date", "2026-11-24")
    call("round", "new", dossier, *new, "--reason", "按原办法").done()
    call("round", "import", dossier, ledger).done()

    table = call("round", "formal", dossier, "--pdf", paper).done()
    file = answers(tmp_path, _002={"platform_name": {"answer": "met", "reason": "x"}})
    refused = call("round", "formal", dossier, "--set", file)

    assert table.data["counts"] == {"met": 6, "not_met": 0, "open": 0}
    assert "没有需要说明的事项" in words_of(paper)
    assert refused.status == 2
    assert "不是参评" in refused.json["findings"][0]["message"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_that_due_days_come_from_a_ledger_alone(kind: str, tmp_path: Path) -> None:
    ledger, target = DATA / "post-evaluation" / "platforms.xlsx", tmp_path / f"due.{kind}"

    found = call("round", "due", ledger, "--on", "2026-11-24", "--out", target).done()

    assert found.data["on"] == "2026-11-24"
    (first, *rest) = found.data["entries"]
    assert len(rest) == 22
    assert [one["step"] for one in first["steps"]] == [
        *("midterm", "acceptance", "post_evaluation", "annual_report")
    ]
    assert len(exported(target)) == 23 * 4


def exported(path: Path) -> list:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))[1:]
    sheet = openpyxl.load_workbook(path).active
    return list(sheet.iter_rows(min_row=4, values_only=True))


@pytest.mark.parametrize("folder", ["establishment", "midterm", "acceptance", "post-evaluation"])
def test_that_due_days_need_no_column_of_another_type(folder: str) -> None:
    found = call("round", "due", DATA / folder / "platforms-gb18030.csv", "--on", "2025-03-01")

    assert found.done().data["entries"]


def test_that_due_days_of_a_round_follow_its_ledger(dossier: Path) -> None:
    found = call("round", "due", dossier, "--on", "2026-11-24").done()

    (first, *_) = found.data["entries"]
    assert [one["missing"] for one in first["steps"]] == [
        ["term_from", "term_until"],
        ["term_until"],
        ["accepted_on"],
        ["term_from"],
    ]


@pytest.mark.parametrize(
    ("more", "words"),
    [(("--on", "2026.11.24"), "不是日期"), (("--on", "2026-11-24", "--out", "x.pdf"), "扩展名")],
)
def test_that_a_wrong_day_or_file_is_refused(more: tuple[str, ...], words: str) -> None:
    refused = call("round", "due", DATA / "midterm" / "platforms.xlsx", *more)

    assert refused.status == 2
    assert words in refused.json["findings"][0]["message"]


def test_that_answers_are_frozen_with_the_round(dossier: Path, tmp_path: Path) -> None:
    file = answers(tmp_path, _003={"field_conforms": {"answer": "met", "reason": "申报书"}})
    call("round", "formal", dossier, "--set", file).done()
    call("round", "panel", dossier, DATA / "establishment" / "panel.xlsx").done()
    tasks = tmp_path / "tasks"
    call("round", "issue", dossier, "--out", tasks).done()

    frozen = call("round", "formal", dossier, "--set", file)

    assert (frozen.status, frozen.json["findings"][0]["code"]) == (3, "app.already_issued")
    paper = tmp_path / "frozen.pdf"
    judged = item(call("round", "formal", dossier, "--pdf", paper).done(), "003", "field_conforms")
    assert judged["reason"] == "申报书"
    assert "规则校验码" in words_of(paper)
    desk = tmp_path / "expert.ynd"
    first = min(tasks.rglob("*-task-v1.ynr"))
    call("expert", "open", first, "--out", desk).done()
    assert frozen_reason(desk) == "申报书"


def frozen_reason(desk: Path) -> str:
    """Return what an expert's own copy of the round says of the answer."""
    from journey_call import PIN

    from ynreview.app.queries.formal import frozen_check
    from ynreview.app.queries.task import expert_task
    from ynreview.app.session import ReviewSession
    from ynreview.kernel.errors import UsageError
    from ynreview.kernel.terms import FormalItem

    with ReviewSession.open(desk, PIN) as session:
        basis = session.ask(lambda uow: expert_task(uow).basis)
    with pytest.raises(UsageError):
        frozen_check(basis, "099")
    row = frozen_check(basis, "003")
    cell = row.item(FormalItem.FIELD_CONFORMS)
    assert cell is not None
    return cell.reason
