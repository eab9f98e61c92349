"""What the shell expects of every screen; screens never import each other."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from ui.context import Context

Keys = tuple[tuple[str, str], ...]


class Screen(QWidget):
    """One place of the window; it shows what the core says, never what was typed.

    ``keys`` are (key, what it does) for the help on Ctrl+/.
    """

    keys: ClassVar[Keys] = ()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def refresh(self) -> None:
        """Read everything shown from the core again; called on arrival and after every change."""

    def take(self, _paths: list[Path]) -> bool:
        """Take files dropped anywhere on the window; False leaves them to be recognised."""
        return False

    def settle(self) -> None:
        """Store what is still being typed; called before leaving, locking and closing."""

    def point_at(self, subject: str) -> None:
        """Bring what concerns an entry, an expert or an item into view; called after refresh."""
