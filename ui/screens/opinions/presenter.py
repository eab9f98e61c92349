"""What 意见 shows and does; no widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ynreview.app.commands import Opinion, RecordOpinions

if TYPE_CHECKING:
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.opinions_view import OpinionRow, OpinionsView


def opinions(workspace: Workspace) -> OpinionsView:
    """Return the opinions as they stand."""
    from ynreview.app.queries.opinions_view import opinions_view

    return workspace.ask(opinions_view)


def state_text(one: OpinionRow) -> str:
    """Return whether an entry has its words, and whether it needs them."""
    if one.is_written:
        return "已写"
    return "须写问题和建议" if one.grade.startswith("不合格") else "未写"


def count_text(view: OpinionsView) -> str:
    """Return how many entries have their words: 已写 3 / 23."""
    return f"已写 {sum(one.is_written for one in view.rows)} / {len(view.rows)}"


def record(workspace: Workspace, number: str, texts: tuple[str, str, str]) -> Outcome:
    """Record the words on one entry: 主要成效, 存在问题, 建议."""
    return workspace.run(RecordOpinions((Opinion(number, *texts),)))


def record_overall(workspace: Workspace, text: str) -> Outcome:
    """Record the words on the round."""
    return workspace.run(RecordOpinions(overall=text))
