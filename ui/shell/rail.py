"""The rail on the left: icon above word, only icons with tooltips when the window is narrow.

No button group: in one, Tab stops once and an arrow key leaves for the next screen at once.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout

from ui.shell.destinations import Destination
from ui.theme.appearance import Look
from ui.tiers import Tier

_WITH_WORDS, _ICONS_ONLY = 92, 52


class Rail(QFrame):
    """Shows where one can go and where one is."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName("导航")
        self._look = look
        self._tier = Tier.WIDE
        self._buttons: dict[str, tuple[Destination, QToolButton]] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(6, 12, 6, 12)
        self._layout.setSpacing(4)
        self._layout.addStretch(1)
        look.changed.connect(self._dress)

    def show_destinations(self, destinations: tuple[Destination, ...]) -> None:
        """Offer these places, in this order."""
        for _, button in self._buttons.values():
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for place, one in enumerate(destinations):
            button = QToolButton()
            button.setCheckable(True)
            button.setText(one.label)
            button.setAccessibleName(one.label)
            button.setToolTip(one.label)
            button.clicked.connect(lambda _=False, id_=one.id: self.chosen.emit(id_))
            self._layout.insertWidget(place, button)
            self._buttons[one.id] = (one, button)
        self._dress()

    def mark(self, screen_id: str) -> None:
        """Show where one is."""
        for id_, (_, button) in self._buttons.items():
            button.setChecked(id_ == screen_id)

    def set_tier(self, tier: Tier) -> None:
        """Show words below the icons only where there is room."""
        self._tier = tier
        self._dress()

    def _dress(self) -> None:
        with_words = self._tier is Tier.WIDE
        width = _WITH_WORDS + 6 * self._look.step if with_words else _ICONS_ONLY
        self.setFixedWidth(width)
        style = (
            Qt.ToolButtonStyle.ToolButtonTextUnderIcon
            if with_words
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        for one, button in self._buttons.values():
            button.setIcon(self._look.icon(one.icon, "rail_text", "rail_active_text"))
            button.setIconSize(QSize(22, 22))
            button.setToolButtonStyle(style)
            button.setFixedWidth(width - 12)
            button.setMinimumHeight(52 if with_words else 40)
