"""Which sheet of a file is the table that was meant, and under which words; it reads no rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ynreview.intake.header import Header, find_header
from ynreview.intake.source import read_sheets
from ynreview.intake.table import Sheet
from ynreview.intake.vocabulary import Vocabulary, vocabulary
from ynreview.kernel.errors import YnReviewError


@dataclass(frozen=True, slots=True)
class KnownMap:
    """A map of columns given before, for tables with exactly these headings (their keys)."""

    headings: frozenset[str]
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The sheet, its header and the words it was understood by.

    ``known`` is the map given before that was used again.
    """

    sheet: Sheet
    header: Header
    words: Vocabulary
    known: KnownMap | None = None


def read_table(
    path: Path,
    words: Vocabulary,
    sheet: str | None = None,
    known: Sequence[KnownMap] = (),
) -> Table:
    """Return the named sheet, or the first visible one with a header that can be recognised.

    ``known`` are maps given before; one is used again for its own set of headings, unless
    ``words`` come with a map. Raises YnReviewError when the file is no table, the sheet does not
    exist or has no header.
    """
    sheets = named_sheets(path, sheet)
    for found in sheets:
        header = find_header(found, words)
        again = None if words.mapping else _known(found, header, words, known)
        if again is not None:
            return again
        if header is not None:
            return Table(found, header, words)
    raise YnReviewError("intake.no_header", file=path.name, headings=words.essential_headings)


def named_sheets(path: Path, sheet: str | None) -> tuple[Sheet, ...]:
    """Return the visible sheets with anything in them, or only the named one; YnReviewError."""
    sheets = read_sheets(path)
    if sheet is not None:
        sheets = tuple(found for found in sheets if found.name == sheet)
        if not sheets:
            raise YnReviewError("intake.no_such_sheet", file=path.name, sheet=sheet)
    if not any(row.is_filled for found in sheets for row in found.rows):
        raise YnReviewError("intake.empty_file", file=path.name)
    return sheets


def _known(
    sheet: Sheet, header: Header | None, words: Vocabulary, known: Iterable[KnownMap]
) -> Table | None:
    """Return the sheet as a map given before explains it, if it has the headings of one."""
    for one in known:
        if header is not None and header.keys != one.headings:
            continue
        mapped = vocabulary(words.table, one.columns)
        found = find_header(sheet, mapped)
        if found is not None and found.keys == one.headings:
            return Table(sheet, found, mapped, one)
    return None
