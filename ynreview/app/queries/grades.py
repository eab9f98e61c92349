"""Grades and amounts in the shape of the command-line contract, the same for the window."""

from __future__ import annotations

from typing import Any

from ynreview.kernel.terms import EntryState
from ynreview.messages import explain, label
from ynreview.scoring.ranking import Denominator
from ynreview.scoring.result import Conclusion


def grades_view(conclusion: Conclusion) -> dict[str, Any]:
    """Return every grade with its reason, and the ties that are still open."""
    grades = {
        number: {
            "grade": label(graded.grade) if graded.grade else None,
            "because": explain(graded.because),
            "by": graded.by.value,
        }
        for number, graded in sorted(conclusion.settlement.grades.items())
    }
    counted = conclusion.standing.counted
    return {
        "grades": grades,
        "unresolved_ties": [list(tie) for tie in conclusion.settlement.unresolved_ties],
        "taking_part": counted.taking_part,
        "excellent_max": counted.excellent_max,
    }


def awards_view(conclusion: Conclusion) -> dict[str, Any]:
    """Return the amounts in 万元; entries without an amount are left out."""
    plan = conclusion.awards
    return {
        "awards": {number: amount.wan for number, amount in sorted(plan.awards.items())},
        "total": plan.total.wan,
        "budget": plan.budget.wan if plan.budget is not None else None,
        "shortfall": plan.shortfall.wan,
        "percent": plan.percent,
    }


def denominator_text(counted: Denominator) -> str:
    """Return how 参评总数 is made up: 参评 23 个 = 台账 25 个 - 撤回 1 个 - ….

    Nothing left out is said as such, too.
    """
    text = f"参评 {counted.taking_part} 个 = 台账 {counted.ledger} 个"
    for state in EntryState:
        if state in counted.left_out:
            text += f" - {label(state)} {counted.left_out[state]} 个"
    return text
