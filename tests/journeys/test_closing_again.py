"""Closing, reopening and closing again: nobody's sheets count, or stop counting, unasked."""

import shutil
from collections.abc import Callable
from pathlib import Path

from journey_call import Answer, call, unchanged
from journey_stage import Stage

At = Callable[[Stage], Stage]
WHY = ("--reason", "会上决定")


def valid(stage: Stage, number: str = "001") -> set[str]:
    rows = call("chair", "standing", stage.chair).done().data["entries"]
    return set(next(row for row in rows if row["number"] == number)["scores"])


def corrected(stage: Stage, code: str, folder: Path) -> Path:
    dossier = Path(shutil.copy(stage.expert(code), folder / f"{code}.ynd"))
    target = folder / f"{code}-r2.ynr"
    call("expert", "submit", dossier, "--out", target, "--reason", "本人更正，说明依据").done()
    return target


def close(stage: Stage, *named: str) -> Answer:
    return call("chair", "close", stage.chair, *WHY, *named)


def test_that_closing_again_keeps_who_was_named_before(closed: Stage, at_desk: At) -> None:
    stage = at_desk(closed)

    close(stage, "--left", "E06").done()
    close(stage, "--left", "E02").done()

    assert valid(stage) == {"E01", "E03", "E04", "E05", "E07"}


def test_that_a_correction_in_a_reopened_collection_does_not_close_it(
    closed: Stage, scored: Stage, at_desk: At, tmp_path: Path
) -> None:
    stage = at_desk(closed)
    call("chair", "reopen", stage.chair, *WHY).done()

    taken = call("chair", "collect", stage.chair, corrected(scored, "E04", tmp_path)).done()

    assert (taken.data["collected"][0]["revision"], taken.data["closed"]) == (2, False)
    assert close(stage).done().data["closed"]


def test_that_who_left_never_counts_again_because_the_last_package_came(
    scored: Stage, at_desk: At
) -> None:
    stage = at_desk(scored)
    early = [path for code, path in scored.packages.items() if code != "E05"]
    call("chair", "collect", stage.chair, *early, "--confirm-all").done()
    close(stage, "--absent", "E05", "--left", "E06").done()

    reopened = call("chair", "reopen", stage.chair, *WHY).done()
    late = call("chair", "collect", stage.chair, scored.packages["E05"], "--confirm-all").done()

    assert reopened.codes == ["app.name_again"]
    assert (late.data["received"], late.data["closed"]) == (7, False)
    close(stage, "--left", "E06").done()
    assert valid(stage) == {"E01", "E02", "E03", "E04", "E05", "E07"}


def test_that_a_late_package_closes_a_collection_reopened_for_it(
    scored: Stage, at_desk: At
) -> None:
    stage = at_desk(scored)
    early = [path for code, path in scored.packages.items() if code != "E05"]
    call("chair", "collect", stage.chair, *early, "--confirm-all").done()
    close(stage, "--absent", "E05").done()
    refused = call("chair", "collect", stage.chair, scored.packages["E05"], "--confirm-all")
    call("chair", "reopen", stage.chair, *WHY).done()

    late = call("chair", "collect", stage.chair, scored.packages["E05"], "--confirm-all").done()

    assert refused.data["set_aside"][0]["verdict"] == "late_after_close"
    assert late.data["closed"] is True


def test_that_nobody_is_called_absent_whose_sheets_are_in(closed: Stage, at_desk: At) -> None:
    stage = at_desk(closed)

    with unchanged(stage.chair):
        answer = close(stage, "--absent", "E05")

    assert (answer.status, list(answer.blocking)) == (1, ["app.absent_but_received"])


def test_that_a_code_that_is_none_stops_the_batch_before_its_first_package(
    scored: Stage, at_desk: At
) -> None:
    stage = at_desk(scored)
    codes = ("--confirm", scored.key_codes["E01"], "--confirm", "不是核对码")

    with unchanged(stage.chair):
        answer = call("chair", "collect", stage.chair, *scored.packages.values(), *codes)

    assert answer.status == 2
