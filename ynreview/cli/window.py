"""``ynreview gui``: the way to the window, which the core knows only as a function handed in."""

from __future__ import annotations

import os
import socket
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
_X_SOCKETS = "/tmp/.X11-unix/X"  # noqa: S108 - where X servers listen


def has_display() -> bool:
    """Whether a person could see a window here; only Linux runs without a display."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("WAYLAND_DISPLAY")) or _answers(os.environ.get("DISPLAY", ""))


def can_open() -> bool:
    """Whether a window can be opened, be it one that nobody sees."""
    return has_display() or os.environ.get("QT_QPA_PLATFORM") == "offscreen"


def _answers(display: str) -> bool:
    """Whether an X display is there: a stale ``:0`` would end the program without a word."""
    host, colon, number = display.partition(":")
    if host or not colon:
        return bool(colon)
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(f"{_X_SOCKETS}{number.partition('.')[0]}")
        except OSError:
            return False
    return True


def gui(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]")] = None,
    as_json: AsJson = False,
) -> None:
    """打开窗口；给出任务包、数据包或会次文件时直接打开它。"""
    open_window: OpenWindow | None = context.obj
    if open_window is None or not can_open():
        error = UsageError("cli.no_display")
        raise typer.Exit(tell(error, WRONG_USAGE, as_json=as_json))
    raise typer.Exit(open_window(file, ()))
