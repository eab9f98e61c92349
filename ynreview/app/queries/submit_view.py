"""提交 as a screen shows it: the check list in sentences, the undertaking, what was handed in."""

from __future__ import annotations

from dataclasses import dataclass

from ynreview.app.queries.scoring_view import scoring_view
from ynreview.app.queries.task import expert_task
from ynreview.app.stored import stored_submission
from ynreview.kernel.finding import Finding
from ynreview.messages import sentence
from ynreview.panel.sheets import ScoreSheet
from ynreview.scoring.checks import check_sheet
from ynreview.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SubmitView:
    """Everything on the screen; ``revision`` is the last 提交, 0 for none.

    ``unchanged`` says that the sheets are those of the last 提交.
    """

    done: int
    due: int
    recused: int
    findings: tuple[Finding, ...]
    undertaking: str
    revision: int
    key_code: str
    unchanged: bool


def submit_view(uow: UnitOfWork) -> SubmitView:
    """Return how far the owner's sheets are from being submitted."""
    task, sheets, view = expert_task(uow), uow.sheets(), scoring_view(uow)
    findings: list[Finding] = []
    for entry in task.open_entries:
        sheet = sheets.get(entry.number, ScoreSheet(entry.number))
        skipped = task.basis.skipped(entry.number)
        findings += check_sheet(task.basis.form_of(entry), sheet, skipped, task.sheet_rules)
    packages = uow.packages("score", task.expert.code)
    last = stored_submission(uow, packages[-1].digest) if packages else None
    own = tuple(sheets[e.number] for e in task.open_entries if e.number in sheets)
    same = last is not None and (last.sheets, last.recusals) == (own, task.own_recusals)
    return SubmitView(
        done=view.done,
        due=view.due,
        recused=view.recused,
        findings=tuple(findings),
        undertaking=sentence("app.undertaking"),
        revision=packages[-1].revision if packages else 0,
        key_code=packages[-1].key_code if packages else "",
        unchanged=same,
    )
