"""Where the header of a sheet is and which column each heading names; it reads no values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ynreview.intake.table import Row, Sheet, column_letter, shown
from ynreview.intake.vocabulary import Column, Vocabulary, words
from ynreview.intake.wording import heading_key, without_brackets

_SEARCHED_ROWS = 30
_ENOUGH = 3
_ENOUGH_WITH_ESSENTIAL = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of the sheet; a plain one names nothing that is read.

    ``group`` is what stands above it over several columns, 经费（万元） over 申请经费; ``own`` is
    what stands in its own cell, ``text`` how the two are understood.
    """

    position: int
    text: str
    group: str = ""
    own: str = ""

    @property
    def letter(self) -> str:
        """The letter of its column."""
        return column_letter(self.position)


@dataclass(frozen=True, slots=True)
class KnownHeading(Heading):
    """A heading whose column is read."""

    column: Column = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Header:
    """The header found: its last row's number, the rows above it, and its headings."""

    row_number: int
    titles: tuple[Row, ...]
    headings: tuple[Heading, ...]
    body: tuple[Row, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The set of headings, however they are understood."""
        return frozenset(heading_key(one.group + one.own) for one in self.headings)

    @property
    def known(self) -> tuple[KnownHeading, ...]:
        """The headings that name a column that is read."""
        return tuple(h for h in self.headings if isinstance(h, KnownHeading))

    @property
    def unread(self) -> tuple[Heading, ...]:
        """The headings that name nothing that is read."""
        return tuple(h for h in self.headings if not isinstance(h, KnownHeading))


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands over one column; ``group`` only where a second row stands below it."""

    text: str
    group: str = ""

    def told(self, vocabulary: Vocabulary) -> tuple[str, tuple[int, Column] | None]:
        """Return the heading as it is understood, alone or after its group, and what it names."""
        ways = [self.text]
        if self.group and self.text:
            bare = without_brackets(self.group)
            ways += [self.group + self.text, bare + self.text]
            if heading_key(self.text) in words()["headings"]["units"]:
                ways.append(f"{bare}（{self.text}）")
        for way in ways:
            if found := vocabulary.ranked(way):
                return way, found
        return ways[min(1, len(ways) - 1)], None


def find_header(sheet: Sheet, vocabulary: Vocabulary) -> Header | None:
    """Return the header of the sheet: the row that names most columns, of one or two rows.

    A second row counts when it names more columns than the first alone: under a heading that
    spans several columns stand their own ones, understood alone or together with it.
    """
    best: tuple[int, int, int] | None = None
    for index, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        single = _score(_words((row,)), vocabulary)
        double = _score(_words(sheet.rows[index : index + 2]), vocabulary)
        below = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else Row(0, ())
        deep = double > single or (double == single and _is_below(row, below, vocabulary))
        depth, score = (2, double) if deep else (1, single)
        if best is None or score > best[0] or (score == best[0] and depth < best[2]):
            best = (score, index, depth)
    if best is None or not _is_enough(best, sheet, vocabulary):
        return None
    _, index, depth = best
    last = index + depth
    return Header(
        sheet.rows[last - 1].number,
        sheet.rows[:index],
        _headings(_words(sheet.rows[index:last]), vocabulary),
        sheet.rows[last:],
    )


def _is_below(row: Row, below: Row, vocabulary: Vocabulary) -> bool:
    """Whether a row belongs to the heading above it: nothing but words, none for a record."""
    essential = [
        position
        for position, one in enumerate(_words((row,)))
        if (hit := one.told(vocabulary)[1]) and hit[1].essential
    ]
    return (
        len(essential) > 1
        and below.is_filled
        and all(isinstance(value, str) for value in below.filled)
        and all(shown(below.cell(p)) in {"", shown(row.cell(p))} for p in essential)
        and any(shown(cell) != shown(row.cell(p)) for p, cell in enumerate(below.cells))
    )


def header_at(sheet: Sheet, number: int, vocabulary: Vocabulary) -> Header:
    """Return the row of that number as a header, whatever it says."""
    rows = sheet.rows[number - 1 : number]
    headings = _headings(_words(rows), vocabulary)
    return Header(number, sheet.rows[: number - 1], headings, sheet.rows[number:])


def _words(rows: Sequence[Row]) -> list[_Words]:
    width = max((len(row.cells) for row in rows), default=0)
    found = []
    group = ""
    for position in range(width):
        texts = [shown(row.cell(position)) for row in rows]
        below = texts[-1] if len(texts) > 1 else ""
        # A heading over several columns stands only over the first where nothing is merged.
        group = (texts[0] or group) if below else ""
        same = below == texts[0]
        found.append(_Words(below or texts[0], "" if same else group))
    return found


def _score(found: list[_Words], vocabulary: Vocabulary) -> int:
    hits = [one.told(vocabulary)[1] for one in found]
    return len({hit[1].field for hit in hits if hit})


def _is_enough(best: tuple[int, int, int], sheet: Sheet, vocabulary: Vocabulary) -> bool:
    score, index, depth = best
    hits = [one.told(vocabulary)[1] for one in _words(sheet.rows[index : index + depth])]
    essential = any(hit and hit[1].essential for hit in hits)
    return score >= (_ENOUGH_WITH_ESSENTIAL if essential else _ENOUGH)


def _headings(found: list[_Words], vocabulary: Vocabulary) -> tuple[Heading, ...]:
    told = [one.told(vocabulary) for one in found]
    ranked = {position: hit for position, (_, hit) in enumerate(told) if hit}
    winners: dict[str, int] = {}
    for position in sorted(ranked, key=lambda place: (ranked[place][0], place)):
        winners.setdefault(ranked[position][1].field, position)
    return tuple(
        _heading(position, text, found[position], ranked, winners)
        for position, (text, _) in enumerate(told)
        if text
    )


def _heading(
    position: int,
    text: str,
    words: _Words,
    ranked: Mapping[int, tuple[int, Column]],
    winners: Mapping[str, int],
) -> Heading:
    plain, above, own = ("".join(one.split()) for one in (text, words.group, words.text))
    if position in winners.values():
        return KnownHeading(position, plain, above, own, column=ranked[position][1])
    return Heading(position, plain, above, own)


def repeated_headings(header: Header, vocabulary: Vocabulary) -> tuple[Heading, ...]:
    """Return the unread headings that name a column another heading is read for."""
    return tuple(heading for heading in header.unread if vocabulary.ranked(heading.text))
