"""What is known of the PDFs of a round besides their bytes: how many pages each has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ynreview.packages import documents

if TYPE_CHECKING:
    from ynreview.storage.unit_of_work import UnitOfWork

_DOCUMENT = "materials.json"


@dataclass(frozen=True, slots=True)
class Materials:
    """Number of pages by the SHA-256 of the file."""

    pages: Mapping[str, int] = field(default_factory=dict)


def stored_materials(uow: UnitOfWork) -> Materials:
    """Return what is kept; nothing for files that came with an earlier version."""
    content = uow.document(_DOCUMENT)
    return documents.from_bytes(Materials, content) if content is not None else Materials()


def put_materials(uow: UnitOfWork, materials: Materials) -> None:
    """Keep it in place of what stood there."""
    uow.put_document(_DOCUMENT, documents.to_bytes(materials))
