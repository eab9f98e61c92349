"""``ynreview verify``: the verdict as exit status, one JSON object, never a traceback."""

import json
from pathlib import Path

import pytest
from forging import Bench, Round
from typer.testing import CliRunner, Result

from ynreview.cli.main import app
from ynreview.signing.keys import SigningKey


def run(path: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["verify", str(path), "--json", *more])


def answer(result: Result) -> dict:
    return json.loads(result.stdout_bytes)


def test_that_intact_and_equal_is_done(held: Round):
    result = run(held.result, "--key", held.code("chair").lower())
    assert result.exit_code == 0
    told = answer(result)
    assert told["ok"]
    assert told["data"]["recomputed"] == {"equal": True, "differences": []}


def test_that_intact_but_different_is_a_rule_that_says_no(bench: Bench):
    result = bench.result.edited("result.json", lambda d: d["figures"]["rows"][0].update(rank=2))
    told = run(bench.file(bench.sealed_result(result)))
    assert told.exit_code == 1
    data = answer(told)["data"]
    assert data["verdict"] == "intact"
    assert not data["recomputed"]["equal"]
    assert "名次" in data["recomputed"]["differences"][0]


@pytest.mark.parametrize("kind", ["tampered", "incomplete", "wrong_key", "unreadable"])
def test_that_every_other_verdict_is_refused_input(
    held: Round, bench: Bench, stranger: SigningKey, tmp_path: Path, kind: str
):
    content, keys = held.result.read_bytes(), ()
    if kind == "tampered":
        content = content[:5_000] + bytes([content[5_000] ^ 1]) + content[5_001:]
    if kind == "incomplete":
        content = bench.sealed_result(bench.result.without("scores/E02-r1.ynr"))
    if kind == "wrong_key":
        keys = ("--key", stranger.certificate.key_code)
    if kind == "unreadable":
        content = b"PK"
    path = tmp_path / "given.ynr"
    path.write_bytes(content)
    result = run(path, *keys)
    assert result.exit_code == 3
    told = answer(result)
    assert told["data"]["verdict"] == kind
    assert told["findings"][0]["message"] == told["data"]["sentence"]


def test_that_a_missing_file_is_refused_input(tmp_path: Path):
    result = run(tmp_path / "gone.ynr")
    assert result.exit_code == 3
    assert answer(result)["data"]["verdict"] == "unreadable"


def test_that_a_key_that_is_no_code_is_wrong_usage(held: Round):
    assert run(held.result, "--key", "x").exit_code == 2
