"""Stretches of one open file that can be read in place; nothing is copied or extracted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import BinaryIO

from ynreview.packages import limits


@dataclass(frozen=True, slots=True)
class Region:
    """The bytes ``start`` to ``start + size`` of a file that several readers share."""

    file: BinaryIO
    lock: Lock
    start: int
    size: int

    def part(self, offset: int, size: int) -> Region:
        """Return a stretch inside this one."""
        assert 0 <= offset <= offset + size <= self.size
        return Region(self.file, self.lock, self.start + offset, size)

    def read_at(self, offset: int, size: int) -> bytes:
        """Return up to ``size`` bytes from ``offset``; fewer at the end."""
        wanted = max(0, min(size, self.size - offset))
        with self.lock:
            self.file.seek(self.start + offset)
            return self.file.read(wanted)

    def chunks(self) -> Iterator[bytes]:
        """Yield the whole stretch piece by piece."""
        for offset in range(0, self.size, limits.CHUNK):
            yield self.read_at(offset, limits.CHUNK)

    def open(self) -> BinaryIO:
        """Return a seekable binary stream over the stretch."""
        return io.BufferedReader(_RegionStream(self))


class _RegionStream(io.RawIOBase):
    def __init__(self, region: Region) -> None:
        self._region = region
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        content = self._region.read_at(self._at, len(buffer))
        buffer[: len(content)] = content
        self._at += len(content)
        return len(content)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._region.size}[whence]
        if base + offset < 0:
            raise ValueError("before the beginning")
        self._at = base + offset
        return self._at
