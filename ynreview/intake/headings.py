"""The headings of a file beside the columns they are read as, for 列对应; it reads no records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ynreview.intake.choosing import KnownMap, Table, named_sheets, read_table
from ynreview.intake.header import Header, KnownHeading, header_at
from ynreview.intake.table import Row, Sheet, shown
from ynreview.intake.vocabulary import Vocabulary, vocabulary
from ynreview.kernel.errors import YnReviewError

_SEARCHED_ROWS = 30
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """A heading of the file and the field it was read as; ``field`` is empty when unread."""

    column: str
    heading: str
    field: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a table was read: the sheet, the row of its header, its headings.

    ``mapping`` is the map of columns in use, ``keys`` the set of headings it is remembered for.
    """

    sheet: Sheet
    header_row: int
    columns: tuple[ColumnMatch, ...]
    keys: frozenset[str]
    mapping: Mapping[str, str]

    @classmethod
    def of(cls, table: Table) -> Source:
        """Return where that table was read."""
        header = table.header
        mapping = table.known.columns if table.known else {}
        return cls(table.sheet, header.row_number, _matches(header), header.keys, mapping)


def mapped_words(table: str, mapping: Mapping[str, str] | None) -> Vocabulary:
    """Return the words of a table; raises YnReviewError when the map names an unknown column."""
    try:
        return vocabulary(table, mapping)
    except KeyError as error:
        raise YnReviewError("intake.map_unknown", field=str(error.args[0])) from error


def read_headings(
    path: Path,
    table: str,
    *,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    known: Sequence[KnownMap] = (),
) -> Source:
    """Return the headings of a file, also of one whose header cannot be recognised yet.

    Then it is the row of the first 30 with most words. Raises YnReviewError when the file is no
    table at all.
    """
    words = mapped_words(table, mapping)
    try:
        return Source.of(read_table(path, words, sheet, known))
    except YnReviewError as error:
        if error.code != "intake.no_header":
            raise
    found = max(named_sheets(path, sheet), key=lambda one: _words(_wordiest(one)))
    header = header_at(found, _wordiest(found).number, words)
    return Source.of(Table(found, header, words))


def _wordiest(sheet: Sheet) -> Row:
    return max(sheet.rows[:_SEARCHED_ROWS], key=_words, default=Row(0, ()))


def _words(row: Row) -> int:
    return len({cell for cell in row.filled if isinstance(cell, str)})


def _matches(header: Header) -> tuple[ColumnMatch, ...]:
    return tuple(
        ColumnMatch(
            heading.letter,
            heading.text,
            heading.column.field if isinstance(heading, KnownHeading) else "",
            _samples(header, heading.position),
        )
        for heading in header.headings
    )


def _samples(header: Header, position: int) -> tuple[str, ...]:
    found: list[str] = []
    for row in header.body:
        text = shown(row.cell(position))
        if text and text not in found:
            found.append(text)
        if len(found) == _SAMPLES:
            break
    return tuple(found)
