"""The expert's screens at every width, light and dark: nothing runs out of its place."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from expert_hands import PIN, focus_name, press, settled, typed, until
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.application import Application
from ui.shell.main_window import MainWindow
from ui.theme.tokens import Appearance

# The colours change no measure: the dark theme is shown only when pictures are taken.
_SHOWN = list(Appearance)[1:] if os.environ.get("YNREVIEW_SHOTS") else [Appearance.LIGHT]
BOTH = pytest.mark.parametrize("appearance", _SHOWN, indirect=True)


def sideways(window: MainWindow) -> list[str]:
    """Return what would have to be scrolled sideways."""
    return [
        area.accessibleName() or type(area).__name__
        for area in window.screen_shown.findChildren(QAbstractScrollArea)
        if area.isVisible()
        and area.horizontalScrollBar().maximum()
        and area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    ]


@BOTH
@pytest.mark.parametrize("screen", ["home", "scoring", "overview", "submit"])
def test_that_a_screen_fits_every_width(
    at_scoring: Application, shoot: Callable[[QWidget, str], None], screen: str
) -> None:
    window = at_scoring.window
    window.go(screen)
    for width, height in ((1366, 728), (1000, 728), (683, 640)):
        window.resize(width, height)
        settled()
        shoot(window, f"expert-{screen}")
        assert window.width() == width
        assert sideways(window) == []


@BOTH
def test_that_a_form_being_filled_in_fits_too(
    at_scoring: Application, shoot: Callable[[QWidget, str], None]
) -> None:
    window = at_scoring.window
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    typed("8")
    press(Qt.Key.Key_Return)
    typed("牵头国家重点研发计划项目")
    press(Qt.Key.Key_Return)
    typed("7.3")
    press(Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    for step in (0, 3):
        at_scoring.look.resize_text(step)
        for width, height in ((1366, 728), (1000, 728), (683, 640)):
            window.resize(width, height)
            settled()
            shoot(window, f"expert-filling-{step}")
            assert sideways(window) == []
            assert window.width() == width
    at_scoring.look.resize_text(0)


@BOTH
def test_that_the_first_opening_fits_too(
    application: Application,
    window: MainWindow,
    tasks: dict[str, Path],
    shoot: Callable[[QWidget, str], None],
) -> None:
    window.activateWindow()
    application.opening.open_file(tasks["E06"])
    until(lambda: focus_name().startswith("与会议须知"))
    for page in range(3):
        for width, height in ((1366, 728), (683, 640)):
            window.resize(width, height)
            settled()
            shoot(window, f"expert-opening-{page}")
            assert sideways(window) == []
            assert window.width() == width
        press(Qt.Key.Key_Space)
        if page == 2:
            press(Qt.Key.Key_Tab)
            press(Qt.Key.Key_Space)
            assert sideways(window) == []
            shoot(window, "expert-opening-recused")
        if page == 1:
            press(Qt.Key.Key_Backspace)
            typed(PIN)
            press(Qt.Key.Key_Tab)
            typed(PIN)
        if page < 2:
            press(Qt.Key.Key_Return)
