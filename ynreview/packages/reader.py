"""The strict reader: a package is opened only when all of it is proven; nothing is extracted.

``open_package(path, work=None) -> OpenedPackage`` (a context manager);
``OpenedPackage.open_nested(name) -> OpenedPackage`` reads a package inside it in place.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import BinaryIO, Self

from ynreview.kernel.errors import YnReviewError
from ynreview.packages import bag, limits
from ynreview.packages.archive import Archive, read_archive
from ynreview.packages.bag import PackageHead
from ynreview.packages.checks import PayloadFile, Proven, Signer, prove
from ynreview.packages.regions import Region
from ynreview.packages.sources import chunks_of, size_of
from ynreview.packages.verdicts import PackageError


def open_package(path: Path, work: Path | None = None) -> OpenedPackage:
    """Copy a package to the local disk, prove all of it there, and open the copy.

    ``work`` is the folder of the copy, which vanishes on closing; the system's by default. Raises
    PackageError with its verdict, ``packages.source_unreadable`` or ``packages.no_local_copy``.
    """
    copy, size = _local_copy(path, work)
    try:
        whole = Region(copy, Lock(), 0, size)
        archive = read_archive(whole, path.name)
        with ThreadPoolExecutor(1) as aside:  # hashing leaves the interpreter to others
            digest = aside.submit(_digest, whole)
            proven = prove(archive)
        return OpenedPackage(archive, proven, digest.result(), owned=copy)
    except BaseException:
        copy.close()
        raise


class OpenedPackage:
    """A proven package. Payload names are relative to ``data/``, as they were given to the writer.

    Whether its signers are the right people is not known here: compare ``signers[…].key_code``.
    """

    def __init__(
        self,
        archive: Archive,
        proven: Proven,
        digest: str,
        *,
        owned: BinaryIO | None = None,
        depth: int = 1,
    ) -> None:
        self._archive = archive
        self._owned = owned
        self._depth = depth
        self.digest = digest
        """SHA-256 of the whole package, in hexadecimal."""
        self.size = archive.region.size
        self.file_name = archive.package
        self.top_name = archive.top_name
        self.head: PackageHead = proven.info.head
        self.signers: tuple[Signer, ...] = proven.signers
        self.payload: Mapping[str, PayloadFile] = proven.payload

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the local copy; a nested package leaves its outer one open."""
        if self._owned is not None:
            self._owned.close()

    def read(self, name: str, limit: int = limits.JSON) -> bytes:
        """Return a payload file whole; raises PackageError if absent or above ``limit`` bytes."""
        region = self._content(name)
        if region.size > limit:
            raise PackageError("entry_too_large", self.file_name, name=name)
        return region.read_at(0, region.size)

    def verify_text(self) -> bytes:
        """Return VERIFY.txt, which tells how to check the package without this program."""
        region = self._archive.content(bag.VERIFY)
        return region.read_at(0, region.size)

    def open(self, name: str) -> BinaryIO:
        """Open a payload file as a seekable stream, valid until this package is closed."""
        return self._content(name).open()

    def open_whole(self) -> BinaryIO:
        """Open the proven bytes of the package itself, valid until it is closed."""
        return self._archive.region.open()

    def open_nested(self, name: str) -> OpenedPackage:
        """Prove and open a package inside this one, in place; it is valid while this one is."""
        if self._depth >= limits.NESTING:
            raise PackageError("nested_too_deep", self.file_name, name=name)
        archive = read_archive(self._content(name), name.rpartition("/")[2])
        digest = self.payload[name].digest
        return OpenedPackage(archive, prove(archive), digest, depth=self._depth + 1)

    def _content(self, name: str) -> Region:
        if name not in self.payload:
            raise PackageError("file_missing", self.file_name, name=name)
        return self._archive.content(bag.PAYLOAD + name)


def _local_copy(path: Path, work: Path | None) -> tuple[BinaryIO, int]:
    _require_within_limit(size_of(path), path.name)
    size = 0
    with _local_trouble(path.name):
        copy: BinaryIO = tempfile.TemporaryFile(dir=work)  # noqa: SIM115 - the package closes it
    try:
        for chunk in chunks_of(path, path.name):
            size += len(chunk)
            _require_within_limit(size, path.name)
            with _local_trouble(path.name):
                copy.write(chunk)
        with _local_trouble(path.name):
            copy.flush()
    except BaseException:
        copy.close()
        raise
    return copy, size


def _digest(region: Region) -> str:
    hasher = hashlib.sha256()
    for chunk in region.chunks():
        hasher.update(chunk)
    return hasher.hexdigest()


@contextmanager
def _local_trouble(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise YnReviewError("packages.no_local_copy", name=name) from error


def _require_within_limit(size: int, package: str) -> None:
    if size > limits.PACKAGE:
        raise PackageError("too_large", package)
