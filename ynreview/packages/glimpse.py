"""What an unproven package says of itself; it may all be false and is shown only as a claim."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from ynreview.packages import bag, limits
from ynreview.packages.bag import BagDescription

_UNREADABLE = (
    *(OSError, EOFError, ValueError, KeyError, RuntimeError, NotImplementedError),
    *(zipfile.BadZipFile, zlib.error),
)


def glimpse(path: Path) -> BagDescription | None:
    """Return the head of a package that was not accepted; None when not even that can be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if not entries or entries[0].header_offset:
                return None  # the directory found is that of a package inside
            with archive.open(f"{entries[0].filename.partition('/')[0]}/{bag.INFO}") as file:
                return bag.bytes_to_info(file.read(limits.JSON))
    except _UNREADABLE:
        return None
