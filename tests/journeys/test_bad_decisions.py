"""Decisions at the chair's desk that a rule forbids or that cannot be read: nothing recorded."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from journey_call import Answer, call, refused, unchanged
from journey_stage import Stage


def at(stage: Stage, *words: object) -> Answer:
    """Ask the desk and demand that nothing changed."""
    with unchanged(stage.chair):
        return call("chair", words[0], stage.chair, *words[1:])


def vote(agree: int, disagree: int = 0, abstain: int = 0) -> dict[str, int]:
    return {"agree": agree, "disagree": disagree, "abstain": abstain}


@pytest.mark.parametrize("command", ["standing", "explain", "grade", "award", "finalise", "seal"])
def test_that_nothing_is_shown_or_decided_before_the_close(
    scored: Stage, tmp_path: Path, command: str
):
    words = {
        "explain": ("001",),
        "grade": ("--propose",),
        "award": ("--method", "uniform"),
        "finalise": ("--out", tmp_path),
        "seal": ("--out", tmp_path),
    }

    answer = at(scored, command, *words.get(command, ()))

    finding = refused(answer, 1, "app.not_closed_yet")
    assert "0 / 7" in finding["message"]
    assert answer.data == {}


@pytest.mark.parametrize(
    ("grades", "code"),
    [
        (
            {"005": {"grade": "优秀", "reason": "突出", "vote": vote(7)}},
            "scoring.quota_exceeded",
        ),
        ({"005": "优秀"}, "scoring.change_needs_vote"),
        ({"005": {"grade": "合格", "reason": "不足"}}, "scoring.change_needs_vote"),
        ({"005": {"grade": "合格", "vote": vote(7)}}, "scoring.change_needs_vote"),
        (
            {"005": {"grade": "合格", "reason": "不足", "vote": vote(3, 4)}},
            "scoring.vote_not_carried",
        ),
        (
            {"005": {"grade": "合格", "reason": "不足", "vote": vote(8)}},
            "scoring.vote_exceeds_entitled",
        ),
        (
            {"005": {"grade": "通过", "reason": "不足", "vote": vote(7)}},
            "scoring.grade_of_other_type",
        ),
        ({"999": {"grade": "合格", "reason": "不足", "vote": vote(7)}}, "app.not_taking_part"),
    ],
)
def test_that_an_unlawful_set_of_grades_is_refused_whole(
    graded: Stage, tmp_path: Path, grades: dict[str, Any], code: str
):
    stage = graded.copied(tmp_path, "chair")
    good = {"001": {"grade": "不合格", "reason": "另有问题", "vote": vote(7)}}

    answer = at(stage, "grade", "--set", stage.file("set.json", {**good, **grades}))

    assert answer.status == 1
    assert code in answer.blocking
    assert any("第二十四条" in finding["cites"] for finding in answer.blocking.values())
    refused(answer, 1, *answer.blocking)


def test_that_a_quota_breach_names_the_figures(graded: Stage, tmp_path: Path):
    stage = graded.copied(tmp_path, "chair")
    three = {"005": {"grade": "优秀", "reason": "突出", "vote": vote(7)}}

    finding = refused(
        at(stage, "grade", "--set", stage.file("set.json", three)), 1, "scoring.quota_exceeded"
    )

    assert "参评 23 个，优秀名额 2 个" in finding["message"]
    assert finding["cites"] == ["第二十四条"]


def test_that_a_place_given_back_may_go_to_another_by_vote(graded: Stage, tmp_path: Path):
    stage = graded.copied(tmp_path, "chair")
    exchange = {
        "012": {"grade": "良好", "reason": "自愿", "vote": vote(6, 1)},
        "005": {"grade": "优秀", "reason": "突出", "vote": vote(5, 1, 1)},
    }

    data = (
        call("chair", "grade", stage.chair, "--set", stage.file("set.json", exchange)).done().data
    )

    assert [n for n, one in data["grades"].items() if one["grade"] == "优秀"] == ["005", "014"]
    assert data["grades"]["005"]["by"] == "vote"


@pytest.mark.parametrize(
    ("command", "content"),
    [
        ("vote", "[]"),
        ("vote", '{"ties": {}}'),
        ("vote", '{"ties": [{"among": "004"}]}'),
        ("vote", '{"ties": [{"among": ["004", "012"], "votes": {"004": "2"}}]}'),
        ("vote", '{"ties": [{"among": ["004", "012"], "votes": {"004": -2}}]}'),
        ("vote", '{"ties": [], "unknown": 1}'),
        ("vote", '{"confirmations": {"018": {"agree": 6.5}}}'),
        ("vote", "{"),
        ("grade", '{"005": {"grade": "特优"}}'),
        ("grade", '{"005": {"grade": "良好", "grade": "优秀"}}'),
        ("grade", '{"005": 1}'),
        ("award", '{"014": "约80"}'),
        ("award", '{"014": 80.5}'),
        ("award", '{"014": "-5"}'),
        ("opinion", '{"entries": []}'),
        ("opinion", '{"overall": 1}'),
    ],
)
def test_that_a_decision_file_of_wrong_shape_is_refused(
    graded: Stage, tmp_path: Path, command: str, content: str
):
    file = tmp_path / "file.json"
    file.write_text(content, encoding="utf-8")
    words = ("--set", file) if command in {"grade", "award"} else (file,)

    refused(at(graded, command, *words), 3, "app.decision_file_unreadable")


@pytest.mark.parametrize("command", ["vote", "grade", "award", "opinion"])
def test_that_a_missing_decision_file_is_refused(graded: Stage, tmp_path: Path, command: str):
    file = tmp_path / "没有.json"
    words = ("--set", file) if command in {"grade", "award"} else (file,)

    refused(at(graded, command, *words), 3, "app.decision_file_missing")


@pytest.mark.parametrize(
    ("tie", "code"),
    [
        ({"among": ["004", "005"], "votes": {"004": 7}, "reason": "好"}, "app.no_such_tie"),
        ({"among": ["004", "012"], "votes": {"004": 7}}, "app.tie_needs_reason"),
        (
            {
                "among": ["004", "012"],
                "votes": {"004": 4, "012": 3},
                "chosen": ["004", "012"],
                "reason": "好",
            },
            "app.tie_too_many",
        ),
        (
            {
                "among": ["004", "012"],
                "votes": {"004": 3, "012": 3},
                "abstain": 1,
                "chosen": ["004"],
                "reason": "好",
            },
            "app.tie_not_separated",
        ),
        ({"among": ["004", "012"], "votes": {"004": 8}, "reason": "好"}, "app.too_many_votes"),
    ],
)
def test_that_a_vote_that_does_not_settle_the_tie_is_refused(
    closed: Stage, tmp_path: Path, tie: dict[str, Any], code: str
):
    stage = closed.copied(tmp_path, "chair")
    file = stage.file("votes.json", {"ties": [tie]})

    refused(at(stage, "vote", file), 1, code)


def test_that_nobody_excellent_is_a_lawful_answer_to_a_tie(closed: Stage, tmp_path: Path):
    stage = closed.copied(tmp_path, "chair")
    tie = {"among": ["004", "012"], "votes": {"004": 1, "012": 1}, "abstain": 5, "chosen": []}
    file = stage.file("votes.json", {"ties": [{**tie, "reason": "水平相当"}]})

    data = call("chair", "vote", stage.chair, file).done().data

    assert [n for n, one in data["grades"].items() if one["grade"] == "优秀"] == ["014"]
    assert (data["grades"]["004"]["grade"], data["unresolved_ties"]) == ("良好", [])


@pytest.mark.parametrize(
    ("amounts", "code", "article"),
    [
        ({"014": "105"}, "scoring.award_outside_excellent", "第二十四条第（一）项"),
        ({"014": "45"}, "scoring.award_outside_excellent", "第二十四条第（一）项"),
        ({"004": "55"}, "scoring.award_outside_good", "第二十四条第（二）项"),
        ({"004": "15"}, "scoring.award_outside_good", "第二十四条第（二）项"),
        ({"014": "82"}, "scoring.award_off_step", "第二十四条"),
        ({"018": "20"}, "scoring.award_without_grade", "第二十四条"),
        ({"014": "60", "012": "90"}, "scoring.award_out_of_order", "第二十四条"),
    ],
)
def test_that_an_unlawful_amount_is_refused(
    graded: Stage, tmp_path: Path, amounts: dict[str, str], code: str, article: str
):
    stage = graded.copied(tmp_path, "chair")

    answer = at(stage, "award", "--set", stage.file("set.json", amounts))

    finding = refused(answer, 1, code)
    assert any(cite.startswith(article) for cite in finding["cites"])


def test_that_amounts_above_the_budget_are_refused(graded: Stage, tmp_path: Path):
    stage = graded.copied(tmp_path, "chair")
    file = stage.file("set.json", {"014": "100", "012": "100"})

    answer = at(stage, "award", "--set", file, "--budget", "150")

    assert "多 50 万元" in refused(answer, 1, "scoring.award_over_budget")["message"]


def test_that_a_budget_below_the_minima_names_what_is_short(graded: Stage, tmp_path: Path):
    stage = graded.copied(tmp_path, "chair")
    grades = [one["grade"] for one in stage.answers["vote"].data["grades"].values()]
    least = 50 * grades.count("优秀") + 20 * grades.count("良好")

    answer = at(stage, "award", "--method", "by_score", "--budget", least - 10)

    finding = refused(answer, 1, "scoring.budget_short")
    assert answer.data["shortfall"] == "10"
    assert answer.data["awards"] == {}
    assert f"{least} 万元" in finding["message"]


def test_that_the_sum_of_the_minima_is_enough(graded: Stage, tmp_path: Path):
    stage = graded.copied(tmp_path, "chair")
    grades = [one["grade"] for one in stage.answers["vote"].data["grades"].values()]
    least = 50 * grades.count("优秀") + 20 * grades.count("良好")

    words = ("--method", "by_score", "--budget", least)
    data = call("chair", "award", stage.chair, *words).done().data

    assert (data["total"], data["shortfall"]) == (str(least), "0")


def test_that_amounts_before_the_grades_are_refused(closed: Stage):
    refused(at(closed, "award", "--method", "uniform"), 1, "app.grades_first")


def test_that_an_open_tie_blocks_the_finalising(closed: Stage, tmp_path: Path):
    stage = closed.copied(tmp_path, "chair")
    call("chair", "grade", stage.chair, "--propose").done()
    out = tmp_path / "out"

    answer = at(stage, "finalise", "--out", out)

    assert "004、012" in refused(answer, 1, "app.tie_open")["message"]
    assert not out.exists() or not list(out.iterdir())


def test_that_finalising_before_the_grades_is_refused(closed: Stage, tmp_path: Path):
    answer = at(closed, "finalise", "--out", tmp_path)

    assert "app.grades_first" in answer.blocking
    refused(answer, 1, *answer.blocking)


def test_that_an_existing_file_is_never_overwritten_by_sealing(graded: Stage, tmp_path: Path):
    stage = graded.copied(tmp_path, "chair")
    out = tmp_path / "out"
    out.mkdir()
    name = f"{stage.answers['new'].data['round_id']}-P1-result-1.ynr"
    (out / name).write_bytes(b"something else")

    answer = call("chair", "seal", stage.chair, "--out", out)

    refused(answer, 3, "packages.name_taken")
    assert (out / name).read_bytes() == b"something else"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_that_a_read_only_folder_is_refused(graded: Stage, tmp_path: Path):
    stage = graded.copied(tmp_path, "chair")
    out = tmp_path / "out"
    out.mkdir(mode=0o555)

    refused(call("chair", "seal", stage.chair, "--out", out), 3, "packages.read_only")


@pytest.mark.parametrize("command", ["finalise", "seal"])
def test_that_a_file_in_place_of_the_folder_is_refused(graded: Stage, tmp_path: Path, command: str):
    taken = tmp_path / "taken"
    taken.write_text("x", encoding="utf-8")

    refused(at(graded, command, "--out", taken), 3, "cli.folder_unusable")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("explain", "999"), "app.unknown_entry"),
        (("state", "999", "withdrawn", "--reason", "x"), "app.unknown_entry"),
        (("state", "001", "gone", "--reason", "x"), "app.unknown_state"),
        (("state", "001", "withdrawn", "--reason", " "), "app.reason_missing"),
        (("grade",), "cli.propose_or_set"),
        (("award",), "cli.method_or_set"),
        (("award", "--method", "uniform", "--budget", "很多"), "cli.not_an_amount"),
        (("award", "--method", "best"), "cli.wrong_usage"),
        (("close", "--reason", "x", "--replaced", "E07"), "cli.not_a_pair"),
        (("collect",), "cli.wrong_usage"),
        (("nonsense",), "cli.wrong_usage"),
        (("standing", "--nonsense"), "cli.wrong_usage"),
    ],
)
def test_that_wrong_usage_is_one_sentence_and_exit_two(
    graded: Stage, words: tuple[str, ...], code: str
):
    answer = at(graded, *words)

    assert answer.status == 2
    assert answer.codes == [code]
    assert answer.json["findings"][0]["message"].endswith("。")


@pytest.mark.parametrize("words", [(), ("chair",), ("nonsense",), ("verify",), ("--nonsense",)])
def test_that_a_call_that_means_nothing_is_wrong_usage(words: tuple[str, ...]):
    from journey_call import spoken

    answer = spoken(*words)

    assert answer.status == 2
    assert answer.out == b""
    assert answer.talk.startswith(("命令写法不对", "用法："))


def test_that_a_note_of_collecting_again_needs_no_desk_change(
    closed: Stage, at_desk: Callable[[Stage], Stage]
):
    stage = at_desk(closed)

    answer = at(stage, "collect", *stage.packages.values())

    assert answer.status == 0
