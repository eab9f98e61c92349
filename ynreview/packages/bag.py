"""The tag files of a bag (BagIt 1.0, RFC 8493): written one way and read only so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ynreview.packages.names import is_plain_path, is_plain_segment

PAYLOAD = "data/"
SIGNATURES = "signatures/"
BAGIT = "bagit.txt"
INFO = "bag-info.txt"
VERIFY = "VERIFY.txt"
MANIFEST = "manifest-sha256.txt"
TAGMANIFEST = "tagmanifest-sha256.txt"
TAG_FILES = (VERIFY, INFO, BAGIT, MANIFEST)
BAGIT_TXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_FORMAT = "1"
_OWN = "Ynreview-"
_EXTRA = _OWN + "X-"
_SIGNER = _OWN + "Signer"
_LINE = re.compile(r"([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*): ([!-~](?:[ -~]*[!-~])?)")
_MANIFEST_LINE = re.compile(r"([0-9a-f]{64})  ([!-~]+)")


class PackageType(StrEnum):
    """What a package is for."""

    BASIS = "basis"
    ROSTER = "roster"
    TASK = "task"
    SCORE = "score"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class PackageHead:
    """What a package says of itself before any document is read; every text is printable ASCII.

    ``created`` is timezone-aware, to the second. ``signer_role`` is the duty of the first signer.
    ``journal_head`` is the hash of the last journal line, or ``-`` where there is none. ``extra``
    holds further fields by label (``Basis-Digest``).
    """

    package_id: str
    round_id: str
    type: PackageType
    created: datetime
    signer_role: str
    journal_head: str = "-"
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BagDescription:
    """All of bag-info.txt: the head, who signs with which key code, and the payload's extent."""

    head: PackageHead
    signers: Mapping[str, str]
    payload_bytes: int
    payload_files: int


def info_to_bytes(info: BagDescription) -> bytes:
    """Return bag-info.txt; raises ValueError when a field is not printable ASCII on one line."""
    head = info.head
    lines = [
        ("Bagging-Date", head.created.date().isoformat()),
        ("External-Identifier", head.package_id),
        ("Payload-Oxum", f"{info.payload_bytes}.{info.payload_files}"),
        (f"{_OWN}Format", _FORMAT),
        (f"{_OWN}Type", head.type.value),
        (f"{_OWN}Round", head.round_id),
        (f"{_OWN}Created", head.created.isoformat(timespec="seconds")),
        (f"{_OWN}Role", head.signer_role),
        *((_SIGNER, f"{name} {code}") for name, code in info.signers.items()),
        (f"{_OWN}Journal-Head", head.journal_head),
        *((_EXTRA + label, text) for label, text in sorted(head.extra.items())),
    ]
    written = [f"{label}: {text}" for label, text in lines]
    for line in written:
        if not _LINE.fullmatch(line):
            raise ValueError(f"not a line of bag-info.txt: {line!r}")
    return "".join(line + "\n" for line in written).encode("ascii")


def bytes_to_info(content: bytes) -> BagDescription:
    """Read bag-info.txt; raises ValueError unless it is byte for byte what would be written."""
    fields: dict[str, str] = {}
    signers: dict[str, str] = {}
    for line in content.decode("ascii").splitlines():
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"not a line of bag-info.txt: {line!r}")
        label, text = match.groups()
        if label == _SIGNER:
            name, _, code = text.partition(" ")
            signers[name] = code
        else:
            fields[label] = text
    try:
        info = _info(fields, signers)
    except KeyError as error:
        raise ValueError(f"bag-info.txt lacks {error}") from error
    if info_to_bytes(info) != content:
        raise ValueError("bag-info.txt is not in the order and form of the writer")
    return info


def _info(fields: Mapping[str, str], signers: Mapping[str, str]) -> BagDescription:
    octets, _, count = fields["Payload-Oxum"].partition(".")
    created = datetime.fromisoformat(fields[f"{_OWN}Created"])
    if created.tzinfo is None:
        raise ValueError("the time has no zone")
    head = PackageHead(
        package_id=fields["External-Identifier"],
        round_id=fields[f"{_OWN}Round"],
        type=PackageType(fields[f"{_OWN}Type"]),
        created=created,
        signer_role=fields[f"{_OWN}Role"],
        journal_head=fields[f"{_OWN}Journal-Head"],
        extra={
            label.removeprefix(_EXTRA): text
            for label, text in fields.items()
            if label.startswith(_EXTRA)
        },
    )
    return BagDescription(head, signers, int(octets), int(count))


def manifest_to_bytes(digests: Mapping[str, str]) -> bytes:
    """Return a manifest: SHA-256 and path a line, sorted by path, as ``sha256sum -c`` reads it."""
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests)).encode("ascii")


def bytes_to_manifest(content: bytes) -> dict[str, str]:
    """Read a manifest; raises ValueError unless it is what would be written, and not empty."""
    digests: dict[str, str] = {}
    for line in content.decode("ascii").splitlines():
        match = _MANIFEST_LINE.fullmatch(line)
        if match is None or not is_plain_path(match[2]):
            raise ValueError(f"not a line of a manifest: {line!r}")
        digests[match[2]] = match[1]
    if not digests or manifest_to_bytes(digests) != content:
        raise ValueError("the manifest is empty or not in the order and form of the writer")
    return digests


def signature_names(signer: str) -> tuple[str, str]:
    """Return where a signer's signature and certificate stand.

    Raises ValueError for a name that is no plain part of a path.
    """
    if not is_plain_segment(signer) or "." in signer:
        raise ValueError(f"not a signer's name: {signer!r}")
    return f"{SIGNATURES}{signer}.p7s", f"{SIGNATURES}{signer}.pem"
