"""The line at the bottom: duty, round, whether everything is saved and since when, rulebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ui.theme.style import set_role

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class StatusLine(QFrame):
    """Always in view; the saved state is words, not a symbol alone."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "status")
        self._who, self._said, self._saved, self._rules = (QLabel() for _ in range(4))
        for label in (self._who, self._saved, self._rules):
            set_role(label, "small")
        self._saved.setAccessibleName("保存状态")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(24)
        row.addWidget(self._who)
        row.addWidget(self._said, 1)
        row.addWidget(self._saved)
        row.addWidget(self._rules)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to what was saved and who one is, where there is little."""
        super().resizeEvent(event)
        self._rules.setVisible(event.size().width() >= 40 * self.fontMetrics().height())

    def show_who(self, text: str) -> None:
        """Show duty and round."""
        self._who.setText(text)

    def say(self, text: str) -> None:
        """Show what was just done; it stays until something else is said."""
        self._said.setText(text)
        self._said.setToolTip(text)

    def show_saved(self, text: str) -> None:
        """Show that everything is on disk, with the time: 已保存 14:03:22."""
        self._saved.setText(text)

    def show_rules(self, text: str) -> None:
        """Show the rulebook with its 规则校验码."""
        self._rules.setText(text)
