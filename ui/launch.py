"""The console script; Qt-free, so that the command line never pays for the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ynreview.cli.main import main as command_line


def main() -> None:
    """Run the command line, which opens the window when asked to or when nothing is asked."""
    command_line(open_window=open_window)


def open_window(file: Path | None, offered: Sequence[Path] = ()) -> int:
    """Open the window with a file; ``offered`` are dossiers to find on its first page."""
    from ui.application import run_window

    return run_window(file, offered)


if __name__ == "__main__":
    main()
