"""Which duty may ask for what, and who carries it out; the only list of commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ynreview.app import commands as c
from ynreview.app.outcome import Outcome
from ynreview.app.work import Work
from ynreview.kernel.errors import UsageError
from ynreview.kernel.terms import Duty
from ynreview.messages import label

Handler = Callable[[Any, Work], Outcome]

_SCORING = (c.EnterScores, c.EnterSheet, c.DeclareRecusal, c.SubmitSheets, c.UpdateTask)
_DUTIES: Mapping[Duty, tuple[type, ...]] = {
    Duty.ORGANISER: (
        c.ImportPlatforms,
        c.ImportPanel,
        c.ForgetColumnMap,
        c.ChangeEntryState,
        c.AttachFiles,
        c.AnswerFormal,
        c.RecuseExpert,
        c.WithdrawRecusal,
        c.ClearRecusal,
        c.PutExpert,
        c.RemoveExpert,
        c.AssignPanels,
        c.DrawOrder,
        c.ChangeRound,
        c.ChangeSettings,
        c.SaveFormDraft,
        c.ReplaceForm,
        c.ResetForm,
        c.SetNotApplicable,
        c.IssuePackages,
        c.ChangeRoster,
        c.WithdrawIssue,
    ),
    Duty.EXPERT: _SCORING,
    Duty.CHAIR: (  # the chair scores like everyone, in the same file
        *_SCORING,
        c.CollectPackage,
        c.CloseCollection,
        c.ReopenCollection,
        c.ChangeState,
        c.RecordVotes,
        c.ProposeGrades,
        c.SetGrades,
        c.SuggestAwards,
        c.SetAwards,
        c.RecordOpinions,
        c.FinaliseResult,
        c.SealResult,
    ),
}


def require_permission(duty: Duty, command: c.Command) -> Handler:
    """Return who carries the command out; raises UsageError when it is not this duty's."""
    require_owner(duty, type(command))
    return _handlers()[type(command)]


def require_owner(duty: Duty, command: type) -> None:
    """Raise UsageError when a kind of command is not this duty's."""
    owners = [one for one, allowed in _DUTIES.items() if command in allowed]
    if duty not in owners:
        raise UsageError("app.other_duty", dossier=label(duty), needed=label(owners[0]))


def _handlers() -> Mapping[type, Handler]:
    from ynreview.app.handlers import (
        arranging,
        attaching,
        closing,
        collecting,
        deciding,
        formal,
        forms,
        importing,
        issuing,
        preparing,
        reissuing,
        roster_changing,
        scoring,
        sealing,
        updating,
    )

    return {
        c.ImportPlatforms: importing.import_platforms,
        c.ImportPanel: importing.import_panel,
        c.ForgetColumnMap: importing.forget_column_map,
        c.ChangeEntryState: importing.change_entry_state,
        c.AttachFiles: attaching.attach_files,
        c.AnswerFormal: formal.answer_formal,
        c.RecuseExpert: preparing.recuse_expert,
        c.WithdrawRecusal: arranging.withdraw_recusal,
        c.ClearRecusal: arranging.clear_recusal,
        c.PutExpert: arranging.put_expert,
        c.RemoveExpert: arranging.remove_expert,
        c.AssignPanels: arranging.assign_panels,
        c.DrawOrder: arranging.draw_order,
        c.ChangeRound: arranging.change_round,
        c.ChangeSettings: preparing.change_settings,
        c.SaveFormDraft: forms.save_form_draft,
        c.ReplaceForm: forms.replace_form,
        c.ResetForm: forms.reset_form,
        c.SetNotApplicable: forms.set_not_applicable,
        c.IssuePackages: issuing.issue_packages,
        c.ChangeRoster: roster_changing.change_roster,
        c.WithdrawIssue: reissuing.withdraw,
        c.UpdateTask: updating.update_task,
        c.EnterScores: scoring.enter_scores,
        c.EnterSheet: scoring.enter_sheet,
        c.DeclareRecusal: scoring.declare_recusal,
        c.SubmitSheets: scoring.submit_sheets,
        c.CollectPackage: collecting.collect_package,
        c.CloseCollection: closing.close_collection,
        c.ReopenCollection: closing.reopen_collection,
        c.ChangeState: deciding.change_state,
        c.RecordVotes: deciding.record_votes,
        c.ProposeGrades: deciding.propose_grades,
        c.SetGrades: deciding.set_grades,
        c.SuggestAwards: deciding.suggest_amounts,
        c.SetAwards: deciding.set_awards,
        c.RecordOpinions: deciding.record_opinions,
        c.FinaliseResult: sealing.finalise_result,
        c.SealResult: sealing.seal_result,
    }
