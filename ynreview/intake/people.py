"""The list of experts into appointed experts; it judges no composition and no recusal."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ynreview.intake.choosing import read_table
from ynreview.intake.header import Header, find_header
from ynreview.intake.ledger_checks import check_numbers
from ynreview.intake.records import Records, read_records
from ynreview.intake.source import read_content
from ynreview.intake.table import CellValue, Row, Sheet
from ynreview.intake.vocabulary import Vocabulary, vocabulary
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.terms import Role
from ynreview.panel.people import Expert


@dataclass(frozen=True, slots=True)
class PanelIntake:
    """What a list of experts holds; ``rejected`` counts rows with a blocking finding."""

    experts: tuple[Expert, ...]
    findings: tuple[Finding, ...]
    rejected: int

    @property
    def accepted(self) -> int:
        """How many rows can be taken over."""
        return len(self.experts)


def read_panel(path: Path) -> PanelIntake:
    """Read the experts from a workbook, a CSV file or a TOML file (``[[experts]]``).

    TOML keys are field names or the headings of the template. Raises YnReviewError when the file
    cannot be read as a table at all.
    """
    words = vocabulary("panel")
    if path.suffix.lower() == ".toml":
        sheet, header = _toml_table(path, words)
    else:
        sheet, header = read_table(path, words)
    records = read_records(sheet, header, words)
    if not records.records:
        raise YnReviewError("intake.no_rows", file=path.name)
    check_numbers(records, "code")
    _check_chairs(records)
    experts = () if records.lacks_columns else _experts(records)
    return PanelIntake(experts, tuple(records.findings), len(records.records) - len(experts))


def _experts(records: Records) -> tuple[Expert, ...]:
    return tuple(
        Expert(
            **{
                "unit": "",
                "role": Role.MEMBER,
                **{key: value for key, value in record.values.items() if value is not None},
            }
        )
        for record in records.records
        if not record.rejected
    )


def _check_chairs(records: Records) -> None:
    chairs: dict[str, list[str]] = defaultdict(list)
    if records.heading("role") is None:
        return
    for record in records.records:
        named = chairs[record.values.get("panel") or ""]
        if record.values.get("role") is Role.CHAIR:
            named.append(record.values.get("name") or "")
    for panel, names in chairs.items():
        if len(names) != 1:
            code = "intake.chairs_several" if names else "intake.chair_missing"
            params: dict[str, str | int] = {
                "panel": panel or "专家组",
                "count": len(names),
                "names": "、".join(names),
            }
            subject = records.place("role", None, "、".join(names), "1 名组长")
            records.findings.append(Finding(code, Severity.BLOCKING, subject, params))


def _toml_table(path: Path, words: Vocabulary) -> tuple[Sheet, Header]:
    try:
        text = read_content(path).decode("utf-8-sig")
        tables = tomllib.loads(text, parse_float=Decimal).get("experts", [])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise YnReviewError("intake.toml_malformed", file=path.name) from error
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise YnReviewError("intake.toml_malformed", file=path.name)
    keys = list(dict.fromkeys(key for table in tables for key in table))
    headings = [_heading_of(words, key) for key in keys]
    rows = [Row(0, tuple(headings))]
    rows += [
        Row(n, tuple(_cell(table.get(key)) for key in keys)) for n, table in enumerate(tables, 1)
    ]
    sheet = Sheet("", tuple(rows))
    header = find_header(sheet, words)
    if header is None:
        raise YnReviewError("intake.no_header", file=path.name, headings="编号、姓名")
    return sheet, header


def _heading_of(words: Vocabulary, key: str) -> str:
    return next((column.heading for column in words.columns if column.field == key), key)


def _cell(value: Any) -> CellValue:
    if isinstance(value, list):
        return "、".join(str(item) for item in value)
    if value is None or isinstance(value, str | bool | int | Decimal | date):
        return value
    return str(value)


def read_map(path: Path) -> Mapping[str, str]:
    """Read a ``--map`` file: the table ``[columns]`` from headings to fields.

    Raises YnReviewError when it is no TOML or holds anything but text.
    """
    try:
        columns = tomllib.loads(read_content(path).decode("utf-8-sig")).get("columns")
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise YnReviewError("intake.toml_malformed", file=path.name) from error
    if not isinstance(columns, dict) or not all(isinstance(v, str) for v in columns.values()):
        raise YnReviewError("intake.map_malformed", file=path.name)
    return columns
