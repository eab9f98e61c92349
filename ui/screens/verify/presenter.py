"""What 验证 shows, as plain lines and rows; no widget."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ynreview.kernel.errors import YnReviewError

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
_NOTHING = "文件里没有读到任何可以识别的内容。"
_UNPROVEN = "以下内容是文件自己写的，没有通过核对，不能采信。"
Found = dict[str, Any]


def verified(path: Path, progress: Progress) -> Found:
    """Check a package and return everything there is to show."""
    from ynreview.app.queries.verification import verify_file

    progress.tell("核对签名，重新计算")
    outcome = verify_file(path)
    return {**outcome.data, "ok": outcome.ok, "file": path.name}


def facts_line(found: Found) -> str:
    """Return type, name and round in one line."""
    kind = _TYPES.get(found["type"] or "", "数据包")
    title = f" · {found['title']}" if found["title"] else ""
    round_id = f" · 会次 {found['round_id']}" if found["round_id"] else ""
    return f"{kind}  {found['file']}{title}{round_id}"


def claim_lines(found: Found) -> list[str]:
    """Return what could be read of a package that was not accepted, and what could not."""
    claims = found["unproven"]
    if found["type"] is not None or claims is None:
        return [] if found["type"] is not None else [_NOTHING]
    signers = "、".join(f"{_named(one['who'])} {one['key_code']}" for one in claims["signers"])
    return [
        _UNPROVEN,
        f"{_TYPES[claims['type']]} · 会次 {claims['round_id']} · 文件 {claims['files']} 个",
        f"写明的生成时间 {claims['created'].replace('T', ' ')[:19]}",
        f"写明的签名人 {signers}",
        "评分、得分和等级没有读入。",
    ]


def signer_lines(found: Found) -> list[tuple[bool, str]]:
    """Return who signed as a whole, one line each, the experts of a result in one."""
    lines = [(one["ok"], _line(one)) for one in found["signers"] if not _is_within(found, one)]
    within = experts(found)
    if within:
        good = sum(one["ok"] for one in within)
        state = "有效" if good == len(within) else "有不符"
        lines.append((good == len(within), f"专家 {good} / {len(within)}  {state}"))
    return lines


def expert_lines(found: Found) -> list[tuple[bool, str]]:
    """Return the experts whose score packages a result holds, one line each."""
    return [(one["ok"], _line(one)) for one in experts(found)]


def experts(found: Found) -> list[Found]:
    """Return the signers of the score packages inside a result."""
    return [one for one in found["signers"] if _is_within(found, one)]


def _is_within(found: Found, one: Found) -> bool:
    return bool(found["type"] == "result" and one["role"] == "expert")


def _line(one: Found) -> str:
    return f"{_who(one)}  {'有效' if one['ok'] else '不符'}  {one['key_code']}"


def _who(one: Found) -> str:
    role = _ROLES.get(one["role"], "")
    return _named(one["who"]) if one["who"] in _ROLES else f"{role} {one['who']}".strip()


def _named(who: str) -> str:
    return _ROLES.get(who, who)


def figure_rows(found: Found) -> list[dict[str, str]]:
    """Return the figures as claimed and as recomputed, one row per entry."""
    return [{name: value or "—" for name, value in row.items()} for row in found["rows"]]


def report_name(found: Found) -> str:
    """Return the name that a report of this verification is offered under."""
    return f"{Path(found['file']).stem}-验证报告.txt"


def report_text(found: Found) -> str:
    """Return what was found, for the files: verdict, codes, signers, figures, commands."""
    now = datetime.now().astimezone()
    signers = [line for _, line in (*signer_lines(found), *expert_lines(found))]
    figures = [
        "  ".join((row["number"], row["name"], *(row[one] for one in _FIGURES)))
        for row in figure_rows(found)
    ]
    parts = (
        ("结论", [found["sentence"], *found["recomputed"]["differences"]]),
        ("数据包", [facts_line(found), *_codes(found), *claim_lines(found)]),
        ("签名", signers or ["没有读到有效的签名。"]),
        ("编号、平台、包内得分、重算得分、包内等级、重算等级", figures),
        ("名额", [found["quota"]] if found["quota"] else []),
        ("不用本程序核对的命令", found["commands"]),
    )
    lines = [f"验证报告  {now:%Y-%m-%d %H:%M:%S}"]
    for title, told in parts:
        lines += ["", title, *(f"  {one}" for one in told)] if told else []
    return "\n".join([*lines, "", "本程序的数字签名用于核对完整性和来源，不是电子印章。", ""])


_FIGURES = ("score", "recomputed_score", "grade", "recomputed_grade")


def _codes(found: Found) -> list[str]:
    named = (("文件校验码", found["file_code"]), ("结果校验码", found["result_code"]))
    return [f"{name} {code}" for name, code in named if code]


def exported(found: Found, target: Path) -> tuple[bool, str]:
    """Write the report; returns whether it was written, and the sentence that says so."""
    from ynreview.app.queries.verification import export_report
    from ynreview.messages import explain_error

    try:
        export_report(report_text(found), target)
    except YnReviewError as error:
        return False, explain_error(error)
    return True, f"验证报告已写出并读回核对：{target}"
