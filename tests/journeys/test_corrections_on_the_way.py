"""What people get wrong and set right: votes, recusals, reasons, names; and what is told then."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from journey_call import PIN, call
from journey_stage import DATA, Stage

from ynreview.app.queries.desk import chair_desk
from ynreview.app.queries.report_lines import decision_lines, method_lines
from ynreview.app.session import ReviewSession

AtDesk = Callable[[Stage], Stage]
NEW = ("--title", "会次", "--type", "post_evaluation", "--date", "2026-11-24")


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A round without 依据说明, outside the window, with ledger and panel."""
    dossier = tmp_path / "organiser.ynd"
    call("round", "new", dossier, *NEW).done()
    call("round", "import", dossier, DATA / "platforms.xlsx").done()
    call("round", "panel", dossier, DATA / "panel.xlsx").done()
    return dossier


def test_that_a_later_vote_on_a_tie_takes_the_place_of_the_earlier(graded: Stage, at_desk: AtDesk):
    stage = at_desk(graded)
    tie = {"among": ["004", "012"], "votes": {"004": 5, "012": 2}, "reason": "前次登记写反"}
    file = stage.file("again.json", {"ties": [tie]})

    grades = call("chair", "vote", stage.chair, file).done().data["grades"]

    assert (grades["004"]["grade"], grades["012"]["grade"]) == ("优秀", "良好")


def test_that_explaining_a_withdrawn_entry_says_its_state(closed: Stage, at_desk: AtDesk):
    stage = at_desk(closed)
    call("chair", "state", stage.chair, "005", "withdrawn", "--reason", "单位来函").done()

    answer = call("chair", "explain", stage.chair, "005")

    assert answer.status == 1
    assert "撤回" in answer.blocking["app.entry_left_out"]["message"]
    assert call("chair", "explain", stage.chair, "777").status == 2


def test_that_another_ground_without_a_word_on_it_is_refused(fresh: Path):
    recuse = ("round", "recuse", fresh, "E02", "001", "--ground", "other")

    answer = call(*recuse)

    assert (answer.status, list(answer.blocking)) == (1, ["app.recusal_needs_note"])
    assert call(*recuse, "--note", "共同起草合作协议").status == 0


def test_that_an_expert_declaring_another_ground_says_which(scored: Stage, tmp_path: Path):
    stage = scored.copied(tmp_path, "E02")
    silent = {"entries": {"001": {"recuse": {"ground": "other", "note": " "}}}}

    answer = call("expert", "enter", stage.expert("E02"), stage.file("s.json", silent))

    assert (answer.status, list(answer.blocking)) == (1, ["app.recusal_needs_note"])


def test_that_recusals_go_with_the_entries_of_an_earlier_ledger(fresh: Path, tmp_path: Path):
    call("round", "recuse", fresh, "E02", "001", "--ground", "board").done()
    call("round", "recuse", fresh, "E02", "002", "--ground", "board").done()
    content = (DATA / "platforms-gb18030.csv").read_text(encoding="gb18030")
    rows = [row for row in csv.reader(content.splitlines()) if "001" not in row]
    ledger = tmp_path / "shorter.csv"
    with ledger.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)

    data = call("round", "import", fresh, ledger).done().data

    assert data["gone"] == ["001"]
    assert [(one["expert"], one["entry"]) for one in data["recusals_dropped"]] == [("E02", "001")]


def test_that_one_expert_cannot_be_replaced_twice(scored: Stage, at_desk: AtDesk):
    twice = ("--replaced", "E07=E09", "--replaced", "E07=E10")

    answer = call("chair", "close", at_desk(scored).chair, "--reason", "接替", *twice)

    assert (answer.status, answer.codes) == (2, ["cli.replaced_twice"])


def test_that_a_missing_reason_can_be_given_when_issuing_and_then_stands(
    fresh: Path, tmp_path: Path
):
    issue = ("round", "issue", fresh, "--out", tmp_path / "tasks", "--reason")

    answer = call(*issue, "按原办法评估").done()

    assert "按原办法评估" in str(answer.json["findings"])
    assert call(*issue, "按原办法评估").status == 0
    assert call(*issue, "另一个理由").codes == ["app.reason_stands"]


def test_that_a_round_can_be_set_to_refuse_a_date_outside_the_window(tmp_path: Path):
    settings = tmp_path / "settings.toml"
    settings.write_text("[rules.review_outside_window]\nenabled = false\n", encoding="utf-8")
    dossier = tmp_path / "organiser.ynd"

    answer = call("round", "new", dossier, *NEW, "--settings", settings, "--reason", "说明")

    assert (answer.status, list(answer.blocking)) == (1, ["app.out_of_force_refused"])
    assert not dossier.exists()


def test_that_a_name_too_long_for_the_disk_is_told_in_a_sentence(scored: Stage, tmp_path: Path):
    stage = scored.copied(tmp_path, "E02")

    answer = call("expert", "submit", stage.expert("E02"), "--out", tmp_path / ("长" * 200))

    assert answer.status == 3
    assert answer.codes != ["cli.bug"]


def test_that_the_paper_says_by_what_reading_and_after_what_model(small: Stage, at_desk: AtDesk):
    stage = at_desk(small)
    counted = [path for code, path in small.packages.items() if code != "E07"]
    call("chair", "collect", stage.chair, *counted, "--confirm-all")
    call("chair", "close", stage.chair, "--reason", "因病", "--replaced", "E07=E08").done()

    with ReviewSession.open(stage.chair, PIN) as session:
        desk = session.ask(chair_desk)
    methods = {line.text: line.mark for line in method_lines(desk)}
    decisions = decision_lines(desk, desk.conclusion())

    assert any("按只支付一次理解" in text for text, mark in methods.items() if mark == "条文理解")
    assert "优秀不超过参评总数的 10%，取整。" in methods
    assert any("撤回、不符合评估条件、未按要求参加、缓评的不计" in text for text in methods)
    assert any("参照《中华人民共和国招标投标法实施条例》第四十八条" in line for line in decisions)


def test_that_a_key_question_answered_yes_is_told_everywhere_and_decides_nothing(
    small: Stage, tmp_path: Path
):
    stage = small.copied(tmp_path, "chair", "E03")
    yes = {"002": {"veto": {"V1": True}, "remarks": {"V1": "第12页测试报告系伪造，与原始记录不符"}}}
    dossier = stage.expert("E03")
    call("expert", "enter", dossier, stage.file("yes.json", {"entries": yes})).done()
    again = call(
        "expert", "submit", dossier, "--out", tmp_path / "r2.ynr", "--reason", "更正"
    ).done()
    first = [path for code, path in small.packages.items() if code != "E08"]
    paths = [*first, Path(again.data["files"][0]["path"])]
    collected = [path for path in paths if path != small.packages["E07"]]
    call("chair", "collect", stage.chair, *collected, "--confirm-all").done()
    call("chair", "collect", stage.chair, small.packages["E07"], "--confirm-all").done()
    graded = call("chair", "grade", stage.chair, "--propose").done()

    standing = call("chair", "standing", stage.chair).done()
    final = call("chair", "finalise", stage.chair, "--out", tmp_path).done()

    (row,) = [row for row in standing.data["entries"] if row["number"] == "002"]
    assert "veto:E03:V1" in row["flags"]
    assert graded.data["grades"]["002"]["grade"] == "良好"
    (told,) = [one for one in final.json["findings"] if one["code"] == "scoring.veto"]
    assert (told["severity"], told["subject"], told["cites"][0]) == ("warning", "002", "第二十九条")
    with ReviewSession.open(stage.chair, PIN) as session:
        desk = session.ask(chair_desk)
    assert told["message"] in decision_lines(desk, desk.conclusion())
