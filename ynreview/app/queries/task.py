"""The expert's task as it stands: what is to judge, what is recused, what is done."""

from __future__ import annotations

from dataclasses import dataclass

from ynreview.app.owner import TASK, Owner, stored_owner
from ynreview.app.stored import stored_basis, stored_roster, stored_submission
from ynreview.kernel.errors import UsageError
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.points import Points
from ynreview.kernel.rounding import decimal_text, rounded
from ynreview.packages import documents
from ynreview.packages.basis import Basis
from ynreview.panel.entries import Entry
from ynreview.panel.people import Expert, Recusal, Roster
from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import ScoreForm
from ynreview.rulebook.kinds import Kind
from ynreview.scoring.checks import SheetRules
from ynreview.scoring.totals import missing_items, sheet_total
from ynreview.storage.records import RecusalSource
from ynreview.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ExpertTask:
    """The round, the assignment and the recusals of one expert."""

    basis: Basis
    roster: Roster
    assignment: documents.Assignment
    owner: Owner
    expert: Expert
    sheet_rules: SheetRules
    own_recusals: tuple[Recusal, ...]

    @property
    def recused(self) -> frozenset[str]:
        """Entries this expert must not judge, known before or declared."""
        known = {one.entry for one in self.roster.recusals if one.expert == self.expert.code}
        return frozenset(known | {one.entry for one in self.own_recusals})

    @property
    def open_entries(self) -> tuple[Entry, ...]:
        """The entries that need a sheet, in the order of the task."""
        entries = (self.basis.entry(number) for number in self.assignment.entries)
        return tuple(entry for entry in entries if entry and entry.number not in self.recused)

    @property
    def sequence(self) -> tuple[Entry, ...]:
        """Every entry that takes part, in the order of the task.

        Those not in the task stand where the ledger has them, or last when the order is an own.
        """
        entries = [entry for entry in self.basis.entries if entry.takes_part]
        places = {number: place for place, number in enumerate(self.assignment.entries)}
        if [one.number for one in entries if one.number in places] == list(places):
            return tuple(entries)
        return tuple(sorted(entries, key=lambda one: places.get(one.number, len(places))))

    def form(self, number: str) -> ScoreForm:
        """Return the form of an entry; raises UsageError for one that is not in the round."""
        entry = self.basis.entry(number)
        if entry is None:
            raise UsageError("app.unknown_entry", entry=number)
        return self.basis.form_of(entry)

    def blocking(self, what: str, rule: str, **params: str | int) -> Finding:
        """Return a blocking finding of the desk that cites a rule of the round."""
        cites = self.basis.rules.ruling(rule, Kind).citations
        return Finding(f"app.{what}", Severity.BLOCKING, self.expert.code, params, cites)


@dataclass(frozen=True, slots=True)
class ItemStatus:
    """One item of the form as the expert sees it; ``points`` is None while 未填."""

    code: str
    name: str
    full: str
    step: str
    applicable: bool
    points: str | None
    veto: bool


@dataclass(frozen=True, slots=True)
class EntryStatus:
    """One entry of the task; ``missing`` are codes still to be filled in."""

    number: str
    name: str
    kind: str
    state: str
    recused: bool
    items: tuple[ItemStatus, ...]
    total: str | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExpertStatus:
    """The whole task: what is submitted, what is open."""

    expert: str
    revision: int
    key_code: str
    entries: tuple[EntryStatus, ...]


def expert_task(uow: UnitOfWork) -> ExpertTask:
    """Read the task of the dossier's owner."""
    owner = stored_owner(uow)
    basis = stored_basis(uow, owner.basis_digest)
    roster = stored_roster(uow, owner.roster_digest)
    expert = roster.expert(owner.expert)
    assert expert is not None
    return ExpertTask(
        basis=basis,
        roster=roster,
        assignment=documents.from_bytes(documents.Assignment, uow.require_document(TASK)),
        owner=owner,
        expert=expert,
        sheet_rules=SheetRules.of(basis.rules),
        own_recusals=tuple(
            recusal for recusal, source in uow.recusals() if source is RecusalSource.EXPERT
        ),
    )


def expert_status(uow: UnitOfWork) -> ExpertStatus:
    """Return the state of every entry of the task, recused ones included."""
    task = expert_task(uow)
    sheets = uow.sheets()
    submissions = uow.packages("score", task.expert.code)
    last = stored_submission(uow, submissions[-1].digest) if submissions else None
    numbers = [entry.number for entry in task.sequence]
    key = uow.signing_key(task.expert.code)
    assert key is not None
    return ExpertStatus(
        expert=task.expert.code,
        revision=submissions[-1].revision if submissions else 0,
        key_code=_key_code(key.certificate),
        entries=tuple(_entry_status(task, number, sheets.get(number), last) for number in numbers),
    )


def _entry_status(
    task: ExpertTask,
    number: str,
    sheet: ScoreSheet | None,
    last: documents.Submission | None,
) -> EntryStatus:
    entry = task.basis.entry(number)
    assert entry is not None
    form, skipped = task.basis.form_of(entry), task.basis.skipped(number)
    recused = number in task.recused
    shown = sheet or ScoreSheet(number)
    total = sheet_total(form, shown, skipped)
    rounding = task.basis.counting.expert_total.params
    submitted = last is not None and sheet is not None and sheet in last.sheets
    return EntryStatus(
        number=number,
        name=entry.name,
        kind=entry.kind.value,
        state="submitted" if submitted else "open",
        recused=recused,
        items=_items(form, shown, skipped),
        total=decimal_text(rounded(total.value, rounding.digits, rounding.mode), rounding.digits)
        if total
        else None,
        missing=() if recused else missing_items(form, shown, skipped),
    )


def _items(form: ScoreForm, sheet: ScoreSheet, skipped: frozenset[str]) -> tuple[ItemStatus, ...]:
    veto = tuple(
        ItemStatus(
            code=one.code,
            name=one.question,
            full=str(Points.zero()),
            step=str(form.step),
            applicable=True,
            points=None,
            veto=True,
        )
        for one in form.veto
    )
    items = tuple(
        ItemStatus(
            code=item.code,
            name=item.name,
            full=str(item.full),
            step=str(item.step),
            applicable=item.code not in skipped,
            points=str(sheet.points[item.code]) if item.code in sheet.points else None,
            veto=False,
        )
        for item in form.items
    )
    return veto + items


def _key_code(certificate: bytes) -> str:
    from ynreview.signing.certificates import Certificate

    return Certificate(certificate).key_code
