"""A whole round from the real ledger through the command line, figure by figure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from journey_call import call, process, spoken, unchanged
from journey_reference import Reference, amount, two
from journey_stage import DATA, EXPERTS, REASON, Stage

CODE = r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}"


def judged(stage: Stage, **settings: Any) -> Reference:
    return Reference(stage.answers["status E01"].data["entries"], stage.sheets, **settings)


@pytest.fixture(scope="module")
def reference(scored: Stage) -> Reference:
    return judged(scored)


@pytest.fixture(scope="module")
def standing(closed: Stage) -> dict[str, Any]:
    return call("chair", "standing", closed.chair).done().data


def sizes(files: list[dict[str, Any]], kind: str, people: list[str]) -> None:
    assert [file["for"] for file in files] == people
    for file in files:
        assert file.keys() == {"path", "digest", "bytes", "type", "for"}
        content = Path(file["path"]).read_bytes()
        assert (file["bytes"], file["type"]) == (len(content), kind)
        assert file["digest"] == hashlib.sha256(content).hexdigest()


def test_that_a_round_outside_the_window_is_made_with_its_reason(scored: Stage):
    answer = scored.answers["new"]

    (finding,) = answer.json["findings"]
    assert (finding["severity"], finding["cites"]) == ("note", ["第三十一条"])
    assert REASON in finding["message"]
    assert answer.data["round_id"].startswith("2026HPG-")


def test_that_a_round_outside_the_window_is_made_without_a_reason_and_asks_for_it(tmp_path: Path):
    new = ("--title", "后评估", "--type", "post_evaluation", "--date", "2026-11-24")

    answer = call("round", "new", tmp_path / "o.ynd", *new).done()

    (finding,) = answer.json["findings"]
    assert (finding["severity"], finding["cites"]) == ("warning", ["第三十一条"])
    assert "请填写依据说明" in finding["message"]
    assert (tmp_path / "o.ynd").read_bytes()[:4] == b"YNR1"


def test_that_the_real_ledger_is_imported_with_its_oddities_told(scored: Stage):
    answer = scored.answers["import"]

    assert (answer.data["accepted"], answer.data["rejected"]) == (23, 0)
    assert answer.data["added"] == [f"{n:03d}" for n in range(1, 24)]
    told = {finding["code"]: finding for finding in answer.json["findings"]}
    assert told["intake.rows_total"]["message"] == "第 28 行为合计行，没有读取。"
    assert "旧数据" in told["intake.sheets_hidden"]["message"]
    placed = [f["subject"] for f in answer.json["findings"] if f["subject"]]
    assert all(s.keys() == {"sheet", "row", "column", "found", "expected"} for s in placed)
    assert any(subject["column"] == "V" for subject in placed)


def test_that_a_dry_run_leaves_the_dossier_as_it_was(tmp_path: Path):
    new = ("--title", "后评估", "--type", "post_evaluation", "--date", "2026-11-24")
    dossier = tmp_path / "o.ynd"
    call("round", "new", dossier, *new).done()

    with unchanged(tmp_path):
        answer = call("round", "import", dossier, DATA / "platforms.xlsx", "--dry-run").done()

    assert (answer.data["accepted"], answer.data["rejected"]) == (23, 0)


def test_that_the_panel_is_read_and_matches_are_only_suggested(scored: Stage):
    assert scored.answers["panel"].data["accepted"] == 7
    check = scored.answers["check"]
    assert check.status == 0
    suggested = [f for f in check.json["findings"] if f["code"] == "app.recusal_suggested"]
    assert {finding["severity"] for finding in suggested} == {"warning"}
    assert not any("009" in finding["message"] for finding in suggested)
    assert any("E01" in f["message"] and "滇池科技大学" in f["message"] for f in suggested)


def test_that_every_expert_gets_a_task_package(scored: Stage):
    data = scored.answers["issue"].data

    sizes(data["files"], "task", EXPERTS)
    assert sorted(path.name for path in (scored.root / "tasks").iterdir()) == [
        f"{data['round_id']}-{expert}-task-v1.ynr" for expert in EXPERTS
    ]


def test_that_issuing_again_writes_the_same_bytes(scored: Stage, tmp_path: Path):
    stage = scored.copied(tmp_path, "organiser")

    again = call("round", "issue", stage.organiser, "--out", tmp_path / "again").done()

    first = {file["for"]: file["digest"] for file in scored.answers["issue"].data["files"]}
    assert {file["for"]: file["digest"] for file in again.data["files"]} == first


def test_that_opening_a_task_names_every_code(scored: Stage):
    issue = scored.answers["issue"].data
    keys = set()
    for expert in EXPERTS:
        data = scored.answers[f"open {expert}"].data
        assert data["organiser_key_code"] == issue["organiser_key_code"]
        assert data["basis_code"] == issue["basis_code"]
        keys.add(data["key_code"])
    desk = scored.answers["desk"].data
    assert (desk["expert"], desk["basis_code"]) == ("E01", issue["basis_code"])
    assert len(keys | {desk["key_code"], issue["organiser_key_code"]}) == 9


def test_that_the_status_has_every_key_of_the_contract(scored: Stage):
    data = scored.answers["status E03"].data

    assert data["expert"] == "E03"
    assert [entry["number"] for entry in data["entries"]] == [f"{n:03d}" for n in range(1, 24)]
    for entry in data["entries"]:
        assert entry.keys() >= {
            *("number", "name", "kind", "state", "recused", "items", "total", "missing")
        }
        assert entry["kind"] in {"laboratory", "rd_center"}
        assert entry["recused"] is (entry["number"] == "009")
        assert (entry["state"], entry["total"]) == ("open", None)
        assert bool(entry["missing"]) is not entry["recused"]
        for item in entry["items"]:
            assert item.keys() == {
                *("code", "name", "full", "step", "applicable", "points", "veto")
            }
            assert item["points"] is None
            assert item["applicable"] is True
        full = [Decimal(item["full"]) for item in entry["items"] if not item["veto"]]
        assert sum(full) == 100
        assert [item["code"] for item in entry["items"] if item["veto"]] == ["V1"]


def test_that_the_status_after_submitting_shows_what_was_entered(scored: Stage):
    data = call("expert", "status", scored.expert("E06")).done().data

    reference = judged(scored)
    for entry in data["entries"]:
        number = entry["number"]
        if number == "016":
            assert (entry["recused"], entry["total"]) == (True, None)
            continue
        given = scored.sheets["E06"][number]["items"]
        shown = {i["code"]: i["points"] for i in entry["items"] if not i["veto"]}
        assert shown == given
        assert entry["total"] == two(reference.totals(number)["E06"])
        assert (entry["state"], entry["missing"]) == ("submitted", [])


def test_that_every_submission_is_one_file(scored: Stage):
    for expert in EXPERTS:
        data = scored.answers[f"submit {expert}"].data
        sizes(data["files"], "score", [expert])
        assert data["revision"] == 1
        assert data["key_code"] == scored.key_codes[expert]


def test_that_a_first_package_waits_until_its_code_was_compared(
    scored: Stage, at_desk: Callable[[Stage], Stage]
):
    stage = at_desk(scored)
    paths = [stage.packages["E02"], stage.packages["E03"]]

    answer = call("chair", "collect", stage.chair, *paths, "--confirm", stage.key_codes["E03"])

    assert answer.status == 1
    (taken,), (waiting,) = answer.data["collected"], answer.data["set_aside"]
    keys = {"path", "expert", "revision", "key_code", "verdict", "message"}
    assert taken.keys() == waiting.keys() == keys
    assert (taken["expert"], taken["verdict"]) == ("E03", "accepted")
    assert waiting["expert"] == "E02"
    assert waiting["verdict"] == "needs_confirmation"
    assert waiting["key_code"] == stage.key_codes["E02"]
    assert (answer.data["expected"], answer.data["received"]) == (7, 1)


def test_that_a_confirmed_code_is_accepted_in_lower_case_without_dashes(
    scored: Stage, at_desk: Callable[[Stage], Stage]
):
    stage = at_desk(scored)
    typed = stage.key_codes["E02"].lower().replace("-", "")

    answer = call("chair", "collect", stage.chair, stage.packages["E02"], "--confirm", typed)

    assert answer.done().data["received"] == 1


def test_that_collecting_all_closes_the_collection(closed: Stage):
    data = closed.answers["collect"].data

    assert (data["expected"], data["received"], data["closed"]) == (7, 7, True)
    assert [one["expert"] for one in data["collected"]] == EXPERTS
    assert data["set_aside"] == []


def test_that_collecting_the_same_again_changes_nothing(closed: Stage):
    with unchanged(closed.chair):
        answer = call("chair", "collect", closed.chair, *closed.packages.values()).done()

    assert {one["verdict"] for one in answer.data["collected"]} == {"unchanged"}


def test_that_every_score_and_rank_equals_the_independent_computation(
    standing: dict[str, Any], reference: Reference
):
    ranks, tied = reference.ranks(), reference.tied()

    assert [row["number"] for row in standing["entries"]] == reference.order()
    for row in standing["entries"]:
        number = row["number"]
        exact = reference.exact(number)
        assert row["score"] == two(reference.printed(number))
        assert row["exact"] == f"{exact.numerator}/{exact.denominator}"
        assert (row["rank"], row["tied"]) == (ranks[number], number in tied)
        totals = reference.totals(number)
        assert row["scores"] == {expert: two(total) for expert, total in totals.items()}
        assert row["valid_experts"] == len(totals)


def test_that_the_denominator_is_made_up_in_words(standing: dict[str, Any]):
    assert (standing["taking_part"], standing["excellent_max"]) == (23, 2)
    assert standing["denominator"].startswith("参评 23 个 = 台账 23 个")


def test_that_recusals_and_flags_stand_beside_the_scores(
    standing: dict[str, Any], reference: Reference
):
    rows = {row["number"]: row for row in standing["entries"]}

    assert {n: r["recused"] for n, r in rows.items() if r["recused"]} == {
        "009": ["E03"],
        "016": ["E06"],
        "021": ["E07"],
    }
    for number, experts in reference.outliers().items():
        flagged = [flag for flag in rows[number]["flags"] if flag.startswith("outlier:")]
        assert flagged == [f"outlier:{expert}" for expert in experts]
    assert "outlier:E02" in rows["011"]["flags"]


def test_that_proposed_grades_follow_thresholds_and_quota(
    standing: dict[str, Any], reference: Reference
):
    expected = reference.grades()

    assert {row["number"]: row["proposed_grade"] for row in standing["entries"]} == expected
    assert expected["014"] == "优秀"
    assert (expected["004"], expected["012"]) == (None, None)
    because = {row["number"]: row["proposed_because"] for row in standing["entries"]}
    assert "因名额" in because["005"]
    assert all("第二十四条" in text for text in because.values())


def test_that_explaining_an_entry_shows_the_same_figures(closed: Stage, reference: Reference):
    answer = call("chair", "explain", closed.chair, "009").done()

    assert answer.data["score"] == two(reference.printed("009"))
    text = "".join(answer.data["working"])
    assert "E03：回避，不计入" in text
    assert two(reference.printed("009")) in text
    assert all(two(total) in text for total in reference.totals("009").values())


def test_that_a_proposal_names_the_tie_it_cannot_resolve(graded: Stage):
    data = graded.answers["propose"].data

    assert data["unresolved_ties"] == [["004", "012"]]
    assert data["grades"]["004"]["grade"] is None
    for grade in data["grades"].values():
        assert grade.keys() == {"grade", "because", "by"}
        assert grade["by"] in {"rule", "tie", "vote"}


def test_that_the_vote_settles_the_tie_within_the_quota(graded: Stage):
    data = graded.answers["vote"].data

    voted = judged(graded, winners_by_vote={"004、012": ["012"]})
    assert {n: one["grade"] for n, one in data["grades"].items()} == voted.grades()
    assert data["unresolved_ties"] == []
    assert data["grades"]["012"]["by"] == "vote"
    assert [n for n, one in data["grades"].items() if one["grade"] == "优秀"] == ["012", "014"]


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
