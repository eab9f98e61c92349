"""The keys that work everywhere; input methods own Ctrl+Space, Ctrl+Shift, Ctrl+. and Shift."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut

from ui.context import Context
from ui.shell.main_window import MainWindow

EVERYWHERE = (
    ("Ctrl+L", "锁定"),
    ("Ctrl+/", "帮助：本页的按键"),
    ("Ctrl++  Ctrl+-  Ctrl+0", "放大、缩小、还原文字"),
)


def bind_keys(window: MainWindow, context: Context, lock: Callable[[], None]) -> None:
    """Bind the keys of the shell."""
    for key, action in (
        ("Ctrl+L", lock),
        ("Ctrl++", lambda: context.look.resize_text(1)),
        ("Ctrl+=", lambda: context.look.resize_text(1)),
        ("Ctrl+-", lambda: context.look.resize_text(-1)),
        ("Ctrl+0", lambda: context.look.resize_text(0)),
        ("Ctrl+/", lambda: _help(window)),
    ):
        bind(window, key, action)


def _help(window: MainWindow) -> None:
    from ui.dialogs.help import show_help

    show_help(window, window.screen_shown.keys + EVERYWHERE)


def bind(window: MainWindow, key: str, action: Callable[[], object]) -> None:
    """Bind one key of the window."""
    shortcut = QShortcut(QKeySequence(key), window)
    shortcut.activated.connect(action)
