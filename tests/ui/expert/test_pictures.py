"""The expert's screens at every width, light and dark, small and large text: nothing runs out."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from expert_hands import PIN, focus_name, press, settled, typed, until
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from test_from_task_to_stick import scored

from ui.application import Application
from ui.screens.scoring import presenter
from ui.shell.main_window import MainWindow
from ui.theme.tokens import Appearance
from ynreview.kernel.terms import Ground

# The colours change no measure: the dark theme is shown only when pictures are taken.
_SHOWN = list(Appearance)[1:] if os.environ.get("YNREVIEW_SHOTS") else [Appearance.LIGHT]
BOTH = pytest.mark.parametrize("appearance", _SHOWN, indirect=True)
SIZES = ((1366, 728), (1000, 728), (683, 640), (683, 356))
STEPS = (0, 3)
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Shoot = Callable[[QWidget, str], None]


def sideways(window: MainWindow) -> list[str]:
    """Return what would have to be scrolled sideways."""
    return [
        area.accessibleName() or type(area).__name__
        for area in window.screen_shown.findChildren(QAbstractScrollArea)
        if area.isVisible()
        and area.horizontalScrollBar().maximum()
        and area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    ]


def shown(running: Application, shoot: Shoot, name: str) -> None:
    """Look at what is in view at every size of window and text."""
    window = running.window
    for step in STEPS:
        running.look.resize_text(step - running.look.step if step else 0)
        for width, height in SIZES:
            window.resize(width, height)
            settled()
            shoot(window, f"expert-{name}-{step}-{height}")
            assert (window.width(), window.height()) == (width, height)
            assert sideways(window) == [], (width, height, step)
    running.look.resize_text(0)


@BOTH
@pytest.mark.parametrize("screen", ["home", "scoring", "overview", "submit"])
def test_that_a_screen_fits_every_width(at_scoring: Application, shoot: Shoot, screen: str) -> None:
    at_scoring.window.go(screen)
    shown(at_scoring, shoot, screen)


@BOTH
def test_that_a_form_being_filled_in_fits_too(at_scoring: Application, shoot: Shoot) -> None:
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_J, CTRL)
    typed("8")
    press(Qt.Key.Key_Return)
    typed("牵头国家重点研发计划项目")
    press(Qt.Key.Key_Return)
    typed("9")
    press(Qt.Key.Key_2, ALT)
    shown(at_scoring, shoot, "half")
    press(Qt.Key.Key_2, ALT)
    press(Qt.Key.Key_A, CTRL)
    typed("7.3")
    press(Qt.Key.Key_Return, CTRL)
    shown(at_scoring, shoot, "impossible")


@BOTH
def test_that_a_document_fits_too(at_scoring: Application, shoot: Shoot) -> None:
    press(Qt.Key.Key_J, CTRL)
    press(Qt.Key.Key_G, CTRL)
    evidence = at_scoring.window.screen_shown._evidence
    until(lambda: evidence.document is not None and evidence.document.page_count)
    typed("7")
    press(Qt.Key.Key_Return)
    until(lambda: evidence.document.page == 7)
    shown(at_scoring, shoot, "reading")


@BOTH
def test_that_all_recused_fits_too(at_scoring: Application, shoot: Shoot) -> None:
    for number in ("001", "002", "003"):
        presenter.recuse(at_scoring.workspace, number, Ground.BOARD, "曾任顾问")
    settled()
    assert at_scoring.window.screen_shown._empty.isVisible()
    shown(at_scoring, shoot, "all-recused")


@BOTH
def test_that_submitting_fits_before_and_after(
    at_scoring: Application, shoot: Shoot, tmp_path: Path, fake_files: object
) -> None:
    fake_files.folder = tmp_path  # type: ignore[attr-defined]
    for number in ("001", "002", "003"):
        scored(at_scoring, number)
    shown(at_scoring, shoot, "submit-ready")
    at_scoring.window.go("overview")
    shown(at_scoring, shoot, "overview-totals")
    at_scoring.window.screen_shown._tabs.setCurrentIndex(1)
    shown(at_scoring, shoot, "overview-items")
    at_scoring.window.go("scoring")
    shown(at_scoring, shoot, "complete")
    at_scoring.window.go("submit")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return, CTRL)
    until(QApplication.activeModalWidget, 5)
    typed(PIN)
    press(Qt.Key.Key_Return)
    at_scoring.window.resize(683, 356)
    shoot(at_scoring.window, "expert-submit-during")
    screen = at_scoring.window.screen_shown
    until(lambda: screen._code.code, 30)
    shown(at_scoring, shoot, "submit-after")
    at_scoring.window.activateWindow()
    at_scoring.window.go("scoring")
    settled()
    at_scoring.window.screen_shown._form.go_to("1.1")
    press(Qt.Key.Key_A, CTRL)
    typed("7")
    press(Qt.Key.Key_Return)
    at_scoring.window.go("submit")
    shown(at_scoring, shoot, "submit-again")


@BOTH
def test_that_the_first_opening_fits_too(
    application: Application, window: MainWindow, tasks: dict[str, Path], shoot: Shoot
) -> None:
    window.activateWindow()
    application.opening.open_file(tasks["E06"])
    until(lambda: focus_name().startswith("与会议须知"))
    for page in range(3):
        shown(application, shoot, f"opening-{page}")
        press(Qt.Key.Key_Space)
        if page == 2:
            press(Qt.Key.Key_Tab)
            press(Qt.Key.Key_Space)
            shown(application, shoot, "opening-recused")
        if page == 1:
            press(Qt.Key.Key_Backspace)
            typed(PIN)
            press(Qt.Key.Key_Tab)
            typed(PIN)
        if page < 2:
            press(Qt.Key.Key_Return)
