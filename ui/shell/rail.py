"""The rail on the left: icon above word, only icons with tooltips when the window is narrow.

Where not all entries have room it scrolls, without a bar; two arrows say that there is more.
No button group: in one, Tab stops once and an arrow key leaves for the next screen at once.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QToolButton, QVBoxLayout, QWidget

from ui.shell.destinations import Destination
from ui.theme.appearance import Look
from ui.theme.style import set_role
from ui.tiers import Tier
from ui.widgets.scroller import Scroller

_WITH_WORDS, _ICONS_ONLY = 92, 52
_SIDES = 6, 4, 6, 4
_ARROW, _SPACE = 16, 4


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
        entries = QWidget()
        self._layout = QVBoxLayout(entries)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_SPACE)
        self._layout.addStretch(1)
        self._area = Scroller(entries)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._up, self._down = self._arrow("上面还有", -1), self._arrow("下面还有", 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*_SIDES)
        whole.setSpacing(0)
        whole.addWidget(self._up)
        whole.addWidget(self._area, 1)
        whole.addWidget(self._down)
        self._area.verticalScrollBar().valueChanged.connect(self._show_ends)
        self._area.verticalScrollBar().rangeChanged.connect(self._show_ends)
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
        self._show_current()

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
            button.setMinimumHeight(52 if with_words else 36)
        for arrow, icon in ((self._up, "chevron-up"), (self._down, "chevron-down")):
            arrow.setIcon(self._look.icon(icon, "rail_text"))
            arrow.setIconSize(QSize(_ARROW, _ARROW))
            arrow.setFixedSize(width - 12, _ARROW)
        self._make_room()

    def _arrow(self, name: str, steps: int) -> QToolButton:
        """Return an arrow for the mouse; the keyboard brings each entry into view by itself."""
        arrow = QToolButton()
        set_role(arrow, "more")
        arrow.setAccessibleName(f"导航：{name}")
        arrow.setToolTip(name)
        arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        arrow.setAutoRepeat(True)
        bar = self._area.verticalScrollBar()
        arrow.clicked.connect(lambda: bar.setValue(bar.value() + steps * bar.pageStep() // 3))
        return arrow

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Show both arrows when not all entries have room, so that nothing jumps by scrolling."""
        wanted = _SIDES[1] + _SIDES[3] - _SPACE
        for _, button in self._buttons.values():
            wanted += max(button.minimumHeight(), button.sizeHint().height()) + _SPACE
        for arrow in (self._up, self._down):
            arrow.setVisible(wanted > self.height())
        QTimer.singleShot(0, self, self._keep_in_view)

    def _keep_in_view(self) -> None:
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self._show_current()

    def _show_current(self) -> None:
        for _, button in self._buttons.values():
            if button.isChecked():
                self._area.ensureWidgetVisible(button, 0, _ARROW)

    def _show_ends(self) -> None:
        bar = self._area.verticalScrollBar()
        self._up.setEnabled(bar.value() > bar.minimum())
        self._down.setEnabled(bar.value() < bar.maximum())
