"""What 专家与回避 shows and does; no widget."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ynreview.app.commands import (
    AssignPanels,
    ClearRecusal,
    DrawOrder,
    PutExpert,
    RecuseExpert,
    RemoveExpert,
    WithdrawRecusal,
)
from ynreview.messages import label

if TYPE_CHECKING:
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.panel_view import PairState, PanelView, PlatformLine
    from ynreview.kernel.terms import Ground
    from ynreview.panel.people import Expert

EMPTY = "还没有专家名单。请导入名单（Excel、WPS 表格或 CSV），或逐名增加。"
NO_MATRIX = "导入平台台账和专家名单后，在这里核对回避。"
SIGNS = {"recused": "⊘", "suggested": "?", "cleared": "✓"}
WORDS = {"recused": "回避", "suggested": "建议核对", "cleared": "已核，无须回避"}


def panel(workspace: Workspace) -> PanelView:
    """Return experts, recusals and what there is to say of them."""
    from ynreview.app.queries.panel_view import panel_view

    return workspace.ask(panel_view)


def put_expert(workspace: Workspace, expert: Expert, former: str) -> Outcome:
    """Add an expert, or change the one of a code."""
    return workspace.run(PutExpert(expert, former))


def remove_expert(workspace: Workspace, code: str) -> Outcome:
    """Take an expert off the list."""
    return workspace.run(RemoveExpert(code))


def recuse(workspace: Workspace, expert: str, entry: str, ground: Ground, note: str) -> Outcome:
    """Record a recusal."""
    return workspace.run(RecuseExpert(expert, entry, ground, note.strip()))


def clear(workspace: Workspace, expert: str, entry: str, reason: str) -> Outcome:
    """Record that a pair needs no recusal."""
    return workspace.run(ClearRecusal(expert, entry, reason))


def withdraw(workspace: Workspace, expert: str, entry: str, reason: str) -> Outcome:
    """Take back what was recorded of a pair."""
    return workspace.run(WithdrawRecusal(expert, entry, reason))


def assign(
    workspace: Workspace, panel_name: str, entries: Iterable[str], experts: Iterable[str]
) -> Outcome:
    """Put entries and experts into a panel."""
    command = AssignPanels(dict.fromkeys(entries, panel_name), dict.fromkeys(experts, panel_name))
    return workspace.run(command)


def draw(workspace: Workspace, seed: str) -> Outcome:
    """Draw the order within every panel."""
    return workspace.run(DrawOrder(seed))


def effect(view: PanelView, expert: str, entry: str) -> str:
    """Return how many valid experts the platform keeps when this recusal is recorded."""
    left = view.left_after(expert, entry, recused=True)
    if left < view.floor:
        return f"登记回避后 {entry} 号只剩 {left} 名有效专家，少于 {view.floor} 名。"
    return f"登记回避后 {entry} 号有 {left} 名有效专家。"


def left_text(view: PanelView, line: PlatformLine) -> str:
    """Return how many valid experts a platform has, in words where they are too few."""
    few = line.left < view.floor
    told = f"{line.number} 号有效专家 {line.left} 名"
    return f"{told}，少于 {view.floor} 名" if few else told


def pair_text(view: PanelView, expert: str, entry: str) -> str:
    """Return what is known of a pair, as one reads it aloud."""
    pair = view.pairs.get((expert, entry))
    return "没有登记" if pair is None else f"{word_of(pair.state)}：{pair.told}"


def word_of(state: PairState) -> str:
    """Return a state in words."""
    return WORDS[state.value]


def category(expert: Expert) -> str:
    """Return the field an expert is appointed for, in words."""
    return label(expert.category) if expert.category is not None else ""


def head_text(view: PanelView) -> str:
    """Return how many experts and recusals there are."""
    if not view.experts:
        return ""
    from ynreview.app.queries.panel_view import PairState

    alternates = sum(one.is_alternate for one in view.experts)
    other = f"（其中备选 {alternates} 名）" if alternates else ""
    told = f"专家 {len(view.experts)} 名{other}，回避 {view.count(PairState.RECUSED)} 项"
    open_ones = view.count(PairState.SUGGESTED)
    return f"{told}，建议核对 {open_ones} 处" if open_ones else told


def panels(view: PanelView) -> list[str]:
    """Return the names of the panels there are."""
    named = {one.panel for one in view.entries} | {one.panel for one in view.experts}
    return sorted(named - {""})


def draw_text(view: PanelView) -> str:
    """Return the seed of the draw and how it can be worked out again."""
    if not view.seed:
        return f"还没有抽签。{view.method}"
    return f"抽签码：{view.seed}。{view.method}"
