"""The example round shows every oddity of the room that it promises."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from journey_call import call, unchanged


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "example"


@pytest.fixture(scope="module")
def demo(root: Path) -> dict[str, Any]:
    return call("demo", root, "--headless").done().data


def rows(demo: dict[str, Any]) -> dict[str, Any]:
    return {row["number"]: row for row in demo["standing"]["entries"]}


def test_that_the_example_ends_verified(demo: dict[str, Any], root: Path):
    assert (demo["verify"]["verdict"], demo["verify"]["recomputed"]["equal"]) == ("intact", True)
    result = demo["files"][0]
    again = call("verify", result["path"], "--key", demo["key_code"]).done().data
    assert again["verdict"] == "intact"
    assert Path(result["path"]).is_relative_to(root)


def test_that_a_tie_on_the_cut_was_resolved_by_vote(demo: dict[str, Any]):
    grades = demo["grades"]["grades"]
    voted = [number for number, grade in grades.items() if grade["by"] == "vote"]

    assert len(voted) >= 2
    assert demo["grades"]["unresolved_ties"] == []
    scores = {rows(demo)[number]["score"] for number in voted}
    assert len(scores) == 1
    assert {grades[number]["grade"] for number in voted} == {"优秀", "良好"}


def test_that_excellent_stays_within_the_quota(demo: dict[str, Any]):
    grades = [grade["grade"] for grade in demo["grades"]["grades"].values()]

    assert 0 < grades.count("优秀") * 10 <= demo["standing"]["taking_part"]
    assert grades.count("优秀") == demo["standing"]["excellent_max"]
    assert "不合格" in grades


def test_that_known_and_declared_recusals_are_there(demo: dict[str, Any]):
    recused = {number: row["recused"] for number, row in rows(demo).items() if row["recused"]}

    assert recused == {"009": ["E03"], "014": ["E06"]}


def test_that_an_outlier_is_flagged(demo: dict[str, Any]):
    flags = [flag for row in rows(demo).values() for flag in row["flags"]]

    assert "outlier:E02" in flags


def test_that_a_platform_was_withdrawn(demo: dict[str, Any]):
    assert demo["standing"]["denominator"] == "参评 22 个 = 台账 23 个 - 撤回 1 个"
    assert "023" not in rows(demo)


def test_that_the_alternate_stands_for_the_absent_expert(demo: dict[str, Any]):
    for number, row in rows(demo).items():
        assert "E05" not in row["scores"]
        assert "E08" in row["scores"], number


def test_that_amounts_stay_under_the_budget(demo: dict[str, Any]):
    awards = demo["awards"]

    assert Decimal(awards["total"]) == sum(map(Decimal, awards["awards"].values()))
    assert 0 < Decimal(awards["total"]) <= Decimal(awards["budget"])


def test_that_a_folder_in_use_is_left_alone(demo: dict[str, Any], root: Path):
    with unchanged(root):
        answer = call("demo", root, "--headless")

    assert (answer.status, answer.codes) == (2, ["app.demo_folder_not_empty"])
    assert demo["dir"] == str(root)
