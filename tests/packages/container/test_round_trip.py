"""What is sealed is what is opened: payload, head, signers, digests and bytes."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ynreview.kernel.errors import YnReviewError
from ynreview.packages.bag import PackageHead, PackageType
from ynreview.packages.names import clashing_name, is_plain_path
from ynreview.packages.reader import open_package
from ynreview.packages.sources import Stream
from ynreview.packages.verdicts import PackageError, Verdict
from ynreview.packages.writer import seal_package
from ynreview.signing.keys import SigningKey

SEGMENTS = st.text("abcXYZ019._-", min_size=1, max_size=8)
PATHS = st.lists(SEGMENTS, min_size=1, max_size=3).map("/".join).filter(is_plain_path)
PAYLOADS = st.dictionaries(PATHS, st.binary(max_size=300), min_size=1, max_size=6).filter(
    lambda payload: not clashing_name(sorted(payload))
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(payload=PAYLOADS)
def test_that_opening_gives_back_what_was_sealed(
    payload: dict[str, bytes], seal: Callable[..., bytes], stick: Path
) -> None:
    path = stick / "task.ynr"
    path.write_bytes(seal(payload))

    with open_package(path) as opened:
        assert {name: opened.read(name) for name in opened.payload} == payload
        assert {name: file.size for name, file in opened.payload.items()} == {
            name: len(content) for name, content in payload.items()
        }
        assert {name: file.digest for name, file in opened.payload.items()} == {
            name: hashlib.sha256(content).hexdigest() for name, content in payload.items()
        }


def test_that_head_and_signers_come_back(
    package: bytes,
    head: PackageHead,
    key: SigningKey,
    supervisor_key: SigningKey,
    at: datetime,
    top: str,
    stick: Path,
) -> None:
    path = stick / "task.ynr"
    path.write_bytes(package)

    with open_package(path, stick) as opened:
        assert opened.head == head
        assert opened.top_name == top
        assert opened.digest == hashlib.sha256(package).hexdigest()
        assert opened.size == len(package)
        assert [(signer.name, signer.certificate) for signer in opened.signers] == [
            ("organiser", key.certificate),
            ("supervisor", supervisor_key.certificate),
        ]
        assert {signer.signed_at for signer in opened.signers} == {at}
        assert opened.signers[0].key_code == key.certificate.key_code


def test_that_equal_content_key_and_time_give_equal_bytes(seal: Callable[..., bytes]) -> None:
    one = seal({"b.json": b"2", "a.json": b"1"})
    other = seal({"a.json": b"1", "b.json": Stream(1, lambda: io.BytesIO(b"2"))})

    assert one == other


def test_that_sealing_tells_digest_and_size_of_the_file(
    key: SigningKey, head: PackageHead, at: datetime, stick: Path
) -> None:
    target = stick / "round-basis.ynr"
    source = stick / "large.bin"
    source.write_bytes(bytes(range(256)) * 10_000)

    sealed = seal_package("round-basis", head, {"large.bin": source}, key, "organiser", at, target)

    content = target.read_bytes()
    assert (sealed.digest, sealed.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert sorted(path.name for path in stick.iterdir()) == ["large.bin", "round-basis.ynr"]
    with open_package(target) as opened, opened.open("large.bin") as stream:
        assert stream.read() == source.read_bytes()
        assert stream.seek(-3, io.SEEK_END) == 2_559_997
        assert stream.read() == b"\xfd\xfe\xff"
        assert stream.seek(2) == 2
        assert stream.seek(1, io.SEEK_CUR) == 3
        assert stream.read(2) == b"\x03\x04"
        with pytest.raises(ValueError, match="before the beginning"):
            stream.seek(-1)


def test_that_the_name_of_another_package_is_never_sealed_over(
    key: SigningKey, head: PackageHead, at: datetime, stick: Path
) -> None:
    target = stick / "round-basis.ynr"
    target.write_bytes(b"older")

    with pytest.raises(YnReviewError) as caught:
        seal_package("round-basis", head, {"a": b"1"}, key, "organiser", at, target)

    assert caught.value.code == "packages.name_taken"
    assert target.read_bytes() == b"older"


def test_that_a_nested_package_is_read_in_place(package: bytes, nested: bytes, stick: Path) -> None:
    path = stick / "task.ynr"
    path.write_bytes(package)

    with open_package(path, stick) as opened, opened.open_nested("basis.ynr") as basis:
        assert basis.read("round.json") == b'{"title":"x"}\n'
        assert basis.digest == hashlib.sha256(nested).hexdigest()
        assert basis.top_name == "2026HPG-basis"
    with pytest.raises(ValueError, match="closed file"):
        opened.read("basis.ynr")


def test_that_nesting_has_an_end(seal: Callable[..., bytes], stick: Path) -> None:
    content = seal({"a.json": b"1"})
    for _ in range(4):
        content = seal({"inner.ynr": content})
    path = stick / "deep.ynr"
    path.write_bytes(content)

    with open_package(path) as opened:
        inner = opened.open_nested("inner.ynr").open_nested("inner.ynr").open_nested("inner.ynr")
        with pytest.raises(PackageError) as caught:
            inner.open_nested("inner.ynr")

    assert caught.value.code == "packages.nested_too_deep"


def test_that_an_absent_or_large_document_is_refused(package: bytes, stick: Path) -> None:
    path = stick / "task.ynr"
    path.write_bytes(package)

    with open_package(path) as opened:
        with pytest.raises(PackageError) as absent:
            opened.read("result.json")
        with pytest.raises(PackageError) as large:
            opened.read("files/001/report.pdf", limit=100)

    assert (absent.value.code, absent.value.verdict) == (
        "packages.file_missing",
        Verdict.INCOMPLETE,
    )
    assert large.value.code == "packages.entry_too_large"


def test_that_the_stick_may_be_pulled_once_a_package_is_open(package: bytes, stick: Path) -> None:
    path = stick / "task.ynr"
    path.write_bytes(package)

    with open_package(path) as opened:
        path.write_bytes(b"something else")
        path.unlink()
        assert opened.read("assignment.json") == b'{"expert":"E03"}\n'


def test_that_a_path_that_cannot_be_read_is_told(stick: Path) -> None:
    for path in (stick, stick / "absent.ynr"):
        with pytest.raises(YnReviewError) as caught:
            open_package(path)
        assert caught.value.code == "packages.source_unreadable"


def test_that_a_machine_without_room_for_the_copy_is_told(package: bytes, stick: Path) -> None:
    path = stick / "task.ynr"
    path.write_bytes(package)

    with pytest.raises(YnReviewError) as caught:
        open_package(path, stick / "absent")

    assert caught.value.code == "packages.no_local_copy"


def test_that_the_first_signer_is_the_one_who_sealed(
    seal: Callable[..., bytes], supervisor_key: SigningKey, stick: Path
) -> None:
    path = stick / "task.ynr"
    path.write_bytes(seal({"a": b"1"}, cosigners={"another": supervisor_key}))

    with open_package(path) as opened:
        assert [signer.name for signer in opened.signers] == ["organiser", "another"]


def test_that_a_source_of_another_size_than_told_is_not_sealed(
    key: SigningKey, head: PackageHead, at: datetime, stick: Path
) -> None:
    for told in (1, 3):
        source = Stream(told, lambda: io.BytesIO(b"ab"))
        with pytest.raises(YnReviewError) as caught:
            seal_package("t", head, {"a": source}, key, "organiser", at, stick / "t.ynr")
        assert caught.value.code == "packages.source_changed"
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize(
    "sizes", [[2**30 + 1], [2**30] * 4], ids=["one file above 1 GiB", "4 GiB in all"]
)
def test_that_what_is_too_large_is_refused_before_writing(
    sizes: list[int], key: SigningKey, head: PackageHead, at: datetime, stick: Path
) -> None:
    payload = {f"{n}.pdf": Stream(size, io.BytesIO) for n, size in enumerate(sizes)}

    with pytest.raises(YnReviewError) as caught:
        seal_package("t", head, payload, key, "organiser", at, stick / "t.ynr")

    assert caught.value.code == "packages.sealed_too_large"
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"../a": b""},
        {"评分.json": b""},
        {"a": b"", "A": b""},
        {"a": b"", "a/b": b""},
        {"nul.txt": b""},
        {"x" * 200: b""},
    ],
)
def test_that_the_writer_never_writes_what_the_reader_refuses(
    payload: dict[str, bytes], key: SigningKey, head: PackageHead, at: datetime
) -> None:
    with pytest.raises(ValueError, match="name"):
        seal_package("t", head, payload, key, "organiser", at, io.BytesIO())


@pytest.mark.parametrize("signer", ["", "a/b", "主席", "a.b", ".."])
def test_that_a_signer_has_a_plain_name(
    signer: str, key: SigningKey, head: PackageHead, at: datetime
) -> None:
    with pytest.raises(ValueError, match="name"):
        seal_package("t", head, {"a": b""}, key, signer, at, io.BytesIO())


def test_that_two_signers_never_share_a_name(
    key: SigningKey, head: PackageHead, at: datetime
) -> None:
    with pytest.raises(ValueError, match="two signers"):
        seal_package("t", head, {"a": b""}, key, "x", at, io.BytesIO(), {"x": key})


@pytest.mark.parametrize("text", ["", " padded", "two\nlines", "中文"])
def test_that_a_head_holds_only_lines_of_plain_text(
    text: str, key: SigningKey, head: PackageHead, at: datetime
) -> None:
    odd = replace(head, round_id=text, type=PackageType.SCORE)

    with pytest.raises(ValueError, match=r"bag-info\.txt"):
        seal_package("t", odd, {"a": b""}, key, "x", at, io.BytesIO())
