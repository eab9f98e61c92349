"""What 评定 shows and does; no widget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ui.models.table import Divider
from ynreview.app.commands import (
    Confirmation,
    GradeChange,
    ProposeGrades,
    RecordVotes,
    SetGrades,
    TieVote,
    VoteCount,
)
from ynreview.kernel.terms import Grade

if TYPE_CHECKING:
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.grading_view import GradeRow, GradingView, TieView

_QUOTA = "优秀名额线"
GRADES = (Grade.EXCELLENT, Grade.GOOD, Grade.QUALIFIED, Grade.UNQUALIFIED)


def grading(workspace: Workspace) -> GradingView:
    """Return the grading as it stands."""
    from ynreview.app.queries.grading_view import grading_view

    return workspace.ask(grading_view)


def lines_of(view: GradingView) -> list[GradeRow | Divider]:
    """Return the ranking with its lines in between."""
    lines: list[GradeRow | Divider] = []
    for one in view.rows:
        lines.append(one)
        if one.line:
            lines.append(Divider(one.line, strong=one.line.startswith(_QUOTA)))
    return lines


def number_of(line: GradeRow | Divider) -> str:
    """Return the number of the entry in a line, "" for a divider."""
    return "" if isinstance(line, Divider) else line.number


def tally_text(view: GradingView) -> str:
    """Return how many have each grade: 优秀 1，待定 2，良好 11，合格 8，不合格 1."""
    words = [one.grade.partition("，")[0] for one in view.rows if one.grade]
    return "，".join(f"{word} {count}" for word, count in Counter(words).items())


def next_open(view: GradingView) -> str:
    """Return the entry that the panel has to vote on next, "" when there is none."""
    if view.tie is not None and view.tie.open:
        return view.tie.open[0]
    return next((one.number for one in view.rows if needs_confirmation(one)), "")


def needs_confirmation(one: GradeRow) -> bool:
    """Whether an entry stands at 不合格 and nobody has voted on it."""
    return one.grade.startswith("不合格") and not one.confirmed


def used_text(view: GradingView) -> str:
    """Return how many places of the quota are used and left."""
    left = max(view.places - view.used, 0)
    return f"已评优秀 {view.used} 个，剩余 {left} 个"


def propose(workspace: Workspace) -> Outcome:
    """Put the proposal of the rules on record."""
    return workspace.run(ProposeGrades())


def vote_on_tie(
    workspace: Workspace, tie: TieView, votes: Mapping[str, int], abstain: int, reason: str
) -> Outcome:
    """Record the vote on the tie; the entries with the most voices get the places left."""
    ordered = sorted(votes, key=lambda number: -votes[number])
    chosen = frozenset(number for number in ordered[: tie.room] if votes[number])
    vote = TieVote(frozenset(tie.open), chosen, votes, abstain, reason)
    return workspace.run(RecordVotes(ties=(vote,)))


def none_excellent(workspace: Workspace, tie: TieView, reason: str) -> Outcome:
    """Record 均不评优秀 for the tie: a lawful answer."""
    vote = TieVote(frozenset(tie.open), frozenset(), {}, 0, reason)
    return workspace.run(RecordVotes(ties=(vote,)))


def confirm_unqualified(
    workspace: Workspace, number: str, count: tuple[int, int, int], reason: str
) -> Outcome:
    """Record the vote that confirms 不合格."""
    confirmation = Confirmation(number, VoteCount(*count), reason)
    return workspace.run(RecordVotes(confirmations=(confirmation,)))


def change(
    workspace: Workspace, number: str, grade: Grade, count: tuple[int, int, int], reason: str
) -> Outcome:
    """Record a voted change of one grade; the core refuses what the quota or the vote forbids."""
    return workspace.run(SetGrades((GradeChange(number, grade, reason, VoteCount(*count)),)))
