"""The order of proof inside a package: signatures, tag files, manifest, then every file."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ynreview.kernel.errors import YnReviewError
from ynreview.packages import bag, limits
from ynreview.packages.archive import Archive
from ynreview.packages.bag import BagDescription
from ynreview.packages.verdicts import PackageError
from ynreview.signing.certificates import Certificate
from ynreview.signing.signatures import verify_signature

_LIMITS = {
    bag.MANIFEST: limits.MANIFEST,
    bag.TAGMANIFEST: limits.MANIFEST,
    ".p7s": limits.SIGNATURE,
    ".pem": limits.CERTIFICATE,
}


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose signature was found good: the name in the package, certificate and claimed time."""

    name: str
    certificate: Certificate
    signed_at: datetime

    @property
    def key_code(self) -> str:
        """The 身份核对码, to be compared with the one that was confirmed."""
        return self.certificate.key_code


@dataclass(frozen=True, slots=True)
class PayloadFile:
    """One file below ``data/``: its size in bytes and SHA-256 in hexadecimal."""

    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Proven:
    """What a package holds once everything in it was checked."""

    info: BagDescription
    signers: tuple[Signer, ...]
    payload: Mapping[str, PayloadFile]


def prove(archive: Archive) -> Proven:
    """Check everything inside a well-formed archive; raises PackageError at the first fault."""
    for name in (*bag.TAG_FILES, bag.TAGMANIFEST):
        if name not in archive.entries:
            raise PackageError("part_missing", archive.package, name=name)
    tagmanifest = _small_file(archive, bag.TAGMANIFEST)
    signers = _signers(archive, tagmanifest)
    tags = _tag_files(archive, _manifest(archive, bag.TAGMANIFEST, tagmanifest))
    info = _info(archive, tags)
    signers = _in_listed_order(archive, signers, info)
    digests = _manifest(archive, bag.MANIFEST, tags[bag.MANIFEST])
    payload = _payload(archive, digests)
    if (info.payload_bytes, info.payload_files) != (
        sum(file.size for file in payload.values()),
        len(payload),
    ):
        raise PackageError("manifest_differs", archive.package, name=bag.INFO)
    return Proven(info, signers, payload)


def _small_file(archive: Archive, name: str) -> bytes:
    region = archive.content(name)
    most = _LIMITS.get(name) or _LIMITS.get(name[-4:], limits.TAG_FILE)
    if region.size > most:
        raise PackageError("entry_too_large", archive.package, name=name)
    content = region.read_at(0, region.size)
    if zlib.crc32(content) != archive.entries[name].crc:
        raise PackageError("file_altered", archive.package, name=name)
    return content


def _signers(archive: Archive, tagmanifest: bytes) -> tuple[Signer, ...]:
    names = {name for name in archive.entries if name.startswith(bag.SIGNATURES)}
    signers: list[Signer] = []
    for name in sorted(names):
        stem = name.removeprefix(bag.SIGNATURES)[:-4]
        try:
            pair = bag.signature_names(stem)
        except ValueError:
            raise PackageError("entry_unlisted", archive.package, name=name) from None
        if name not in pair:
            raise PackageError("entry_unlisted", archive.package, name=name)
        if not names.issuperset(pair):
            raise PackageError("signature_missing", archive.package, signer=stem)
        if name == pair[0]:
            signers.append(_signer(archive, stem, tagmanifest))
    return tuple(signers)


def _signer(archive: Archive, name: str, tagmanifest: bytes) -> Signer:
    signature, pem = (_small_file(archive, path) for path in bag.signature_names(name))
    try:
        certificate = Certificate(pem)
        signed_at = verify_signature(signature, tagmanifest, certificate)
    except YnReviewError as error:
        raise PackageError("signature_wrong", archive.package, signer=name) from error
    return Signer(name, certificate, signed_at)


def _manifest(archive: Archive, name: str, content: bytes) -> dict[str, str]:
    try:
        return bag.bytes_to_manifest(content)
    except ValueError as error:
        raise PackageError("manifest_differs", archive.package, name=name) from error


def _tag_files(archive: Archive, listed: Mapping[str, str]) -> dict[str, bytes]:
    present = {
        name
        for name in archive.entries
        if not name.startswith((bag.PAYLOAD, bag.SIGNATURES)) and name != bag.TAGMANIFEST
    }
    if extra := present - listed.keys():
        raise PackageError("entry_unlisted", archive.package, name=min(extra))
    if missing := listed.keys() - present:
        raise PackageError("part_missing", archive.package, name=min(missing))
    tags = {name: _small_file(archive, name) for name in sorted(present)}
    for name, content in tags.items():
        if hashlib.sha256(content).hexdigest() != listed[name]:
            raise PackageError("file_altered", archive.package, name=name)
    return tags


def _info(archive: Archive, tags: Mapping[str, bytes]) -> BagDescription:
    try:
        info = bag.bytes_to_info(tags[bag.INFO])
    except ValueError as error:
        raise PackageError("head_unreadable", archive.package) from error
    if tags[bag.BAGIT] != bag.BAGIT_TXT:
        raise PackageError("head_unreadable", archive.package)
    return info


def _in_listed_order(
    archive: Archive, signers: tuple[Signer, ...], info: BagDescription
) -> tuple[Signer, ...]:
    found = {signer.name: signer for signer in signers}
    for name in info.signers:
        if name not in found:
            raise PackageError("signature_missing", archive.package, signer=name)
    for name, signer in found.items():
        if info.signers.get(name) != signer.key_code:
            raise PackageError("signer_unlisted", archive.package, signer=name)
    return tuple(found[name] for name in info.signers)


def _payload(archive: Archive, digests: Mapping[str, str]) -> dict[str, PayloadFile]:
    present = {name for name in archive.entries if name.startswith(bag.PAYLOAD)}
    if extra := present - digests.keys():
        raise PackageError("entry_unlisted", archive.package, name=min(extra))
    if missing := digests.keys() - present:
        raise PackageError("file_missing", archive.package, name=min(missing))
    payload: dict[str, PayloadFile] = {}
    for name in sorted(present):
        _require_unaltered(archive, name, digests[name])
        file = PayloadFile(archive.entries[name].size, digests[name])
        payload[name.removeprefix(bag.PAYLOAD)] = file
    return payload


def _require_unaltered(archive: Archive, name: str, digest: str) -> None:
    hasher = hashlib.sha256()
    crc = 0
    for chunk in archive.content(name).chunks():
        hasher.update(chunk)
        crc = zlib.crc32(chunk, crc)
    if hasher.hexdigest() != digest or crc != archive.entries[name].crc:
        raise PackageError("file_altered", archive.package, name=name)
