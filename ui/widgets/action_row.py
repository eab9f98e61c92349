"""Buttons side by side; those that do not fit wait behind 更多, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from ui.widgets.layout import RHYTHM, button

_MORE = "更多"


class ActionRow(QWidget):
    """The first button is always there; a hidden one takes no room and no place in the menu."""

    def __init__(self, buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self._buttons = tuple(buttons)
        self._more = button(_MORE)
        self._menu = QMenu(self)
        self._more.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._follow)
        self._waiting: list[tuple[QAction, QPushButton]] = []
        self._offered: dict[QPushButton, bool] = dict.fromkeys(self._buttons, True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(RHYTHM)
        for one in (*self._buttons, self._more):
            row.addWidget(one)
        row.addStretch(1)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def offer(self, one: QPushButton, *, offered: bool) -> None:
        """Offer an action or not, wherever it stands."""
        self._offered[one] = offered
        self._arrange()

    def hidden_actions(self) -> tuple[str, ...]:
        """Return what waits behind 更多."""
        return tuple(action.text() for action in self._menu.actions())

    def _arrange(self) -> None:
        offered = [one for one in self._buttons if self._offered[one]]
        room = self.width()
        shown = self._fitting(offered, room)
        self._menu.clear()
        self._waiting = []
        for one in self._buttons:
            one.setVisible(one in shown)
        for one in offered[len(shown) :]:
            action = self._menu.addAction(one.accessibleName())
            action.triggered.connect(lambda _=False, pressed=one: pressed.click())
            self._waiting.append((action, one))
        self._follow()
        self._more.setVisible(len(shown) < len(offered))

    def _follow(self) -> None:
        """Let the menu offer what the buttons would."""
        for action, one in self._waiting:
            action.setEnabled(one.isEnabled())

    def _fitting(self, offered: list[QPushButton], room: int) -> list[QPushButton]:
        widths = [one.sizeHint().width() + RHYTHM for one in offered]
        if sum(widths) <= room + RHYTHM:
            return offered
        left = room - self._more.sizeHint().width()
        shown: list[QPushButton] = []
        for one, width in zip(offered, widths, strict=True):
            left -= width
            if left < 0 and shown:
                break
            shown.append(one)
        return shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._arrange()

    def sizeHint(self) -> QSize:
        height = max(one.sizeHint().height() for one in (*self._buttons, self._more))
        return QSize(sum(one.sizeHint().width() + RHYTHM for one in self._buttons), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._buttons[0].sizeHint().width(), self.sizeHint().height())
