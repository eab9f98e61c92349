"""Which sticks are in: the mounted volumes that are where sticks are; nothing on them is read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStorageInfo

_REMOVABLE = ("/media/", "/run/media/", "/mnt/", "/Volumes/")


def mounted_sticks() -> list[Path]:
    """Return the folders at the top of every stick that can be written."""
    return [
        Path(one.rootPath())
        for one in QStorageInfo.mountedVolumes()
        if one.isReady() and not one.isReadOnly() and _is_stick(one.rootPath())
    ]


def _is_stick(root: str) -> bool:
    """Whether a volume is a drive letter but the system's, or below a folder for media."""
    if root[1:2] == ":":
        return not root.upper().startswith("C")
    return root.startswith(_REMOVABLE)
