"""Sticks that fill up, lock, lie and vanish: the file is there whole or not at all."""

import errno
import hashlib
import io
import os
import resource
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ynreview.kernel.errors import YnReviewError
from ynreview.messages.catalogue import sentence
from ynreview.packages import disk
from ynreview.packages.disk import require_free, write_out
from ynreview.packages.sources import Stream

CONTENT = bytes(range(256)) * 20_000


class Interrupted(io.RawIOBase):
    """A source of which something happens after the first piece."""

    def __init__(self, happens: object) -> None:
        self.happens = happens
        self.pieces = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        del size
        self.pieces += 1
        if self.pieces == 2:
            assert callable(self.happens)
            self.happens()
        return b"x" * 100_000 if self.pieces < 4 else b""


def refused(source: object, target: Path) -> str:
    with pytest.raises(YnReviewError) as caught:
        write_out(source, target)  # type: ignore[arg-type]
    assert target.name in sentence(caught.value.code, **caught.value.params)
    return caught.value.code


@pytest.mark.parametrize("kind", ["bytes", "path", "stream"])
def test_that_a_file_is_written_and_read_back(kind: str, stick: Path, tmp_path: Path) -> None:
    local = tmp_path / "local.ynr"
    local.write_bytes(CONTENT)
    source = {
        "bytes": CONTENT,
        "path": local,
        "stream": Stream(len(CONTENT), lambda: io.BytesIO(CONTENT)),
    }[kind]

    written = write_out(source, stick / "score.ynr")  # type: ignore[arg-type]

    assert (stick / "score.ynr").read_bytes() == CONTENT
    assert (written.digest, written.size) == (hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))
    assert [path.name for path in stick.iterdir()] == ["score.ynr"]


def test_that_writing_the_same_bytes_again_is_fine(stick: Path) -> None:
    first = write_out(CONTENT, stick / "score.ynr")

    assert write_out(CONTENT, stick / "score.ynr") == first


def test_that_another_file_of_the_name_is_never_overwritten(stick: Path) -> None:
    (stick / "score.ynr").write_bytes(b"older")
    (stick / "folder.ynr").mkdir()

    assert refused(CONTENT, stick / "score.ynr") == "packages.name_taken"
    assert refused(CONTENT, stick / "folder.ynr") == "packages.name_taken"
    assert (stick / "score.ynr").read_bytes() == b"older"


def test_that_what_a_killed_process_left_is_replaced(stick: Path) -> None:
    (stick / "score.ynr.part").write_bytes(b"half")

    write_out(CONTENT, stick / "score.ynr")

    assert [path.name for path in stick.iterdir()] == ["score.ynr"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EROFS, "read_only"),
        (errno.EACCES, "read_only"),
        (errno.EIO, "disk_gone"),
        (errno.ENODEV, "disk_gone"),
        (errno.EMFILE, "write_failed"),
    ],
)
def test_that_each_error_of_the_disk_has_its_sentence_and_leaves_nothing(
    number: int, code: str, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(descriptor: int) -> None:
        del descriptor
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)

    assert refused(CONTENT, stick / "score.ynr") == f"packages.{code}"
    assert list(stick.iterdir()) == []


def test_that_a_folder_that_cannot_be_synced_does_no_harm(
    stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def only_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no folders")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)

    assert write_out(CONTENT, stick / "score.ynr").size == len(CONTENT)


def test_that_a_stick_pulled_after_writing_is_told(
    stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def gone(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "gone")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", gone)

    assert refused(CONTENT, stick / "score.ynr") == "packages.disk_gone"


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_that_a_disk_that_holds_no_file_so_large_is_told(stick: Path) -> None:
    with no_file_above(100_000):
        code = refused(CONTENT, stick / "score.ynr")

    assert code == "packages.file_too_large_here"
    assert list(stick.iterdir()) == []


def test_that_a_stick_pulled_while_writing_is_told(stick: Path) -> None:
    pulled = Interrupted(lambda: shutil.rmtree(stick))

    code = refused(Stream(300_000, lambda: pulled), stick / "score.ynr")  # type: ignore[arg-type, return-value]

    assert code == "packages.disk_gone"
    assert not stick.exists()


def test_that_a_folder_that_is_not_there_is_told(stick: Path) -> None:
    assert refused(CONTENT, stick / "absent" / "score.ynr") == "packages.disk_gone"


def test_that_a_source_that_breaks_off_is_not_blamed_on_the_stick(stick: Path) -> None:
    def breaks() -> None:
        raise OSError(errno.EIO, "source")

    broken = Stream(300_000, lambda: Interrupted(breaks))  # type: ignore[arg-type, return-value]

    assert refused(broken, stick / "score.ynr") == "packages.source_unreadable"
    assert refused(stick / "absent.pdf", stick / "score.ynr") == "packages.source_unreadable"
    assert list(stick.iterdir()) == []


def test_that_a_pipe_is_no_source(stick: Path) -> None:
    pipe = stick / "pipe"
    os.mkfifo(pipe)

    assert refused(pipe, stick / "score.ynr") == "packages.source_unreadable"


def test_that_a_stick_that_lies_is_found_by_reading_back(
    stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def loses_a_byte(folder: Path) -> None:
        path = folder / "score.ynr"
        path.write_bytes(path.read_bytes()[:-1])

    monkeypatch.setattr(disk, "_sync_folder", loses_a_byte)

    assert refused(CONTENT, stick / "score.ynr") == "packages.read_back_differs"
    assert list(stick.iterdir()) == []


KILLED = """
import io, os, sys
from pathlib import Path
from ynreview.packages.disk import write_out
from ynreview.packages.sources import Stream

class Killer(io.BytesIO):
    def read(self, size=-1):
        if self.tell() > 200_000:
            os._exit(9)
        return super().read(100_000)

write_out(Stream(10**6, lambda: Killer(bytes(10**6))), Path(sys.argv[1]))
"""


def test_that_a_killed_process_leaves_no_half_file_under_the_name(stick: Path) -> None:
    target = stick / "score.ynr"

    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", KILLED, str(target)], check=False, env=here)

    assert done.returncode == 9
    assert not target.exists()
    write_out(CONTENT, target)
    assert [path.name for path in stick.iterdir()] == ["score.ynr"]


def test_that_a_place_is_asked_for_before_anything_is_signed_for_it(stick: Path) -> None:
    require_free(stick / "new.ynr")
    (stick / "old.ynr").write_bytes(b"older")
    for path, code in (
        (stick / "old.ynr", "packages.name_taken"),
        (stick / "gone" / "new.ynr", "packages.disk_gone"),
    ):
        with pytest.raises(YnReviewError) as caught:
            require_free(path)
        assert caught.value.code == code
    assert (stick / "old.ynr").read_bytes() == b"older"
