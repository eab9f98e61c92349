"""What 日志 shows, as plain lines; no widget."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ynreview.kernel.codes import code_of
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.journal_chain import chain_head
from ynreview.kernel.terms import Duty
from ynreview.messages import explain_error, label, sentence, term

if TYPE_CHECKING:
    from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the journal in words."""

    seq: int
    at: str
    actor: str
    action: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class JournalView:
    """All entries, and whether their chain leads to the head that is on record."""

    lines: list[Line]
    whole: bool
    code: str


def journal(uow: Any) -> JournalView:
    """Read the journal of the open dossier."""
    texts, head = uow.journal_lines(), uow.journal_head()
    lines = [_line(json.loads(text)) for text in texts]
    return JournalView(lines, chain_head(texts) == head, code_of(head))


def _line(entry: dict[str, Any]) -> Line:
    duty = term(Duty, entry["actor"])
    detail = json.dumps(entry["detail"], ensure_ascii=False) if entry["detail"] else ""
    return Line(
        seq=entry["seq"],
        at=str(entry["at"]).replace("T", " ")[:19],
        actor=label(duty) if duty else entry["actor"],
        action=sentence(f"journal.{entry['action']}"),
        subject=entry["subject"],
        detail=detail,
    )


def state_line(found: JournalView) -> str:
    """Return in words whether the chain holds."""
    if found.whole:
        return f"共 {len(found.lines)} 条，前后衔接完整。日志只能增加，不能修改或删除。"
    return "日志前后不能衔接，文件可能被本程序以外的工具改动过。请停止使用并告知技术人员。"


def matching(lines: list[Line], text: str) -> list[Line]:
    """Return the entries that hold the text anywhere."""
    wanted = text.strip()
    if not wanted:
        return lines
    return [
        line
        for line in lines
        if any(wanted in part for part in (line.actor, line.action, line.subject, line.detail))
    ]


def exported(workspace: Workspace, target: Path) -> str:
    """Write the journal to a file and say what came of it."""
    from ynreview.app.upkeep import export_journal

    try:
        workspace.ask(lambda uow: export_journal(uow, target))
    except YnReviewError as error:
        return explain_error(error)
    return f"日志已写出并读回核对：{target}"
