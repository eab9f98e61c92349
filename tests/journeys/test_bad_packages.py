"""Packages that are foreign, damaged, forged or replayed: each set aside, nothing changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from journey_call import PIN, Answer, assert_sentences, call, process, refused, unchanged
from journey_forge import (
    flipped,
    other_submission,
    own_key,
    shortened,
    signed_again,
    zipped_again,
)
from journey_stage import DATA, Stage, prepare, score

from ynreview.kernel import strict_json
from ynreview.packages import documents
from ynreview.packages.documents import Submission
from ynreview.packages.reader import open_package
from ynreview.storage.dossier import Dossier


@pytest.fixture(scope="module")
def desk(scored: Stage, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The chair has E02 and E03; the collection is open."""
    stage = scored.copied(tmp_path_factory.mktemp("two"), "chair")
    two = [stage.packages["E02"], stage.packages["E03"]]
    call("chair", "collect", stage.chair, *two, "--confirm-all").done()
    return stage


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Another round with the same experts."""
    stage = Stage(tmp_path_factory.mktemp("other"))
    prepare(stage, DATA / "platforms.xlsx", DATA / "panel.xlsx")
    score(stage, ["E02"], lambda *_: Fraction(3, 4))
    return stage


def set_aside(answer: Answer, verdict: str, status: int = 3) -> str:
    """Demand that the one package was set aside with a sentence; returns the sentence."""
    assert answer.status == status, answer.text
    assert answer.data["collected"] == []
    (one,) = answer.data["set_aside"]
    assert one.keys() == {"path", "expert", "revision", "key_code", "verdict", "message"}
    assert one["verdict"] == verdict
    assert one["message"].endswith("。")
    assert_sentences(one["message"])
    assert answer.json["findings"][0]["message"] == one["message"]
    return str(one["message"])


def collected(stage: Stage, *words: object) -> Answer:
    """Collect and demand that the desk did not change."""
    with unchanged(stage.chair):
        return call("chair", "collect", stage.chair, *words)


def test_that_a_task_package_is_no_score_package(desk: Stage):
    message = set_aside(collected(desk, desk.tasks["E02"]), "wrong_type")

    assert "不是评分包" in message


def test_that_a_package_of_another_round_is_set_aside(desk: Stage, other: Stage):
    set_aside(collected(desk, other.packages["E02"], "--confirm-all"), "wrong_round")


@pytest.mark.parametrize("part", [1, 3, 5, 7, 9])
def test_that_one_altered_byte_is_found_wherever_it_is(desk: Stage, tmp_path: Path, part: int):
    package = desk.packages["E04"]
    place = package.stat().st_size * part // 10
    forged = flipped(package, tmp_path / package.name, place)

    answer = collected(desk, forged, "--confirm-all")

    (one,) = answer.data["set_aside"]
    set_aside(answer, one["verdict"])
    assert one["verdict"] in {"tampered", "unreadable", "incomplete"}


def test_that_a_truncated_package_is_incomplete(desk: Stage, tmp_path: Path):
    package = desk.packages["E04"]

    answer = collected(desk, shortened(package, tmp_path / package.name), "--confirm-all")

    assert "不完整" in set_aside(answer, "incomplete")


def test_that_a_package_zipped_again_is_refused(desk: Stage, tmp_path: Path):
    package = desk.packages["E04"]

    answer = collected(desk, zipped_again(package, tmp_path / package.name), "--confirm-all")

    set_aside(answer, "tampered")


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + bytes(18), b"x" * 1000])
def test_that_a_file_of_another_kind_is_unreadable(desk: Stage, tmp_path: Path, content: bytes):
    file = tmp_path / "E04.ynr"
    file.write_bytes(content)

    answer = collected(desk, file, "--confirm-all")

    (one,) = answer.data["set_aside"]
    assert one["verdict"] in {"unreadable", "incomplete", "tampered"}
    set_aside(answer, one["verdict"])


def test_that_a_missing_file_is_told_and_the_good_ones_go_on(
    desk: Stage, at_desk: Callable[[Stage], Stage], tmp_path: Path
):
    stage = at_desk(desk)

    answer = call(
        *("chair", "collect", stage.chair, tmp_path / "没有.ynr", stage.packages["E04"]),
        "--confirm-all",
    )

    assert answer.status == 3
    assert [one["expert"] for one in answer.data["collected"]] == ["E04"]
    assert answer.data["received"] == 3
    assert "没有.ynr" in answer.data["set_aside"][0]["message"]


def test_that_another_signer_after_the_confirmation_is_refused(desk: Stage, tmp_path: Path):
    package = desk.packages["E02"]
    forged = other_submission(package, tmp_path / package.name, lambda one: one)

    answer = collected(desk, forged, "--confirm-all")

    message = set_aside(answer, "other_signer")
    assert desk.key_codes["E02"] in message


def test_that_a_forger_is_not_known_before_the_confirmation_either(desk: Stage, tmp_path: Path):
    package = desk.packages["E04"]
    forged = other_submission(package, tmp_path / package.name, lambda one: one)

    answer = collected(desk, forged, "--confirm", desk.key_codes["E04"])

    message = set_aside(answer, "needs_confirmation", status=1)
    assert desk.key_codes["E04"] not in message


def test_that_the_same_revision_with_other_content_raises_the_alarm(
    scored: Stage, desk: Stage, tmp_path: Path
):
    package = desk.packages["E02"]
    key = own_key(scored.expert("E02"), "E02")
    second = other_submission(
        package, tmp_path / package.name, lambda one: replace(one, reason="另一份"), key
    )

    message = set_aside(collected(desk, second), "revision_conflict")

    assert "内容不同的另一份" in message


def _third(one: Submission) -> Submission:
    return replace(one, revision=3, previous_digest="0" * 64)


def test_that_a_gap_in_the_revisions_is_refused(scored: Stage, desk: Stage, tmp_path: Path):
    package = desk.packages["E02"]
    key = own_key(scored.expert("E02"), "E02")
    third = other_submission(package, tmp_path / package.name, _third, key)

    set_aside(collected(desk, third), "revision_gap")


def test_that_a_wrong_previous_digest_is_refused(scored: Stage, desk: Stage, tmp_path: Path):
    package = desk.packages["E02"]
    key = own_key(scored.expert("E02"), "E02")

    def second(one: Submission) -> Submission:
        return replace(one, revision=2, previous_digest="0" * 64)

    forged = other_submission(package, tmp_path / package.name, second, key)
    set_aside(collected(desk, forged), "revision_gap")


def test_that_an_older_revision_played_again_changes_nothing(
    scored: Stage, at_desk: Callable[[Stage], Stage], desk: Stage
):
    stage = at_desk(desk)
    shutil.copy(scored.expert("E02"), stage.expert("E02"))
    second = corrected(stage, "E02")
    call("chair", "collect", stage.chair, second).done()

    with unchanged(stage.chair):
        again = call("chair", "collect", stage.chair, stage.packages["E02"]).done()

    assert again.data["collected"][0]["verdict"] == "unchanged"
    assert again.data["received"] == 2


def test_that_a_forged_older_revision_is_refused(
    scored: Stage, at_desk: Callable[[Stage], Stage], desk: Stage, tmp_path: Path
):
    stage = at_desk(desk)
    shutil.copy(scored.expert("E02"), stage.expert("E02"))
    call("chair", "collect", stage.chair, corrected(stage, "E02")).done()
    key = own_key(scored.expert("E02"), "E02")
    forged = other_submission(
        stage.packages["E02"], tmp_path / "old.ynr", lambda one: replace(one, reason="旧"), key
    )

    answer = collected(stage, forged)

    assert answer.data["set_aside"][0]["verdict"] in {"older_revision", "revision_conflict"}
    assert answer.status == 3


def corrected(stage: Stage, expert: str) -> Path:
    """Let an expert change one mark and submit again."""
    first = dict(stage.sheets[expert]["001"]["items"])
    code = next(iter(first))
    change = {"001": {"items": {code: "5.5" if first[code] != "5.50" else "5"}}}
    file = stage.file("change.json", {"entries": change})
    call("expert", "enter", stage.expert(expert), file).done()
    out = stage.root / "second"
    out.mkdir(exist_ok=True)
    why = ("--reason", "本人更正")
    answer = call("expert", "submit", stage.expert(expert), "--out", out, *why).done()
    return Path(answer.data["files"][0]["path"])


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (lambda one: replace(one, basis_digest="0" * 64), "other_basis"),
        (lambda one: replace(one, sheets=one.sheets[1:]), "sheets_differ"),
        (lambda one: replace(one, sheets=(*one.sheets, one.sheets[0])), "sheets_differ"),
    ],
)
def test_that_a_submission_that_does_not_fit_is_refused(
    scored: Stage,
    desk: Stage,
    tmp_path: Path,
    change: Callable[[Submission], Submission],
    verdict: str,
):
    package = desk.packages["E04"]
    key = own_key(scored.expert("E04"), "E04")
    forged = other_submission(package, tmp_path / package.name, change, key)

    set_aside(collected(desk, forged, "--confirm-all"), verdict)


def test_that_a_stranger_is_not_collected(desk: Stage, tmp_path: Path):
    package = desk.packages["E04"]

    def stranger(one: Submission) -> Submission:
        return replace(one, expert="E99")

    forged = other_submission(package, tmp_path / package.name, stranger)
    answer = collected(desk, forged, "--confirm-all")

    (one,) = answer.data["set_aside"]
    assert one["verdict"] in {"tampered", "unknown_signer"}
    set_aside(answer, one["verdict"])


def test_that_impossible_marks_under_a_true_signature_are_refused(
    scored: Stage, desk: Stage, tmp_path: Path
):
    package = desk.packages["E04"]
    key = own_key(scored.expert("E04"), "E04")
    with open_package(package) as opened:
        plain = strict_json.from_bytes(opened.read(documents.SUBMISSION))
    points = plain["sheets"][0]["points"]
    points[next(iter(points))] = "100"
    content = {documents.SUBMISSION: strict_json.to_bytes(plain)}

    answer = collected(
        desk, signed_again(package, tmp_path / "x.ynr", content, key), "--confirm-all"
    )

    set_aside(answer, "points_out_of_range")


def test_that_a_word_that_is_no_code_is_wrong_usage(desk: Stage):
    answer = collected(desk, desk.packages["E04"], "--confirm", "不是核对码")

    refused(answer, 2, "app.not_a_code")


@pytest.mark.parametrize("command", ["expert", "chair"])
@pytest.mark.parametrize("spoil", [shortened, zipped_again])
def test_that_a_spoilt_task_package_makes_no_dossier(
    scored: Stage, tmp_path: Path, command: str, spoil: Callable[[Path, Path], Path]
):
    package = spoil(scored.tasks["E01"], tmp_path / "task.ynr")

    with unchanged(tmp_path):
        answer = call(command, "open", package, "--out", tmp_path / "e.ynd")

    refused(answer, 3, *answer.blocking)


def test_that_a_score_package_is_no_task_package(scored: Stage, tmp_path: Path):
    with unchanged(tmp_path):
        answer = call("expert", "open", scored.packages["E01"], "--out", tmp_path / "e.ynd")

    refused(answer, 3, "app.not_a_task")


def test_that_a_task_of_another_organiser_is_refused(scored: Stage, tmp_path: Path):
    wanted = scored.key_codes["E01"]

    with unchanged(tmp_path):
        answer = call(
            *("expert", "open", scored.tasks["E01"], "--out", tmp_path / "e.ynd"),
            *("--organiser", wanted),
        )

    assert wanted in refused(answer, 3, "app.other_organiser")["message"]


def test_that_only_chair_and_deputy_open_a_desk(scored: Stage, tmp_path: Path):
    with unchanged(tmp_path):
        answer = call("chair", "open", scored.tasks["E02"], "--out", tmp_path / "c.ynd")

    refused(answer, 3, "app.not_the_chair")


def test_that_a_task_is_never_opened_over_an_existing_dossier(scored: Stage):
    with unchanged(scored.expert("E02")):
        answer = call("expert", "open", scored.tasks["E02"], "--out", scored.expert("E02"))

    refused(answer, 3, "storage.already_there")


def test_that_a_dossier_in_use_is_refused_politely(desk: Stage, at_desk: Callable[[Stage], Stage]):
    stage = at_desk(desk)

    # the fingerprint stays outside: a process that closes the file gives its locks away
    with unchanged(stage.chair), Dossier.open(stage.chair, PIN):
        answer = process("chair", "standing", stage.chair, "--json")

    refused(answer, 3, "storage.locked")


@pytest.mark.parametrize(
    "words",
    [
        ("round", "check"),
        ("round", "issue", "--out", "x"),
    ],
)
def test_that_a_command_of_another_duty_is_wrong_usage(desk: Stage, words: tuple[str, ...]):
    with unchanged(desk.root):
        answer = call(*words[:2], desk.chair, *words[2:])

    refused(answer, 2, "app.other_duty")


@pytest.mark.parametrize("words", [("status",), ("submit", "--out", "x")])
def test_that_scoring_at_the_organisers_dossier_is_wrong_usage(
    scored: Stage, words: tuple[str, ...]
):
    with unchanged(scored.organiser):
        answer = call("expert", words[0], scored.organiser, *words[1:])

    refused(answer, 2, "app.other_duty")


def test_that_a_chairs_command_at_an_experts_dossier_is_wrong_usage(scored: Stage):
    with unchanged(scored.expert("E02")):
        answer = call("chair", "standing", scored.expert("E02"))

    refused(answer, 2, "app.other_duty")


@pytest.mark.parametrize("name", ["task", "score"])
def test_that_verify_says_tampered_for_an_altered_package(scored: Stage, tmp_path: Path, name: str):
    package = {"task": scored.tasks["E02"], "score": scored.packages["E02"]}[name]
    forged = flipped(package, tmp_path / "x.ynr", package.stat().st_size // 2)

    answer = call("verify", forged)

    assert answer.status == 3
    assert answer.data["verdict"] == "tampered"
    assert answer.data["recomputed"]["equal"] is False


def test_that_verify_of_a_missing_file_is_one_sentence(tmp_path: Path):
    answer = call("verify", tmp_path / "没有.ynr")

    assert answer.status == 3
    assert_sentences(next(iter(answer.blocking.values()))["message"])
