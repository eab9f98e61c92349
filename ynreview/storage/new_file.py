"""A new file that appears under its name only when it is whole; it knows no contents."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ynreview.kernel.errors import YnReviewError

PART = ".part"
_WRITE_TROUBLE = {
    errno.ENOSPC: "storage.disk_full",
    errno.EDQUOT: "storage.disk_full",
    errno.EROFS: "storage.read_only",
    errno.EACCES: "storage.read_only",
    errno.EPERM: "storage.read_only",
}


@contextmanager
def built_beside(target: Path) -> Iterator[Path]:
    """Give a path to build a file at; it gets its final name only when it is whole.

    Raises storage.already_there, no_folder; after any failure nothing is left behind.
    """
    if target.exists():
        raise YnReviewError("storage.already_there", name=target.name)
    if not target.parent.is_dir():
        raise YnReviewError("storage.no_folder", name=str(target.parent))
    part = target.with_name(target.name + PART)
    _remove(part)
    try:
        with write_refusals(target.name):
            yield part
            _sync(part)
            part.replace(target)
            _sync(target.parent)
    finally:
        _remove(part)


@contextmanager
def write_refusals(name: str) -> Iterator[None]:
    """Tell what the disk refuses about a file of that name as sentences."""
    try:
        yield
    except OSError as error:
        code = _WRITE_TROUBLE.get(error.errno or 0, "storage.disk_trouble")
        raise YnReviewError(code, name=name) from error


def _remove(part: Path) -> None:
    for path in (part, part.with_name(part.name + "-journal")):
        with suppress(OSError):
            path.unlink()


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
