"""列对应 given once and used again for the same headings: the document column-maps.json."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ynreview.kernel import strict_json
from ynreview.kernel.codec import from_plain, to_plain

if TYPE_CHECKING:
    from ynreview.intake.choosing import KnownMap
    from ynreview.storage.unit_of_work import UnitOfWork

DOCUMENT = "column-maps.json"


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Headings of a file led to columns, for the ``table`` with exactly these ``headings``.

    ``columns`` goes from a heading to a field, "" where it is not read; ``file`` is where it was
    first given.
    """

    table: str
    headings: tuple[str, ...]
    columns: Mapping[str, str]
    file: str


def column_maps(uow: UnitOfWork) -> tuple[ColumnMap, ...]:
    """Return every map remembered, oldest first."""
    body = uow.document(DOCUMENT)
    if body is None:
        return ()
    maps: tuple[ColumnMap, ...] = from_plain(tuple[ColumnMap, ...], strict_json.from_bytes(body))
    return maps


def known_maps(uow: UnitOfWork, table: str) -> tuple[KnownMap, ...]:
    """Return the maps of one kind of table as the intake takes them."""
    from ynreview.intake.choosing import KnownMap

    return tuple(
        KnownMap(frozenset(one.headings), one.columns)
        for one in column_maps(uow)
        if one.table == table
    )


def remember_map(
    uow: UnitOfWork, table: str, headings: Iterable[str], columns: Mapping[str, str], file: str
) -> None:
    """Keep a map, in place of the one for the same headings."""
    fresh = ColumnMap(table, tuple(sorted(headings)), dict(columns), file)
    others = [
        one
        for one in column_maps(uow)
        if (one.table, one.headings) != (fresh.table, fresh.headings)
    ]
    put_column_maps(uow, (*others, fresh))


def put_column_maps(uow: UnitOfWork, maps: Iterable[ColumnMap]) -> None:
    """Keep these maps in place of all there were."""
    uow.put_document(DOCUMENT, strict_json.to_bytes(to_plain(list(maps))))
