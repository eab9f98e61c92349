"""What 验证 shows, as plain lines and rows; no widget."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.tasks import Progress

_ROLES = {"chair": "组长", "organiser": "组织方", "expert": "专家"}
_TYPES = {
    "basis": "会次依据",
    "roster": "名单",
    "task": "任务包",
    "score": "评分包",
    "result": "结果包",
}


def verified(path: Path, progress: Progress) -> dict[str, Any]:
    """Check a package and return everything there is to show."""
    from ynreview.app.queries.verification import verify_file

    progress.tell("核对签名，重新计算")
    outcome = verify_file(path)
    return {**outcome.data, "ok": outcome.ok, "file": path.name}


def facts_line(found: dict[str, Any]) -> str:
    """Return type, name and round in one line."""
    kind = _TYPES.get(found["type"] or "", "数据包")
    title = f" · {found['title']}" if found["title"] else ""
    round_id = f" · 会次 {found['round_id']}" if found["round_id"] else ""
    return f"{kind}  {found['file']}{title}{round_id}"


def signer_lines(found: dict[str, Any]) -> list[tuple[str, str]]:
    """Return one line per signer with its role in the style sheet."""
    lines = []
    for one in found["signers"]:
        state = "有效" if one["ok"] else "不符"
        role = "good" if one["ok"] else "danger"
        lines.append((f"{'✓' if one['ok'] else '✗'} {_who(one)}  {state}  {one['key_code']}", role))
    return lines or [("没有读到签名。", "muted")]


def _who(one: dict[str, Any]) -> str:
    role = _ROLES.get(one["role"], "")
    named = one["who"] not in _ROLES
    return f"{role} {one['who']}".strip() if named else _ROLES[one["who"]]


def figure_rows(found: dict[str, Any]) -> list[dict[str, str]]:
    """Return the figures as claimed and as recomputed, one row per entry."""
    return [{name: value or "—" for name, value in row.items()} for row in found["rows"]]
