"""Score packages at the chair's door: what is not lawful is set aside with one sentence."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from forging import Bench, Collect, Edit, Round

from ynreview.app import commands as c
from ynreview.app.collecting import collect_files
from ynreview.app.session import ReviewSession
from ynreview.kernel.codes import sha256_hex
from ynreview.kernel.errors import UsageError
from ynreview.packages.bag import PackageType
from ynreview.signing.keys import SigningKey


def resealed(
    bench: Bench, change: Edit, expert: str = "E02", revision: int = 1, who: str = ""
) -> bytes:
    score = bench.score(expert, revision).edited("submission.json", change)
    return score.sealed(bench.held.keys[who or expert])


def unchanged(submission: Any) -> None:
    del submission


def first_sheet(change: Edit):
    return lambda submission: change(submission["sheets"][0])


def test_that_honest_packages_are_accepted_in_their_order(held: Round, collect: Collect):
    assert collect(held.scores["E02", 1])["verdict"] == "accepted"
    assert collect(held.scores["E02", 1])["verdict"] == "unchanged"
    answer = collect(held.scores["E04", 1], held.scores["E04", 2])
    assert (answer["verdict"], answer["revision"]) == ("accepted", 2)
    assert collect(held.scores["E04", 1])["verdict"] == "unchanged"


def test_that_a_later_revision_may_be_the_first_to_arrive_and_the_earlier_is_too_late(
    held: Round, collect: Collect
):
    assert collect(held.scores["E04", 2])["verdict"] == "accepted"
    assert collect(held.scores["E04", 1])["verdict"] == "older_revision"


def test_that_a_signer_who_was_not_compared_waits(held: Round, desk: ReviewSession):
    path = held.scores["E02", 1]
    waiting = collect_files(desk, [path], (), confirm_all=False).data
    assert waiting["set_aside"][0]["verdict"] == "needs_confirmation"
    assert held.code("E02") in waiting["set_aside"][0]["message"]
    wrong = collect_files(desk, [path], (held.code("E03"),), confirm_all=False).data
    assert wrong["set_aside"][0]["verdict"] == "needs_confirmation"
    typed = held.code("E02").lower().replace("-", " ")
    assert collect_files(desk, [path], (typed,), confirm_all=False).data["received"] == 1
    with pytest.raises(UsageError):
        collect_files(desk, [held.scores["E03", 1]], ("no code",), confirm_all=False)


@pytest.mark.parametrize("kind", ["task", "result", "basis"])
def test_that_other_packages_are_no_scores(held: Round, bench: Bench, collect: Collect, kind: str):
    content = {
        "task": held.tasks["E02"].read_bytes(),
        "result": held.result.read_bytes(),
        "basis": bench.result.payload["basis.ynr"],
    }[kind]
    answer = collect(content)
    assert answer["verdict"] == "wrong_type"
    assert "不是评分包" in answer["message"]


def test_that_a_package_of_another_round_or_basis_is_set_aside(
    bench: Bench, held: Round, collect: Collect
):
    key = held.keys["E02"]
    other = bench.score("E02").edited("submission.json", lambda d: d.update(round_id="2026HPG-ZZ"))
    assert collect(other.under(round_id="2026HPG-ZZ").sealed(key))["verdict"] == "wrong_round"
    assert collect(other.sealed(key))["verdict"] == "tampered"
    basis = {"Expert": "E02", "Basis-Digest": "0" * 64}
    score = bench.score("E02").edited("submission.json", lambda d: d.update(basis_digest="0" * 64))
    assert collect(score.under(extra=basis).sealed(key))["verdict"] == "other_basis"


def test_that_an_expert_whom_nobody_appointed_is_unknown(
    bench: Bench, stranger: SigningKey, collect: Collect
):
    score = bench.score("E02").edited("submission.json", lambda d: d.update(expert="E99"))
    forged = score.under(extra={}).sealed(stranger, "E99")
    assert collect(forged)["verdict"] == "unknown_signer"


def test_that_a_package_signed_by_another_hand_is_set_aside(
    held: Round, bench: Bench, stranger: SigningKey, collect: Collect
):
    assert collect(held.scores["E02", 1])["verdict"] == "accepted"
    forged = bench.score("E02").sealed(stranger)
    answer = collect(forged)
    assert answer["verdict"] == "other_signer"
    assert held.code("E02") in answer["message"]
    assert stranger.certificate.key_code in answer["message"]


def test_that_one_key_cannot_hand_in_for_two_experts(held: Round, bench: Bench, collect: Collect):
    assert collect(held.scores["E02", 1])["verdict"] == "accepted"
    forged = resealed(bench, unchanged, "E03", who="E02")
    answer = collect(forged)
    assert answer["verdict"] == "shared_key"
    assert "E02" in answer["message"]


def test_that_a_second_package_of_one_revision_is_a_conflict(
    held: Round, bench: Bench, collect: Collect
):
    twin = resealed(bench, lambda d: d.update(undertaking="另一份"))
    assert collect(held.scores["E02", 1], twin)["verdict"] == "revision_conflict"


def following(held: Round, **more: Any):
    last = sha256_hex(held.scores["E02", 1].read_bytes())
    return lambda d: d.update({"revision": 2, "previous_digest": last, "reason": "更正", **more})


def test_that_a_revision_follows_the_last_one(held: Round, bench: Bench, collect: Collect):
    for change in ({"previous_digest": "0" * 64}, {"revision": 3}):
        answer = collect(held.scores["E02", 1], resealed(bench, following(held, **change)))
        assert answer["verdict"] == "revision_gap"
    assert collect(resealed(bench, following(held)))["verdict"] == "accepted"


def test_that_a_correction_says_why(held: Round, bench: Bench, collect: Collect):
    answer = collect(held.scores["E02", 1], resealed(bench, following(held, reason=" ")))
    assert answer["verdict"] == "correction_unexplained"


def test_that_after_the_close_a_correction_names_one_of_the_grounds(
    held: Round, bench: Bench, desk: ReviewSession, collect: Collect
):
    collect(held.scores["E02", 1])
    others = tuple(e for e in ("E01", "E03", "E04", "E05", "E06"))
    assert desk.execute(c.CloseCollection("练习", absent=others)).ok
    answer = collect(resealed(bench, following(held)))
    assert answer["verdict"] == "collection_closed"
    answer = collect(resealed(bench, following(held, ground="calc", reason="")))
    assert answer["verdict"] == "accepted"


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (lambda d: d["sheets"].pop(), "sheets_differ"),
        (lambda d: d["sheets"].append(d["sheets"][0]), "sheets_differ"),
        (first_sheet(lambda s: s.update(entry="099")), "sheets_differ"),
        (first_sheet(lambda s: s["points"].update({"9.9": "1.00"})), "unknown_item"),
        (first_sheet(lambda s: s["remarks"].update({"9.9": "说明"})), "unknown_item"),
        (first_sheet(lambda s: s["veto"].update({"V9": False})), "unknown_item"),
        (
            first_sheet(lambda s: s["points"].update({min(s["points"]): "999"})),
            "points_out_of_range",
        ),
        (first_sheet(lambda s: s["points"].update({min(s["points"]): "0.33"})), "points_off_step"),
        (first_sheet(lambda s: s["points"].pop(min(s["points"]))), "items_missing"),
        (first_sheet(lambda s: s["veto"].clear()), "items_missing"),
        (first_sheet(lambda s: s.update(overall="好")), "overall_too_short"),
        (first_sheet(lambda s: s["points"].update({min(s["points"]): "0.00"})), "remarks_missing"),
        (first_sheet(lambda s: s["points"].update({min(s["points"]): "-1"})), "unreadable"),
        (
            lambda d: d.update(recusals=[{"expert": "E02", "entry": "001", "ground": "other"}]),
            "sheets_differ",
        ),
        (lambda d: d.update(revision=0), "tampered"),
        (lambda d: d.update(expert="E03"), "tampered"),
    ],
)
def test_that_impossible_sheets_are_set_aside(
    bench: Bench, collect: Collect, change: Edit, verdict: str
):
    answer = collect(resealed(bench, change))
    assert answer["verdict"] == verdict
    assert answer["message"].endswith("。")


def test_that_sheets_for_an_entry_with_a_known_recusal_are_set_aside(
    bench: Bench, collect: Collect
):
    def slip_in(submission: Any) -> None:
        sheet = bench.score("E02").plain("submission.json")["sheets"][8]
        assert sheet["entry"] == "009"
        submission["sheets"].append(sheet)

    assert collect(resealed(bench, slip_in, "E03"))["verdict"] == "sheets_differ"


def test_that_a_declared_recusal_takes_the_place_of_the_sheet(bench: Bench, collect: Collect):
    def recuse(submission: Any) -> None:
        submission["sheets"] = [one for one in submission["sheets"] if one["entry"] != "002"]
        submission["recusals"] = [{"expert": "E02", "entry": "002", "ground": "other", "note": ""}]

    assert collect(resealed(bench, recuse))["verdict"] == "accepted"


def test_that_a_package_that_is_set_aside_changes_nothing(
    held: Round, bench: Bench, desk: ReviewSession, collect: Collect
):
    before = desk.ask(lambda uow: (uow.journal_head(), uow.decisions()))
    collect(resealed(bench, lambda d: d["sheets"].pop()))
    collect(held.tasks["E02"].read_bytes())
    collect(b"no package")
    assert desk.ask(lambda uow: (uow.journal_head(), uow.decisions())) == before


def test_that_a_stick_without_the_file_is_told(desk: ReviewSession, tmp_path: Path):
    data = collect_files(desk, [tmp_path / "gone.ynr"], (), confirm_all=True).data
    assert data["set_aside"][0]["verdict"] == "unreadable"
    assert "gone.ynr" in data["set_aside"][0]["message"]


def test_that_what_is_kept_is_the_copy_that_was_proven(
    held: Round, desk: ReviewSession, tmp_path: Path
):
    path = tmp_path / "stick.ynr"
    shutil.copy(held.scores["E02", 1], path)
    collect_files(desk, [path], (), confirm_all=True)
    kept = desk.ask(lambda uow: uow.packages(PackageType.SCORE.value, "E02"))
    assert [one.digest for one in kept] == [sha256_hex(path.read_bytes())]
