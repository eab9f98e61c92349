"""评分 as a screen shows it: my platforms with their state, and one of them with its sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Any, BinaryIO

from ynreview.app.queries.task import ExpertTask, expert_task
from ynreview.app.stored import stored_submission
from ynreview.kernel.finding import Finding
from ynreview.kernel.money import Money
from ynreview.kernel.points import Points, total
from ynreview.kernel.rounding import decimal_text, rounded
from ynreview.messages import label
from ynreview.messages.catalogue import area
from ynreview.panel.entries import Attachment, Entry
from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import ScoreForm
from ynreview.scoring.checks import check_sheet
from ynreview.scoring.totals import added_points, missing_items, sheet_total
from ynreview.storage.unit_of_work import UnitOfWork


class Progress(StrEnum):
    """How far one sheet is."""

    UNTOUCHED = "untouched"
    PARTIAL = "partial"
    DONE = "done"
    RECUSED = "recused"


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One of my platforms; ``total`` is empty until the sheet is complete."""

    number: str
    name: str
    progress: Progress
    total: str
    missing: tuple[str, ...]
    submitted: bool


@dataclass(frozen=True, slots=True)
class ScoringView:
    """All my platforms; ``done`` of ``due`` are complete, ``recused`` are not mine to judge."""

    lines: tuple[EntryLine, ...]
    done: int
    due: int
    recused: int
    basis_code: str


@dataclass(frozen=True, slots=True)
class SheetView:
    """One platform with everything beside its form; ``open_findings`` say what is missing.

    ``filled`` of ``full`` are the hundred marks, ``added`` what 加分项 and 扣分项 come to so far.
    """

    entry: Entry
    form: ScoreForm
    skipped: frozenset[str]
    sheet: ScoreSheet
    facts: tuple[tuple[str, str], ...]
    attachments: tuple[Attachment, ...]
    filled: str
    full: str
    added: Points
    total: str
    missing: tuple[str, ...]
    open_findings: tuple[Finding, ...]


def scoring_view(uow: UnitOfWork) -> ScoringView:
    """Return my platforms as they stand."""
    task, sheets = expert_task(uow), uow.sheets()
    packages = uow.packages("score", task.expert.code)
    submitted = stored_submission(uow, packages[-1].digest).sheets if packages else ()
    lines = tuple(
        _line(task, entry, sheets.get(entry.number), submitted) for entry in task.sequence
    )
    return ScoringView(
        lines=lines,
        done=sum(line.progress is Progress.DONE for line in lines),
        due=sum(line.progress is not Progress.RECUSED for line in lines),
        recused=sum(line.progress is Progress.RECUSED for line in lines),
        basis_code=task.basis.code,
    )


def sheet_view(uow: UnitOfWork, number: str) -> SheetView:
    """Return one platform with its form and my sheet."""
    task = expert_task(uow)
    entry = task.basis.entry(number)
    assert entry is not None
    form, skipped = task.basis.form_of(entry), task.basis.skipped(number)
    sheet = uow.sheets().get(number, ScoreSheet(number))
    findings = check_sheet(form, sheet, skipped, task.sheet_rules)
    regular = {item.code for item in form.regular_items} - skipped
    filled = total([points for code, points in sheet.points.items() if code in regular])
    return SheetView(
        entry=entry,
        form=form,
        skipped=skipped,
        sheet=sheet,
        facts=fact_lines(entry),
        attachments=tuple(one for one in entry.attachments if uow.has_blob(one.digest)),
        filled=str(filled),
        full=str(form.applicable_full(skipped)),
        added=added_points(form, sheet, skipped),
        total=_total_text(task, form, sheet, skipped),
        missing=missing_items(form, sheet, skipped),
        open_findings=tuple(finding for finding in findings if finding.blocks),
    )


def open_attachment(uow: UnitOfWork, digest: str) -> BinaryIO:
    """Open a file of a platform; it reads as long as the dossier is open."""
    return uow.open_blob(digest)


def fact_lines(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return the facts of a platform as (name, value); what is not known is 待核."""
    facts: Mapping[str, Any] = {
        "kind": entry.kind,
        "subtype": entry.subtype,
        **{name: getattr(entry.facts, name) for name in entry.facts.__slots__},
    }
    return tuple((words, _fact(facts[name])) for name, words in area("facts").items())


def _fact(value: Any) -> str:
    if value is None or value in ("", ()):
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Money):
        return value.wan
    if isinstance(value, Enum):
        return label(value)
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _line(
    task: ExpertTask, entry: Entry, sheet: ScoreSheet | None, submitted: tuple[ScoreSheet, ...]
) -> EntryLine:
    form, skipped = task.basis.form_of(entry), task.basis.skipped(entry.number)
    shown = sheet or ScoreSheet(entry.number)
    missing = missing_items(form, shown, skipped)
    progress = Progress.PARTIAL
    if entry.number in task.recused:
        progress = Progress.RECUSED
    elif sheet is None:
        progress = Progress.UNTOUCHED
    elif not any(one.blocks for one in check_sheet(form, shown, skipped, task.sheet_rules)):
        progress = Progress.DONE
    total_text = "" if missing else _total_text(task, form, shown, skipped)
    handed_in = sheet is not None and sheet in submitted
    return EntryLine(entry.number, entry.name, progress, total_text, missing, handed_in)


def _total_text(
    task: ExpertTask, form: ScoreForm, sheet: ScoreSheet, skipped: frozenset[str]
) -> str:
    found = sheet_total(form, sheet, skipped)
    if found is None:
        return ""
    rounding = task.basis.counting.expert_total.params
    return decimal_text(rounded(found.value, rounding.digits, rounding.mode), rounding.digits)
