"""Records of named values and what was found while reading them; it reads nothing itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ynreview.intake.header import Header, KnownHeading
from ynreview.intake.table import Sheet
from ynreview.kernel.finding import Finding


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

    def heading(self, name: str) -> KnownHeading | None:
        """Return the heading of a field, if the sheet has it."""
        return next((h for h in self.header.known if h.column.field == name), None)

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
