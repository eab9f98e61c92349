"""``ynreview gui``: the way to the window, which the core knows only as a function handed in."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from ynreview.cli.answer import WRONG_USAGE, tell
from ynreview.cli.options import AsJson
from ynreview.kernel.errors import UsageError

# opens the window with a file, offers others on its first page, returns when it is closed
OpenWindow = Callable[[Path | None, Sequence[Path]], int]


def has_display() -> bool:
    """Whether a window can be shown here; only Linux runs without a display."""
    if not sys.platform.startswith("linux"):
        return True
    given = (os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return any(given) or os.environ.get("QT_QPA_PLATFORM") == "offscreen"


def gui(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]")] = None,
    as_json: AsJson = False,
) -> None:
    """打开窗口；给出任务包、数据包或会次文件时直接打开它。"""
    open_window: OpenWindow | None = context.obj
    if open_window is None or not has_display():
        error = UsageError("cli.no_display")
        raise typer.Exit(tell(error, WRONG_USAGE, as_json=as_json))
    raise typer.Exit(open_window(file, ()))
