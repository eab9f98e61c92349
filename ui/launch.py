"""The console script; Qt-free, so that the command line never pays for the window."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from ynreview.cli.display import obstacle


def main() -> None:
    """Open the window at once when nothing else is asked, else run the command line."""
    arguments = sys.argv[1:]
    if _asks_for_window(arguments) and obstacle() is None:
        sys.exit(open_window(Path(arguments[1]) if len(arguments) > 1 else None))
    from ynreview.cli.main import main as command_line

    command_line(open_window=open_window)


def _asks_for_window(arguments: list[str]) -> bool:
    """Whether only the window is wanted: it does not wait for the command line to load."""
    return arguments[:1] in ([], ["gui"]) and not any(
        place > 1 or one.startswith("-") for place, one in enumerate(arguments)
    )


def open_window(file: Path | None, offered: Sequence[Path] = ()) -> int:
    """Open the window with a file; ``offered`` are dossiers to find on its first page."""
    gc.disable()  # nothing is let go before the first paint; run_window switches it on
    from ui.application import run_window

    return run_window(file, offered)


if __name__ == "__main__":
    main()
