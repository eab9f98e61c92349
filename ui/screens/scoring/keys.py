"""The keys of 评分, and how they are bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ynreview.rulebook.kinds import Level

FILTER_KEY = "Alt+W"
KEYS = (
    ("Enter / Tab", "存下分数，到下一项"),
    ("↑ ↓", "在得分栏里加减一步"),
    ("Alt+1 … Alt+4", "打开本项的优、良、中、差"),
    ("Alt+0", "展开或收起本项的“看什么”"),
    ("Ctrl+J", "下一个未填的项"),
    ("Ctrl+Enter", "完成，看下一个"),
    ("Alt+← Alt+→", "上一个、下一个平台"),
    (FILTER_KEY, "只看待评的平台，或看全部"),
    ("Ctrl+Z", "撤销上一次改动，提交以前都可以"),
    ("Ctrl+M", "本项的说明"),
    ("Ctrl+I", "本项的依据"),
    ("Ctrl+1 / Ctrl+2", "材料 / 评分"),
    ("Ctrl+F  Ctrl+G", "在材料中查找、到某一页"),
    ("Ctrl+T", "我的总览"),
)


def bind(screen: QWidget, bindings: Iterable[tuple[str, Callable[[], object]]]) -> list[QShortcut]:
    """Bind keys to what they do while the screen is in view."""
    found = []
    for key, action in bindings:
        shortcut = QShortcut(QKeySequence(key), screen)
        shortcut.activated.connect(action)
        found.append(shortcut)
    return found


def bind_levels(screen: QWidget, action: Callable[[Level], object]) -> None:
    """Bind Alt+1 to Alt+4 to the levels, from the best on."""
    for place, level in enumerate(Level, start=1):
        shortcut = QShortcut(QKeySequence(f"Alt+{place}"), screen)
        shortcut.activated.connect(lambda chosen=level: action(chosen))
