"""How far a long command is, on one line of the terminal; nothing where no person looks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ynreview.app.work import Tell, say_nothing

_WIDTH = 60


@contextmanager
def shown_progress() -> Iterator[Tell]:
    """Give what a command tells its progress to; the line is wiped at the end."""
    if not sys.stderr.isatty():
        yield say_nothing
        return
    try:
        yield _on_one_line
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _on_one_line(text: str, count: int, total: int) -> None:
    shown = f"{text[:_WIDTH]}（{count} / {total}）" if total else text[:_WIDTH]
    sys.stderr.write(f"\r\x1b[K{shown}")
    sys.stderr.flush()
