"""未收入: every package that was set aside with its reason; codes to compare in person."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea

from ui.screens.collect.presenter import SetAside
from ui.theme.style import set_role
from ui.widgets.layout import button, empty, label, prose
from ui.widgets.shapes import Shape, StateLabel

_TOLD = "待核对身份：请与该专家屏幕上的核对码逐组比对，一致才收入。"
_SHARE = 40  # per cent of the screen that the list may take before it scrolls


class AsideList(QScrollArea):
    """Hidden while nothing was set aside; who waits stays until the code was compared."""

    confirmed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[SetAside, ...] = ()
        self._buttons: list[QPushButton] = []
        inner = self._inner = QFrame()
        set_role(inner, "card")
        self._lines = QGridLayout(inner)
        self._lines.setContentsMargins(16, 8, 16, 8)
        self._lines.setHorizontalSpacing(16)
        self._lines.setVerticalSpacing(4)
        self._lines.setColumnStretch(1, 1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("未收入和待核对")
        self.setWidget(inner)
        self.hide()

    @property
    def buttons(self) -> list[QPushButton]:
        """The buttons that say a code is the same, in the order shown."""
        return list(self._buttons)

    def show_batch(self, tried: Iterable[Path], found: Iterable[SetAside]) -> None:
        """Show what became of these packages, beside those that still wait."""
        again = set(tried)
        waiting = [one for one in self._shown if one.code and one.path not in again]
        lines = sorted((*waiting, *found), key=lambda one: (not one.code, one.expert))
        self._shown = tuple(lines)
        self._buttons = []
        empty(self._lines)
        if any(one.code for one in lines):
            self._lines.addWidget(prose(_TOLD, "muted"), 0, 0, 1, 3)
        for place, one in enumerate(lines, start=1):
            (self._wait if one.code else self._refuse)(place, one)
        self.setVisible(bool(lines))
        self.updateGeometry()

    def _refuse(self, place: int, one: SetAside) -> None:
        self._lines.addWidget(StateLabel(Shape.BLOCKED, "未收入"), place, 0)
        told = prose(f"{one.path.name}：{one.message}")
        self._lines.addWidget(told, place, 1, 1, 2)

    def _wait(self, place: int, one: SetAside) -> None:
        who = label(one.expert)
        who.setToolTip(one.path.name)
        code = label(one.code, "code")
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        same = button("一致，收入")
        same.setAccessibleName(f"{one.expert} 的核对码 {one.code} 一致，收入")
        path: Path = one.path
        same.clicked.connect(lambda: self.confirmed.emit(path, one.code))
        self._lines.addWidget(who, place, 0)
        self._lines.addWidget(code, place, 1)
        self._lines.addWidget(same, place, 2)
        self._buttons.append(same)

    def sizeHint(self) -> QSize:
        above = self.parentWidget()
        most = above.height() * _SHARE // 100 if above is not None else self.height()
        width = self.viewport().width()
        needed = max(self._inner.heightForWidth(width), self._inner.sizeHint().height())
        return QSize(width, min(needed + 2, most))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.sizeHint().height(), 88))
