"""The organiser's ledger into entries; it judges no formal condition and stores nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from ynreview.intake.choosing import read_table
from ynreview.intake.header import KnownHeading
from ynreview.intake.ledger_checks import note_facts, note_repeated_numbers
from ynreview.intake.record_reader import read_records
from ynreview.intake.records import Record, Records
from ynreview.intake.vocabulary import vocabulary
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.finding import Finding
from ynreview.kernel.terms import EntryState, EvaluationType
from ynreview.panel.entries import Entry, Facts

_FACTS = frozenset(field.name for field in fields(Facts))


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """A heading of the file and the field it was read as; ``field`` is empty when unread."""

    column: str
    heading: str
    field: str


@dataclass(frozen=True, slots=True)
class Intake:
    """What a ledger holds: entries that can be taken over, and everything found on the way.

    ``rejected`` counts rows with a blocking finding; ``sheet`` is empty for text files.
    """

    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    rejected: int
    sheet: str = ""
    header_row: int = 0
    columns: tuple[ColumnMatch, ...] = ()

    @property
    def accepted(self) -> int:
        """How many rows can be taken over."""
        return len(self.entries)


def read_platforms(
    path: Path,
    evaluation: EvaluationType,
    *,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Intake:
    """Read the ledger of a round of that evaluation type; nothing is written anywhere.

    ``mapping`` leads from a heading of the file to a field or to the heading of the template.
    Raises YnReviewError when the file cannot be read as a table at all; a blocking finding
    ``intake.missing_columns`` means that no row can be taken over.
    """
    try:
        words = vocabulary("platforms", mapping)
    except KeyError as error:
        raise YnReviewError("intake.map_unknown", field=str(error.args[0])) from error
    found, header = read_table(path, words, sheet)
    records = read_records(found, header, words, evaluation.value)
    note_repeated_numbers(records)
    if not records.records:
        raise YnReviewError("intake.no_rows", file=path.name)
    note_facts(records)
    entries = () if records.lacks_columns else _entries(records.records)
    return Intake(
        entries,
        tuple(records.findings),
        len(records.records) - len(entries),
        found.name,
        header.row_number,
        _matches(records),
    )


def _entries(records: Sequence[Record]) -> tuple[Entry, ...]:
    return tuple(_entry(record.values) for record in records if not record.rejected)


def _entry(values: Mapping[str, object]) -> Entry:
    facts: dict[str, object] = {}
    own: dict[str, object] = {}
    for key, value in values.items():
        if value is not None:
            (facts if key in _FACTS else own)[key] = value
    return Entry(**{"state": EntryState.TAKING_PART, **own, "facts": Facts(**facts)})  # type: ignore[arg-type]


def _matches(records: Records) -> tuple[ColumnMatch, ...]:
    return tuple(
        ColumnMatch(h.letter, h.text, h.column.field if isinstance(h, KnownHeading) else "")
        for h in records.header.headings
    )
