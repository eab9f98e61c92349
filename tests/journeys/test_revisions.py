"""Corrections, closing and reopening, absences and replacements: the rules of revisions."""

from __future__ import annotations

from pathlib import Path

import pytest
from journey_call import Answer, call, refused, unchanged
from journey_reference import Reference, two
from journey_stage import EXPERTS, Stage


@pytest.fixture(scope="module")
def full(small: Stage, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Everyone's package is in, the collection closed itself."""
    stage = small.copied(tmp_path_factory.mktemp("full"), "chair")
    members = [stage.packages[expert] for expert in EXPERTS]
    call("chair", "collect", stage.chair, *members, "--confirm-all").done()
    return stage


@pytest.fixture
def mine(small: Stage, tmp_path: Path) -> Stage:
    """The dossiers of E03 and of the chair, nothing collected."""
    return small.copied(tmp_path, "E03", "chair")


def enter(stage: Stage, expert: str, entries: object) -> Answer:
    file = stage.file("change.json", {"entries": entries})
    return call("expert", "enter", stage.expert(expert), file)


def submit(stage: Stage, expert: str, *options: object) -> Answer:
    out = stage.root / "again"
    out.mkdir(exist_ok=True)
    return call("expert", "submit", stage.expert(expert), "--out", out, *options)


def package_of(answer: Answer) -> Path:
    return Path(answer.done().data["files"][0]["path"])


def scores(stage: Stage, number: str) -> dict[str, str]:
    rows = call("chair", "standing", stage.chair).done().data["entries"]
    return next(row["scores"] for row in rows if row["number"] == number)


def test_that_submitting_again_without_a_change_writes_the_same_bytes(mine: Stage):
    with unchanged(mine.expert("E03")):
        again = submit(mine, "E03").done()

    assert again.data["revision"] == 1
    assert package_of(again).read_bytes() == mine.packages["E03"].read_bytes()


def test_that_a_correction_before_the_close_needs_a_reason(mine: Stage):
    enter(mine, "E03", {"002": {"items": {"1.1": "7"}}}).done()

    with unchanged(mine.expert("E03")):
        refusal = submit(mine, "E03")
    second = submit(mine, "E03", "--reason", "本人更正：核对任务书后改分").done()

    refused(refusal, 1, "app.correction_needs_reason")
    assert not list((mine.root / "again").glob("*-r3*"))
    assert second.data["revision"] == 2


def test_that_a_correction_before_the_close_replaces_the_figures_and_stays_on_record(mine: Stage):
    enter(mine, "E03", {"002": {"items": {"1.1": "7"}}}).done()
    second = package_of(submit(mine, "E03", "--reason", "本人更正"))
    first = [mine.packages[expert] for expert in EXPERTS if expert != "E07"]
    call("chair", "collect", mine.chair, *first, "--confirm-all").done()

    answer = call("chair", "collect", mine.chair, second, mine.packages["E07"], "--confirm-all")

    assert answer.done().data["closed"] is True
    sheets = {code: dict(mine.sheets[code]) for code in EXPERTS}
    sheets["E03"]["002"] = {"items": {**sheets["E03"]["002"]["items"], "1.1": "7"}}
    reference = Reference(mine.answers["status E01"].data["entries"], sheets)
    assert scores(mine, "002")["E03"] == two(reference.totals("002")["E03"])


def test_that_after_the_close_a_correction_needs_one_of_the_four_grounds(
    full: Stage, small: Stage, tmp_path: Path
):
    stage = full.copied(tmp_path, "chair")
    second_stage = small.copied(tmp_path, "E03")
    enter(second_stage, "E03", {"002": {"items": {"1.1": "7"}}}).done()
    second = package_of(submit(second_stage, "E03", "--reason", "本人更正"))
    before = scores(stage, "002")

    with unchanged(stage.chair):
        answer = call("chair", "collect", stage.chair, second)

    assert answer.status == 3
    assert answer.data["set_aside"][0]["verdict"] == "collection_closed"
    assert "四种理由" in answer.data["set_aside"][0]["message"]
    assert scores(stage, "002") == before


@pytest.mark.parametrize("ground", ["calc", "range", "objective", "outlier"])
def test_that_each_of_the_four_grounds_is_accepted_after_the_close(
    full: Stage, small: Stage, tmp_path: Path, ground: str
):
    stage = full.copied(tmp_path, "chair")
    expert = small.copied(tmp_path, "E03")
    enter(expert, "E03", {"002": {"items": {"1.1": "7"}}}).done()
    second = package_of(submit(expert, "E03", "--reason", "合计有误", "--ground", ground))
    before = scores(stage, "002")

    call("chair", "collect", stage.chair, second).done()

    after = scores(stage, "002")
    assert after["E03"] != before["E03"]
    assert {e: s for e, s in after.items() if e != "E03"} == {
        e: s for e, s in before.items() if e != "E03"
    }


def test_that_an_unknown_ground_is_wrong_usage(mine: Stage):
    with unchanged(mine.expert("E03")):
        answer = submit(mine, "E03", "--ground", "mood")

    assert (answer.status, answer.codes) == (2, ["cli.wrong_usage"])


def test_that_a_recusal_declared_later_voids_the_own_sheet(mine: Stage):
    declared = {"005": {"recuse": {"ground": "relative", "note": "近亲属任职"}}}
    enter(mine, "E03", declared).done()
    row = call("expert", "status", mine.expert("E03")).done().data["entries"][4]
    second = package_of(submit(mine, "E03", "--reason", "后申报回避"))
    others = [mine.packages[expert] for expert in EXPERTS if expert != "E03"]

    collected = call("chair", "collect", mine.chair, second, *others, "--confirm-all").done()

    assert (row["recused"], row["total"], row["missing"]) == (True, None, [])
    assert collected.data["closed"] is True
    assert "E03" not in scores(mine, "005")
    assert "E03" in scores(mine, "004")
    rows = call("chair", "standing", mine.chair).done().data["entries"]
    assert next(r["recused"] for r in rows if r["number"] == "005") == ["E03"]


def test_that_a_recused_entry_takes_no_more_scores(mine: Stage):
    enter(mine, "E03", {"005": {"recuse": {"ground": "relative"}}}).done()

    with unchanged(mine.expert("E03")):
        answer = enter(mine, "E03", {"005": {"items": {"1.1": "7"}}})

    refused(answer, 1, "scoring.entry_recused")


def test_that_a_gap_waits_for_the_revision_between(mine: Stage):
    enter(mine, "E03", {"002": {"items": {"1.1": "7"}}}).done()
    second = package_of(submit(mine, "E03", "--reason", "本人更正"))
    enter(mine, "E03", {"002": {"items": {"1.1": "6.5"}}}).done()
    third = package_of(submit(mine, "E03", "--reason", "再次更正"))
    call("chair", "collect", mine.chair, mine.packages["E03"], "--confirm-all").done()

    answer = call("chair", "collect", mine.chair, third)
    then = call("chair", "collect", mine.chair, second, third).done()

    assert answer.status == 3
    assert answer.data["set_aside"][0]["verdict"] == "revision_gap"
    assert [one["revision"] for one in then.data["collected"]] == [2, 3]
    assert then.data["received"] == 1


def test_that_a_reopened_collection_covers_the_figures_again(full: Stage, tmp_path: Path):
    stage = full.copied(tmp_path, "chair")

    opened = call("chair", "reopen", stage.chair, "--reason", "补收更正").done()

    assert opened.data["closed"] is False
    refused(call("chair", "standing", stage.chair), 1, "app.not_closed_yet")
    closed = call("chair", "close", stage.chair, "--reason", "更正已收").done()
    assert (closed.data["received"], closed.data["expected"]) == (7, 7)
    call("chair", "standing", stage.chair).done()


def test_that_reopening_what_is_open_is_refused(mine: Stage):
    with unchanged(mine.chair):
        answer = call("chair", "reopen", mine.chair, "--reason", "补收")

    refused(answer, 1, "app.not_closed")


@pytest.fixture
def five(small: Stage, tmp_path: Path) -> Stage:
    """E06 and E07 have not handed in."""
    stage = small.copied(tmp_path, "chair")
    there = [stage.packages[expert] for expert in EXPERTS[:5]]
    call("chair", "collect", stage.chair, *there, "--confirm-all").done()
    return stage


def test_that_a_close_names_everyone_who_is_not_accounted_for(five: Stage):
    with unchanged(five.chair):
        answer = call("chair", "close", five.chair, "--reason", "到时", "--absent", "E06")

    assert "E07" in refused(answer, 1, "app.still_outstanding")["message"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--absent", "E99", "--absent", "E06", "--absent", "E07"), "app.expert_unknown"),
        (("--absent", "E06", "--replaced", "E07=E05"), "app.not_an_alternate"),
        (("--absent", "E06", "--left", "E06", "--absent", "E07"), "app.named_twice"),
    ],
)
def test_that_a_close_that_makes_no_sense_is_refused(
    five: Stage, options: tuple[str, ...], code: str
):
    with unchanged(five.chair):
        answer = call("chair", "close", five.chair, "--reason", "到时", *options)

    assert answer.status == 1
    assert {name.partition(".")[2] for name in answer.blocking} >= {code.partition(".")[2]}


def test_that_absent_and_left_experts_do_not_count_and_the_floor_is_told(five: Stage):
    words = ("--reason", "因故", "--absent", "E06", "--left", "E07")

    answer = call("chair", "close", five.chair, *words).done()

    assert answer.data["below_floor"] == ["003"]
    data = call("chair", "standing", five.chair).done().data
    reference = Reference(
        five.answers["status E01"].data["entries"],
        {expert: five.sheets[expert] for expert in EXPERTS[:5]},
    )
    for row in data["entries"]:
        number = row["number"]
        assert row["valid_experts"] == (4 if number == "003" else 5)
        assert row["score"] == two(reference.printed(number))
    third = next(row for row in data["entries"] if row["number"] == "003")
    assert third["proposed_grade"] is None
    assert "too_few_experts" in third["flags"]


def test_that_an_expert_who_left_counts_no_more_although_handed_in(full: Stage, tmp_path: Path):
    stage = full.copied(tmp_path, "chair")
    call("chair", "reopen", stage.chair, "--reason", "E07 中途退出").done()

    call("chair", "close", stage.chair, "--reason", "E07 中途退出", "--left", "E07").done()

    assert set(scores(stage, "002")) == set(EXPERTS) - {"E07"}


def test_that_too_few_valid_experts_block_until_the_entry_is_deferred(five: Stage):
    words = ("--reason", "因故", "--absent", "E06", "--left", "E07")
    call("chair", "close", five.chair, *words).done()
    call("chair", "grade", five.chair, "--propose").done()
    out = five.root / "out"

    blocked = call("chair", "finalise", five.chair, "--out", out)
    deferral = ("state", five.chair, "003", "deferred", "--reason", "有效专家不足 5 名")
    state = call("chair", *deferral).done()
    after = call("chair", "finalise", five.chair, "--out", out).done()

    assert "003" in refused(blocked, 1, "scoring.too_few_experts")["message"]
    assert state.data["taking_part"] == {"before": 11, "after": 10}
    assert state.data["excellent_max"] == {"before": 1, "after": 1}
    assert after.data["number"] == 1


def test_that_the_alternate_counts_in_the_place_of_the_replaced(five: Stage):
    words = ("--reason", "因病", "--absent", "E06", "--replaced", "E07=E08")

    early = call("chair", "close", five.chair, *words)
    call("chair", "collect", five.chair, five.packages["E08"], "--confirm-all")
    closed = call("chair", "close", five.chair, *words).done()

    assert "E08" in refused(early, 1, "app.still_outstanding")["message"]
    assert (closed.data["received"], closed.data["expected"]) == (6, 6)
    assert set(scores(five, "002")) == {*EXPERTS[:5], "E08"}
    given = five.sheets["E08"]["002"]["items"]
    reference = Reference(
        five.answers["status E01"].data["entries"], {"E08": {"002": {"items": given}}}
    )
    assert scores(five, "002")["E08"] == two(reference.totals("002")["E08"])


def test_that_states_change_denominator_and_quota(full: Stage, tmp_path: Path):
    stage = full.copied(tmp_path, "chair")
    changes = [("002", "withdrawn", 11, 10, 1, 1), ("004", "ineligible", 10, 9, 1, 0)]

    for number, state, before, after, places, left in changes:
        answer = call("chair", "state", stage.chair, number, state, "--reason", "书面申请").done()
        assert answer.data["taking_part"] == {"before": before, "after": after}
        assert answer.data["excellent_max"] == {"before": places, "after": left}
        message = answer.json["findings"][0]["message"]
        assert f"参评 {before} → {after} 个，优秀名额 {places} → {left} 个" in message
    data = call("chair", "standing", stage.chair).done().data
    assert data["denominator"] == "参评 9 个 = 台账 11 个 - 撤回 1 个 - 不符合评估条件 1 个"
    assert [row for row in data["entries"] if row["proposed_grade"] == "优秀"] == []


def test_that_an_entry_may_come_back(full: Stage, tmp_path: Path):
    stage = full.copied(tmp_path, "chair")
    call("chair", "state", stage.chair, "002", "withdrawn", "--reason", "书面申请").done()

    back = call("chair", "state", stage.chair, "002", "taking_part", "--reason", "撤销申请").done()

    assert back.data["taking_part"] == {"before": 10, "after": 11}
