"""Files kept under their SHA-256 in rows of 1 MiB; it knows nothing of what they mean."""

import hashlib
import io
import os
from collections.abc import Iterator
from typing import BinaryIO, cast

from ynreview.kernel.errors import YnReviewError
from ynreview.storage.encrypted_file import EncryptedFile
from ynreview.storage.records import StoredBlob

CHUNK_BYTES = 1 << 20


class BlobStore:
    """The files of one dossier: written inside a unit of work, readable while it is open."""

    def __init__(self, file: EncryptedFile) -> None:
        self._file = file

    def put(self, source: bytes | BinaryIO) -> StoredBlob:
        """Keep the bytes, or all of a seekable stream, and return their digest and size.

        What is kept already is not written again.
        """
        stream = io.BytesIO(source) if isinstance(source, bytes) else source
        blob = _measured(stream)
        if not self.holds(blob.digest):
            self._write(blob, stream)
        return blob

    def _write(self, blob: StoredBlob, stream: BinaryIO) -> None:
        self._file.run(
            "INSERT INTO blob (digest, size) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (blob.digest, blob.size),
        )
        digest = hashlib.sha256()
        for seq, body in enumerate(_chunks(stream)):
            digest.update(body)
            self._file.run("INSERT INTO blob_chunk VALUES (?, ?, ?)", (blob.digest, seq, body))
        if digest.hexdigest() != blob.digest:
            raise YnReviewError("storage.source_changed")

    def drop(self, digest: str) -> None:
        """Forget the bytes; what is not there is no trouble."""
        for table in ("blob_chunk", "blob"):
            self._file.run(f"DELETE FROM {table} WHERE digest = ?", (digest,))  # noqa: S608 - names are fixed

    def holds(self, digest: str) -> bool:
        """Whether the bytes are here; a light copy knows digest and size of more than it holds."""
        rows = self._file.run(
            "SELECT 1 FROM blob WHERE digest = ?1 AND (size = 0 OR EXISTS"
            " (SELECT 1 FROM blob_chunk WHERE digest = ?1))",
            (digest,),
        )
        return bool(rows)

    def size(self, digest: str) -> int:
        """Return the size in bytes; raises storage.file_absent where the bytes are not here."""
        if not self.holds(digest):
            raise YnReviewError("storage.file_absent")
        return int(self._file.run("SELECT size FROM blob WHERE digest = ?", (digest,))[0][0])

    def open(self, digest: str) -> BinaryIO:
        """Return a seekable stream that reads as it goes; raises storage.file_absent."""
        reader = _ChunkReader(self._file, digest, self.size(digest))
        return cast("BinaryIO", io.BufferedReader(reader))


class _ChunkReader(io.RawIOBase):
    """Reads one file chunk by chunk and keeps the last chunk at hand."""

    def __init__(self, file: EncryptedFile, digest: str, size: int) -> None:
        self._file = file
        self._digest = digest
        self._size = size
        self._at = 0
        self._seq = -1
        self._body = b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise ValueError("a place before the beginning of the file")
        self._at = start + offset
        return self._at

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        seq, start = divmod(self._at, CHUNK_BYTES)
        piece = self._chunk(seq)[start : start + len(buffer)] if self._at < self._size else b""
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def _chunk(self, seq: int) -> bytes:
        if seq != self._seq:
            rows = self._file.run(
                "SELECT body FROM blob_chunk WHERE digest = ? AND seq = ?", (self._digest, seq)
            )
            if not rows:
                raise YnReviewError("storage.damaged", name=self._file.path.name)
            self._seq, self._body = seq, rows[0][0]
        return self._body


def _measured(stream: BinaryIO) -> StoredBlob:
    digest, size = hashlib.sha256(), 0
    for body in _chunks(stream):
        digest.update(body)
        size += len(body)
    return StoredBlob(digest.hexdigest(), size)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while body := stream.read(CHUNK_BYTES):
        while len(body) < CHUNK_BYTES and (more := stream.read(CHUNK_BYTES - len(body))):
            body += more
        yield body
