"""The list of experts into appointed experts; it judges no composition and no recusal."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ynreview.intake.choosing import KnownMap, read_table
from ynreview.intake.headings import Source, mapped_words
from ynreview.intake.ledger_checks import note_repeated_numbers
from ynreview.intake.record_reader import read_records
from ynreview.intake.records import Records
from ynreview.intake.toml_files import read_toml_table
from ynreview.intake.vocabulary import words
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
    source: Source

    @property
    def accepted(self) -> int:
        """How many rows can be taken over."""
        return len(self.experts)


def read_panel(
    path: Path,
    *,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    known: Sequence[KnownMap] = (),
) -> PanelIntake:
    """Read the experts from a workbook, a CSV file or a TOML file (``[[experts]]``).

    TOML keys are field names or the headings of the template; ``mapping`` and ``known`` are as for
    a ledger. Raises YnReviewError when the file cannot be read as a table at all.
    """
    columns = mapped_words("panel", mapping)
    is_toml = path.suffix.lower() == ".toml"
    table = read_toml_table(path, columns) if is_toml else read_table(path, columns, sheet, known)
    records = read_records(table)
    if not records.records:
        raise YnReviewError("intake.no_rows", file=path.name)
    note_repeated_numbers(records, "code")
    _check_chairs(records)
    experts = () if records.lacks_columns else _experts(records)
    rejected = len(records.records) - len(experts)
    return PanelIntake(experts, tuple(records.findings), rejected, Source.of(table))


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
                "panel": panel or words()["expected"]["panel"],
                "count": len(names),
                "names": "、".join(names),
            }
            subject = records.place("role", None, "、".join(names), words()["expected"]["chair"])
            records.findings.append(Finding(code, Severity.BLOCKING, subject, params))
