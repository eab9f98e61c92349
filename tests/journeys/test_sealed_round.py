"""The graded round to its end: amounts, opinions, the sealed result and its verification."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from journey_call import call, process, spoken
from journey_reference import Reference, amount, two
from journey_stage import EXPERTS, Stage, judged

CODE = r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}"


def awarded(stage: Stage, *options: object) -> dict[str, Any]:
    data = call("chair", "award", stage.chair, *options).done().data
    assert data.keys() >= {"awards", "total", "budget", "shortfall"}
    assert sum(map(Decimal, data["awards"].values())) == Decimal(data["total"])
    return data


@pytest.fixture
def desk(graded: Stage, at_desk: Callable[[Stage], Stage]) -> Stage:
    return at_desk(graded)


def grades_of(stage: Stage) -> dict[str, str]:
    data = stage.answers["vote"].data
    return {number: one["grade"] for number, one in data["grades"].items()}


def test_that_uniform_amounts_are_the_middle_of_each_band(desk: Stage):
    data = awarded(desk, "--method", "uniform")

    paid = {n: g for n, g in grades_of(desk).items() if g in {"优秀", "良好"}}
    expected = {number: str(amount(grade, Fraction(1, 2), 5)) for number, grade in paid.items()}
    assert data["awards"] == expected
    assert (data["budget"], data["shortfall"]) == (None, "0")


def test_that_amounts_by_score_grow_inside_the_band(desk: Stage, reference: Reference):
    data = awarded(desk, "--method", "by_score", "--step", "1")

    for number, grade in grades_of(desk).items():
        score = reference.printed(number)
        if grade == "优秀":
            share = (score - 85) / 15
        elif grade == "良好":
            share = min((score - 70) / 15, Fraction(1))
        else:
            assert number not in data["awards"]
            continue
        assert data["awards"][number] == str(amount(grade, share, 1))


@pytest.mark.parametrize("method", ["uniform", "by_score", "tiers"])
def test_that_a_budget_is_never_exceeded_and_the_order_is_kept(
    desk: Stage, reference: Reference, method: str
):
    data = awarded(desk, "--method", method, "--budget", "500", "--step", "2.5")

    assert data["budget"] == "500"
    assert Decimal(data["total"]) <= 500
    grades = grades_of(desk)
    bands = {"优秀": (50, 100), "良好": (20, 50)}
    for number, text in data["awards"].items():
        low, high = bands[grades[number]]
        assert low <= Decimal(text) <= high
        assert Decimal(text) % Decimal("2.5") == 0
    for upper in data["awards"]:
        for lower in data["awards"]:
            if grades[upper] != grades[lower]:
                continue
            above, below = Decimal(data["awards"][upper]), Decimal(data["awards"][lower])
            if reference.printed(upper) > reference.printed(lower):
                assert above >= below
            if reference.printed(upper) == reference.printed(lower):
                assert above == below


def test_that_single_amounts_stand_on_top_of_the_helper(desk: Stage):
    before = awarded(desk, "--method", "uniform")

    data = awarded(desk, "--set", desk.file("set.json", {"014": "90", "012": {"amount": "80"}}))

    assert data["awards"] == {**before["awards"], "014": "90", "012": "80"}


@pytest.fixture(scope="module")
def sealed(graded: Stage, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    stage = graded.copied(tmp_path_factory.mktemp("sealed"), "chair")
    why = ("--reason", "牵头单位书面申请撤回", "--document", "示例〔2026〕1号")
    stage.answers["state"] = call("chair", "state", stage.chair, "023", "withdrawn", *why).done()
    stage.answers["award"] = call(
        "chair", "award", stage.chair, "--method", "tiers", "--budget", "600"
    ).done()
    words = {"problems": "外方投入没有落实。", "suggestions": "重新签订合作协议。"}
    opinions = stage.file("opinions.json", {"overall": "总体良好。", "entries": {"018": words}})
    stage.answers["opinion"] = call("chair", "opinion", stage.chair, opinions).done()
    out = stage.root / "sealed"
    stage.answers["finalise"] = call("chair", "finalise", stage.chair, "--out", out).done()
    stage.answers["seal"] = call("chair", "seal", stage.chair, "--out", out).done()
    return stage


def test_that_a_withdrawn_entry_changes_the_denominator(sealed: Stage):
    answer = sealed.answers["state"]

    assert answer.data["taking_part"] == {"before": 23, "after": 22}
    assert answer.data["excellent_max"] == {"before": 2, "after": 2}
    (finding,) = answer.json["findings"]
    assert "参评 23 → 22 个，优秀名额 2 → 2 个" in finding["message"]


def test_that_finalising_gives_the_code_that_sealing_repeats(sealed: Stage):
    finalised, seal = sealed.answers["finalise"], sealed.answers["seal"]

    assert re.fullmatch(CODE, finalised.data["result_code"])
    assert finalised.data["number"] == seal.data["number"] == 1
    assert finalised.data["result_code"] == seal.data["result_code"]
    assert {f["severity"] for f in finalised.json["findings"]} <= {"warning", "note"}
    assert any(f["code"] == "scoring.outlier" for f in finalised.json["findings"])
    kinds = [file["type"] for file in seal.data["files"]]
    assert kinds == ["result", "pdf", "xlsx"]
    for file in seal.data["files"]:
        assert hashlib.sha256(Path(file["path"]).read_bytes()).hexdigest() == file["digest"]


def test_that_sealing_again_writes_the_same_bytes(sealed: Stage, tmp_path: Path):
    stage = sealed.copied(tmp_path, "chair")

    again = call("chair", "seal", stage.chair, "--out", tmp_path / "again").done()

    first = [file["digest"] for file in sealed.answers["seal"].data["files"]]
    assert [file["digest"] for file in again.data["files"]] == first


def result_package(stage: Stage) -> Path:
    return Path(stage.answers["seal"].data["files"][0]["path"])


def test_that_the_sealed_result_is_intact_and_computed_again(sealed: Stage):
    data = call("verify", result_package(sealed)).done().data

    assert data.keys() >= {"verdict", "type", "round_id", "signers", "recomputed"}
    assert (data["verdict"], data["type"]) == ("intact", "result")
    assert data["round_id"] == sealed.answers["new"].data["round_id"]
    assert data["recomputed"] == {"equal": True, "differences": []}
    codes = {signer["who"]: signer["key_code"] for signer in data["signers"]}
    assert codes["chair"] == sealed.answers["desk"].data["key_code"]
    assert codes["organiser"] == sealed.answers["issue"].data["organiser_key_code"]
    assert {expert: codes[expert] for expert in EXPERTS} == sealed.key_codes
    for signer in data["signers"]:
        assert signer.keys() == {"who", "role", "key_code", "ok"}
        assert signer["ok"] is True


def test_that_the_known_code_is_accepted_and_another_is_not(sealed: Stage):
    package, code = result_package(sealed), sealed.answers["desk"].data["key_code"]

    assert call("verify", package, "--key", code).done().data["verdict"] == "intact"
    other = call("verify", package, "--key", sealed.answers["issue"].data["organiser_key_code"])
    assert other.status == 3
    assert other.data["verdict"] == "wrong_key"
    assert code in other.json["findings"][0]["message"]


def test_that_without_a_code_the_sentence_names_the_one_to_compare(sealed: Stage):
    answer = spoken("verify", result_package(sealed)).done()

    assert "请与纸面核对身份核对码" in answer.text
    assert sealed.answers["desk"].data["key_code"] in answer.text


def test_that_the_sealed_figures_equal_the_independent_computation(sealed: Stage):
    rows = {row["number"]: row for row in call("verify", result_package(sealed)).data["rows"]}

    reference = judged(sealed, gone=["023"], winners_by_vote={"004、012": ["012"]})
    ranks, grades = reference.ranks(), reference.grades()
    assert list(rows) == reference.order()
    for number, row in rows.items():
        assert row["score"] == two(reference.printed(number))
        assert (row["rank"], row["grade"]) == (ranks[number], grades[number])
    awards = {number: row["award"] for number, row in rows.items() if row["award"]}
    assert awards == sealed.answers["award"].data["awards"]


@pytest.mark.parametrize("name", ["task", "score"])
def test_that_task_and_score_packages_verify_on_their_own(sealed: Stage, name: str):
    package = {"task": sealed.tasks["E02"], "score": sealed.packages["E02"]}[name]

    data = call("verify", package).done().data

    assert (data["verdict"], data["type"]) == ("intact", name)


def test_that_a_decision_after_finalising_needs_a_new_one(
    sealed: Stage, at_desk: Callable[[Stage], Stage]
):
    stage = at_desk(sealed)
    reason = ("--reason", "材料未按要求提交")
    call("chair", "state", stage.chair, "022", "absent", *reason).done()

    again = call("chair", "seal", stage.chair, "--out", stage.root / "out").done()

    assert again.data["number"] == 2
    assert again.data["result_code"] != sealed.answers["seal"].data["result_code"]
    assert call("verify", again.data["files"][0]["path"]).done().data["verdict"] == "intact"


def test_that_a_process_of_its_own_answers_the_same(sealed: Stage):
    package = result_package(sealed)

    own = process("verify", package, "--json")

    assert own.status == 0
    assert own.talk == ""
    assert own.json == call("verify", package).json
