"""The outer shape of a package: a ZIP is accepted only when the writer would have written it so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ynreview.packages import limits
from ynreview.packages.names import clashing_name, is_plain_path
from ynreview.packages.regions import Region
from ynreview.packages.verdicts import PackageError
from ynreview.packages.zip_layout import (
    CENTRAL_MARK,
    CENTRAL_SIZE,
    END_MARK,
    END_SIZE,
    LOCAL_MARK,
    Entry,
    directory,
    local_header,
    read_directory,
    read_end_record,
)

_LONGEST_COMMENT = 65_535
_LARGEST_DIRECTORY = limits.ENTRIES * (CENTRAL_SIZE + limits.NAME)


@dataclass(frozen=True, slots=True)
class Archive:
    """The entries of a well-formed package by their names below its one top folder."""

    region: Region
    package: str
    top_name: str
    entries: Mapping[str, Entry]

    def content(self, name: str) -> Region:
        """Return where the content of an entry stands."""
        entry = self.entries[name]
        return self.region.part(entry.start, entry.size)


def read_archive(region: Region, package: str) -> Archive:
    """Check limits and names, then every header byte for byte; ``package`` names it in sentences.

    Raises PackageError. No content is read here.
    """
    content, start, entries = _directory_of(region, package)
    top_name = _require_plain_names(entries, package)
    for entry in entries:
        if entry.size > limits.ENTRY:
            raise PackageError("entry_too_large", package, name=entry.name)
    if not _is_as_written(region, entries, start, content):
        raise PackageError("layout_differs", package)
    prefix = len(top_name) + 1
    return Archive(region, package, top_name, {entry.name[prefix:]: entry for entry in entries})


def _directory_of(region: Region, package: str) -> tuple[bytes, int, list[Entry]]:
    if region.read_at(0, len(LOCAL_MARK)) != LOCAL_MARK:
        raise PackageError("not_a_package", package)
    end = read_end_record(region.read_at(region.size - END_SIZE, END_SIZE))
    if end is None:
        raise PackageError("layout_differs" if _ends_earlier(region) else "truncated", package)
    count, size, start = end
    if count > limits.ENTRIES:
        raise PackageError("too_many_entries", package, count=count, most=limits.ENTRIES)
    if size > _LARGEST_DIRECTORY or start + size + END_SIZE != region.size:
        raise PackageError("layout_differs", package)
    content = region.read_at(start, size + END_SIZE)
    entries = read_directory(content, count)
    if not entries:
        raise PackageError("layout_differs", package)
    return content, start, entries


def _ends_earlier(region: Region) -> bool:
    # A whole package with something behind it was altered; one without its end was cut short.
    # A nested package also has an end record, but its figures do not fit the outer file.
    tail_start = max(0, region.size - _LONGEST_COMMENT - END_SIZE)
    tail = region.read_at(tail_start, region.size - tail_start)
    at = tail.find(END_MARK)
    while at != -1:
        end = read_end_record(tail[at : at + END_SIZE])
        if end is not None:
            _, size, start = end
            is_outer = start + size == tail_start + at
            if is_outer and region.read_at(start, len(CENTRAL_MARK)) == CENTRAL_MARK:
                return True
        at = tail.find(END_MARK, at + 1)
    return False


def _require_plain_names(entries: Sequence[Entry], package: str) -> str:
    top_name = entries[0].name.partition("/")[0]
    for entry in entries:
        if not is_plain_path(entry.name) or not entry.name.startswith(f"{top_name}/"):
            raise PackageError("name_refused", package, name=shown(entry.name))
    if clash := clashing_name(entry.name for entry in entries):
        raise PackageError("name_clash", package, name=clash)
    return top_name


def shown(name: str) -> str:
    """Return a foreign name so that it can stand in a sentence: printable ASCII, not too long."""
    return ascii(name)[1:-1][: limits.NAME]


def _is_as_written(region: Region, entries: Sequence[Entry], start: int, content: bytes) -> bool:
    names = [entry.name for entry in entries]
    if names != sorted(names):
        return False
    placed: list[Entry] = []
    end = 0
    for entry in entries:
        own = replace(entry, offset=end)
        header = local_header(own)
        if region.read_at(end, len(header)) != header:
            return False
        placed.append(own)
        end = own.end
    return end == start and directory(placed, start) == content
