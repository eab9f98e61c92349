"""The organiser's arrangements by script: round facts, experts, recusals, panels, draw."""

import shutil
from pathlib import Path

import pytest
from journey_call import Answer, call
from journey_stage import DATA, REASON

from ynreview.panel.draw import draw_value


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dossier = tmp_path_factory.mktemp("made") / "organiser.ynd"
    facts = ("--title", "后评估", "--type", "post_evaluation", "--date", "2026-11-24")
    call("round", "new", dossier, *facts, "--reason", REASON).done()
    call("round", "import", dossier, DATA / "platforms.xlsx").done()
    call("round", "panel", dossier, DATA / "panel.xlsx").done()
    return dossier


@pytest.fixture
def dossier(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "organiser.ynd"))


def pairs(dossier: Path) -> dict[tuple[str, str], str]:
    found = call("round", "suggest", dossier).done().data["pairs"]
    return {(one["expert"], one["entry"]): one["state"] for one in found}


def test_that_the_facts_of_a_round_can_be_changed_later(dossier: Path) -> None:
    given = ("--venue", "一楼", "--budget", "37.5", "--period-from", "2023-01-01")
    people = ("--secretary", "何霖", "--secretary", "周珺", "--supervisor", "李喆")

    answer = call("round", "set", dossier, *given, *people).done()

    kept = call("round", "set", dossier).done().data["round"]
    assert answer.data["changed"] == [
        "venue",
        "supervisor",
        "period_from",
        "budget",
        "secretaries",
    ]
    assert (kept["venue"], kept["budget"], kept["period_from"]) == ("一楼", 375_000, "2023-01-01")
    assert (kept["secretaries"], kept["supervisor"]) == (["何霖", "周珺"], "李喆")


def test_that_setting_what_is_so_changes_nothing(dossier: Path) -> None:
    before = dossier.read_bytes()

    assert call("round", "set", dossier, "--title", "后评估").done().data["changed"] == []
    assert dossier.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "status", "code"),
    [
        (("--title", " "), 2, "app.title_missing"),
        (("--date", "明天"), 2, "cli.not_a_date"),
        (("--budget", "很多"), 2, "preparation.budget_wrong"),
        (("--rule", "trimming"), 2, "preparation.setting_wrong"),
        (("--rule", "trimming.enabled=也许"), 2, "preparation.setting_value"),
        (("--rule", "excellent_quota.numerator=2"), 1, "rulebook.override_not_a_setting"),
        (("--rule", "grade_thresholds.good=90"), 1, "rulebook.override_wrong_value"),
    ],
)
def test_that_what_makes_no_sense_is_refused_and_changes_nothing(
    dossier: Path, options: tuple[str, str], status: int, code: str
) -> None:
    before = dossier.read_bytes()

    answer = call("round", "set", dossier, *options)

    assert (answer.status, code in answer.codes) == (status, True)
    assert dossier.read_bytes() == before


def test_that_a_setting_of_its_default_is_a_setting_no_more(dossier: Path) -> None:
    def overrides(*rules: str) -> dict:
        options = [part for rule in rules for part in ("--rule", rule)]
        return call("round", "set", dossier, *options).done().data["settings"]["trimming"]

    assert overrides("trimming.enabled=是", "trimming.at_least=8") == {
        "enabled": True,
        "at_least": 8,
    }
    assert overrides("trimming.at_least=7") == {"enabled": True, "at_least": 7}
    again = call("round", "set", dossier, "--rule", "trimming.enabled=否").done()
    assert again.data["settings"]["trimming"] == {"enabled": False, "at_least": 7}
    assert "trimming" not in call("round", "check", dossier).text


def test_that_an_expert_is_added_changed_and_removed_by_hand(dossier: Path) -> None:
    call("round", "expert", dossier, "E08", "--name", "何霖", "--unit", "云岭大学").done()
    told = call("round", "expert", dossier, "E08", "--role", "备选").done()
    assert "app.panel_even" not in told.codes
    assert ("E08", "003") in pairs(dossier)
    call("round", "recuse", dossier, "E08", "003", "--ground", "same_unit").done()

    answer = call("round", "expert", dossier, "E08", "--remove").done()

    assert [one["entry"] for one in answer.data["recusals_dropped"]] == ["003"]
    assert ("E08", "003") not in pairs(dossier)
    nameless = call("round", "expert", dossier, "E09", "--name", "无单位")
    assert (nameless.status, nameless.codes) == (2, ["preparation.expert_incomplete"])


def test_that_a_suggestion_is_dismissed_with_a_reason_and_can_come_back(dossier: Path) -> None:
    assert pairs(dossier)["E01", "008"] == "suggested"
    assert call("round", "clear", dossier, "E01", "008").codes == ["app.reason_missing"]

    call("round", "clear", dossier, "E01", "008", "--reason", "离职已满三年").done()

    assert pairs(dossier)["E01", "008"] == "cleared"
    checked = call("round", "check", dossier).json["findings"]
    told = [f["message"] for f in checked if f["code"] == "app.recusal_suggested"]
    assert told
    assert not any("008 号" in one for one in told)
    call("round", "unrecuse", dossier, "E01", "008", "--reason", "核对有误").done()
    assert pairs(dossier)["E01", "008"] == "suggested"


def test_that_a_recusal_is_taken_back_before_issue_and_never_after(
    dossier: Path, tmp_path: Path
) -> None:
    call("round", "recuse", dossier, "E02", "003", "--ground", "same_unit").done()
    assert pairs(dossier)["E02", "003"] == "recused"
    refused = call("round", "clear", dossier, "E02", "003", "--reason", "错")
    assert refused.codes == ["preparation.recused_already"]

    call("round", "unrecuse", dossier, "E02", "003", "--reason", "录错").done()

    assert ("E02", "003") not in pairs(dossier)
    again = call("round", "unrecuse", dossier, "E02", "003", "--reason", "录错")
    assert again.codes == ["preparation.nothing_to_take_back"]
    call("round", "issue", dossier, "--out", tmp_path / "tasks").done()
    for late in (
        ("unrecuse", dossier, "E02", "003", "--reason", "录错"),
        ("clear", dossier, "E01", "008", "--reason", "无关"),
        ("set", dossier, "--venue", "二楼"),
        ("expert", dossier, "E09", "--name", "何霖", "--unit", "某大学"),
        ("assign", dossier, "--entries", "第二组=001"),
        ("draw", dossier),
    ):
        assert call("round", *late).codes == ["app.already_issued"], late


def test_that_platforms_and_experts_go_to_named_panels(dossier: Path) -> None:
    entries, experts = "第二组=001，002", "第二组=E05,E06,E07"

    answer = call("round", "assign", dossier, "--entries", entries, "--experts", experts).done()

    assert answer.data["panels"] == ["第一组", "第二组"]
    found = call("round", "check", dossier)
    assert "app.several_panels" in found.blocking
    assert any("第二组" in f["message"] for f in found.json["findings"])
    wrong = call("round", "assign", dossier, "--entries", "第二组")
    assert wrong.codes == ["preparation.panel_list_wrong"]
    unknown = call("round", "assign", dossier, "--entries", "第二组=999")
    assert unknown.codes == ["app.unknown_entry"]


def test_that_a_draw_can_be_repeated_and_worked_out_by_hand(dossier: Path) -> None:
    first = call("round", "draw", dossier, "--seed", "20261124").done()

    assert first.data["seed"] == "20261124"
    order = first.data["order"]
    by_hand = sorted(order, key=lambda number: draw_value("20261124", number))
    assert sorted(order, key=order.__getitem__) == by_hand
    assert call("round", "draw", dossier, "--seed", "20261124").done().data == first.data
    assert len(call("round", "draw", dossier).done().data["seed"]) == 8


def test_that_a_draw_is_out_of_date_once_the_panels_change(dossier: Path) -> None:
    call("round", "draw", dossier, "--seed", "1").done()
    assert "preparation.draw_outdated" not in call("round", "check", dossier).codes

    call("round", "assign", dossier, "--entries", "第二组=001,002,003").done()

    assert "preparation.draw_outdated" in call("round", "check", dossier).codes


def test_that_the_draw_is_frozen_with_the_round(dossier: Path, tmp_path: Path) -> None:
    call("round", "draw", dossier, "--seed", "公开抽签").done()
    issued = call("round", "issue", dossier, "--out", tmp_path / "tasks").done()

    package = issued.data["files"][0]["path"]
    assert call("verify", package).status == 0
    kept = call("round", "set", dossier).done().data["round"]
    assert kept["draw_seed"] == "公开抽签"


def test_that_rehearsal_is_chosen_once(tmp_path: Path) -> None:
    dossier = tmp_path / "o.ynd"
    facts = ("--title", "后评估", "--type", "post_evaluation", "--date", "2024-11-24")
    call("round", "new", dossier, *facts, "--rehearsal").done()

    kept = call("round", "set", dossier, "--venue", "一楼").done().data["round"]

    assert kept["rehearsal"] is True
    assert call("round", "set", dossier, "--rehearsal").status == 2


def said(answer: Answer) -> list[str]:
    return [finding["message"] for finding in answer.json["findings"]]


def test_that_what_papers_lack_is_said_with_its_article(dossier: Path) -> None:
    def told() -> list[str]:
        return [one for one in said(call("round", "check", dossier)) if "专业机构" in one]

    assert len(told()) == 1
    assert "第二十四条" in told()[0]
    institutions = ("--commissioned-by", "科技厅", "--institution", "评估中心")
    call("round", "set", dossier, *institutions).done()
    assert told() == []
    late = call("round", "set", dossier, "--material-deadline", "2026-12-01").done()
    assert "preparation.round_deadline_late" not in late.codes
    assert "preparation.round_deadline_late" in call("round", "check", dossier).codes
