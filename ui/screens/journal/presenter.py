"""What 日志 shows, as plain lines; no widget."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ynreview.app.queries.journal_words import detail_words
from ynreview.kernel.codes import code_of
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.journal_chain import chain_head
from ynreview.kernel.terms import Duty, PlatformKind
from ynreview.messages import explain_error, label, sentence, term

if TYPE_CHECKING:
    from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the journal in words; ``record`` is all of it as it was written down."""

    seq: int
    at: str
    actor: str
    action: str
    subject: str
    detail: str
    record: str


@dataclass(frozen=True, slots=True)
class JournalView:
    """All entries, and whether their chain leads to the head that is on record."""

    lines: list[Line]
    whole: bool
    code: str


def journal(uow: Any) -> JournalView:
    """Read the journal of the open dossier."""
    texts, head = uow.journal_lines(), uow.journal_head()
    entries = [json.loads(text) for text in texts]
    titles = _rule_titles(uow) if any(one["detail"].get("overrides") for one in entries) else {}
    lines = [_line(entry, titles) for entry in entries]
    return JournalView(lines, chain_head(texts) == head, code_of(head))


def _rule_titles(uow: Any) -> dict[str, str]:
    from ynreview.app.queries.rulebook import rulebook_of_round

    return {rule["id"]: rule["title"] for rule in rulebook_of_round(uow)["rules"]}


def _line(entry: dict[str, Any], titles: dict[str, str]) -> Line:
    duty, kind = term(Duty, entry["actor"]), term(PlatformKind, entry["subject"])
    return Line(
        seq=entry["seq"],
        at=str(entry["at"]).replace("T", " ")[:19],
        actor=label(duty) if duty else entry["actor"],
        action=sentence(f"journal.{entry['action']}"),
        subject=label(kind) if kind else entry["subject"],
        detail=detail_words(entry["action"], entry["detail"], titles),
        record=json.dumps(entry, ensure_ascii=False, indent=2),
    )


def state_line(found: JournalView) -> str:
    """Return in words whether the chain holds."""
    if found.whole:
        return f"共 {len(found.lines)} 条，前后衔接完整。日志只能增加，不能修改或删除。"
    return "日志前后不能衔接，文件可能被本程序以外的工具改动过。请停止使用并告知技术人员。"


def matching(lines: list[Line], text: str) -> list[Line]:
    """Return the entries that hold the text anywhere."""
    wanted = text.strip()
    return [
        line
        for line in lines
        if any(wanted in part for part in (line.actor, line.action, line.subject, line.detail))
        or wanted in line.record
    ]


def exported(workspace: Workspace, target: Path) -> str:
    """Write the journal to a file and say what came of it."""
    from ynreview.app.upkeep import export_journal

    try:
        workspace.ask(lambda uow: export_journal(uow, target))
    except YnReviewError as error:
        return explain_error(error)
    return f"日志已写出并读回核对：{target}"
