"""Score sheets: what one expert says of one entry; missing, 0, 不适用 and 弃权 stay apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ynreview.kernel.money import Money
from ynreview.kernel.points import Points
from ynreview.kernel.terms import Vote


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """The marks, remarks and answers of one expert for one entry; an absent key is 未填."""

    entry: str
    points: Mapping[str, Points] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    veto: Mapping[str, bool] = field(default_factory=dict)
    overall: str = ""
    vote: Vote | None = None
    suggested_amount: Money | None = None

    def with_points(self, item: str, value: Points | None) -> ScoreSheet:
        """Return the sheet with one item marked, or emptied again with None."""
        points = {code: old for code, old in self.points.items() if code != item}
        if value is not None:
            points[item] = value
        return replace(self, points=points)

    def with_remark(self, item: str, text: str) -> ScoreSheet:
        """Return the sheet with the remark of one item; an empty text takes it away."""
        remarks = {code: old for code, old in self.remarks.items() if code != item}
        if text:
            remarks[item] = text
        return replace(self, remarks=remarks)

    def with_veto(self, item: str, *, answer: bool) -> ScoreSheet:
        """Return the sheet with one 重点核查项 answered."""
        return replace(self, veto={**self.veto, item: answer})
