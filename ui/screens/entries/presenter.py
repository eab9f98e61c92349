"""What 参评平台 shows and does; no widget."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ynreview.app.commands import ImportPlatforms

if TYPE_CHECKING:
    from ui.tasks import Progress
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.preparing import EntriesView, LedgerPreview

EMPTY = "还没有参评平台。请导入平台台账（Excel、WPS 表格或 CSV）。"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ledger and the folder of its files, chosen but not yet taken over."""

    ledger: Path
    folder: Path | None = None


def entries(workspace: Workspace) -> EntriesView:
    """Return the platforms stored."""
    from ynreview.app.queries.preparing import entries_view

    return workspace.ask(entries_view)


def preview(workspace: Workspace, chosen: Chosen, progress: Progress) -> LedgerPreview:
    """Read the ledger and find its files; raises YnReviewError."""
    from ynreview.app.queries.preparing import ledger_preview

    progress.tell(f"核对 {chosen.ledger.name}")
    return workspace.ask(partial(ledger_preview, file=chosen.ledger, attachments=chosen.folder))


def store(workspace: Workspace, chosen: Chosen, progress: Progress) -> Outcome:
    """Take the ledger over."""
    progress.tell("保存参评平台和材料")
    return workspace.carried_out(ImportPlatforms(chosen.ledger, attachments=chosen.folder))


def stored_text(view: EntriesView) -> str:
    """Return how many platforms there are and how many have files."""
    without = sum(not line.files for line in view.lines)
    missing = f"，{without} 个没有材料" if without else ""
    return f"参评平台 {len(view.lines)} 个{missing}" if view.lines else ""


def preview_text(chosen: Chosen, found: LedgerPreview) -> str:
    """Return what was read and what would change, not yet stored."""
    sheet = f" · 工作表 {found.sheet}" if found.sheet else ""
    blocking = sum(one.blocks for one in found.findings)
    other = len(found.findings) - blocking
    bad = f"，{found.rejected} 行不能读入" if found.rejected else ""
    changes = f"新增 {found.added} 个，有改动 {found.changed} 个，将移除 {found.gone} 个。"
    differs = changes if found.added or found.changed or found.gone else ""
    return (
        f"{chosen.ledger.name}{sheet}：读到 {found.accepted} 个平台{bad}；"
        f"必须处理 {blocking} 处，其余提示 {other} 处。{differs}还没有导入。"
    )
