"""What 专家与回避 shows and does; no widget."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ynreview.app.commands import ImportPanel, RecuseExpert
from ynreview.messages import label

if TYPE_CHECKING:
    from ui.tasks import Progress
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.preparing import PanelView
    from ynreview.kernel.finding import Finding
    from ynreview.kernel.terms import Ground
    from ynreview.panel.people import Expert

EMPTY = "还没有专家名单。请导入名单（Excel、WPS 表格或 CSV）。"


def panel(workspace: Workspace) -> PanelView:
    """Return experts, recusals and what there is to say of them."""
    from ynreview.app.queries.preparing import panel_view

    return workspace.ask(panel_view)


def load(workspace: Workspace, file: Path, progress: Progress) -> Outcome:
    """Take a list of experts over."""
    progress.tell(f"核对 {file.name}")
    return workspace.carried_out(ImportPanel(file))


def recuse(workspace: Workspace, expert: str, entry: str, ground: Ground, note: str) -> Outcome:
    """Record a recusal."""
    return workspace.run(RecuseExpert(expert, entry, ground, note.strip()))


def suggested(view: PanelView) -> list[Finding]:
    """Return the matches with expert and platform as where to jump to."""
    return [
        replace(one, subject=f"{one.params['expert']} {one.params['entry']}")
        for one in view.suggestions
    ]


def effect(view: PanelView, expert: str, entry: str) -> str:
    """Return how many valid experts the platform keeps when this recusal is recorded."""
    if any((one.expert, one.entry) == (expert, entry) for one in view.recusals):
        return f"{expert} 对 {entry} 号的回避已经登记；再次登记将改写情形和说明。"
    alternate = any(one.code == expert and one.is_alternate for one in view.experts)
    left = view.left.get(entry, 0) - (not alternate)
    if left < view.floor:
        return f"登记后 {entry} 号只剩 {left} 名有效专家，少于 {view.floor} 名。"
    return f"登记后 {entry} 号有 {left} 名有效专家。"


def category(expert: Expert) -> str:
    """Return the field an expert is appointed for, in words."""
    return label(expert.category) if expert.category is not None else ""


def head_text(view: PanelView) -> str:
    """Return how many experts and recusals there are."""
    if not view.experts:
        return ""
    alternates = sum(one.is_alternate for one in view.experts)
    other = f"（其中备选 {alternates} 名）" if alternates else ""
    return f"专家 {len(view.experts)} 名{other}，回避 {len(view.recusals)} 项"
