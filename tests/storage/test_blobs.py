import hashlib
import io
import os
import random
import threading
from collections.abc import Callable

import pytest

from ynreview.kernel.errors import YnReviewError
from ynreview.storage.dossier import Dossier
from ynreview.storage.records import StoredBlob
from ynreview.storage.unit_of_work import UnitOfWork

Tell = Callable[[UnitOfWork], str]

MIB = 1 << 20


class Drop(io.BytesIO):
    """A stream that gives less than it is asked for, as pipes and archives do."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(size if size is None or size < 0 else min(size, 70_000))


class Moving(io.BytesIO):
    """A file that somebody changes while it is read."""

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self.getbuffer()[0] ^= 1
        return super().seek(offset, whence)


@pytest.fixture(scope="module")
def content() -> bytes:
    return random.Random(7).randbytes(3 * MIB + 12_345)  # noqa: S311 - dice, not keys


@pytest.mark.parametrize("size", [0, 1, MIB - 1, MIB, MIB + 1, 2 * MIB])
def test_that_bytes_come_back_as_they_were(dossier: Dossier, tell: Tell, content: bytes, size: int):
    with dossier.unit_of_work() as uow:
        blob = uow.put_blob(content[:size])
        tell(uow)
        assert blob == StoredBlob(hashlib.sha256(content[:size]).hexdigest(), size)
        assert uow.has_blob(blob.digest)
        assert uow.blob_size(blob.digest) == size
        assert uow.open_blob(blob.digest).read() == content[:size]


def test_that_a_stream_is_kept_whole_however_it_drips(dossier: Dossier, tell: Tell, content: bytes):
    stream = Drop(content)
    stream.seek(100)
    with dossier.unit_of_work() as uow:
        blob = uow.put_blob(stream)
        tell(uow)
        assert uow.open_blob(blob.digest).read() == content


def test_that_any_place_can_be_read(dossier: Dossier, tell: Tell, content: bytes):
    with dossier.unit_of_work() as uow:
        digest = uow.put_blob(content).digest
        tell(uow)
    dice = random.Random(11)  # noqa: S311 - dice, not keys
    with dossier.unit_of_work() as uow:
        stream = uow.open_blob(digest)
        for _ in range(60):
            start, size = dice.randrange(len(content) + 10), dice.choice((1, 100, 70_000, 2 * MIB))
            stream.seek(start)
            assert stream.read(size) == content[start : start + size]
        assert stream.seek(-5, os.SEEK_END) == len(content) - 5
        assert stream.read() == content[-5:]
        assert stream.seek(-2, os.SEEK_CUR) == len(content) - 2
        with pytest.raises((ValueError, OSError)):
            stream.seek(-1)


def test_that_a_file_stays_readable_after_the_unit_of_work_and_in_another_thread(
    dossier: Dossier, tell: Tell, content: bytes
):
    with dossier.unit_of_work() as uow:
        digest = uow.put_blob(content).digest
        tell(uow)
        stream = uow.open_blob(digest)
    read = []
    thread = threading.Thread(target=lambda: read.append(stream.read()))
    thread.start()
    thread.join()
    assert read == [content]


def test_that_known_bytes_are_not_written_again(dossier: Dossier, tell: Tell):
    with dossier.unit_of_work() as uow:
        uow.put_blob(b"once")
        tell(uow)
    with dossier.unit_of_work() as uow:  # no journal entry, so no change
        assert uow.put_blob(b"once").size == 4


def test_that_a_file_that_changes_while_it_is_read_is_refused(dossier: Dossier):
    with pytest.raises(YnReviewError) as caught, dossier.unit_of_work() as uow:
        uow.put_blob(Moving(b"draft"))
    assert caught.value.code == "storage.source_changed"


def test_that_absent_bytes_are_told(dossier: Dossier):
    with dossier.unit_of_work() as uow:
        assert not uow.has_blob("0" * 64)
        for ask in (uow.open_blob, uow.blob_size):
            with pytest.raises(YnReviewError) as caught:
                ask("0" * 64)
            assert caught.value.code == "storage.file_absent"


def test_that_a_lost_piece_is_told_and_never_read_as_an_end(
    dossier: Dossier, tell: Tell, content: bytes
):
    with dossier.unit_of_work() as uow:
        digest = uow.put_blob(content).digest
        tell(uow)
        stream = uow.open_blob(digest)
    dossier._file.run("DELETE FROM blob_chunk WHERE seq = 2")
    with pytest.raises(YnReviewError) as caught:
        stream.read()
    assert caught.value.code == "storage.damaged"
