"""重新发放: changed and issued as version 2; marks on unchanged items stay, the others are 未填."""

import shutil
from pathlib import Path

import pikepdf
import pytest
from journey_call import PIN, call, refused, unchanged
from journey_stage import EXPERTS, SMALL_PANEL, Stage, prepare, score, score_file, small_share

from ynreview.app.queries.readiness import stored_forms
from ynreview.app.queries.round_head import banner_lines
from ynreview.app.session import ReviewSession

HEADINGS = "编号,平台名称,平台类型,牵头单位,验收通过日期"
REASON = ("--reason", "评分表指标表述有误")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """A small round, issued; E02 has scored everything but handed nothing in, E03 has."""
    root = tmp_path_factory.mktemp("first")
    rows = [f"{n:03d},云南省第{n}国际联合实验室,联合实验室,单位{n},2022-06-01" for n in range(1, 4)]
    ledger, panel = root / "ledger.csv", root / "panel.csv"
    ledger.write_text("\n".join([HEADINGS, *rows]) + "\n", encoding="utf-8-sig")
    panel.write_text(SMALL_PANEL, encoding="utf-8-sig")
    stage = Stage(root)
    prepare(stage, ledger, panel)
    call("expert", "open", stage.tasks["E02"], "--out", stage.expert("E02")).done()
    status = call("expert", "status", stage.expert("E02")).done().data
    given = score_file(status, "E02", small_share)
    call("expert", "enter", stage.expert("E02"), stage.file("E02.json", {"entries": given})).done()
    score(stage, ["E03"], small_share)
    return stage


def copied(stage: Stage, name: str, folder: Path) -> Path:
    return Path(shutil.copy(stage.root / f"{name}.ynd", folder / f"{name}.ynd"))


def marks(dossier: Path) -> dict[str, dict[str, str | None]]:
    entries = call("expert", "status", dossier).done().data["entries"]
    return {
        entry["number"]: {item["code"]: item["points"] for item in entry["items"]}
        for entry in entries
    }


def second_issue(organiser: Path, folder: Path) -> dict[str, Path]:
    """Change item 1.1 of the form, leave 003 out, give 001 a file, and issue version 2."""
    call("round", "reissue", organiser, *REASON).done()
    with ReviewSession.open(organiser, PIN) as session, session._dossier.unit_of_work() as uow:
        for name, content in stored_forms(uow).items():
            text = content.decode()
            changed = text.replace('name = "', 'name = "（更正）', 2)
            assert changed != text
            uow.put_document(f"form/{name}", changed.encode())
        uow.journal.append("organiser", "ReplaceForm", "", {}, session._around.clock.now())
    material = folder / "材料"
    material.mkdir()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(material / "001.pdf")
    call("round", "attach", organiser, material).done()
    call("round", "recuse", organiser, "E02", "003", "--ground", "same_unit").done()
    answer = call("round", "issue", organiser, "--out", folder / "v2").done()
    return {file["for"]: Path(file["path"]) for file in answer.data["files"]}


def test_that_version_two_keeps_marks_on_unchanged_items(first: Stage, tmp_path: Path) -> None:
    organiser, dossier = copied(first, "organiser", tmp_path), copied(first, "E02", tmp_path)
    before = marks(dossier)
    tasks = second_issue(organiser, tmp_path)
    assert tasks["E02"].name.endswith("E02-task-v2.ynr")

    answer = call("expert", "update", dossier, tasks["E02"]).done().data

    after = marks(dossier)
    assert answer["task_version"] == 2
    assert answer["changed_entries"] == ["001"]
    assert all(after["003"][code] is None for code in after["003"])
    emptied = {code for code, value in after["001"].items() if value != before["001"][code]}
    assert 0 < len(emptied) < 4
    assert all(after["001"][code] is None for code in emptied)
    assert {f"{number} 号 {'、'.join(sorted(emptied))}" for number in ("001", "002")} == set(
        answer["emptied"]
    )
    again = call("expert", "update", dossier, tasks["E02"]).done().data
    assert (again["task_version"], again["emptied"]) == (2, [])


def test_that_the_updated_desk_hands_in_for_the_new_basis_only(
    first: Stage, tmp_path: Path
) -> None:
    organiser, dossier = copied(first, "organiser", tmp_path), copied(first, "E02", tmp_path)
    tasks = second_issue(organiser, tmp_path)
    call("expert", "update", dossier, tasks["E02"]).done()
    status = call("expert", "status", dossier).done().data
    given = score_file(status, "E02", small_share)
    entered = tmp_path / "again.json"
    stage = Stage(tmp_path)
    stage.file("again.json", {"entries": given})
    call("expert", "enter", dossier, entered).done()
    submitted = call("expert", "submit", dossier, "--out", tmp_path / "E02.ynr").done()
    chair = tmp_path / "chair.ynd"
    call("chair", "open", tasks["E01"], "--out", chair).done()

    old = call("chair", "collect", chair, first.packages["E03"], "--confirm-all")
    new = call("chair", "collect", chair, submitted.data["files"][0]["path"], "--confirm-all")

    refused(old, 3, "app.other_basis")
    assert new.done().data["received"] == 1


def test_that_who_handed_in_scores_anew(first: Stage, tmp_path: Path) -> None:
    organiser, dossier = copied(first, "organiser", tmp_path), copied(first, "E03", tmp_path)
    tasks = second_issue(organiser, tmp_path)

    with unchanged(dossier):
        refused(call("expert", "update", dossier, tasks["E03"]), 3, "issue.handed_in_before")


def test_that_only_the_own_newer_task_is_taken(first: Stage, small: Stage, tmp_path: Path) -> None:
    organiser, dossier = copied(first, "organiser", tmp_path), copied(first, "E02", tmp_path)
    tasks = second_issue(organiser, tmp_path)

    def update(task: Path) -> object:
        return call("expert", "update", dossier, task)

    refused(update(tasks["E04"]), 3, "issue.task_of_another_expert")
    refused(update(small.tasks["E02"]), 3, "issue.task_of_another_round")
    refused(update(first.packages["E03"]), 3, "app.not_a_task")
    update(tasks["E02"]).done()
    refused(update(first.tasks["E02"]), 3, "issue.task_not_newer")


def test_that_the_board_tells_what_is_out_of_date(first: Stage, tmp_path: Path) -> None:
    organiser = copied(first, "organiser", tmp_path)
    told = call("round", "reissue", organiser, *REASON).done()
    assert told.data["version"] == 2
    assert told.codes == ["issue.withdrawn"]

    open_again = call("round", "board", organiser).done().data
    assert (open_again["issued"], open_again["version"]) == (False, 2)
    texts = [line["state_text"] for line in open_again["lines"]]
    assert texts.count("未发放") == texts.count("已被第 2 版取代") == len(EXPERTS) + 1
    refused(call("round", "reissue", organiser, *REASON), 3, "issue.nothing_to_reissue")


def test_that_reissuing_at_once_writes_the_next_version(first: Stage, tmp_path: Path) -> None:
    organiser = copied(first, "organiser", tmp_path)
    refused(call("round", "reissue", organiser, "--reason", " "), 2, "app.reason_missing")

    answer = call("round", "reissue", organiser, *REASON, "--out", tmp_path / "v2").done()

    assert answer.data["version"] == 2
    assert answer.data["basis_code"] != first.answers["issue"].data["basis_code"]
    assert {Path(file["path"]).stem[-2:] for file in answer.data["files"]} == {"v2"}
    verified = call("verify", answer.data["files"][0]["path"]).done().data
    assert verified["verdict"] == "intact"
    with ReviewSession.open(organiser, PIN) as session:
        told = session.ask(banner_lines)
    assert "本会次重新发放，第 2 版。理由：评分表指标表述有误。原任务包全部作废。" in told
