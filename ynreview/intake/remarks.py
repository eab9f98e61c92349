"""What is said of cells that could be read: open values and odd spellings, summed up."""

from collections.abc import Mapping

from ynreview.intake.cells import Oddity, expectation
from ynreview.intake.header import KnownHeading
from ynreview.intake.records import Records
from ynreview.intake.rows import row_list
from ynreview.kernel.finding import Finding, Severity


def note_missing(records: Records) -> None:
    """Say where a value stands open that the evaluation type asks for: it is 待核."""
    for heading in records.header.known:
        column = heading.column
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
    records: Records, heading: KnownHeading, code: str, severity: Severity, rows: list[int]
) -> Finding:
    column = heading.column
    row = rows[0] if len(rows) == 1 else None
    subject = records.place(column.field, row, "", expectation(column))
    params: dict[str, str | int] = {
        "heading": column.heading,
        "count": len(rows),
        "rows": row_list(rows),
        "expected": expectation(column),
    }
    return Finding(code, severity, subject, params, column.cites)


def oddity_notes(
    records: Records, oddities: Mapping[tuple[str, Oddity], list[int]]
) -> list[Finding]:
    """Return one note per column and oddity, in the order of the columns."""
    findings = []
    for heading, (name, oddity), rows in _by_column(records, oddities):
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
) -> list[tuple[KnownHeading, tuple[str, Oddity], list[int]]]:
    known = {h.column.field: h for h in records.header.known}
    found = [(known[key[0]], key, rows) for key, rows in oddities.items()]
    return sorted(found, key=lambda item: (item[0].position, item[1][1]))
