"""字号 and 外观: how large and in which colours everything is shown."""

from __future__ import annotations

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from ui.theme.appearance import Look
from ui.theme.tokens import Appearance
from ui.widgets.layout import button

_NAMES = {
    Appearance.SYSTEM: "跟随系统",
    Appearance.LIGHT: "浅色",
    Appearance.DARK: "深色",
}


class LookMenu(QWidget):
    """字号 A- A+ and the choice of the appearance."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for text, name, change in (("A-", "缩小文字", -1), ("A+", "放大文字", 1)):
            one = button(text)
            one.setAccessibleName(name)
            one.setToolTip(name)
            one.clicked.connect(lambda _=False, by=change: look.resize_text(by))
            row.addWidget(one)
        chooser = QToolButton()
        chooser.setText("外观")
        chooser.setAccessibleName("外观")
        chooser.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        chooser.setMenu(_menu(look, chooser))
        row.addWidget(chooser)


def _menu(look: Look, parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    group = QActionGroup(menu)
    for appearance, name in _NAMES.items():
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(look.appearance is appearance)
        action.triggered.connect(lambda _=False, chosen=appearance: look.choose(chosen))
        group.addAction(action)
    return menu
