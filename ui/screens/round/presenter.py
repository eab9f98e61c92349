"""What 会次设置 shows and does; no widget."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ynreview.app.commands import ChangeSettings
from ynreview.kernel.errors import YnReviewError
from ynreview.messages import explain_error

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.workspace import Workspace
    from ynreview.app.queries.preparing import SettingLine, SetupView
    from ynreview.kernel.finding import Finding

_NOTHING = "设定文件“{file}”中没有 [rules.设定编号] 的内容，会次设定没有变化。"
_REST = "会次信息和不适用的指标在新建会次时确定，设定文件中的这些内容没有采用。"
FILTERS = ("全部", "会次设定", "办法规定", "条文理解", "本会次已改")


def setup(workspace: Workspace) -> SetupView:
    """Return the setup with every rule."""
    from ynreview.app.queries.preparing import setup_view

    return workspace.ask(setup_view)


def mark_text(one: SettingLine) -> str:
    """Return who says so, and whether this round says otherwise."""
    return f"{one.mark}（已改）" if one.changed else one.mark


def matching(lines: Iterable[SettingLine], mark: str, text: str) -> list[SettingLine]:
    """Return the rules of a mark whose title, note or id hold the text."""
    wanted = text.strip()
    return [
        one
        for one in lines
        if (mark == FILTERS[0] or one.mark == mark or (mark == FILTERS[-1] and one.changed))
        and any(wanted in part for part in (one.title, one.note, one.value, one.id))
    ]


def load_settings(
    workspace: Workspace, file: Path
) -> tuple[tuple[Finding, ...], str, tuple[str, ...]]:
    """Change the settings a file names; returns findings, a refusal or "", ids changed."""
    from ynreview.app.settings_file import read_settings

    try:
        given = read_settings(file)
    except YnReviewError as error:
        return (), explain_error(error), ()
    if not given.overrides:
        return (), _NOTHING.format(file=file.name), ()
    outcome = workspace.run(ChangeSettings(given.overrides))
    if not outcome.ok:
        return outcome.findings, "", ()
    rest = _REST if given.facts or given.not_applicable else ""
    return (), rest, tuple(given.overrides)
