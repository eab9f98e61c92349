"""``ynreview gui``: the way to the window, which the core knows only as a function handed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from ynreview.cli.answer import WRONG_USAGE, tell
from ynreview.cli.display import obstacle
from ynreview.cli.options import AsJson
from ynreview.kernel.errors import UsageError

# opens the window with a file, offers others on its first page, returns when it is closed
OpenWindow = Callable[[Path | None, Sequence[Path]], int]


def gui(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]")] = None,
    as_json: AsJson = False,
) -> None:
    """打开窗口；给出任务包、数据包或会次文件时直接打开它。"""
    open_window: OpenWindow | None = context.obj
    hindered = obstacle() if open_window is not None else "cli.no_display"
    if hindered is not None:
        raise typer.Exit(tell(UsageError(hindered), WRONG_USAGE, as_json=as_json))
    assert open_window is not None
    raise typer.Exit(open_window(file, ()))
