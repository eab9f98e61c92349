"""The organiser's work before issuing: recusals and settings, and what others must ask first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ynreview.app import commands as c
from ynreview.app.outcome import Outcome, refusal
from ynreview.app.queries.panel_checks import recusal_without_note
from ynreview.app.queries.readiness import stored_rulebook, stored_rules
from ynreview.app.recusal_reviews import drop_review
from ynreview.app.setup import ISSUE_DOCUMENT
from ynreview.kernel.codec import to_plain
from ynreview.kernel.errors import UsageError, YnReviewError
from ynreview.kernel.finding import any_blocking
from ynreview.panel.people import Recusal
from ynreview.rulebook.in_force import check_overrides, merged_overrides
from ynreview.storage.records import RecusalSource
from ynreview.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from ynreview.app.work import Work


def require_open_for_change(uow: UnitOfWork) -> None:
    """Refuse a change of what was frozen when the packages were issued."""
    if uow.document(ISSUE_DOCUMENT) is not None:
        raise YnReviewError("app.already_issued")


def recuse_expert(command: c.RecuseExpert, work: Work) -> Outcome:
    """Record a known conflict of an expert with an entry."""
    require_open_for_change(work.uow)
    require_expert(work.uow, command.expert)
    require_entry(work.uow, command.entry)
    recusal = Recusal(command.expert, command.entry, command.ground, command.note.strip())
    if recusal.lacks_note:
        return refusal(recusal_without_note(command.entry, stored_rules(work.uow)))
    work.uow.put_recusal(recusal, RecusalSource.ORGANISER)
    drop_review(work.uow, command.expert, command.entry)
    detail = to_plain(recusal)
    return Outcome(data=detail, subject=f"{command.expert} {command.entry}", detail=detail)


def change_settings(command: c.ChangeSettings, work: Work) -> Outcome:
    """Change 会次设定 of the round; what the regulation says cannot be changed."""
    require_open_for_change(work.uow)
    findings = check_overrides(stored_rulebook(work.uow), command.overrides)
    if any_blocking(findings):
        return refusal(*findings)
    setup = work.uow.round_setup()
    overrides = merged_overrides(stored_rulebook(work.uow), setup.overrides, command.overrides)
    work.uow.put_round_setup(replace(setup, overrides=overrides))
    return Outcome(findings, detail={"overrides": to_plain(command.overrides)})


def require_expert(uow: UnitOfWork, code: str) -> None:
    """Refuse an expert that the panel does not have."""
    if code not in {expert.code for expert in uow.experts()}:
        raise UsageError("app.unknown_expert", expert=code)


def require_entry(uow: UnitOfWork, number: str) -> None:
    """Refuse an entry that the round does not have."""
    if number not in {entry.number for entry in uow.entries()}:
        raise UsageError("app.unknown_entry", entry=number)
