"""What sort of package a file is, proven before it is believed."""

from __future__ import annotations

from pathlib import Path

from ynreview.packages.reader import open_package


def package_type(path: Path) -> str:
    """Return the type of a package; raises YnReviewError when it is none or was altered."""
    with open_package(path) as package:
        return package.head.type.value
