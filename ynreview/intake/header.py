"""Where the header of a sheet is and which column each heading names; it reads no values."""

from collections.abc import Sequence
from dataclasses import dataclass

from ynreview.intake.table import Row, Sheet, column_letter, is_empty, shown
from ynreview.intake.vocabulary import Column, Vocabulary

_SEARCHED_ROWS = 30
_ENOUGH = 3
_ENOUGH_WITH_ESSENTIAL = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of the sheet; a plain one names nothing that is read."""

    position: int
    text: str

    @property
    def letter(self) -> str:
        """The letter of its column."""
        return column_letter(self.position)


@dataclass(frozen=True, slots=True)
class KnownHeading(Heading):
    """A heading whose column is read."""

    column: Column


@dataclass(frozen=True, slots=True)
class Header:
    """The header found: its last row's number, the rows above it, and its headings."""

    row_number: int
    titles: tuple[Row, ...]
    headings: tuple[Heading, ...]
    body: tuple[Row, ...]

    @property
    def known(self) -> tuple[KnownHeading, ...]:
        """The headings that name a column that is read."""
        return tuple(h for h in self.headings if isinstance(h, KnownHeading))

    @property
    def unread(self) -> tuple[Heading, ...]:
        """The headings that name nothing that is read."""
        return tuple(h for h in self.headings if not isinstance(h, KnownHeading))


def find_header(sheet: Sheet, vocabulary: Vocabulary) -> Header | None:
    """Return the header of the sheet: the row that names most columns, of one or two rows.

    A second row counts when it names more columns than the first alone: under a heading that
    spans several columns stand their own ones.
    """
    best: tuple[int, int, int] | None = None
    for index, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        single = _score(_texts((row,)), vocabulary)
        double = _score(_texts(sheet.rows[index : index + 2]), vocabulary)
        depth, score = (2, double) if double > single else (1, single)
        if best is None or score > best[0] or (score == best[0] and depth < best[2]):
            best = (score, index, depth)
    if best is None or not _is_enough(best, sheet, vocabulary):
        return None
    _, index, depth = best
    texts = _texts(sheet.rows[index : index + depth])
    last = index + depth
    return Header(
        sheet.rows[last - 1].number,
        sheet.rows[:index],
        _headings(texts, vocabulary),
        sheet.rows[last:],
    )


def _texts(rows: Sequence[Row]) -> list[str]:
    width = max((len(row.cells) for row in rows), default=0)
    texts = []
    for position in range(width):
        filled = [row.cell(position) for row in rows if not is_empty(row.cell(position))]
        texts.append(shown(filled[-1]) if filled else "")
    return texts


def _score(texts: list[str], vocabulary: Vocabulary) -> int:
    return len({found[1].field for text in texts if (found := vocabulary.ranked(text))})


def _is_enough(best: tuple[int, int, int], sheet: Sheet, vocabulary: Vocabulary) -> bool:
    score, index, depth = best
    texts = _texts(sheet.rows[index : index + depth])
    found = [vocabulary.ranked(text) for text in texts]
    essential = any(hit and hit[1].essential for hit in found)
    return score >= (_ENOUGH_WITH_ESSENTIAL if essential else _ENOUGH)


def _headings(texts: list[str], vocabulary: Vocabulary) -> tuple[Heading, ...]:
    ranked = {
        position: found for position, text in enumerate(texts) if (found := vocabulary.ranked(text))
    }
    winners: dict[str, int] = {}
    for position in sorted(ranked, key=lambda place: (ranked[place][0], place)):
        winners.setdefault(ranked[position][1].field, position)
    return tuple(
        _heading(position, text, ranked[position][1] if position in winners.values() else None)
        for position, text in enumerate(texts)
        if text
    )


def _heading(position: int, text: str, column: Column | None) -> Heading:
    plain = "".join(text.split())
    return KnownHeading(position, plain, column) if column else Heading(position, plain)


def repeated_headings(header: Header, vocabulary: Vocabulary) -> tuple[Heading, ...]:
    """Return the unread headings that name a column another heading is read for."""
    return tuple(heading for heading in header.unread if vocabulary.ranked(heading.text))
