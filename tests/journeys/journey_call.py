"""Calls of the command line as a script makes them, in process and as real processes."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ynreview.cli.main import run

PIN = "评审-2026-口令"
SEVERITIES = {"blocking", "warning", "note"}


@dataclass(frozen=True)
class Answer:
    """What a call left behind: exit status, standard output in bytes, talk as text."""

    args: tuple[str, ...]
    status: int
    out: bytes
    talk: str

    @property
    def json(self) -> dict[str, Any]:
        """The one JSON object of the standard output, its outer shape proven."""
        whole = json.loads(self.out.decode("utf-8"))
        assert whole.keys() == {"ok", "findings", "data"}
        assert whole["ok"] is (self.status == 0)
        for finding in whole["findings"]:
            assert finding.keys() == {"code", "severity", "subject", "message", "cites"}
            assert finding["severity"] in SEVERITIES
            assert isinstance(finding["subject"], (str, dict))
            assert isinstance(finding["message"], str)
            assert all(isinstance(cite, str) for cite in finding["cites"])
        return whole

    @property
    def data(self) -> dict[str, Any]:
        """The data of the answer."""
        return self.json["data"]

    @property
    def codes(self) -> list[str]:
        """The codes of the findings, in order."""
        return [finding["code"] for finding in self.json["findings"]]

    @property
    def blocking(self) -> dict[str, dict[str, Any]]:
        """The blocking findings by code."""
        return {f["code"]: f for f in self.json["findings"] if f["severity"] == "blocking"}

    @property
    def text(self) -> str:
        """Everything a person would have read."""
        return self.out.decode("utf-8") + self.talk

    def done(self) -> Answer:
        """Return the answer of a call that must have succeeded."""
        assert self.status == 0, (self.args, self.status, self.text)
        return self


def call(*args: object, json_wanted: bool = True) -> Answer:
    """Run the command line in this process, with ``--json`` unless it is for a person."""
    words = tuple(str(arg) for arg in args) + (("--json",) if json_wanted else ())
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    talk = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(talk):
        status = run(list(words))
    out.flush()
    talk.flush()
    assert b"cli.bug" not in out.buffer.getvalue(), out.buffer.getvalue().decode("utf-8")
    return Answer(words, status, out.buffer.getvalue(), talk.buffer.getvalue().decode("utf-8"))


def spoken(*args: object) -> Answer:
    """Run the command line as a person does, without ``--json``."""
    return call(*args, json_wanted=False)


def command_line(*args: object) -> list[str]:
    """Return the call as a list of words for a process of its own."""
    return [sys.executable, "-m", "ynreview", *(str(arg) for arg in args)]


def process(*args: object, **environment: str) -> Answer:
    """Run the command line as a process of its own, in a plain C locale."""
    names = ("PATH", "HOME", "TMPDIR", "SYSTEMROOT", "COVERAGE_PROCESS_START")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    given = {"LC_ALL": "C", "YNREVIEW_PIN": PIN, **kept, **environment}
    done = subprocess.run(command_line(*args), capture_output=True, env=given, check=False)
    words = tuple(str(arg) for arg in args)
    return Answer(words, done.returncode, done.stdout, done.stderr.decode("utf-8"))


def fingerprint(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@contextlib.contextmanager
def unchanged(*places: Path) -> Iterator[None]:
    """Demand that nothing below the folders (or in the files) differs afterwards."""
    before = [_state(place) for place in places]
    yield
    assert [_state(place) for place in places] == before


def _state(place: Path) -> dict[str, str]:
    if place.is_dir():
        return fingerprint(place)
    return {place.name: hashlib.sha256(place.read_bytes()).hexdigest()}


_LATIN = re.compile(r"[A-Za-z]{3,}")
_ALLOWED = re.compile(
    r"“[^”]*”|\bU 盘|YNREVIEW_PIN|--[a-z-]+|\b[VE]\d+\b|\.(xlsx|ynr|ynd|csv|pdf)|\bynd\b|JSON|TOML|Excel|WPS|PDF|UTF-8|GB18030"
    r"|\d{4}[A-Z]+-[0-9A-Z]{4}|[0-9A-Z]{4}(-[0-9A-Z]{4}){3}"
)


def assert_sentences(text: str) -> None:
    """Demand Chinese sentences: no traceback, no English, no exclamation mark."""
    assert text.strip()
    assert "Traceback" not in text
    assert not set("!！") & set(text.replace("! 需要说明", ""))
    plain = _ALLOWED.sub("", text)
    assert not _LATIN.search(plain), text


def refused(answer: Answer, status: int, *codes: str) -> dict[str, Any]:
    """Demand a refusal in whole sentences with this exit status; returns its first finding."""
    assert answer.status == status, answer.text
    assert answer.talk == ""
    blocking = answer.blocking
    assert {_what(code) for code in blocking} == {_what(code) for code in codes}, answer.text
    for finding in blocking.values():
        assert finding["message"].endswith(("。", "。）"))
        assert_sentences(finding["message"])
    return next(f for code, f in blocking.items() if _what(code) == _what(codes[0]))


def _what(code: str) -> str:
    """A code without its area: which package speaks is no part of the contract."""
    return code.partition(".")[2]
