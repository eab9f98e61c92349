"""名单变更 after issue: new experts join, those who stay keep their sheets, the result holds."""

import shutil
from pathlib import Path

import pytest
from journey_call import call, refused, spoken, unchanged
from journey_stage import SMALL_PANEL, Stage, score, small_share

NEW = "E10,辛新,辛新单位,成员\n"
WITHOUT_E07 = SMALL_PANEL.replace("E07,庚七,庚单位,成员\n", NEW)
REASON = ("--reason", "庚七因病不能到会")


@pytest.fixture
def organiser(small: Stage, tmp_path: Path) -> Path:
    return Path(shutil.copy(small.organiser, tmp_path / "organiser.ynd"))


def listed(folder: Path, text: str) -> Path:
    path = folder / "名单.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def files_of(answer: object) -> dict[str, Path]:
    return {file["for"]: Path(file["path"]) for file in answer.data["files"]}


def test_that_a_replaced_expert_leaves_everybody_else_s_sheets_valid(
    small: Stage, organiser: Path, tmp_path: Path
) -> None:
    panel = listed(tmp_path, WITHOUT_E07)
    recuse = ("--recuse", "E10,005,same_unit,近三年同单位")

    answer = call("round", "roster", organiser, panel, "--out", tmp_path / "out", *REASON, *recuse)

    files = files_of(answer.done())
    assert (answer.data["roster_number"], answer.data["added_experts"]) == (2, ["E10"])
    assert answer.data["removed_experts"] == ["E07"]
    assert set(files) == {"chair", "E10"}
    board = call("round", "board", organiser).done().data["lines"]
    assert {
        one["expert"]: one["state_text"] for one in board if one["expert"] in {"E07", "E10"}
    } == {
        "E10": "已读回核对",
        "E07": "已被新名单取代",
    }

    stage = small.copied(tmp_path, "chair")
    stage.tasks["E10"] = files["E10"]
    score(stage, ["E10"], small_share)
    status = stage.answers["status E10"].data["entries"]
    assert [one["number"] for one in status if one["recused"]] == ["005"]
    del stage.packages["E07"], stage.packages["E08"]
    early = call("chair", "collect", stage.chair, stage.packages["E10"], "--confirm-all")
    refused(early, 3, "app.unknown_signer")

    everything = [stage.packages["E01"], files["chair"], *stage.packages.values()]
    collected = call("chair", "collect", stage.chair, *everything, "--confirm-all").done().data

    assert collected["closed"] is True
    assert collected["expected"] == collected["received"] == 7
    assert [one["verdict"] for one in collected["collected"]][1] == "roster"
    standing = call("chair", "standing", stage.chair).done().data["entries"]
    valid = {one["number"]: one["valid_experts"] for one in standing}
    assert (valid["001"], valid["003"], valid["005"]) == (7, 6, 6)


def test_that_the_sealed_result_holds_every_roster(
    small: Stage, organiser: Path, tmp_path: Path
) -> None:
    answer = call(
        "round",
        "roster",
        organiser,
        listed(tmp_path, WITHOUT_E07),
        "--out",
        tmp_path / "out",
        *REASON,
    ).done()
    files = files_of(answer)
    stage = small.copied(tmp_path, "chair")
    stage.tasks["E10"] = files["E10"]
    score(stage, ["E10"], small_share)
    del stage.packages["E07"], stage.packages["E08"]
    call(
        "chair", "collect", stage.chair, files["chair"], *stage.packages.values(), "--confirm-all"
    ).done()
    call("chair", "grade", stage.chair, "--propose").done()
    out = tmp_path / "result"
    out.mkdir()
    call("chair", "finalise", stage.chair, "--out", out).done()
    sealed = call("chair", "seal", stage.chair, "--out", out).done()

    result = next(f["path"] for f in sealed.data["files"] if f["type"] == "result")
    verified = call("verify", result).done().data
    assert verified["verdict"] == "intact"
    assert verified["recomputed"]["differences"] == []


def test_that_the_same_list_again_writes_the_same_files(organiser: Path, tmp_path: Path) -> None:
    panel = listed(tmp_path, WITHOUT_E07)
    words = ("round", "roster", organiser, panel, *REASON, "--recuse", "E10,005,other,曾任顾问")
    first = call(*words, "--out", tmp_path / "a").done()
    again = call(*words, "--out", tmp_path / "b").done()

    digests = [{f["for"]: f["digest"] for f in one.data["files"]} for one in (first, again)]
    assert digests[0] == digests[1]
    assert again.data["roster_number"] == 2
    assert again.data["added_experts"] == ["E10"]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("E01,甲一,甲单位,组长\n", "E11,甲新,甲新单位,组长\n", "issue.roster_leader_stays"),
        ("E02,乙二,乙单位,副组长\n", "", "issue.roster_leader_stays"),
        ("E05,戊五,", "E05,别人,", "issue.roster_code_used_again"),
        ("E08,辛八,辛单位,备选", "E08,辛八,辛单位,成员", "issue.roster_role_changed"),
    ],
)
def test_that_a_change_that_would_void_sheets_is_refused(
    organiser: Path, tmp_path: Path, before: str, after: str, code: str
) -> None:
    panel = listed(tmp_path, SMALL_PANEL.replace(before, after))

    with unchanged(organiser):
        answer = call("round", "roster", organiser, panel, "--out", tmp_path / "out", *REASON)

    assert answer.status == 1, answer.text
    assert code in answer.blocking
    assert list((tmp_path / "out").iterdir()) == []


def test_that_requests_that_make_no_sense_are_refused(
    organiser: Path, tmp_path: Path, small: Stage
) -> None:
    out = ("--out", tmp_path / "out")
    same = listed(tmp_path, SMALL_PANEL)
    refused(call("round", "roster", organiser, same, *out, *REASON), 2, "issue.roster_unchanged")
    changed = listed(tmp_path, WITHOUT_E07)
    words = ("round", "roster", organiser, changed, *out)
    refused(call(*words, "--reason", " "), 2, "app.reason_missing")
    for text in ("E10", "E10,003", "E10,003,什么"):
        refused(call(*words, *REASON, "--recuse", text), 2, "issue.recusal_unreadable")
    refused(call(*words, *REASON, "--recuse", "E10,099,same_unit"), 2, "app.unknown_entry")
    kept = call(*words, *REASON, "--recuse", "E03,003,same_unit")
    refused(kept, 1, "issue.roster_recusal_of_kept")
    other = call(*words, *REASON, "--recuse", "E10,003,other")
    refused(other, 1, "issue.roster_recusal_needs_note")
    fresh = tmp_path / "fresh.ynd"
    new = ("--title", "会次", "--type", "midterm", "--date", "2026-11-24", "--reason", "按")
    call("round", "new", fresh, *new).done()
    refused(call("round", "roster", fresh, changed, *out, *REASON), 3, "issue.not_issued_yet")
    refused(call("round", "roster", small.chair, changed, *out, *REASON), 2, "app.other_duty")


def test_that_the_chair_takes_rosters_in_turn_and_only_fitting_ones(
    small: Stage, organiser: Path, tmp_path: Path
) -> None:
    two, three = tmp_path / "two", tmp_path / "three"
    second = listed(tmp_path, WITHOUT_E07)
    call("round", "roster", organiser, second, "--out", two, *REASON).done()
    third = listed(tmp_path, WITHOUT_E07 + "E11,壬新,壬新单位,成员\n")
    call("round", "roster", organiser, third, "--out", three, *REASON).done()
    (first_file,), (next_file,) = two.glob("*-roster-2.ynr"), three.glob("*-roster-3.ynr")
    stage = small.copied(tmp_path, "chair")

    def taken(*files: Path) -> object:
        return call("chair", "collect", stage.chair, *files, "--confirm-all")

    refused(taken(next_file), 3, "issue.roster_out_of_turn")
    taken(stage.packages["E07"]).done()
    refused(taken(first_file), 3, "issue.roster_drops_collected")

    other = small.copied(tmp_path, "chair")
    told = spoken("chair", "collect", other.chair, first_file, next_file, first_file).done()
    assert "专家名单第 3 版" in told.text
    repeated = call("chair", "collect", other.chair, next_file).done().data
    assert [one["verdict"] for one in repeated["collected"]] == ["unchanged"]
    call("chair", "collect", other.chair, *other.packages.values(), "--confirm-all")


def test_that_a_roster_of_somebody_else_is_refused(
    organiser: Path, scored: Stage, tmp_path: Path
) -> None:
    panel = listed(tmp_path, WITHOUT_E07)
    call("round", "roster", organiser, panel, "--out", tmp_path / "out", *REASON).done()
    (file,) = tmp_path.glob("out/*-roster-2.ynr")
    stage = scored.copied(tmp_path, "chair")

    refused(call("chair", "collect", stage.chair, file), 3, "app.set_aside")


def test_that_after_the_close_a_roster_waits_for_reopening(
    small: Stage, organiser: Path, tmp_path: Path
) -> None:
    panel = listed(tmp_path, SMALL_PANEL + NEW)
    call("round", "roster", organiser, panel, "--out", tmp_path / "out", *REASON).done()
    (file,) = tmp_path.glob("out/*-roster-2.ynr")
    stage = small.copied(tmp_path, "chair")
    del stage.packages["E08"]
    call("chair", "collect", stage.chair, *stage.packages.values(), "--confirm-all").done()

    refused(call("chair", "collect", stage.chair, file), 3, "issue.roster_after_close")
