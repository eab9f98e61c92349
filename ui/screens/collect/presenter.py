"""What 收卷 shows and does; no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.tasks import CancelledError
from ui.widgets.shapes import Shape
from ynreview.app.commands import CloseCollection, CollectPackage, ReopenCollection

if TYPE_CHECKING:
    from ui.tasks import Progress
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.board import Board, BoardRow

WORDS: Mapping[str, str] = {
    "awaited": "未收到",
    "standby": "备选，未启用",
    "received": "已收入",
    "corrected": "已更正",
    "absent": "缺席",
    "left": "中途退出",
    "replaced": "已由备选接替",
}
SHAPES: Mapping[str, Shape] = {
    "awaited": Shape.OPEN,
    "standby": Shape.OPEN,
    "received": Shape.DONE,
    "corrected": Shape.DONE,
    "absent": Shape.RECUSED,
    "left": Shape.RECUSED,
    "replaced": Shape.RECUSED,
}


@dataclass(frozen=True, slots=True)
class SetAside:
    """A package that was not taken in, and why; ``code`` waits to be compared in person."""

    path: Path
    message: str
    code: str = ""
    expert: str = ""


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of a batch of packages."""

    tried: tuple[Path, ...]
    asked: int
    taken: int
    unchanged: int
    set_aside: tuple[SetAside, ...]
    outcomes: tuple[Outcome, ...]


def state_text(row: BoardRow) -> str:
    """Return the state of an expert's package in words."""
    word = WORDS[row.handing]
    return f"{word}（第 {row.revision} 次）" if row.handing == "corrected" else word


def head_text(board: Board) -> str:
    """Return how many of the expected packages are in."""
    state = "已截止" if board.closed else "收卷中"
    return f"收到 {board.received} / {board.expected}，{state}"


def board(workspace: Workspace) -> Board:
    """Return the board as it stands."""
    from ynreview.app.queries.board import collection_board

    return workspace.ask(collection_board)


def collect(
    workspace: Workspace, paths: list[Path], confirm: tuple[str, ...], progress: Progress
) -> Collected:
    """Take packages in one after the other; a bad one is set aside and the good ones go on."""
    taken = unchanged = 0
    aside: list[SetAside] = []
    outcomes: list[Outcome] = []
    for place, path in enumerate(paths, start=1):
        try:
            progress.tell(f"核对 {path.name}", place, len(paths))
        except CancelledError:  # what is in stays in; the others were not read
            break
        outcome = workspace.carried_out(CollectPackage(path, confirm))
        outcomes.append(outcome)
        if outcome.ok:
            taken += outcome.changed
            unchanged += not outcome.changed
        else:
            aside.append(_aside(path, outcome))
    return Collected(
        tuple(paths[: len(outcomes)]), len(paths), taken, unchanged, tuple(aside), tuple(outcomes)
    )


def _aside(path: Path, outcome: Outcome) -> SetAside:
    from ynreview.messages import explain

    data: Mapping[str, Any] = outcome.data
    waits = data.get("verdict") == "needs_confirmation"
    message = "\n".join(explain(finding) for finding in outcome.findings)
    return SetAside(path, message, data["key_code"] if waits else "", data.get("expert") or "")


def close(workspace: Workspace, reason: str, absences: Mapping[str, tuple[str, str]]) -> Outcome:
    """Close; ``absences`` maps an expert to (absent | left | replaced, alternate)."""
    command = CloseCollection(
        reason=reason,
        absent=tuple(code for code, (what, _) in absences.items() if what == "absent"),
        left=tuple(code for code, (what, _) in absences.items() if what == "left"),
        replaced={code: other for code, (what, other) in absences.items() if what == "replaced"},
    )
    return workspace.run(command)


def refused_text(outcome: Outcome) -> str:
    """Return why a command was refused, "" when it was not."""
    from ynreview.messages import explain

    return "\n".join(explain(finding) for finding in outcome.findings if finding.blocks)


def reopen(workspace: Workspace, reason: str) -> Outcome:
    """Open the collection again."""
    return workspace.run(ReopenCollection(reason))
