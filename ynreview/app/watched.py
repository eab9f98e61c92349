"""A file that is told about while it is read, so that a long copy shows how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, Self, cast

MIB = 1 << 20


class _Watched:
    """Reads and seeks as the stream within does; ``heard`` gets the bytes of every read."""

    def __init__(self, stream: BinaryIO, heard: Callable[[int], None]) -> None:
        self._stream = stream
        self._heard = heard

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self._heard(len(piece))
        return piece

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._stream.close()


def watched(stream: BinaryIO, heard: Callable[[int], None]) -> BinaryIO:
    """Return the stream; every reading of it is told. What ``heard`` raises ends the reading."""
    return cast("BinaryIO", _Watched(stream, heard))


class Meter:
    """Counts bytes and tells whole MiB of all there are; text is what is being done now."""

    def __init__(self, tell: Callable[[str, int, int], None], total: int) -> None:
        self._tell = tell
        self._total = -(-total // MIB)
        self._bytes = self._told = 0
        self.text = ""

    def begin(self, text: str) -> None:
        """Say what is done from now on."""
        self.text = text
        self._tell(text, self._told, self._total)

    def heard(self, size: int) -> None:
        """Add bytes; says so once a MiB."""
        self._bytes += size
        now = min(self._bytes // MIB, self._total)
        if now > self._told:
            self._told = now
            self._tell(self.text, now, self._total)
