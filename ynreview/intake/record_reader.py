"""A table into records, with a finding for everything that is odd; it knows no platform."""

from collections import defaultdict
from collections.abc import Callable

from ynreview.intake.cells import Oddity, Reading, Unreadable, expectation, read_cell
from ynreview.intake.choosing import KnownMap, Table
from ynreview.intake.header import KnownHeading
from ynreview.intake.heading_checks import note_headings
from ynreview.intake.records import Record, Records
from ynreview.intake.remarks import note_missing, oddity_notes
from ynreview.intake.rows import body_rows
from ynreview.intake.table import CellValue, Row, shown
from ynreview.kernel.finding import Finding, Severity

Tell = Callable[[int, int], object]
_TOLD_EVERY = 500


def _in_silence(_count: int, _total: int) -> None:
    """Hear and say nothing."""


def read_records(table: Table, evaluation: str = "", tell: Tell = _in_silence) -> Records:
    """Return the records below the header; all problems are collected, none stops the reading.

    ``tell`` hears now and then how many rows of how many were read.
    """
    sheet, header = table.sheet, table.header
    records = Records(sheet, header, evaluation)
    note_headings(records, table.words)
    if table.known is not None:
        _note_known_map(records, table.known)
    body, skipped = body_rows(sheet, header)
    records.findings.extend(skipped)
    oddities: dict[tuple[str, Oddity], list[int]] = defaultdict(list)
    readers = [_ColumnReader(heading, sheet.typed) for heading in header.known]
    for count, row in enumerate(body):
        if not count % _TOLD_EVERY:
            tell(count, len(body))
        records.records.append(_read_row(records, row, readers, oddities))
    _pad_codes(records, oddities)
    note_missing(records)
    records.findings.extend(oddity_notes(records, oddities))
    return records


def _note_known_map(records: Records, known: KnownMap) -> None:
    names = "、".join(f"“{heading}”" for heading in known.columns)
    subject = {**records.place(""), "row": str(records.header.row_number)}
    params: dict[str, str | int] = {"headings": names}
    records.findings.append(Finding("intake.map_again", Severity.NOTE, subject, params))


class _ColumnReader:
    """Reads the cells of one column, each value once: thousands of rows hold few different ones."""

    def __init__(self, heading: KnownHeading, typed: bool) -> None:
        self.heading, self._typed = heading, typed
        self._known: dict[tuple[type, CellValue], Reading | Unreadable] = {}

    def read(self, cell: CellValue) -> Reading | Unreadable:
        # True, 1 and Decimal(1) are equal but not the same in a cell.
        key = (type(cell), cell)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._first_time(cell)
        return found

    def _first_time(self, cell: CellValue) -> Reading | Unreadable:
        try:
            return read_cell(cell, self.heading.column, typed=self._typed)
        except Unreadable as refusal:
            return refusal


def _read_row(
    records: Records,
    row: Row,
    readers: list[_ColumnReader],
    oddities: dict[tuple[str, Oddity], list[int]],
) -> Record:
    record = Record(row.number)
    for reader in readers:
        heading = reader.heading
        column = heading.column
        cell = row.cell(heading.position)
        reading = reader.read(cell)
        if isinstance(reading, Unreadable):
            records.reject(record, _refusal(records, heading, row.number, cell, reading.code))
            continue
        record.values[column.field] = reading.value
        if reading.oddity:
            oddities[column.field, reading.oddity].append(row.number)
        if column.essential and reading.value in {None, ""}:
            records.reject(
                record, _refusal(records, heading, row.number, cell, "intake.cell_empty")
            )
    return record


def _refusal(
    records: Records, heading: KnownHeading, row: int, cell: CellValue, code: str
) -> Finding:
    column = heading.column
    expected = expectation(column)
    found = shown(cell)
    params: dict[str, str | int] = {"heading": column.heading, "found": found, "expected": expected}
    subject = records.place(column.field, row, found, expected)
    return Finding(code, Severity.BLOCKING, subject, params, column.cites)


def _pad_codes(records: Records, oddities: dict[tuple[str, Oddity], list[int]]) -> None:
    for (name, oddity), rows in oddities.items():
        if oddity is not Oddity.CODE_AS_NUMBER:
            continue
        codes = [record.values.get(name) or "" for record in records.records]
        width = max((len(code) for code in codes if code.isdecimal()), default=0)
        affected = set(rows)
        for record in records.records:
            if record.row in affected and record.values[name].isdecimal():
                record.values[name] = record.values[name].zfill(width)
