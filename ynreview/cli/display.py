"""Whether a window can be opened here, found out before the window's library is loaded."""

from __future__ import annotations

import os
import sys

_X_SOCKETS = "/tmp/.X11-unix/X"  # noqa: S108 - where X servers listen
_CURSORS = "libxcb-cursor.so.0"  # without it Qt ends the program at once


def obstacle() -> str | None:
    """Return the code of the sentence that says why no window opens here; None when one does.

    Only Linux runs without a display. A window that nobody sees can always be opened.
    """
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform == "offscreen":
        return None
    return unseen()


def unseen() -> str | None:
    """Return the code of the sentence that says why no person could see a window here."""
    if not sys.platform.startswith("linux") or os.environ.get("WAYLAND_DISPLAY"):
        return None
    if not _answers(os.environ.get("DISPLAY", "")):
        return "cli.no_display"
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    return "cli.no_cursors" if platform in {"", "xcb"} and not _has_cursors() else None


def _answers(display: str) -> bool:
    """Whether an X display is there: a stale ``:0`` would end the program without a word."""
    host, colon, number = display.partition(":")
    if host or not colon:
        return bool(colon)
    path = f"{_X_SOCKETS}{number.partition('.')[0]}"
    return any(_connects(address) for address in (path, f"\0{path}"))


def _connects(address: str) -> bool:
    import socket

    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(address)
        except OSError:
            return False
    return True


def _has_cursors() -> bool:
    import ctypes

    try:
        ctypes.CDLL(_CURSORS)
    except OSError:
        return False
    return True
