"""到期测算 for screen, script and file: who is due for what on a day."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from ynreview.app.queries.readiness import stored_rules
from ynreview.app.setup import chinese_date, shipped_rulebook
from ynreview.kernel.errors import UsageError
from ynreview.kernel.finding import Finding, any_blocking
from ynreview.kernel.terms import EvaluationType
from ynreview.messages import explain, label
from ynreview.packages.disk import write_out
from ynreview.panel.formal.due import DueLine, EntryDue, due_on
from ynreview.rulebook.in_force import RulesInForce
from ynreview.storage.unit_of_work import UnitOfWork

HEADS = ("编号", "平台名称", "事项", "状态", "起", "止", "说明")
_WIDTHS = (8, 44, 12, 12, 13, 13, 90)
_DEFAULT_RULEBOOK = "yn-2022-2"


def due_of_round(uow: UnitOfWork, day: date) -> tuple[EntryDue, ...]:
    """Return who of a round's ledger is due for what on a day, by the rules of the round."""
    return due_on(uow.entries(), day, stored_rules(uow))


def due_of_ledger(file: Path, day: date) -> tuple[tuple[EntryDue, ...], tuple[Finding, ...]]:
    """Read a ledger and return who is due for what, with what is wrong in the ledger.

    Columns that only one type of review needs may be absent. Raises YnReviewError for a file that
    is no ledger.
    """
    from ynreview.intake.platforms import read_platforms

    intakes = [read_platforms(file, kind) for kind in EvaluationType]
    intake = next((one for one in intakes if not any_blocking(one.findings)), intakes[-1])
    rules = RulesInForce(shipped_rulebook(_DEFAULT_RULEBOOK), day)
    return due_on(intake.entries, day, rules), intake.findings


def due_data(day: date, table: Sequence[EntryDue]) -> dict[str, Any]:
    """Return the table under the names of the command-line contract."""
    entries = [
        {
            "number": row.entry.number,
            "name": row.entry.name,
            "steps": [_line_data(line) for line in row.lines],
        }
        for row in table
    ]
    return {"on": day.isoformat(), "entries": entries}


def _line_data(line: DueLine) -> dict[str, Any]:
    return {
        "step": line.step.value,
        "name": label(line.step),
        "state": line.state.value,
        "state_name": label(line.state),
        "from": line.since.isoformat() if line.since else None,
        "until": line.until.isoformat() if line.until else None,
        "because": explain(line.because),
        "cites": list(line.because.cites),
        "missing": list(line.missing),
    }


def due_rows(table: Sequence[EntryDue]) -> list[tuple[str, ...]]:
    """Return the table as words, one row for every step of every platform."""
    return [
        (
            row.entry.number,
            row.entry.name,
            label(line.step),
            label(line.state),
            str(line.since or ""),
            str(line.until or ""),
            explain(line.because),
        )
        for row in table
        for line in row.lines
    ]


def write_due(table: Sequence[EntryDue], day: date, target: Path) -> None:
    """Write the table as a workbook or as CSV, by the ending of the name; raises YnReviewError."""
    kind = target.suffix.lower()
    if kind not in {".xlsx", ".csv"}:
        raise UsageError("due.file_kind", file=target.name)
    rows = due_rows(table)
    write_out(_as_csv(rows) if kind == ".csv" else _as_workbook(rows, day), target)


def _as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows([HEADS, *rows])
    return text.getvalue().encode("utf-8-sig")


def _as_workbook(rows: Sequence[Sequence[str]], day: date) -> bytes:
    from ynreview.reports.plain_workbook import PlainTable, plain_workbook

    note = f"按 {chinese_date(day)}测算，以台账为准；最后一日遇节假日的已经顺延。"
    return plain_workbook(PlainTable("到期测算", note, HEADS, _WIDTHS, rows))
