"""Names inside a package: plain ASCII that means the same file on every system."""

import re
from collections.abc import Iterable

from ynreview.packages import limits

_SEGMENT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "clock$", "conin$", "conout$"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)


def is_plain_segment(segment: str) -> bool:
    """Whether one part of a path is letters, digits, ``.``, ``_``, ``-`` and no device name."""
    return (
        _SEGMENT.fullmatch(segment) is not None
        and not segment.endswith(".")
        and segment.partition(".")[0].lower() not in _RESERVED
    )


def is_plain_path(path: str) -> bool:
    """Whether every part of a relative path is plain and the whole is short enough."""
    return len(path) <= limits.NAME and all(map(is_plain_segment, path.split("/")))


def clashing_name(paths: Iterable[str]) -> str:
    """Return the first path that some system cannot keep beside an earlier one, or ``""``.

    Two paths clash when they differ in case only, or when one is a folder of the other.
    """
    files: set[str] = set()
    folders: set[str] = set()
    for path in paths:
        folded = path.lower()
        parents = _parents(folded)
        if folded in files or folded in folders or not files.isdisjoint(parents):
            return path
        files.add(folded)
        folders.update(parents)
    return ""


def _parents(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]
