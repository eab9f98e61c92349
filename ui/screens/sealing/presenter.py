"""What 定稿与封存 shows and does; no widget."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ynreview.app.commands import FinaliseResult, SealResult

if TYPE_CHECKING:
    from ui.tasks import Progress
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.sealing_view import SealingView


def sealing(workspace: Workspace) -> SealingView:
    """Return how far the result is."""
    from ynreview.app.queries.sealing_view import sealing_view

    return workspace.ask(sealing_view)


def finalise(workspace: Workspace, folder: Path, progress: Progress) -> Outcome:
    """Freeze the result and write the papers to sign."""
    progress.tell("冻结结果，生成待签材料")
    return workspace.carried_out(FinaliseResult(folder))


def seal(workspace: Workspace, folder: Path, progress: Progress) -> Outcome:
    """Sign the result package, write it with its papers, read everything back."""
    progress.tell("签名，写入，读回核对")
    return workspace.carried_out(SealResult(folder))


def written_text(outcome: Outcome) -> str:
    """Return what was written where, after it was read back."""
    lines = [
        f"{file.path.name} 已写入 {file.path.parent}，读回核对一致。" for file in outcome.files
    ]
    return "\n".join(lines)


def unlocks(workspace: Workspace, pin: str) -> bool:
    """Whether it is the 口令 that this dossier was opened with."""
    return workspace.session.is_own_pin(pin)
