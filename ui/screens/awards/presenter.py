"""What 建议金额 shows and does; no widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ynreview.app.commands import AwardMethod, SetAwards, SuggestAwards
from ynreview.kernel.money import Money

if TYPE_CHECKING:
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.awards_view import AwardsView

METHODS = (
    (AwardMethod.UNIFORM, "按等级统一"),
    (AwardMethod.BY_SCORE, "按得分"),
    (AwardMethod.TIERS, "分档"),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """预算 and 步长 as typed; None where nothing is typed."""

    budget: Money | None
    step: Money | None


def awards(workspace: Workspace) -> AwardsView:
    """Return the amounts as they stand."""
    from ynreview.app.queries.awards_view import awards_view_of

    return workspace.ask(awards_view_of)


def suggest(workspace: Workspace, method: AwardMethod, limits: Limits) -> Outcome:
    """Let a helper spread amounts."""
    return workspace.run(SuggestAwards(method, limits.budget, limits.step))


def set_one(workspace: Workspace, number: str, amount: Money, reason: str) -> Outcome:
    """Set the amount of one entry."""
    reasons = {number: reason} if reason else {}
    return workspace.run(SetAwards({number: amount}, reasons))


def total_text(view: AwardsView) -> str:
    """Return the sum beside the budget: 合计 420 万元，预算 500 万元，余 80 万元."""
    if not view.budget:
        return f"合计 {view.total} 万元，未设预算"
    return f"合计 {view.total} 万元，预算 {view.budget} 万元，余 {view.left} 万元"
