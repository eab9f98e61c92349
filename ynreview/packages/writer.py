"""Sealing: payload and head become one signed, deterministic package; it knows no document.

``seal_package(top_name, head, payload, key, signer, at, target, cosigners=None) -> SealedFile``;
``seal_onto`` does so straight onto a stick and reads it back.
"""

import hashlib
import os
import tempfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from ynreview.kernel.errors import YnReviewError
from ynreview.packages import bag, limits
from ynreview.packages.bag import BagDescription, PackageHead
from ynreview.packages.disk import (
    WrittenFile,
    fresh_file,
    holds,
    require_read_back,
    told_by_cause,
    write_out,
)
from ynreview.packages.names import clashing_name, is_plain_path, is_plain_segment
from ynreview.packages.sources import Source, chunks_of, size_of
from ynreview.packages.verify_text import verify_text
from ynreview.packages.zip_layout import Entry, directory, local_header
from ynreview.signing.keys import SigningKey


@dataclass(frozen=True, slots=True)
class SealedFile:
    """What was sealed: the SHA-256 of the whole package in hexadecimal and its size in bytes."""

    digest: str
    size: int


def seal_package(  # noqa: PLR0913, PLR0917 - what is sealed, by whom, when and where to
    top_name: str,
    head: PackageHead,
    payload: Mapping[str, Source],
    key: SigningKey,
    signer: str,
    at: datetime,
    target: BinaryIO | Path,
    cosigners: Mapping[str, SigningKey] | None = None,
) -> SealedFile:
    """Write and sign one package; equal content, keys and ``at`` give equal bytes.

    ``payload`` maps plain ASCII paths below ``data/`` (``basis.ynr``, ``files/001/a.pdf``) to
    their contents, at least one. ``signer`` names the files of the signature (``chair``, ``E08``);
    ``cosigners`` sign the same content with names of their own. The target is a new path (written
    whole or not at all) or an empty binary file open for writing, reading and seeking. The file
    people see is called ``<top_name>.ynr``.

    Raises YnReviewError: ``packages.sealed_too_large``, ``.source_changed``,
    ``.source_unreadable``, ``.name_taken``, or what writing to a full, locked or pulled disk says.
    Raises ValueError for names and fields that no package can hold.
    """
    signers = {signer: key, **(cosigners or {})}
    _require_fitting(top_name, payload, signers, cosigners or {})
    if isinstance(target, Path):
        if target.exists():
            raise YnReviewError("packages.name_taken", name=target.name)
        with fresh_file(target) as file:
            return _sealed(_Archive(file, top_name), head, payload, signers, at)
    with told_by_cause(f"{top_name}.ynr"):
        return _sealed(_Archive(target, top_name), head, payload, signers, at)


def seal_onto(  # noqa: PLR0913, PLR0917 - what is sealed, by whom, when and where to
    top_name: str,
    head: PackageHead,
    payload: Mapping[str, Source],
    key: SigningKey,
    signer: str,
    at: datetime,
    target: Path,
    known: str = "",
) -> WrittenFile:
    """Write and sign a package where it is to be carried from, whole or not at all, and read it.

    Large packages are not built twice. A target that holds the same bytes is left as it is;
    ``known`` is their SHA-256 where it is on record, which saves building them to compare.
    Raises what ``seal_package`` and ``write_out`` raise.
    """
    if os.path.lexists(target):
        if known and holds(target, known):
            return WrittenFile(target, known, target.stat().st_size)
        with tempfile.TemporaryDirectory(prefix="ynreview-") as folder:
            sealed = Path(folder, target.name)
            seal_package(top_name, head, payload, key, signer, at, sealed)
            return write_out(sealed, target)
    made = seal_package(top_name, head, payload, key, signer, at, target)
    require_read_back(target, made.digest)
    return WrittenFile(target, made.digest, made.size)


def _require_fitting(
    top_name: str,
    payload: Mapping[str, Source],
    signers: Mapping[str, SigningKey],
    cosigners: Mapping[str, SigningKey],
) -> None:
    if len(signers) != len(cosigners) + 1:
        raise ValueError("two signers of one name")
    paths = [f"{top_name}/{bag.PAYLOAD}{path}" for path in payload]
    paths += [f"{top_name}/{name}" for one in signers for name in bag.signature_names(one)]
    if not payload or not is_plain_segment(top_name) or not all(map(is_plain_path, paths)):
        raise ValueError(f"no package has these names: {paths}")
    if clash := clashing_name(paths):
        raise ValueError(f"a name that clashes with another: {clash}")
    sizes = [size_of(source) for source in payload.values()]
    if (
        max(sizes) > limits.ENTRY
        or sum(sizes) > limits.PACKAGE - limits.OVERHEAD
        or len(paths) + len(bag.TAG_FILES) >= limits.ENTRIES
    ):
        raise YnReviewError("packages.sealed_too_large", name=f"{top_name}.ynr")


class _Archive:
    """A ZIP that grows entry by entry in a seekable file."""

    def __init__(self, file: BinaryIO, top_name: str) -> None:
        self.file = file
        self.top_name = top_name
        self.entries: list[Entry] = []

    def add(self, name: str, source: Source) -> str:
        """Store one file, reading it once; returns its SHA-256."""
        start = self.entries[-1].end if self.entries else 0
        entry = Entry(f"{self.top_name}/{name}", 0, size_of(source), start)
        hasher = hashlib.sha256()
        self.file.write(local_header(entry))
        crc = written = 0
        for chunk in chunks_of(source, name):
            hasher.update(chunk)
            crc = zlib.crc32(chunk, crc)
            written += self.file.write(chunk)
        if written != entry.size:
            raise YnReviewError("packages.source_changed", name=name)
        entry = replace(entry, crc=crc)
        self.file.seek(entry.offset)
        self.file.write(local_header(entry))
        self.file.seek(entry.end)
        self.entries.append(entry)
        return hasher.hexdigest()

    def close(self) -> SealedFile:
        """Write the directory and read the whole once for its digest."""
        self.file.write(directory(self.entries, self.entries[-1].end))
        size = self.file.tell()
        self.file.seek(0)
        hasher = hashlib.sha256()
        while chunk := self.file.read(limits.CHUNK):
            hasher.update(chunk)
        return SealedFile(hasher.hexdigest(), size)


def _sealed(
    archive: _Archive,
    head: PackageHead,
    payload: Mapping[str, Source],
    signers: Mapping[str, SigningKey],
    at: datetime,
) -> SealedFile:
    codes = {name: key.certificate.key_code for name, key in signers.items()}
    extent = sum(size_of(source) for source in payload.values())
    tags = {
        bag.VERIFY: verify_text(archive.top_name, codes),
        bag.INFO: bag.info_to_bytes(BagDescription(head, codes, extent, len(payload))),
        bag.BAGIT: bag.BAGIT_TXT,
    }
    listed = {name: archive.add(name, content) for name, content in tags.items()}
    digests = {path: archive.add(path, source) for path, source in _sorted(payload)}
    listed[bag.MANIFEST] = archive.add(bag.MANIFEST, bag.manifest_to_bytes(digests))
    tagmanifest = bag.manifest_to_bytes(listed)
    for name, content in sorted(_signatures(signers, tagmanifest, at).items()):
        archive.add(name, content)
    archive.add(bag.TAGMANIFEST, tagmanifest)
    return archive.close()


def _sorted(payload: Mapping[str, Source]) -> list[tuple[str, Source]]:
    return [(f"{bag.PAYLOAD}{path}", payload[path]) for path in sorted(payload)]


def _signatures(
    signers: Mapping[str, SigningKey], tagmanifest: bytes, at: datetime
) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for signer, key in signers.items():
        signature, certificate = bag.signature_names(signer)
        files[signature] = key.sign(tagmanifest, at)
        files[certificate] = key.certificate.pem
    return files
