"""Names that mean something else somewhere: refused before anything is read."""

from collections.abc import Callable
from typing import Any

import pytest

from ynreview.packages.names import clashing_name, is_plain_path
from ynreview.packages.verdicts import PackageError, Verdict

Refusal = Callable[[bytes], PackageError]

HOSTILE = [
    "data/../../evil.json",
    "data/./evil.json",
    "data//evil.json",
    "data/..",
    "data/evil.",
    "data/evil ",
    "data/ evil",
    "data/.hidden",
    "data/-rf",
    "data/a:b",
    "data/C:/evil",
    "data\\..\\evil",
    "data/~/evil",
    "data/%2e%2e/evil",
    "data/con",
    "data/NUL.json",
    "data/com1.tar.gz",
    "data/Lpt9/evil",
    "data/aux.h/evil",
    "data/a*b",
    "data/a?b",
    'data/a"b',
    "data/a|b",
    "data/a\nb",
    "data/a\x00b",
    "data/a\x7fb",
    "data/" + "x" * 200,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_that_a_hostile_name_refuses_the_package(
    name: str, forge: Any, package: bytes, refusal: Refusal
) -> None:
    error = refusal(forge.laid_out({**forge.files(package), name: b"{}"}))

    assert (error.code, error.verdict) == ("packages.name_refused", Verdict.UNREADABLE)
    assert str(error.params["name"]).isprintable()


@pytest.mark.parametrize("name", ["/etc/passwd", "C:/evil", "../evil", "other/evil", "evil", ""])
def test_that_every_entry_lies_in_the_one_top_folder(
    name: str, forge: Any, package: bytes, top: str, refusal: Refusal
) -> None:
    files = {f"{top}/{path}": content for path, content in forge.files(package).items()}

    error = refusal(forge.laid_out_as({**files, name: b"{}"}))

    assert error.code == "packages.name_refused"


@pytest.mark.parametrize("text", ["评", "é.", "\u202eab"[:1]])
def test_that_a_name_beyond_ascii_is_refused(
    text: str, forge: Any, package: bytes, refusal: Refusal
) -> None:
    stand_in = "Q" * len(text.encode())
    content = forge.laid_out({**forge.files(package), f"data/{stand_in}": b"{}"})

    error = refusal(content.replace(stand_in.encode(), text.encode()))

    assert error.code == "packages.name_refused"
    assert str(error.params["name"]).isascii()


@pytest.mark.parametrize(
    "name",
    [
        "data/ASSIGNMENT.json",
        "DATA/assignment.json",
        "data/files",
        "data/files/001",
        "data/basis.ynr/x",
        "Signatures/organiser.p7s",
    ],
)
def test_that_names_that_clash_on_some_system_are_refused(
    name: str, forge: Any, package: bytes, refusal: Refusal
) -> None:
    error = refusal(forge.laid_out({**forge.files(package), name: b"{}"}))

    assert (error.code, error.verdict) == ("packages.name_clash", Verdict.TAMPERED)


def test_that_the_same_name_twice_is_refused(
    forge: Any, package: bytes, top: str, refusal: Refusal
) -> None:
    twin = f"{top}/data/assignment.jsoQ"
    content = forge.laid_out({**forge.files(package), "data/assignment.jsoQ": b"{}"})

    error = refusal(content.replace(twin.encode(), f"{top}/data/assignment.json".encode()))

    assert error.code == "packages.name_clash"


@pytest.mark.parametrize("path", ["a", "a/b.c-d_e", "files/001/report-2.PDF", "_x", "console.txt"])
def test_that_plain_paths_are_accepted(path: str) -> None:
    assert is_plain_path(path)


def test_that_folders_may_hold_several_files() -> None:
    assert clashing_name(["a/b", "a/c", "ab", "a.b"]) == ""
