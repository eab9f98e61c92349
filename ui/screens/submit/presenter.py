"""What 提交 shows and does; no widget."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ynreview.app.commands import CollectPackage, SubmitSheets
from ynreview.kernel.terms import CorrectionGround, Duty

if TYPE_CHECKING:
    from ui.tasks import Progress
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.submit_view import SubmitView


def submitting(workspace: Workspace) -> SubmitView:
    """Return what is done and what is missing."""
    from ynreview.app.queries.submit_view import submit_view

    return workspace.ask(submit_view)


def submit(
    workspace: Workspace,
    folder: Path,
    reason: str,
    ground: CorrectionGround | None,
    progress: Progress,
) -> tuple[Outcome, ...]:
    """Sign, write, read back; the chair's own package is taken in at the same desk at once."""
    progress.tell("签名，写入，读回核对")
    outcome = workspace.carried_out(SubmitSheets(folder, reason, ground))
    if not outcome.ok or workspace.duty is not Duty.CHAIR:
        return (outcome,)
    progress.tell("收入组长本人的评分包")
    own = CollectPackage(outcome.files[0].path, (str(outcome.data["key_code"]),))
    return (outcome, workspace.carried_out(own))


def unlocks(workspace: Workspace, pin: str) -> bool:
    """Whether it is the 口令 that this dossier was opened with."""
    return workspace.session.is_own_pin(pin)
