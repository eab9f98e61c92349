"""A basis sealed with the organiser's own key that makes no round."""

import pytest
from forging import Bench, Edit, Judge, Parts

from ynreview.packages.verdicts import Verdict
from ynreview.packages.verification import Verification


def first_item(bench: Bench) -> str:
    form = next(c for n, c in bench.basis.payload.items() if n.startswith("forms/"))
    return form.decode().split("[[section.item]]")[1].split('code = "')[1].split('"')[0]


@pytest.fixture
def judged(bench: Bench) -> Judge:
    def verdict(parts: Parts) -> Verification:
        return bench.verified(parts.sealed(bench.held.keys["organiser"]))

    return verdict


def unreadable(found: Verification, document: str) -> bool:
    return (found.verdict, found.problem.code, found.problem.params["document"]) == (
        Verdict.UNREADABLE,
        "packages.document_unreadable",
        document,
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda entries: entries.append(entries[0]),
        lambda entries: entries[0].update(kind="museum"),
    ],
)
def test_that_entries_are_named_once_and_of_a_known_kind(bench: Bench, judged: Judge, change: Edit):
    parts = bench.basis.edited("entries.json", lambda d: change(d["entries"]))
    assert unreadable(judged(parts), "entries.json")


def test_that_every_kind_has_its_form(bench: Bench, judged: Judge):
    forms = [name for name in bench.basis.payload if name.startswith("forms/")]
    for name in forms:
        assert unreadable(judged(bench.basis.without(name)), "entries.json")


def test_that_no_kind_has_two_forms(bench: Bench, judged: Judge):
    name = next(name for name in bench.basis.payload if name.startswith("forms/"))
    twin = bench.basis.having({"forms/zz.toml": bench.basis.payload[name]})
    assert unreadable(judged(twin), "rulebook/")


@pytest.mark.parametrize(
    "change",
    [
        {"099": ["1.1"]},
        {"001": ["no such item"]},
    ],
)
def test_that_only_what_is_there_can_be_not_applicable(bench: Bench, judged: Judge, change: Edit):
    parts = bench.basis.edited("round.json", lambda d: d.update(not_applicable=change))
    assert unreadable(judged(parts), "round.json")


def test_that_an_item_of_the_form_can_be_not_applicable(bench: Bench, judged: Judge):
    skipped = {"001": [first_item(bench)]}
    parts = bench.basis.edited("round.json", lambda d: d.update(not_applicable=skipped))
    assert judged(parts).ok


@pytest.mark.parametrize(
    "change",
    [
        {"type": "acceptance"},
        {"rulebook_id": "yn-2025-12"},
        {"overrides": {"excellent_quota": {"percent": 50}}},
        {"overrides": {"no_such_rule": {"value": 1}}},
        {"overrides": {"award_step": {"value": "five"}}},
    ],
)
def test_that_settings_that_the_rulebook_refuses_are_refused(
    bench: Bench, judged: Judge, change: Edit
):
    parts = bench.basis.edited("round.json", lambda d: d.update(change))
    assert unreadable(judged(parts), "rulebook/")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"[rulebook]", b"[rulebook"),
        (b"[rulebook]", b"x = 1.5\n[rulebook]"),
        (b"[rulebook]", b"[other]"),
        (b"[[rule]]", b"[[rules]]"),
        (b'kind = "', b'kind = "un'),
        (b'id = "award_step"', b'id = "award_stop"'),
        (b"[[section]]", b"[section]"),
        (b"[[section.item]]", b"[section.item]"),
        (b"[[section.item]]", b"[[section.thing]]"),
        (b'step = "0.5"', b'step = "0"'),
        (b'step = "0.5"', b"step = 1"),
        (b'step = "0.5"', b'step = "0.7"'),
        (b'code = "', b'code = 1 # "'),
        (b"\n", b"\x00"),
    ],
)
def test_that_odd_rules_and_forms_are_refused_in_a_sentence(
    bench: Bench, judged: Judge, old: bytes, new: bytes
):
    names = [n for n, c in bench.basis.payload.items() if n.endswith(".toml") and old in c]
    assert names
    files = {name: bench.basis.payload[name].replace(old, new) for name in names}
    found = judged(bench.basis.having(files))
    assert found.verdict is Verdict.UNREADABLE


@pytest.mark.parametrize("content", [b"section = 5", b"section = [5]", b"[section]\nitem = 5", b""])
def test_that_a_form_of_another_shape_is_refused(bench: Bench, judged: Judge, content: bytes):
    names = [name for name in bench.basis.payload if name.startswith("forms/")]
    found = judged(bench.basis.having(dict.fromkeys(names, content)))
    assert unreadable(found, "rulebook/")
