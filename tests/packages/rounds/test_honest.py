"""The honest round: everything in it is intact, equal, and signed by whom it says."""

import json
from pathlib import Path

import pytest
from forging import Bench, Plan, Round

from ynreview.app.queries.verification import verify_file
from ynreview.kernel.errors import UsageError
from ynreview.packages.bag import PackageType
from ynreview.packages.verdicts import Verdict
from ynreview.packages.verification import verify_package
from ynreview.signing.keys import SigningKey


def test_that_the_sealed_result_is_intact_and_equal(held: Round, bench: Bench):
    found = bench.verified(held.result.read_bytes())
    assert (found.verdict, found.ok, found.differences) == (Verdict.INTACT, True, ())
    assert (found.entries, found.scores, found.title) == (11, 7, "2026年度后评估")


def test_that_a_round_made_anew_with_the_same_keys_is_the_same_bytes(held: Round, forgery: Plan):
    assert forgery().result() == held.result.read_bytes()


def test_that_every_type_of_package_can_be_verified_alone(held: Round, bench: Bench):
    result = bench.result.payload
    found = [
        bench.verified(content)
        for content in (
            result["basis.ynr"],
            result["rosters/roster-1.ynr"],
            held.tasks["E03"].read_bytes(),
            held.scores["E04", 2].read_bytes(),
        )
    ]
    assert all(one.ok for one in found)
    types = [PackageType.BASIS, PackageType.ROSTER, PackageType.TASK, PackageType.SCORE]
    assert [one.type for one in found] == types
    assert [one.entries for one in found] == [12, 0, 11, 12]
    assert [[one.who for one in package.signers] for package in found] == [
        ["organiser"],
        ["organiser"],
        ["organiser"],
        ["E04"],
    ]


def test_that_the_signers_of_a_result_are_named_with_everyone_inside(held: Round, bench: Bench):
    found = bench.verified(held.result.read_bytes())
    signers = [(one.who, one.role, one.key_code, one.nested) for one in found.signers]
    assert signers[:2] == [
        ("chair", "chair", held.code("chair"), False),
        ("organiser", "organiser", held.code("organiser"), True),
    ]
    assert {one[0]: one[2] for one in signers[2:]} == {
        expert: held.code(expert) for expert, _ in held.scores
    }


@pytest.mark.parametrize("who", ["chair", "organiser", "E04"])
@pytest.mark.parametrize("also", [[], ["organiser", "E05"], ["chair", "E01", "E02"]])
def test_that_only_the_signer_of_the_whole_vouches_for_the_whole(
    held: Round, who: str, also: list[str]
):
    keys = [held.code(one) for one in {who, *also}]
    verdict = verify_package(held.result, keys).verdict
    assert (verdict is Verdict.INTACT) == ("chair" in {who, *also})


def test_that_a_code_no_signer_has_is_a_wrong_key_even_beside_the_right_one(
    held: Round, stranger: SigningKey
):
    strange = stranger.certificate.key_code
    outcome = verify_file(held.result, [held.code("chair"), strange])
    assert outcome.data["verdict"] == "wrong_key"
    assert all(one["ok"] for one in outcome.data["signers"])
    assert strange in outcome.data["sentence"]
    assert held.code("chair") not in outcome.data["sentence"]


def test_that_a_wrong_key_is_said_with_both_codes(held: Round, stranger: SigningKey):
    strange = stranger.certificate.key_code
    outcome = verify_file(held.result, [strange])
    assert strange in outcome.data["sentence"]
    assert held.code("chair") in outcome.data["sentence"]
    assert [one["who"] for one in outcome.data["signers"] if not one["ok"]] == ["chair"]
    assert not outcome.ok


def test_that_a_code_may_be_typed_in_any_case_and_spacing(held: Round):
    typed = f"  {held.code('chair').lower().replace('-', ' ')} "
    outcome = verify_file(held.result, [typed])
    assert outcome.ok
    assert "一致" in outcome.data["sentence"]


def test_that_something_else_than_a_code_is_wrong_usage(held: Round):
    with pytest.raises(UsageError) as caught:
        verify_file(held.result, ["E04"])
    assert caught.value.code == "app.not_a_code"


def test_that_without_a_code_the_sentence_says_which_ones_to_compare(held: Round):
    for path, who in ((held.result, "组长"), (held.scores["E02", 1], "E02")):
        code = held.code("chair" if who == "组长" else who)
        assert f"{who} {code}" in verify_file(path).data["sentence"]
    organiser = f"组织方 {held.code('organiser')}"
    assert organiser in verify_file(held.result).data["sentence"]
    assert organiser in verify_file(held.tasks["E01"]).data["sentence"]


def test_that_the_answer_names_whose_sheets_do_not_count(held: Round):
    away = verify_file(held.result).data["not_counted"]
    assert away == [{"expert": "E05", "attendance": "replaced", "reason": "E05 因病退出"}]
    assert verify_file(held.tasks["E01"]).data["not_counted"] == []


def test_that_a_file_that_is_not_there_is_unreadable(tmp_path: Path):
    outcome = verify_file(tmp_path / "gone.ynr")
    assert (outcome.data["verdict"], outcome.ok) == ("unreadable", False)
    assert "gone.ynr" in outcome.data["sentence"]


def test_that_a_file_of_something_else_is_unreadable(tmp_path: Path):
    path = tmp_path / "notes.ynr"
    path.write_text(json.dumps({"a": 1}))
    assert verify_package(path).verdict is Verdict.UNREADABLE
