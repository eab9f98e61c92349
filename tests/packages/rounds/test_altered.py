"""Entries altered, removed, added or renamed at every layer, under the old and a new seal."""

import io
import zipfile
from collections.abc import Callable
from zlib import crc32

import pytest
from forging import Bench, Collect, Round

from ynreview.packages.verdicts import Verdict
from ynreview.packages.zip_layout import Entry, directory, local_header

BAD = {Verdict.TAMPERED, Verdict.INCOMPLETE, Verdict.UNREADABLE}
Files = dict[str, bytes]


def laid_out(files: Files, top: str) -> bytes:
    out = io.BytesIO()
    entries = []
    for name in sorted(files):
        entry = Entry(f"{top}/{name}", crc32(files[name]), len(files[name]), out.tell())
        out.write(local_header(entry) + files[name])
        entries.append(entry)
    out.write(directory(entries, out.tell()))
    return out.getvalue()


def altered(files: Files, name: str) -> None:
    content = files[name]
    files[name] = content[:-9] + bytes([content[-9] ^ 1]) + content[-8:]


def removed(files: Files, name: str) -> None:
    del files[name]


def renamed(files: Files, name: str) -> None:
    files[f"{name[:-1]}_"] = files.pop(name)


def doubled(files: Files, name: str) -> None:
    files[f"{name[:-1]}_"] = files[name]


def emptied(files: Files, name: str) -> None:
    files[name] = b""


LAYERS = [
    "bagit.txt",
    "bag-info.txt",
    "VERIFY.txt",
    "manifest-sha256.txt",
    "tagmanifest-sha256.txt",
    "signatures/chair.p7s",
    "signatures/chair.pem",
    "data/result.json",
    "data/result.pdf",
    "data/journal.jsonl",
    "data/identities.json",
    "data/basis.ynr",
    "data/rosters/roster-1.ynr",
    "data/scores/E04-r1.ynr",
]


@pytest.mark.parametrize("change", [altered, removed, renamed, doubled, emptied])
@pytest.mark.parametrize("name", LAYERS)
def test_that_no_entry_can_be_touched_under_the_old_seal(
    bench: Bench, name: str, change: Callable[[Files, str], None]
):
    result = bench.result
    files = dict(result.files)
    change(files, name)
    found = bench.verified(laid_out(files, result.head.package_id))
    assert found.verdict in BAD
    assert not found.ok


def test_that_the_package_laid_out_unchanged_is_the_very_same(held: Round, bench: Bench):
    result = bench.result
    same = laid_out(dict(result.files), result.head.package_id)
    assert same == held.result.read_bytes()


@pytest.mark.parametrize("name", ["data/submission.json", "data/journal.jsonl", "bag-info.txt"])
@pytest.mark.parametrize("change", [altered, removed, renamed])
def test_that_no_entry_of_a_nested_package_can_be_touched_by_who_seals_the_outer(
    bench: Bench, name: str, change: Callable[[Files, str], None]
):
    result, score = bench.result, bench.score("E02")
    files = dict(score.files)
    change(files, name)
    forged = laid_out(files, score.head.package_id)
    result = result.having({"scores/E02-r1.ynr": forged})
    found = bench.verified(bench.sealed_result(result))
    assert found.verdict in BAD


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("basis.ynr", "packages.file_missing"),
        ("rosters/roster-1.ynr", "packages.file_missing"),
        ("scores/E03-r1.ynr", "packages.score_missing"),
        ("scores/E04-r1.ynr", "packages.score_missing"),
        ("identities.json", "packages.file_missing"),
        ("journal.jsonl", "packages.file_missing"),
        ("result.pdf", "packages.file_missing"),
        ("result.xlsx", "packages.file_missing"),
    ],
)
def test_that_a_part_left_out_under_a_new_seal_is_missed(bench: Bench, name: str, code: str):
    found = bench.verified(bench.sealed_result(bench.result.without(name)))
    assert found.verdict is Verdict.INCOMPLETE
    assert found.problem.code == code


def test_that_a_result_without_its_document_is_incomplete(bench: Bench):
    result = bench.result
    found = bench.verified(result.without("result.json").sealed(bench.held.keys["chair"]))
    assert (found.verdict, found.problem.code) == (Verdict.INCOMPLETE, "packages.file_missing")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("result-2.json", "packages.file_unexpected"),
        ("rosters/roster-2.ynr", "packages.file_unexpected"),
        ("scores/E03-r2.ynr", "packages.score_unlisted"),
    ],
)
def test_that_a_part_added_under_a_new_seal_is_refused(bench: Bench, name: str, code: str):
    result = bench.result.having({name: bench.score("E03").sealed(bench.held.keys["E03"])})
    found = bench.verified(bench.sealed_result(result))
    assert (found.verdict, found.problem.code) == (Verdict.TAMPERED, code)


@pytest.mark.parametrize("who", ["basis", "roster", "score"])
def test_that_nothing_rides_along_in_the_smaller_packages(bench: Bench, who: str):
    parts = {"basis": bench.basis, "roster": bench.roster, "score": bench.score("E02")}[who]
    key = bench.held.keys["E02" if who == "score" else "organiser"]
    found = bench.verified(parts.having({"extra.bin": b"x"}).sealed(key))
    assert found.problem.code == "packages.file_unexpected"
    name = min(parts.payload)
    found = bench.verified(parts.having({"other.json": b"{}"}).without(name).sealed(key))
    assert (found.verdict, found.problem.code) == (
        Verdict.INCOMPLETE,
        "packages.file_missing",
    )


def test_that_a_stripped_signature_makes_the_package_incomplete(bench: Bench):
    score = bench.score("E02")
    files = {n: f for n, f in score.files.items() if not n.startswith("signatures/")}
    found = bench.verified(laid_out(files, score.head.package_id))
    assert (found.verdict, found.problem.code) == (
        Verdict.INCOMPLETE,
        "packages.signature_missing",
    )


def test_that_a_journal_cut_or_rewritten_is_broken(bench: Bench):
    chair = bench.held.keys["chair"]
    journal = bench.result.payload["journal.jsonl"]
    lines = journal.splitlines(keepends=True)
    for forged in (
        b"",
        b"".join(lines[:-1]),
        b"".join(lines[1:]),
        b"".join((lines[1], lines[0], *lines[2:])),
        journal[:-1],
        journal + b"\n",
        journal.replace(b"E05", b"E06"),
        b"\xff\xfe" + journal,
    ):
        result = bench.result.having({"journal.jsonl": forged})
        found = bench.verified(bench.sealed_result(result, chair))
        assert (found.verdict, found.problem.code) == (
            Verdict.TAMPERED,
            "packages.journal_broken",
        )


def test_that_a_score_package_with_a_cut_journal_is_broken(bench: Bench, collect: Collect):
    score = bench.score("E02")
    forged = score.having({"journal.jsonl": b""}).sealed(bench.held.keys["E02"])
    assert bench.verified(forged).problem.code == "packages.journal_broken"
    assert collect(forged)["verdict"] == "tampered"


def test_that_an_empty_journal_fits_only_the_head_of_none(bench: Bench):
    score = bench.score("E02").having({"journal.jsonl": b""}).under(journal_head="0" * 64)
    assert bench.verified(score.sealed(bench.held.keys["E02"])).verdict is Verdict.INTACT


def test_that_the_zip_of_a_result_holds_nothing_a_stock_tool_does_not_see(held: Round):
    with zipfile.ZipFile(held.result) as archive:
        assert archive.testzip() is None
