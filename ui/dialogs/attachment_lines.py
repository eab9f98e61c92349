"""What 关联材料 shows of stored and found files; no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ynreview.app.commands import AttachFiles
from ynreview.app.sizes import size_text

if TYPE_CHECKING:
    from ui.tasks import Progress
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.materials import MaterialLine, MaterialsView


@dataclass(frozen=True, slots=True)
class FileLine:
    """One platform: what it has now, what it will have, and what to look at."""

    number: str
    name: str
    now: str
    found: str
    pages: str
    size: str
    note: str
    files: str


def materials(workspace: Workspace) -> MaterialsView:
    """Return the stored files."""
    from ynreview.app.queries.materials import materials_view

    return workspace.ask(materials_view)


def check(workspace: Workspace, folders: tuple[Path, ...], progress: Progress) -> Outcome:
    """Go through the folders, storing nothing."""
    return workspace.carried_out(AttachFiles(folders, dry_run=True), progress)


def store(workspace: Workspace, folders: tuple[Path, ...], progress: Progress) -> Outcome:
    """Take in what the folders hold."""
    return workspace.carried_out(AttachFiles(folders), progress)


def lines(view: MaterialsView, found: Mapping[str, Any] | None) -> list[FileLine]:
    """Return one line per platform; ``found`` is the answer of a check."""
    matched = found["matched"] if found is not None else {}
    return [
        _line(one, matched.get(one.number, ()), checked=found is not None) for one in view.lines
    ]


def _line(one: MaterialLine, found: list[Mapping[str, Any]], *, checked: bool) -> FileLine:
    shown: list[tuple[str, int, int | None]] = [
        (str(file["name"]), int(file["bytes"]), int(file["pages"])) for file in found
    ] or [(file.name, file.size, file.pages) for file in one.files]
    pages = [count for _, _, count in shown if count is not None]
    note = ""
    if not shown:
        note = "缺" if one.takes_part else "不参评"
    elif found and one.files:
        note = "以本次为准"
    elif found:
        note = "新收入"
    return FileLine(
        one.number,
        one.name,
        f"{len(one.files)} 份" if one.files else "—",
        (f"{len(found)} 份" if found else "—") if checked else "",
        str(sum(pages)) if pages else "",
        size_text(sum(size for _, size, _ in shown)) if shown else "",
        note,
        "\n".join(name for name, _, _ in shown),
    )


def stored_text(view: MaterialsView) -> str:
    """Return how much is stored."""
    files = [file for line in view.lines for file in line.files]
    if not files:
        return "还没有关联材料。"
    missing = sum(line.takes_part and not line.files for line in view.lines)
    without = f"，{missing} 个参评平台没有材料" if missing else "，参评平台都有材料"
    return f"已关联 {len(files)} 份，共 {size_text(sum(f.size for f in files))}{without}。"


def found_text(found: Mapping[str, Any]) -> str:
    """Return what a check found, not yet stored."""
    told = f"找到 {found['files']} 份，共 {found['pages']} 页，{size_text(found['bytes'])}"
    counts = (
        ("缺材料的平台", "missing"),
        ("没有归属", "extra"),
        ("不是 PDF", "others"),
        ("重复", "duplicate"),
        ("损坏", "damaged"),
        ("有密码", "encrypted"),
        ("含可执行内容", "active"),
        ("字体未嵌入", "fonts"),
    )
    others = "，".join(f"{word} {len(found[name])}" for word, name in counts if found[name])
    return f"{told}；{others}。还没有收入。" if others else f"{told}。还没有收入。"
