"""A table into records of named values, with a finding for everything that is odd; no meaning."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ynreview.intake.cells import Oddity, Unreadable, expectation, read_cell
from ynreview.intake.header import Header, Heading, repeated_headings
from ynreview.intake.rows import body_rows, row_list
from ynreview.intake.table import CellValue, Row, Sheet, shown
from ynreview.intake.vocabulary import Vocabulary, words
from ynreview.intake.wording import bracketed, heading_key
from ynreview.kernel.finding import Finding, Severity


@dataclass(slots=True)
class Record:
    """The values of one row by field, None where nothing stands; ``rejected`` when unreadable."""

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    rejected: bool = False


@dataclass(slots=True)
class Records:
    """Every record of a sheet and every finding on the way."""

    sheet: Sheet
    header: Header
    evaluation: str
    records: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    lacks_columns: bool = False

    def heading(self, name: str) -> Heading | None:
        """Return the heading of a field, if the sheet has it."""
        return next((h for h in self.header.known if h.column and h.column.field == name), None)

    def place(
        self, name: str, row: int | None = None, found: str = "", expected: str = ""
    ) -> Mapping[str, str]:
        """Return where a field stands in the file, as the subject of a finding."""
        heading = self.heading(name)
        column = heading.letter if heading else ""
        if heading and not self.sheet.name:
            column = f"{column} {heading.text}"
        return {
            "sheet": self.sheet.name,
            "row": str(row) if row else "",
            "column": column,
            "found": found,
            "expected": expected,
        }

    def reject(self, record: Record, finding: Finding) -> None:
        """Note a finding that keeps the record out."""
        record.rejected = True
        self.findings.append(finding)


def read_records(
    sheet: Sheet, header: Header, vocabulary: Vocabulary, evaluation: str = ""
) -> Records:
    """Return the records below the header; all problems are collected, none stops the reading."""
    records = Records(sheet, header, evaluation)
    _check_headings(records, vocabulary)
    body, skipped = body_rows(sheet, header)
    records.findings.extend(skipped)
    oddities: dict[tuple[str, Oddity], list[int]] = defaultdict(list)
    for row in body:
        records.records.append(_read_row(records, row, oddities))
    _pad_codes(records, oddities)
    _check_missing(records)
    records.findings.extend(_summaries(records, oddities))
    return records


def _check_headings(records: Records, vocabulary: Vocabulary) -> None:
    _check_columns(records, vocabulary)
    _check_map(records, vocabulary)
    _check_units(records)
    repeated = repeated_headings(records.header, vocabulary)
    ignored = {heading_key(text) for text in words()["headings"]["ignored"]}
    unknown = [h for h in records.header.headings if not h.column and h not in repeated]
    private = [h for h in unknown if any(w in h.text for w in words()["headings"]["private"])]
    others = [h for h in unknown if h not in private and heading_key(h.text) not in ignored]
    repeated = tuple(h for h in repeated if heading_key(h.text) not in ignored)
    for code, severity, headings in (
        ("intake.heading_repeated", Severity.WARNING, repeated),
        ("intake.heading_private", Severity.WARNING, private),
        ("intake.heading_unknown", Severity.NOTE, others),
    ):
        if headings:
            names = "、".join(f"{h.letter} 列“{h.text}”" for h in headings)
            subject = {**records.place(""), "row": str(records.header.row_number)}
            records.findings.append(Finding(code, severity, subject, {"headings": names}))
    if not records.sheet.shows_faults:
        records.findings.append(Finding("intake.faults_hidden", Severity.NOTE, records.place("")))
    if records.sheet.hidden:
        names = "、".join(f"“{name}”" for name in records.sheet.hidden)
        params: dict[str, str | int] = {"count": len(records.sheet.hidden), "sheets": names}
        records.findings.append(Finding("intake.sheets_hidden", Severity.NOTE, "", params))


def _check_columns(records: Records, vocabulary: Vocabulary) -> None:
    absent = [c for c in vocabulary.columns if records.heading(c.field) is None]
    required = [column for column in absent if column.is_required(records.evaluation)]
    wanted = [
        column
        for column in absent
        if column.is_wanted(records.evaluation) and column not in required
    ]
    for code, severity, columns in (
        ("intake.missing_columns", Severity.BLOCKING, required),
        ("intake.columns_absent", Severity.NOTE, wanted),
    ):
        if columns:
            names = "、".join(column.heading for column in columns)
            cites = tuple(dict.fromkeys(cite for column in columns for cite in column.cites))
            subject = {
                **records.place("", expected=names),
                "row": str(records.header.row_number),
            }
            records.findings.append(Finding(code, severity, subject, {"headings": names}, cites))
    records.lacks_columns = bool(required)


def _check_map(records: Records, vocabulary: Vocabulary) -> None:
    present = {heading_key(heading.text) for heading in records.header.headings}
    absent = [heading for heading in vocabulary.mapping if heading not in present]
    if absent:
        params: dict[str, str | int] = {"headings": "、".join(f"“{name}”" for name in absent)}
        subject = {**records.place(""), "row": str(records.header.row_number)}
        records.findings.append(Finding("intake.map_unused", Severity.WARNING, subject, params))


def _check_units(records: Records) -> None:
    for heading in records.header.known:
        assert heading.column is not None
        unit = bracketed(heading_key(heading.text))
        if heading.column.reader == "money" and "元" in unit and "万元" not in unit:
            name = heading.column.field
            subject = records.place(
                name, records.header.row_number, heading.text, heading.column.heading
            )
            params: dict[str, str | int] = {"heading": heading.text}
            records.findings.append(
                Finding("intake.heading_in_yuan", Severity.BLOCKING, subject, params)
            )
            records.lacks_columns = True


def _read_row(records: Records, row: Row, oddities: dict[tuple[str, Oddity], list[int]]) -> Record:
    record = Record(row.number)
    for heading in records.header.known:
        column = heading.column
        assert column is not None
        cell = row.cell(heading.position)
        try:
            reading = read_cell(cell, column, typed=records.sheet.typed)
        except Unreadable as refusal:
            records.reject(record, _refusal(records, heading, row.number, cell, refusal.code))
            continue
        record.values[column.field] = reading.value
        if reading.oddity:
            oddities[column.field, reading.oddity].append(row.number)
        if column.essential and reading.value in {None, ""}:
            records.reject(
                record, _refusal(records, heading, row.number, cell, "intake.cell_empty")
            )
    return record


def _refusal(records: Records, heading: Heading, row: int, cell: CellValue, code: str) -> Finding:
    column = heading.column
    assert column is not None
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
        for record in records.records:
            if record.row in rows and record.values[name].isdecimal():
                record.values[name] = record.values[name].zfill(width)


def _check_missing(records: Records) -> None:
    for heading in records.header.known:
        column = heading.column
        assert column is not None
        if column.essential or column.may_be_empty:
            continue
        required = column.is_required(records.evaluation)
        if not required and not column.is_wanted(records.evaluation):
            continue
        # A refused cell has no value at all and was said before.
        empty = {None, "", ()}
        rows = [r.row for r in records.records if r.values.get(column.field, 0) in empty]
        code = "intake.value_missing" if column.cites else "intake.value_open"
        if rows and required:
            records.findings.extend(
                _missing(records, heading, code, Severity.WARNING, [row]) for row in rows
            )
        elif rows:
            records.findings.append(
                _missing(records, heading, "intake.values_missing", Severity.NOTE, rows)
            )


def _missing(
    records: Records, heading: Heading, code: str, severity: Severity, rows: list[int]
) -> Finding:
    column = heading.column
    assert column is not None
    row = rows[0] if len(rows) == 1 else None
    subject = records.place(column.field, row, "", expectation(column))
    params: dict[str, str | int] = {
        "heading": column.heading,
        "count": len(rows),
        "rows": row_list(rows),
        "expected": expectation(column),
    }
    return Finding(code, severity, subject, params, column.cites)


def _summaries(records: Records, oddities: Mapping[tuple[str, Oddity], list[int]]) -> list[Finding]:
    findings = []
    for heading, (name, oddity), rows in _by_column(records, oddities):
        assert heading.column is not None
        params: dict[str, str | int] = {
            "column": heading.letter,
            "heading": heading.column.heading,
            "count": len(rows),
            "rows": row_list(rows),
        }
        findings.append(Finding(f"intake.{oddity}", Severity.NOTE, records.place(name), params))
    return findings


def _by_column(
    records: Records, oddities: Mapping[tuple[str, Oddity], list[int]]
) -> list[tuple[Heading, tuple[str, Oddity], list[int]]]:
    known = {h.column.field: h for h in records.header.known if h.column}
    found = [(known[key[0]], key, rows) for key, rows in oddities.items()]
    return sorted(found, key=lambda item: (item[0].position, item[1][1]))
