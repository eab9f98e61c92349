"""What 得分汇总 shows, as plain rows and lines; no widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ynreview.messages import explain

if TYPE_CHECKING:
    from ui.workspace import Workspace

_OUTLIER = "outlier:"


@dataclass(frozen=True, slots=True)
class StandingView:
    """The matrix, or the sentence that says why there is none yet."""

    refused: str
    head: str
    denominator: str
    experts: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    review: tuple[str, ...]
    quota: str


def standing(workspace: Workspace) -> StandingView:
    """Read the standing of the open desk."""
    from ynreview.app.queries.board import collection_board
    from ynreview.app.queries.standing import standing_view

    findings, data = workspace.ask(standing_view)
    if not data:
        return StandingView(explain(findings[0]), "", "", (), (), (), "")
    board = workspace.ask(collection_board)
    rows = data["entries"]
    experts = sorted({code for row in rows for code in (*row["scores"], *row["recused"])})
    sheets = sum(len(row["scores"]) for row in rows)
    recused = sum(len(row["recused"]) for row in rows)
    return StandingView(
        refused="",
        head=f"收到 {board.received} / {board.expected}   评分单 {sheets}，另回避 {recused}",
        denominator=data["denominator"],
        experts=tuple(experts),
        rows=tuple(rows),
        review=tuple(explain(one) for one in findings if one.code == "scoring.outlier"),
        quota=f"优秀名额 {data['excellent_max']} 个（10% 取整）",
    )


def rank_text(row: dict[str, Any]) -> str:
    """Return the rank, marked where it is shared."""
    if row["rank"] is None:
        return "—"
    return f"{row['rank']}{' 并列' if row['tied'] else ''}"


def score_text(row: dict[str, Any], expert: str) -> str:
    """Return an expert's total for an entry, 回避 or nothing; ! marks 需复核."""
    if expert in row["recused"]:
        return "回避"
    score = row["scores"].get(expert, "—")
    return f"{score}!" if f"{_OUTLIER}{expert}" in row["flags"] else str(score)


def spread_text(row: dict[str, Any]) -> str:
    """Return 极差: the highest less the lowest total."""
    hundredths = [_hundredths(score) for score in row["scores"].values()]
    if not hundredths:
        return "—"
    whole, part = divmod(max(hundredths) - min(hundredths), 100)
    return f"{whole}.{part:02d}"


def _hundredths(score: str) -> int:
    whole, _, part = score.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0"))


def heat(row: dict[str, Any], expert: str) -> int:
    """Return how far a total lies from the panel score, from -2 to 2."""
    score = row["scores"].get(expert)
    if score is None or row["score"] is None:
        return 0
    distance = _hundredths(score) - _hundredths(row["score"])
    near, far = 400, 900
    strength = 2 if abs(distance) >= far else (1 if abs(distance) >= near else 0)
    return strength if distance > 0 else -strength


def working(workspace: Workspace, number: str) -> tuple[str, list[str]]:
    """Return the head and the lines of 计算过程 for one entry."""
    from ynreview.app.queries.standing import explain_view

    findings, data = workspace.ask(lambda uow: explain_view(uow, number))
    if not data:
        return "", [explain(finding) for finding in findings]
    tied = "，并列" if data["tied"] else ""
    rank = f"第 {data['rank']} 名{tied}" if data["rank"] is not None else "没有名次"
    head = f"{number} 号   得分 {data['score'] or '—'}   {rank}"
    lines = [*data["working"], f"以上按会次设定计算，规则校验码 {data['basis_code']}"]
    return head, lines
