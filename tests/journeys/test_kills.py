"""Killed at any moment: what a command had acknowledged is there, nothing is half-stored."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from journey_call import call, command_line
from journey_stage import EXPERTS, Stage

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")


def timed(words: Sequence[str]) -> float:
    """Return how long a call takes here and now when nobody kills it."""
    start = time.monotonic()
    subprocess.run(words, capture_output=True, check=False)
    return time.monotonic() - start


def killed(words: Sequence[str], after: float) -> bytes:
    """Start a call, kill it after some seconds and return what it had said on stdout."""
    running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    time.sleep(after)
    running.send_signal(signal.SIGKILL)
    out, _ = running.communicate()
    return out


def acknowledged(out: bytes) -> bool:
    """Whether the one JSON object came out whole and says that it is done."""
    try:
        return json.loads(out)["ok"] is True
    except ValueError:
        return False


def points(dossier: Path) -> dict[str, str | None]:
    entries = call("expert", "status", dossier).done().data["entries"]
    return {
        entry["number"]: item["points"]
        for entry in entries
        for item in entry["items"]
        if item["code"] == "1.1"
    }


def test_that_no_acknowledged_score_is_lost_and_none_is_half_stored(small: Stage, tmp_path: Path):
    stage = small.copied(tmp_path, "E04")
    dossier = stage.expert("E04")
    chance = random.Random(2026)
    marks = ("5", "5.5", "6", "6.5", "7", "7.5")
    numbers = list(points(dossier))
    before = points(dossier)
    length = timed(command_line("expert", "status", dossier, "--json"))

    for mark in marks:
        entries = {number: {"items": {"1.1": mark}} for number in numbers}
        file = stage.file("scores.json", {"entries": entries})
        words = command_line("expert", "enter", dossier, file, "--json")
        out = killed(words, length * chance.uniform(0.5, 1.3))
        found = points(dossier)
        wanted = dict.fromkeys(numbers, f"{mark}0" if "." in mark else f"{mark}.00")
        assert found == wanted or (not acknowledged(out) and found == before)
        before = found

    call("expert", "enter", dossier, stage.file("scores.json", {"entries": {}})).done()


def test_that_no_acknowledged_package_is_lost_and_the_next_run_goes_on(
    small: Stage, tmp_path: Path
):
    stage = small.copied(tmp_path, "chair")
    chance = random.Random(1124)
    paths = [stage.packages[expert] for expert in EXPERTS]
    one_by_one = paths[:4]
    length = timed(command_line("verify", paths[0], "--json"))
    known: set[str] = set()

    for path in one_by_one:
        words = command_line("chair", "collect", stage.chair, path, "--confirm-all", "--json")
        out = killed(words, length * chance.uniform(0.6, 1.6))
        if acknowledged(out):
            known.add(path.name)
        present = present_packages(stage, one_by_one)
        assert known <= present
        known = present

    last = call("chair", "collect", stage.chair, *paths, "--confirm-all").done()
    assert (last.data["received"], last.data["closed"]) == (7, True)
    call("chair", "standing", stage.chair).done()


def present_packages(stage: Stage, paths: Sequence[Path]) -> set[str]:
    """Ask a copy of the desk which packages it has: those are unchanged when collected again."""
    again = call("chair", "collect", stage.copied_beside().chair, *paths, "--confirm-all").done()
    return {
        Path(one["path"]).name for one in again.data["collected"] if one["verdict"] == "unchanged"
    }


def test_that_a_kill_amid_many_packages_keeps_whole_ones_only(small: Stage, tmp_path: Path):
    stage = small.copied(tmp_path, "chair")
    paths = [stage.packages[expert] for expert in EXPERTS]
    words = command_line("chair", "collect", stage.chair, *paths, "--confirm-all", "--json")
    length = timed(command_line("verify", paths[0], "--json"))

    out = killed(words, length * 1.4)

    answer = call("chair", "collect", stage.chair, *paths, "--confirm-all").done()
    verdicts = [one["verdict"] for one in answer.data["collected"]]
    assert verdicts == sorted(verdicts, reverse=True)
    assert (answer.data["received"], answer.data["closed"]) == (7, True)
    if acknowledged(out):
        assert set(verdicts) == {"unchanged"}
    standing = call("chair", "standing", stage.chair).done()
    assert standing.data["taking_part"] == 11
