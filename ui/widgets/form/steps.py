"""One change of one part of a sheet, and its words; it undoes nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from ynreview.kernel.money import Money
from ynreview.messages import label as term_label


class Part(Enum):
    """What of a sheet was changed: the name of the field, and its words."""

    POINTS = "points", ""
    REMARK = "remarks", "说明"
    VETO = "veto", ""
    OVERALL = "overall", "总体意见"
    VOTE = "vote", "结论意见"
    AMOUNT = "suggested_amount", "建议支持金额"

    @property
    def by_item(self) -> bool:
        """Whether each item has its own."""
        return self in {Part.POINTS, Part.REMARK, Part.VETO}

    @property
    def is_text(self) -> bool:
        """Whether it is words, which a field undoes by itself while one is in it."""
        return self in {Part.REMARK, Part.OVERALL}


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one part of one sheet; None is 未填."""

    entry: str
    part: Part
    item: str
    before: Any
    after: Any

    def is_opposite_of(self, other: Step) -> bool:
        """Whether it takes the other change back."""
        same = (self.entry, self.part, self.item) == (other.entry, other.part, other.item)
        return same and (self.before, self.after) == (other.after, other.before)

    @property
    def words(self) -> str:
        """What was undone, as 已撤销：008 号 3.1 由 8.50 改回 8.00."""
        what = " ".join(one for one in (f"{self.entry} 号", self.item, self.part.value[1]) if one)
        if self.part.is_text:
            return f"已撤销：{what}改回{'原来的文字' if self.before else '未填'}。"
        return f"已撤销：{what} 由 {_said(self.after)} 改回 {_said(self.before)}。"


def _said(value: Any) -> str:
    if value is None:
        return "未填"
    if isinstance(value, bool):
        return "“是”" if value else "“否”"
    if isinstance(value, Money):
        return f"{value.wan} 万元"
    return term_label(value) if isinstance(value, Enum) else str(value)
