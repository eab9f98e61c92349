"""A real X display of the test's own, a person's keys on it, and what the windows are called."""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import os
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PATIENCE = 120  # seconds; a busy machine is slow, a program that stands still is wrong
_BETWEEN_LOOKS = 0.05
_KEY_DELAY = "12"  # ms between typed characters
_CLIENT_MESSAGE, _ROOM_OF_EVENT = 33, 192


class Display:
    """One display without a window manager: the focus is given by hand."""

    def __init__(self, name: str) -> None:
        self.name = name

    def xdotool(self, *words: str) -> str:
        """Run xdotool and return what it says, "" where it finds nothing."""
        around = {**os.environ, "DISPLAY": self.name}
        done = subprocess.run(
            ["xdotool", *words], env=around, capture_output=True, text=True, check=False
        )
        return done.stdout.strip() if done.returncode == 0 else ""

    def await_window(self, title: str) -> str:
        """Wait until a window in view is called so, give it the focus and return its number."""
        return self.until(lambda: self._focused(title), f"no window called {title}")

    def _focused(self, title: str) -> str:
        for found in self.xdotool("search", "--onlyvisible", "--name", title).split():
            self.xdotool("windowfocus", "--sync", found)
            if self.xdotool("getwindowfocus", "-f") == found:
                return found
        return ""

    @staticmethod
    def until(found: Callable[[], str], complaint: str) -> str:
        """Ask again and again until there is an answer."""
        end = time.monotonic() + PATIENCE
        while not (answer := found()):
            assert time.monotonic() < end, complaint
            time.sleep(_BETWEEN_LOOKS)
        return answer

    def press(self, *keys: str) -> None:
        """Press keys one after the other: ``space``, ``Return``, ``ctrl+j``."""
        self.xdotool("key", "--delay", _KEY_DELAY, *keys)

    def write(self, text: str) -> None:
        """Type plain characters; xdotool is no input method."""
        assert text.isascii()
        self.xdotool("type", "--delay", _KEY_DELAY, "--", text)

    def close(self, window: str) -> None:
        """Ask a window to close, as a window manager does (ICCCM 4.2.8.1)."""
        library = ctypes.CDLL(ctypes.util.find_library("X11"))
        for name in ("XOpenDisplay", "XInternAtom"):
            getattr(library, name).restype = ctypes.c_void_p
        display = ctypes.c_void_p(library.XOpenDisplay(self.name.encode()))
        protocols, wish = (
            library.XInternAtom(display, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")
        )
        number = int(window)
        event = struct.pack(
            "@iLiPLLi5l", _CLIENT_MESSAGE, 0, 1, 0, number, protocols, 32, wish, *[0] * 4
        )
        buffer = ctypes.create_string_buffer(event, _ROOM_OF_EVENT)
        library.XSendEvent(display, ctypes.c_ulong(number), 0, ctypes.c_long(0), buffer)
        library.XCloseDisplay(display)


@contextlib.contextmanager
def real_display(folder: Path, width: int = 1366, height: int = 768) -> Iterator[Display]:
    """Start a display on a number nobody uses; it says itself which one."""
    reading, writing = os.pipe()
    size = f"{width}x{height}x24"
    with (folder / "xvfb.log").open("wb") as log:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"],
            pass_fds=[writing],
            stdout=log,
            stderr=log,
        )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, (folder / "xvfb.log").read_text()
        yield Display(f":{number}")
    finally:
        server.terminate()
        server.wait(PATIENCE)
