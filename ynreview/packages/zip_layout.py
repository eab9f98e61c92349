"""The bytes around the files of a ZIP as this project writes them (APPNOTE 6.3.10, stored only).

Writer and strict reader share these functions: a header that differs in one byte is refused.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")

LOCAL_MARK = b"PK\x03\x04"
CENTRAL_MARK = b"PK\x01\x02"
END_MARK = b"PK\x05\x06"
END_SIZE = _END.size
CENTRAL_SIZE = _CENTRAL.size

_VERSION_NEEDED = 10
_MADE_BY_UNIX = 3 << 8 | 30
_STORED = 0
_NO_FLAGS = 0
_MIDNIGHT, _FIRST_DAY = 0, 1 << 5 | 1  # 1980-01-01 00:00, the first moment a ZIP can name
_REGULAR_0644 = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored file: its full name in the archive, CRC-32, size, and where its header stands."""

    name: str
    crc: int
    size: int
    offset: int

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.offset + _LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        """Where the content ends and the next header begins."""
        return self.start + self.size


def local_header(entry: Entry) -> bytes:
    """Return what stands before the content of an entry."""
    name = entry.name.encode("ascii")
    return (
        _LOCAL.pack(LOCAL_MARK, _VERSION_NEEDED, *_shared(entry), entry.size, len(name), 0) + name
    )


def directory(entries: Iterable[Entry], start: int) -> bytes:
    """Return the central directory with its end record, which stand after the last content."""
    headers = [_central_header(entry) for entry in entries]
    size = sum(map(len, headers))
    end = _END.pack(END_MARK, 0, 0, len(headers), len(headers), size, start, 0)
    return b"".join([*headers, end])


def _central_header(entry: Entry) -> bytes:
    name = entry.name.encode("ascii")
    fixed = _CENTRAL.pack(
        CENTRAL_MARK,
        _MADE_BY_UNIX,
        _VERSION_NEEDED,
        *_shared(entry),
        entry.size,
        len(name),
        *(0, 0, 0, 0),  # no extra field, no comment, first disk, no internal attributes
        _REGULAR_0644,
        entry.offset,
    )
    return fixed + name


def _shared(entry: Entry) -> tuple[int, ...]:
    return (_NO_FLAGS, _STORED, _MIDNIGHT, _FIRST_DAY, entry.crc, entry.size)


def read_end_record(record: bytes) -> tuple[int, int, int] | None:
    """Return (number of entries, size and start of the directory), or None where none stands."""
    if len(record) != END_SIZE or not record.startswith(END_MARK):
        return None
    _, _, _, _, count, size, start, _ = _END.unpack(record)
    return count, size, start


def read_directory(content: bytes, count: int) -> list[Entry] | None:
    """Return the entries that a central directory claims, or None where it is not one.

    Only what ``directory`` needs to write it again is taken; comparing the two finds all else.
    """
    entries: list[Entry] = []
    at = 0
    for _ in range(count):
        if len(content) - at < CENTRAL_SIZE or not content.startswith(CENTRAL_MARK, at):
            return None
        fields = _CENTRAL.unpack_from(content, at)
        crc, size, name_size, offset = fields[7], fields[9], fields[10], fields[16]
        name = content[at + CENTRAL_SIZE : at + CENTRAL_SIZE + name_size]
        entries.append(Entry(name.decode("latin-1"), crc, size, offset))
        at += CENTRAL_SIZE + name_size
    return entries
