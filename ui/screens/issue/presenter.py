"""What 核对与发放 shows and does; no widget."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ynreview.app.commands import IssuePackages

if TYPE_CHECKING:
    from ui.tasks import Progress
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.preparing import IssueView
    from ynreview.kernel.finding import Finding

PLACES = {"会次设置": "round", "参评平台": "entries", "专家与回避": "panel"}
_ROUND = {"out_of_force", "out_of_force_with_reason"}
_PANEL = {"too_few_left", "chair_recused", "chair_count", "recusal_suggested"}
_KIB = 1024


@dataclass(frozen=True, slots=True)
class Delivery:
    """One task package and where it stands."""

    code: str
    name: str
    role: str
    file: str
    size: str
    state: str
    done: bool


def issue(workspace: Workspace) -> IssueView:
    """Return the check list and the delivery list."""
    from ynreview.app.queries.preparing import issue_view

    return workspace.ask(issue_view)


def with_places(findings: tuple[Finding, ...]) -> list[Finding]:
    """Return the findings with the screen that mends them as where to jump to."""
    return [replace(one, subject=_place(one)) for one in findings]


def _place(finding: Finding) -> str:
    area, _, what = finding.code.partition(".")
    if area == "app" and (what in _ROUND or what.startswith("skipped_")):
        return "会次设置"
    if area == "app" and (what in _PANEL or what.startswith("panel_")):
        return "专家与回避"
    return "参评平台"


def write(workspace: Workspace, folder: Path, progress: Progress) -> Outcome:
    """Freeze the round the first time and write every package; again = the same bytes."""
    progress.tell("冻结规则、评分表和名单，写出任务包并读回核对")
    return workspace.carried_out(IssuePackages(folder))


def deliveries(view: IssueView, outcome: Outcome | None) -> list[Delivery]:
    """Return one line per expert; ``outcome`` is what was written since the screen is open."""
    written = {one.recipient: one for one in outcome.files} if outcome is not None else {}
    lines = []
    for code, name, role in view.recipients:
        file = written.get(code)
        if file is None:
            state = "已冻结，待写入" if view.issued else "未发放"
            lines.append(Delivery(code, name, role, "", "", state, done=False))
            continue
        size = _size(file.size)
        lines.append(Delivery(code, name, role, file.path.name, size, "已读回核对", done=True))
    return lines


def _size(size: int) -> str:
    kib = -(-size // _KIB)
    return f"{kib} KB" if kib < _KIB else f"{-(-kib // _KIB)} MB"
