"""The organiser's ledger into entries; it judges no formal condition and stores nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from ynreview.intake.choosing import KnownMap, read_table
from ynreview.intake.headings import Source, mapped_words
from ynreview.intake.ledger_checks import note_facts, note_repeated_numbers
from ynreview.intake.record_reader import Tell, read_records
from ynreview.intake.records import Record
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.finding import Finding
from ynreview.kernel.terms import EntryState, EvaluationType
from ynreview.panel.entries import Entry, Facts

_FACTS = frozenset(field.name for field in fields(Facts))


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of the ledger by its number in the file, with what names it there."""

    row: int
    number: str
    name: str
    rejected: bool


@dataclass(frozen=True, slots=True)
class Intake:
    """What a ledger holds: entries that can be taken over, and everything found on the way.

    ``rejected`` counts rows with a blocking finding; ``source`` is where they were read;
    ``stated`` are the numbers whose 状态 the ledger says.
    """

    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    rejected: int
    source: Source
    stated: frozenset[str] = frozenset()
    rows: tuple[ReadRow, ...] = ()

    @property
    def accepted(self) -> int:
        """How many rows can be taken over."""
        return len(self.entries)

    @property
    def sheet(self) -> str:
        """The name of the sheet, empty for text files."""
        return self.source.sheet.name

    @property
    def header_row(self) -> int:
        """The number of the last row of the header."""
        return self.source.header_row


def read_platforms(  # noqa: PLR0913 - how a ledger is to be read
    path: Path,
    evaluation: EvaluationType,
    *,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    known: Sequence[KnownMap] = (),
    tell: Tell | None = None,
) -> Intake:
    """Read the ledger of a round of that evaluation type; nothing is written anywhere.

    ``mapping`` leads from a heading of the file to a field or to the heading of the template;
    without one, a map ``known`` for these headings is used again. ``tell`` hears how many rows of
    how many were read, and may raise to stop. Raises YnReviewError when the file cannot be read as
    a table at all; a blocking finding ``intake.missing_columns`` means that no row can be taken
    over.
    """
    table = read_table(path, mapped_words("platforms", mapping), sheet, known)
    records = read_records(table, evaluation.value, *([tell] if tell else []))
    note_repeated_numbers(records)
    if not records.records:
        raise YnReviewError("intake.no_rows", file=path.name)
    note_facts(records)
    entries = () if records.lacks_columns else _entries(records.records)
    return Intake(
        entries,
        tuple(records.findings),
        len(records.records) - len(entries),
        Source.of(table),
        frozenset(
            one.values["number"]
            for one in records.records
            if one.values.get("state") and not one.rejected
        ),
        tuple(_row(one, lost=records.lacks_columns) for one in records.records),
    )


def _row(record: Record, *, lost: bool) -> ReadRow:
    number, name = (record.values.get(one) or "" for one in ("number", "name"))
    return ReadRow(record.row, number, name, lost or record.rejected)


def _entries(records: Sequence[Record]) -> tuple[Entry, ...]:
    return tuple(_entry(record.values) for record in records if not record.rejected)


def _entry(values: Mapping[str, object]) -> Entry:
    facts: dict[str, object] = {}
    own: dict[str, object] = {}
    for key, value in values.items():
        if value is not None:
            (facts if key in _FACTS else own)[key] = value
    return Entry(**{"state": EntryState.TAKING_PART, **own, "facts": Facts(**facts)})  # type: ignore[arg-type]
