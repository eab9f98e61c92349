"""The line at the foot of 评分: a recusal, how far one is, and the one next action."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.layout import RHYTHM, button, label

_NEXT, _SUBMIT = "完成，看下一个", "完成，去提交"


class Actions(QWidget):
    """``moved_back`` is a step to the platform before, ``finished`` the next action."""

    recused = Signal()
    moved_back = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._recuse = button("申报回避(&R)")
        self._opinion, self._done = label("", "muted"), label("", "muted")
        self._back = button("上一个", key="Alt+Left")
        self._next = button(_NEXT, "primary", key="Ctrl+Return")
        for one, signal in (
            (self._recuse, self.recused),
            (self._back, self.moved_back),
            (self._next, self.finished),
        ):
            one.clicked.connect(signal)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(RHYTHM)
        for widget in (self._recuse, self._opinion, self._done):
            inside.addWidget(widget)
        inside.addStretch(1)
        for widget in (self._back, self._next):
            inside.addWidget(widget)

    @property
    def stops(self) -> list[QWidget]:
        """Where the Tab key stops."""
        return [self._recuse, self._back, self._next]

    def show_done(self, text: str) -> None:
        """Show how many platforms are complete."""
        self._done.setText(text)

    def show_opinion(self, text: str) -> None:
        """Show how long the overall opinion is."""
        self._opinion.setText(text)

    def show_rest(self, *, rest: bool) -> None:
        """Name the next action: another platform, or 提交 when none is left."""
        text = _NEXT if rest else _SUBMIT
        self._next.setText(text)
        self._next.setAccessibleName(text)

    def arrange(self, *, narrow: bool) -> None:
        """Show how far one is where the head has no room for it."""
        self._opinion.setVisible(not narrow)
        self._done.setVisible(narrow)
