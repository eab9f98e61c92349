"""The appearance in use: theme and text size, changed at run time and remembered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from ui.theme.icons import icon
from ui.theme.style import apply_theme
from ui.theme.tokens import TEXT_STEPS, Appearance, Theme, load_theme


def system_is_dark() -> bool:
    """Whether the system asks for dark; offscreen it never does."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


class Look(QObject):
    """Theme and text size of the whole application; ``changed`` tells widgets that paint."""

    changed = Signal()

    def __init__(
        self, app: QApplication, settings: QSettings, is_dark: Callable[[], bool] = system_is_dark
    ) -> None:
        super().__init__()
        self._app = app
        self._settings = settings
        self._is_dark = is_dark
        self.appearance = Appearance(str(settings.value("appearance", Appearance.SYSTEM.value)))
        self.step = min(max(int(str(settings.value("text_step", 0))), 0), len(TEXT_STEPS) - 1)
        self.theme: Theme = load_theme(self.appearance, system_is_dark=is_dark())
        apply_theme(app, self.theme, self.step)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply)

    def choose(self, appearance: Appearance) -> None:
        """Put another appearance in force and remember it."""
        self.appearance = appearance
        self._settings.setValue("appearance", appearance.value)
        self._apply()

    def resize_text(self, change: int) -> None:
        """Make the text larger (+1) or smaller (-1); 0 goes back to the first size."""
        wanted = self.step + change if change else 0
        self.step = min(max(wanted, 0), len(TEXT_STEPS) - 1)
        self._settings.setValue("text_step", self.step)
        self._apply()

    def icon(self, name: str, color: str = "muted", active: str = "accent") -> QIcon:
        """Return a shipped icon in the colours of the theme in force."""
        return icon(name, self.theme, color, active)

    def _apply(self) -> None:
        self.theme = load_theme(self.appearance, system_is_dark=self._is_dark())
        apply_theme(self._app, self.theme, self.step)
        self.changed.emit()
