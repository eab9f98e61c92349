"""What every package is read by: its documents, its nested packages, nothing beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from ynreview.kernel.journal_chain import bytes_to_journal, verify_chain
from ynreview.packages import documents, limits
from ynreview.packages.bag import PackageType
from ynreview.packages.reader import OpenedPackage
from ynreview.packages.verdicts import PackageError

T = TypeVar("T")


class Readable(Protocol):
    """An opened package as documents are read from it."""

    @property
    def digest(self) -> str:
        """SHA-256 of the package."""
        ...

    @property
    def file_name(self) -> str:
        """The name of the package as people see it."""
        ...

    @property
    def payload(self) -> Mapping[str, object]:
        """The paths below ``data/``."""
        ...

    def read(self, name: str) -> bytes:
        """Return the bytes of one payload file."""
        ...


def read_document(package: Readable, name: str, kind: type[T]) -> T:
    """Read one JSON document of a package; raises PackageError naming it."""
    try:
        return documents.from_bytes(kind, package.read(name))
    except ValueError as error:
        raise PackageError("document_unreadable", package.file_name, document=name) from error


def open_part(package: OpenedPackage, name: str, kind: PackageType) -> OpenedPackage:
    """Open a nested package; raises PackageError unless it is of that type and of this round."""
    nested = package.open_nested(name)
    if (nested.head.type, nested.head.round_id) != (kind, package.head.round_id):
        raise PackageError("parts_do_not_match", package.file_name)
    return nested


def require_contents(package: Readable, names: Iterable[str]) -> None:
    """Refuse a package that lacks one of these payload files or holds any other."""
    wanted = frozenset(names)
    present = package.payload.keys()
    if missing := wanted - present:
        raise PackageError("file_missing", package.file_name, name=min(missing))
    if extra := present - wanted:
        raise PackageError("file_unexpected", package.file_name, name=min(extra))


def require_journal(package: OpenedPackage) -> None:
    """Refuse a package whose journal does not lead to the head that was signed with it."""
    try:
        lines = bytes_to_journal(package.read(documents.JOURNAL, limits.JOURNAL))
    except ValueError as error:
        raise PackageError("journal_broken", package.file_name) from error
    if not verify_chain(lines, package.head.journal_head):
        raise PackageError("journal_broken", package.file_name)
