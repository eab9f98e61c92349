"""What is odd about a table's headings and sheets; no cell is looked at."""

from ynreview.intake.header import repeated_headings
from ynreview.intake.records import Records
from ynreview.intake.vocabulary import Vocabulary, words
from ynreview.intake.wording import bracketed, heading_key
from ynreview.kernel.finding import Finding, Severity, Subject


def note_headings(records: Records, vocabulary: Vocabulary) -> None:
    """Say which columns are missing, unknown, doubled, private or in the wrong unit."""
    _check_columns(records, vocabulary)
    _check_map(records, vocabulary)
    _check_units(records)
    _note_unread(records, vocabulary)
    _note_sheets(records)


def _note_unread(records: Records, vocabulary: Vocabulary) -> None:
    ignored = {heading_key(text) for text in words()["headings"]["ignored"]}
    private_words = words()["headings"]["private"]
    repeated = repeated_headings(records.header, vocabulary)
    sorts: dict[tuple[str, Severity], list[str]] = {}
    for heading in records.header.unread:
        key = heading_key(heading.text)
        if key in ignored or vocabulary.mapping.get(key) == "":
            continue
        if heading in repeated:
            sort = ("intake.heading_repeated", Severity.WARNING)
        elif any(word in heading.text for word in private_words):
            sort = ("intake.heading_private", Severity.WARNING)
        else:
            sort = ("intake.heading_unknown", Severity.NOTE)
        sorts.setdefault(sort, []).append(f"{heading.letter} 列“{heading.text}”")
    for (code, severity), names in sorts.items():
        params = {"headings": "、".join(names)}
        records.findings.append(Finding(code, severity, _header_place(records), params))


def _note_sheets(records: Records) -> None:
    if not records.sheet.shows_faults:
        records.findings.append(Finding("intake.faults_hidden", Severity.NOTE, records.place("")))
    unseen = [h for h in records.header.known if h.position in records.sheet.hidden_columns]
    if unseen:
        headings = "、".join(f"{heading.letter} 列“{heading.text}”" for heading in unseen)
        subject, told = _header_place(records), {"headings": headings}
        records.findings.append(Finding("intake.columns_hidden", Severity.NOTE, subject, told))
    if records.sheet.hidden:
        names = "、".join(f"“{name}”" for name in records.sheet.hidden)
        params: dict[str, str | int] = {"count": len(records.sheet.hidden), "sheets": names}
        records.findings.append(Finding("intake.sheets_hidden", Severity.NOTE, "", params))


def _header_place(records: Records, expected: str = "") -> Subject:
    return {**records.place("", expected=expected), "row": str(records.header.row_number)}


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
            subject = _header_place(records, names)
            records.findings.append(Finding(code, severity, subject, {"headings": names}, cites))
    records.lacks_columns = bool(required)


def _check_map(records: Records, vocabulary: Vocabulary) -> None:
    present = {heading_key(heading.text) for heading in records.header.headings}
    absent = [heading for heading in vocabulary.mapping if heading not in present]
    if absent:
        params: dict[str, str | int] = {"headings": "、".join(f"“{name}”" for name in absent)}
        subject = _header_place(records)
        records.findings.append(Finding("intake.map_unused", Severity.WARNING, subject, params))


def _check_units(records: Records) -> None:
    for heading in records.header.known:
        unit = bracketed(heading_key(heading.text)) or bracketed(heading_key(heading.group))
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
