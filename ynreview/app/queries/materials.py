"""The PDFs of every platform as they are stored: how many, how many pages, how large."""

from __future__ import annotations

from dataclasses import dataclass

from ynreview.app.materials import stored_materials
from ynreview.app.setup import ISSUE_DOCUMENT
from ynreview.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class MaterialFile:
    """One PDF; ``pages`` is None for a file that came with an earlier version."""

    name: str
    size: int
    pages: int | None


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One platform with its files; ``takes_part`` is false for one that is not 参评."""

    number: str
    name: str
    takes_part: bool
    files: tuple[MaterialFile, ...]


@dataclass(frozen=True, slots=True)
class MaterialsView:
    """Every platform in the order of the ledger."""

    lines: tuple[MaterialLine, ...]
    issued: bool


def materials_view(uow: UnitOfWork) -> MaterialsView:
    """Return the files of the round."""
    pages = stored_materials(uow).pages
    lines = tuple(
        MaterialLine(
            entry.number,
            entry.name,
            entry.takes_part,
            tuple(
                MaterialFile(file.name, file.size, pages.get(file.digest))
                for file in entry.attachments
            ),
        )
        for entry in uow.entries()
    )
    return MaterialsView(lines, uow.document(ISSUE_DOCUMENT) is not None)
