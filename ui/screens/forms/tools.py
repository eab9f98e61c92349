"""What can be done with the parts of a form: add, move, take out, number again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.widgets.layout import button

_TOOLS = (
    ("section", "加一级指标", "", 4),
    ("item", "加指标", "", 4),
    ("veto", "加核查项", "", 4),
    ("up", "上移", "Ctrl+↑", 3),
    ("down", "下移", "Ctrl+↓", 3),
    ("remove", "删除", "Delete", 3),
    ("renumber", "重编号", "按现在的次序重新编为 1、1.1、1.2", 3),
)
_WIDTH = 12


class FormTools(QWidget):
    """``asked`` carries the name of a tool: section, item, veto, up, down, remove, renumber."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        self.stops: list[QWidget] = []
        used = 0
        for name, words, hint, wide in _TOOLS:
            one = button(words, "level")
            one.setToolTip(hint)
            one.setAccessibleDescription(hint)
            one.clicked.connect(lambda _=False, what=name: self.asked.emit(what))
            grid.addWidget(one, used // _WIDTH, used % _WIDTH, 1, wide)
            self.stops.append(one)
            used += wide
