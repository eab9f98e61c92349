"""Every value of every document exchanged or dropped, and sealed with the right key.

The verdict may be any, but there is always one, and a sentence; nothing is ever thrown.
"""

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from forging import Bench, Parts, Plan

from ynreview.app.collecting import collect_files
from ynreview.app.session import ReviewSession
from ynreview.kernel import strict_json
from ynreview.packages import documents
from ynreview.packages.verdicts import Verdict
from ynreview.panel.people import Roster
from ynreview.panel.round import RoundSetup

DROPPED = object()
VALUES = (None, -7, 10**17, "x", "", [], {}, True, ["x"], DROPPED)
KINDS = {
    "round.json": RoundSetup,
    "entries.json": documents.EntryList,
    "roster.json": Roster,
    "assignment.json": documents.Assignment,
    "submission.json": documents.Submission,
    "identities.json": documents.Identities,
    "result.json": documents.ResultDocument,
}
Place = tuple[str | int, ...]
Pick = Callable[[str], tuple[Parts, str]]


def places(plain: Any, path: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield where values stand, with the shape of the place: 001 and 002 are of one shape."""
    if path:
        words = (w if re.fullmatch(r"[a-z][a-z_]+", str(w)) else "*" for w in path)
        yield path, ".".join(map(str, words))
    inside = plain.items() if isinstance(plain, dict) else ()
    inside = enumerate(plain) if isinstance(plain, list) else inside
    for name, value in inside:
        yield from places(value, (*path, name))


def mutants(plain: Any) -> Iterator[tuple[str, bytes]]:
    """Yield each odd document as JSON, one place of every shape and one value at a time."""
    seen: set[str] = set()
    for path, shape in places(plain):
        if shape in seen:
            continue
        seen.add(shape)
        for value in VALUES:
            changed = deepcopy(plain)
            inner = changed
            for step in path[:-1]:
                inner = inner[step]
            if value is DROPPED:
                del inner[path[-1]]
            else:
                inner[path[-1]] = value
            yield f"{shape} = {value!r}", strict_json.to_bytes(changed)


def readable(parts: Parts, name: str) -> list[tuple[str, bytes]]:
    """Return odd documents that still decode, 40 at most; others are refused at the first step."""
    found = []
    for what, content in mutants(parts.plain(name)):
        try:
            documents.from_bytes(KINDS[name], content)
        except ValueError:
            continue
        found.append((what, content))
    assert found
    return found[:: len(found) // 40 + 1]


@pytest.fixture
def package(bench: Bench) -> Pick:
    def of(name: str) -> tuple[Parts, str]:
        return {
            "round.json": (bench.basis, "organiser"),
            "entries.json": (bench.basis, "organiser"),
            "roster.json": (bench.roster, "organiser"),
            "assignment.json": (bench.task("E03"), "organiser"),
            "submission.json": (bench.score("E04", 2), "E04"),
            "identities.json": (bench.result, "chair"),
            "result.json": (bench.result, "chair"),
        }[name]

    return of


def sealed(bench: Bench, parts: Parts, who: str) -> bytes:
    return bench.sealed_result(parts) if who == "chair" else parts.sealed(bench.held.keys[who])


@pytest.mark.parametrize("name", sorted(KINDS))
def test_that_an_odd_document_gets_a_verdict(bench: Bench, package: Pick, name: str):
    parts, who = package(name)
    for what, content in readable(parts, name):
        found = bench.verified(sealed(bench, parts.having({name: content}), who))
        assert found.verdict in Verdict, what


@pytest.mark.parametrize("name", sorted(KINDS))
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"7",
        b'{"a": 1.5}',
        b'{"a": NaN}',
        b'{"a": 1, "a": 2}',
        b"\xff",
        b'{"a": "\\ud800"}',
        b"[" * 40 + b"]" * 40,
        b'{"a": ' + b"9" * 5_000 + b"}",
    ],
)
def test_that_what_is_no_such_document_is_unreadable(
    bench: Bench, package: Pick, name: str, content: bytes
):
    parts, who = package(name)
    found = bench.verified(sealed(bench, parts.having({name: content}), who))
    assert (found.verdict, found.problem.code) == (
        Verdict.UNREADABLE,
        "packages.document_unreadable",
    )
    assert found.problem.params["document"] == name


def test_that_a_huge_document_is_refused_before_it_is_read(bench: Bench, package: Pick):
    score, who = package("submission.json")
    huge = b" " * (17 * 1024 * 1024)
    found = bench.verified(score.having({"submission.json": huge}).sealed(bench.held.keys[who]))
    assert (found.verdict, found.problem.code) == (
        Verdict.UNREADABLE,
        "packages.entry_too_large",
    )


def test_that_an_odd_submission_is_set_aside_with_a_sentence(bench: Bench, desk: ReviewSession):
    score = bench.score("E02")
    paths = [
        bench.file(score.having({"submission.json": content}).sealed(bench.held.keys["E02"]))
        for _, content in readable(score, "submission.json")
    ]
    data = collect_files(desk, paths, (), confirm_all=False).data
    assert not data["collected"]
    assert len(data["set_aside"]) == len(paths)
    assert all(one["message"].endswith("。") for one in data["set_aside"])


@pytest.mark.parametrize("name", ["round.json", "entries.json", "roster.json"])
def test_that_odd_but_readable_foundations_still_give_a_verdict_on_the_whole(
    bench: Bench, forgery: Plan, name: str
):
    part = "roster" if name == "roster.json" else "basis"
    parts = getattr(bench, part)
    for what, content in readable(parts, name)[::7]:
        plain = json.loads(content)
        if not isinstance(plain, dict) or (
            part == "basis"
            and not bench.verified(
                parts.having({name: content}).sealed(bench.held.keys["organiser"])
            ).ok
        ):
            continue

        def change(document: Any, plain: Any = plain) -> None:
            digest = document.get("basis_digest")
            document.clear()
            document.update(plain)
            if digest:
                document["basis_digest"] = digest

        found = bench.verified(forgery().edit(part, name, change).result())
        assert found.verdict in Verdict, what
