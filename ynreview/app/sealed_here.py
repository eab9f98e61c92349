"""A package sealed on this machine and kept in the dossier; writing it out is another matter."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from typing import BinaryIO, cast

from ynreview.packages.bag import PackageHead
from ynreview.packages.sources import Source
from ynreview.packages.writer import seal_package
from ynreview.signing.keys import SigningKey
from ynreview.storage.records import StoredPackage
from ynreview.storage.unit_of_work import UnitOfWork


def sealed_here(  # noqa: PLR0913 - what a package is made of
    uow: UnitOfWork,
    head: PackageHead,
    payload: Mapping[str, Source],
    key: SigningKey,
    signer: str,
    *,
    expert: str = "",
    revision: int = 0,
) -> StoredPackage:
    """Seal a package under the name and moment of its head and keep it with its record."""
    with tempfile.TemporaryFile() as file:
        stream = cast("BinaryIO", file)
        seal_package(head.package_id, head, payload, key, signer, head.created, stream)
        blob = uow.put_blob(stream)
    package = StoredPackage(
        digest=blob.digest,
        type=head.type.value,
        name=f"{head.package_id}.ynr",
        at=head.created,
        expert=expert,
        revision=revision,
        key_code=key.certificate.key_code,
    )
    uow.put_package(package)
    return package
