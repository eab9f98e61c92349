"""What 定稿与封存 shows and does; no widget."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ynreview.app.commands import FinaliseResult, SealResult

if TYPE_CHECKING:
    from ui.tasks import Progress
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.sealing_view import SealingView
    from ynreview.kernel.finding import Finding


def sealing(workspace: Workspace) -> SealingView:
    """Return how far the result is."""
    from ynreview.app.queries.sealing_view import sealing_view

    return workspace.ask(sealing_view)


# By area, then by the beginning of what is said; whatever else there is, 评定 cures.
_CURES: Mapping[str, Mapping[str, str]] = {
    "app": {
        "opinion_missing": "opinions",
        "overall_missing": "opinions",
        "chair_recused_later": "opinions",
    },
    "scoring": {
        "award": "awards",
        "budget": "awards",
        "outlier": "standing",
        "veto": "standing",
        "item_spread": "standing",
        "untrimmed": "standing",
        "even_experts": "standing",
        "too_few_experts": "collect",
        "absence": "collect",
        "state": "collect",
    },
}


def cure_of(finding: Finding) -> str:
    """Return the screen where a finding is dealt with."""
    area, _, what = finding.code.partition(".")
    cures = _CURES.get(area, {}).items()
    return next((screen for start, screen in cures if what.startswith(start)), "grading")


def entry_of(finding: Finding) -> str:
    """Return the entry to go to, the first of a group; "" when the finding names none."""
    return finding.subject.partition("、")[0] if isinstance(finding.subject, str) else ""


def steps_text(view: SealingView, *, blocked: bool) -> str:
    """Return how far each step is: 1 核对 已完成     2 定稿 已完成（定稿 1） ….

    What is signed stands on paper: 签字 is under way once there is something to sign.
    """
    checked = "还有必须处理的" if blocked else "已完成"
    frozen = f"已完成（定稿 {view.number}）" if view.number else "未开始"
    signed = "在纸上" if view.number else "未开始"
    sealed = "已完成" if view.sealed else "未开始"
    steps = (f"1 核对 {checked}", f"2 定稿 {frozen}", f"3 签字 {signed}", f"4 封存 {sealed}")
    return "     ".join(steps)


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
