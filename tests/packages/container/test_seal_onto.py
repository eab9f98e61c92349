"""Sealing straight onto a stick: the same bytes as sealing beside, proven there, never twice."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from ynreview.kernel.errors import YnReviewError
from ynreview.packages import disk, writer
from ynreview.packages.bag import PackageHead
from ynreview.packages.disk import WrittenFile
from ynreview.packages.reader import open_package
from ynreview.packages.writer import seal_onto, seal_package
from ynreview.signing.keys import SigningKey

Onto = Callable[..., WrittenFile]
PAYLOAD = {"a.json": b"{}\n", "files/1.pdf": bytes(range(256)) * 9000}


@pytest.fixture
def onto(head: PackageHead, key: SigningKey, at: datetime, top: str, tmp_path: Path):
    def write(name: str = "stick.ynr", known: str = "", **changed: bytes) -> WrittenFile:
        payload = PAYLOAD | {f"{path}.json": content for path, content in changed.items()}
        return seal_onto(top, head, payload, key, "organiser", at, tmp_path / name, known)

    return write


def test_that_it_gives_the_bytes_of_sealing_beside(
    onto: Onto, head: PackageHead, key: SigningKey, at: datetime, top: str, tmp_path: Path
):
    beside = tmp_path / "beside.ynr"
    made = seal_package(top, head, PAYLOAD, key, "organiser", at, beside)

    written = onto()

    assert written == WrittenFile(tmp_path / "stick.ynr", made.digest, made.size)
    assert written.path.read_bytes() == beside.read_bytes()
    with open_package(written.path) as package:
        assert package.digest == written.digest


def test_that_what_is_there_already_is_left_as_it_is(onto: Onto):
    first = onto()
    before = first.path.stat()

    assert onto() == first
    assert onto(known=first.digest) == first
    after = first.path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_that_a_digest_on_record_saves_building_the_package(
    onto: Onto, monkeypatch: pytest.MonkeyPatch
):
    first = onto()

    def never(*_: object) -> None:
        raise AssertionError("built again")

    monkeypatch.setattr(writer, "seal_package", never)

    assert onto(known=first.digest) == first


@pytest.mark.parametrize("known", ["", "0" * 64])
def test_that_other_bytes_of_that_name_are_not_touched(onto: Onto, known: str):
    first = onto()
    before = first.path.read_bytes()

    with pytest.raises(YnReviewError, match=r"packages\.name_taken"):
        onto(known=known, b=b"[]\n")

    assert first.path.read_bytes() == before


def test_that_a_stick_that_lies_keeps_nothing(
    onto: Onto, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(disk, "_read_back", lambda _: "0" * 64)

    with pytest.raises(YnReviewError, match=r"packages\.read_back_differs"):
        onto()

    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_that_is_gone_is_told(onto: Onto):
    with pytest.raises(YnReviewError, match=r"packages\.disk_gone"):
        onto("gone/stick.ynr")
