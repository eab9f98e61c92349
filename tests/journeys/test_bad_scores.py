"""Score files that cannot be stored: every fault is told, nothing of the file is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from journey_call import call, refused, unchanged
from journey_stage import OVERALL, REMARK, Stage


@pytest.fixture(scope="module")
def expert(scored: Stage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An expert who has just opened the task."""
    dossier = tmp_path_factory.mktemp("fresh") / "E04.ynd"
    call("expert", "open", scored.tasks["E04"], "--out", dossier).done()
    return dossier


def entered(expert: Path, file: Path, status: int, *codes: str) -> dict[str, Any]:
    with unchanged(expert.parent):
        answer = call("expert", "enter", expert, file)
    return refused(answer, status, *codes)


def items(**marks: object) -> dict[str, object]:
    return {"1.1": "6", "1.2": "9", **marks}


@pytest.mark.parametrize(
    ("changed", "code", "told"),
    [
        ({"1.1": "8.5"}, "scoring.points_out_of_range", "可填 0 至 8"),
        ({"1.1": "100"}, "scoring.points_out_of_range", "超出满分"),
        ({"1.1": "7.3"}, "scoring.points_off_step", "可填 7"),
        ({"1.1": "7.25"}, "scoring.points_off_step", "7.50"),
        ({"9.9": "1"}, "scoring.unknown_item", "9.9"),
        ({"V1": "1"}, "scoring.unknown_item", "V1"),
        ({"1.1": "七分"}, "scoring.points_not_a_number", "七分"),
        ({"1.1": "-1"}, "scoring.points_not_a_number", "-1"),
        ({"1.1": "1e1"}, "scoring.points_not_a_number", "1e1"),
        ({"1.1": "NaN"}, "scoring.points_not_a_number", "NaN"),
        ({"1.1": "7.001"}, "scoring.points_not_a_number", "7.001"),
        ({"1.1": True}, "intake.score_value", "1.1"),
        ({"1.1": ["7"]}, "intake.score_value", "1.1"),
    ],
)
def test_that_an_impossible_mark_stores_nothing_of_the_file(
    expert: Path, tmp_path: Path, changed: dict[str, object], code: str, told: str
):
    file = tmp_path / "scores.json"
    sheet = {"items": items(), "overall": OVERALL}
    entries = {"001": sheet, "002": {"items": {**items(), **changed}}}
    file.write_text(json.dumps({"entries": entries}, ensure_ascii=False), encoding="utf-8")

    finding = entered(expert, file, 1, code)

    assert told in finding["message"]
    assert finding["subject"] == "002"


def test_that_every_fault_of_a_file_is_told_at_once(expert: Path, tmp_path: Path):
    entries = {
        "001": {"items": {"1.1": "9"}},
        "002": {"items": {"1.1": "7.3", "9.9": "1"}},
        "999": {"items": {"1.1": "5"}},
        "003": {"veto": {"V9": False}},
    }
    file = tmp_path / "scores.json"
    file.write_text(json.dumps({"entries": entries}), encoding="utf-8")

    with unchanged(expert.parent):
        answer = call("expert", "enter", expert, file)

    assert answer.status == 1
    assert sorted(answer.codes) == [
        "scoring.entry_unknown",
        "scoring.points_off_step",
        "scoring.points_out_of_range",
        "scoring.unknown_item",
        "scoring.unknown_item",
    ]


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ('{"entries": {"001": {"items": {"1.1": 7.5}}}}', 3, "intake.score_number"),
        ('{"entries": {"001": {"items": {"1.1": NaN}}}}', 3, "intake.score_malformed"),
        ('{"entries": {"001": {"items": {"1.1": "7", "1.1": "8"}}}}', 3, "intake.score_malformed"),
        ('{"entries": {"001": {}, "001": {}}}', 3, "intake.score_malformed"),
        ('{"entries": {"001": {"items": {"1.1": "7"}}}', 3, "intake.score_malformed"),
        ("", 3, "intake.empty_file"),
        ("[]", 3, "intake.score_shape"),
        ('{"entries": []}', 3, "intake.score_shape"),
        ('{"scores": {}}', 3, "intake.score_shape"),
        ('{"entries": {"001": {"points": {}}}}', 1, "intake.score_key"),
        ('{"entries": {}, "expert": "E04"}', 1, "intake.score_outside"),
        ('{"entries": {"001": {"veto": {"V1": "no"}}}}', 1, "intake.score_value"),
        ('{"entries": {"001": {"recuse": {"ground": "friend"}}}}', 1, "intake.score_value"),
    ],
)
def test_that_a_file_of_wrong_shape_is_refused(
    expert: Path, tmp_path: Path, text: str, status: int, code: str
):
    file = tmp_path / "scores.json"
    file.write_text(text, encoding="utf-8")

    with unchanged(expert.parent):
        answer = call("expert", "enter", expert, file)

    assert answer.status == status, answer.text
    assert code in answer.blocking or status == 3
    refused(answer, status, *answer.blocking)


def test_that_a_missing_score_file_is_refused(expert: Path, tmp_path: Path):
    entered(expert, tmp_path / "没有.json", 3, "intake.no_such_file")


def test_that_a_recused_entry_cannot_be_scored(scored: Stage, tmp_path: Path):
    file = tmp_path / "scores.json"
    file.write_text('{"entries": {"009": {"items": {"1.1": "6"}}}}', encoding="utf-8")

    with unchanged(scored.expert("E03")):
        answer = call("expert", "enter", scored.expert("E03"), file)

    refused(answer, 1, "scoring.entry_not_assigned")


def test_that_vote_and_amount_are_only_a_note_here(scored: Stage, tmp_path: Path):
    stage = scored.copied(tmp_path, "E04")
    sheet = {"items": items(), "vote": "agree", "suggested_amount": "80"}
    file = stage.file("scores.json", {"entries": {"001": sheet}})

    answer = call("expert", "enter", stage.expert("E04"), file).done()

    assert sorted(answer.codes) == ["scoring.amount_not_used", "scoring.vote_not_used"]
    assert {finding["severity"] for finding in answer.json["findings"]} == {"note"}


def test_that_part_of_a_sheet_is_kept_and_what_lacks_blocks_only_the_submission(
    scored: Stage, tmp_path: Path
):
    dossier = tmp_path / "E04.ynd"
    call("expert", "open", scored.tasks["E04"], "--out", dossier).done()
    file = tmp_path / "part.json"
    sheet = {"items": {"1.1": "6"}, "remarks": {"1.1": REMARK}}
    file.write_text(json.dumps({"entries": {"001": sheet}}), encoding="utf-8")

    call("expert", "enter", dossier, file).done()
    status = call("expert", "status", dossier).done().data["entries"][0]

    assert status["state"] == "open"
    points = {item["code"]: item["points"] for item in status["items"]}
    assert (points["1.1"], points["1.2"]) == ("6.00", None)
    assert "1.1" not in status["missing"]
    assert {"V1", "1.2"} <= set(status["missing"])
    with unchanged(tmp_path):
        answer = call("expert", "submit", dossier, "--out", tmp_path / "x.ynr")
    assert answer.status == 1
    assert "scoring.items_missing" in answer.blocking


def test_that_a_submission_never_overwrites_another_file(scored: Stage, tmp_path: Path):
    target = tmp_path / "x.ynr"
    target.write_bytes(b"something else")

    with unchanged(tmp_path, scored.expert("E04")):
        answer = call("expert", "submit", scored.expert("E04"), "--out", target)

    refused(answer, 3, "packages.name_taken")


def test_that_a_submission_into_a_missing_folder_is_refused(scored: Stage, tmp_path: Path):
    with unchanged(tmp_path, scored.expert("E04")):
        answer = call("expert", "submit", scored.expert("E04"), "--out", tmp_path / "no" / "x.ynr")

    refused(answer, 3, "packages.disk_gone")
