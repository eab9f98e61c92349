"""Packages as a forger would leave them: signed with a key of one's own, or altered by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from journey_call import PIN

from ynreview.app.keys import unlock_key
from ynreview.packages import documents
from ynreview.packages.documents import Submission
from ynreview.packages.reader import OpenedPackage, open_package
from ynreview.packages.writer import seal_package
from ynreview.signing.keys import SigningKey
from ynreview.storage.dossier import Dossier


def flipped(package: Path, target: Path, place: int) -> Path:
    """Copy a package with one bit changed."""
    content = bytearray(package.read_bytes())
    content[place] ^= 1
    target.write_bytes(bytes(content))
    return target


def shortened(package: Path, target: Path) -> Path:
    """Copy a package without its last third."""
    content = package.read_bytes()
    target.write_bytes(content[: len(content) * 2 // 3])
    return target


def zipped_again(package: Path, target: Path) -> Path:
    """Copy a package through a stock ZIP program, every file the same."""
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name), compress_type=zipfile.ZIP_DEFLATED)
    return target


def signed_again(
    package: Path, target: Path, payload: Mapping[str, bytes], key: SigningKey | None = None
) -> Path:
    """Copy a package with other content, consistently signed with another key."""
    with open_package(package) as opened:
        return _sealed(opened, target, payload, key)


def other_submission(
    package: Path,
    target: Path,
    change: Callable[[Submission], Submission],
    key: SigningKey | None = None,
) -> Path:
    """Copy a score package with a changed submission, consistently signed with another key."""
    with open_package(package) as opened:
        before = documents.from_bytes(Submission, opened.read(documents.SUBMISSION))
        after = change(before)
        content = {documents.SUBMISSION: documents.to_bytes(after)}
        extra = {"Expert": after.expert, "Basis-Digest": after.basis_digest}
        return _sealed(opened, target, content, key, extra)


def _sealed(
    opened: OpenedPackage,
    target: Path,
    changed: Mapping[str, bytes],
    key: SigningKey | None,
    extra: Mapping[str, str] | None = None,
) -> Path:
    payload = {name: opened.read(name) for name in opened.payload} | dict(changed)
    signer = opened.signers[0].name
    head = replace(opened.head, extra=extra or opened.head.extra)
    stream = io.BytesIO()
    own = key or SigningKey.generate(signer)
    seal_package(head.package_id, head, payload, own, signer, head.created, stream)
    target.write_bytes(stream.getvalue())
    return target


def own_key(dossier: Path, expert: str) -> SigningKey:
    """Return the expert's true key, as malware on the expert's laptop would have it."""
    with Dossier.open(dossier, PIN) as opened, opened.unit_of_work() as uow:
        return unlock_key(uow, expert, PIN)
