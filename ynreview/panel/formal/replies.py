"""What the organiser answered to items of the formal check, and for which facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ynreview.kernel.terms import Compliance, FormalItem


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """What the organiser says of one item of one entry.

    待核 without a reason takes a former answer back.
    """

    entry: str
    item: FormalItem
    answer: Compliance
    reason: str = ""

    @property
    def takes_back(self) -> bool:
        """Whether the answer worked out is to stand again."""
        return self.answer is Compliance.OPEN and not self.reason.strip()


@dataclass(frozen=True, slots=True)
class FormalReply:
    """One answer of the organiser, in place of or beside the one worked out.

    ``reason`` is the 说明, or 仍予参评的理由 where the answer is 不符合. ``computed`` is what the
    rules had made of ``facts`` (name → value in words) then; when either differs now, the answer
    is no longer in force and must be given again.
    """

    entry: str
    item: FormalItem
    answer: Compliance
    reason: str
    computed: Compliance | None
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FormalReplies:
    """Every answer of the organiser, by entry and item."""

    replies: tuple[FormalReply, ...] = ()
