"""Writing a file whole or not at all, on sticks that fill up, lock and vanish."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ynreview.kernel.errors import YnReviewError
from ynreview.packages.sources import Source, chunks_of

_CAUSES = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "file_too_large_here",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.EIO: "disk_gone",
    errno.ENODEV: "disk_gone",
    errno.ENXIO: "disk_gone",
    errno.ENOENT: "disk_gone",
    errno.ESTALE: "disk_gone",
}
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM})


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was written and read back: its SHA-256 in hexadecimal and its size in bytes."""

    path: Path
    digest: str
    size: int


def write_out(source: Source, target: Path) -> WrittenFile:
    """Write the source under the target's name, whole or not at all, and read it back.

    A target with the same bytes is left as it is. Raises YnReviewError: ``packages.name_taken``
    (other bytes stand there), ``.disk_full``, ``.file_too_large_here``, ``.read_only``,
    ``.disk_gone``, ``.write_failed``, ``.read_back_differs``, ``.source_unreadable``. Nothing is
    left behind then.
    """
    if os.path.lexists(target):
        return _already_there(source, target)
    hasher = hashlib.sha256()
    size = 0
    with fresh_file(target) as file:
        for chunk in chunks_of(source, target.name):
            hasher.update(chunk)
            size += file.write(chunk)
    require_read_back(target, hasher.hexdigest())
    return WrittenFile(target, hasher.hexdigest(), size)


def require_read_back(target: Path, digest: str) -> None:
    """Read a file just written from its disk; one that differs is removed.

    Raises YnReviewError ``packages.read_back_differs``, ``.disk_gone``.
    """
    if _read_back(target) != digest:
        _discard(target)
        raise YnReviewError("packages.read_back_differs", name=target.name)


def holds(target: Path, digest: str) -> bool:
    """Whether a file with these very bytes is there."""
    return target.is_file() and _read_back(target) == digest


def require_free(target: Path) -> None:
    """Refuse a place that cannot take a new file, before anything is signed for it.

    Raises YnReviewError: ``packages.disk_gone``, ``.name_taken``.
    """
    if not target.parent.is_dir():
        raise YnReviewError("packages.disk_gone", name=target.name)
    if os.path.lexists(target):
        raise YnReviewError("packages.name_taken", name=target.name)


@contextmanager
def fresh_file(target: Path) -> Iterator[BinaryIO]:
    """Open a file for writing and reading that gets the target's name only once it is whole.

    It is written beside the target as ``.part``; any error removes it. Errors of the disk become
    YnReviewErrors that name cause and cure.
    """
    part = target.with_name(target.name + ".part")
    try:
        with told_by_cause(target.name):
            part.unlink(missing_ok=True)
            with part.open("x+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
            _sync_folder(target.parent)
    except BaseException:
        _discard(part)
        raise


@contextmanager
def told_by_cause(name: str) -> Iterator[None]:
    """Turn an OSError of writing into the YnReviewError whose sentence names cause and cure."""
    try:
        yield
    except OSError as error:
        cause = _CAUSES.get(error.errno or 0, "write_failed")
        raise YnReviewError(f"packages.{cause}", name=name) from error


def _already_there(source: Source, target: Path) -> WrittenFile:
    hasher = hashlib.sha256()
    size = 0
    for chunk in chunks_of(source, target.name):
        hasher.update(chunk)
        size += len(chunk)
    if not target.is_file() or _read_back(target) != hasher.hexdigest():
        raise YnReviewError("packages.name_taken", name=target.name)
    return WrittenFile(target, hasher.hexdigest(), size)


def _read_back(target: Path) -> str:
    with told_by_cause(target.name), target.open("rb") as file:
        if hasattr(os, "posix_fadvise"):  # pragma: no branch - not on Windows
            # ask the disk, not the memory of what was written
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # pragma: no cover - Windows opens no folders
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def _discard(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
