"""The chair's screens at every width and text size, light and dark: nothing runs out of place."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from chair_hands import ALT, CTRL, dragged, press, settled, until, visit, words_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTableView, QWidget

from ui.application import Application
from ui.shell.main_window import MainWindow
from ui.theme.tokens import Appearance

SitDown = Callable[[Path], Application]
Shoot = Callable[[QWidget, str], None]
# The colours change no measure: the dark theme is shown only when pictures are taken.
_SHOWN = list(Appearance)[1:] if os.environ.get("YNREVIEW_SHOTS") else [Appearance.LIGHT]
BOTH = pytest.mark.parametrize("appearance", _SHOWN, indirect=True)
SIZES = ((1366, 728), (1000, 728), (683, 640), (683, 356))
STAGES = [
    ("收卷", "handed_in", "receiving"),
    ("收卷", "closed", "closed"),
    ("得分汇总", "handed_in", "early"),
    ("得分汇总", "closed", "closed"),
    ("评定", "handed_in", "early"),
    ("评定", "closed", "unproposed"),
    ("评定", "proposed", "tie"),
    ("评定", "graded", "graded"),
    ("建议金额", "closed", "early"),
    ("建议金额", "worded", "amounts"),
    ("意见", "worded", "words"),
    ("定稿与封存", "handed_in", "early"),
    ("定稿与封存", "proposed", "blocked"),
    ("定稿与封存", "worded", "ready"),
    ("定稿与封存", "sealed", "sealed"),
]


def sideways(window: MainWindow) -> list[str]:
    """Return what would have to be scrolled sideways, tables apart."""
    return [
        area.accessibleName() or type(area).__name__
        for area in window.screen_shown.findChildren(QAbstractScrollArea)
        if area.isVisible()
        and not isinstance(area, QTableView)
        and area.horizontalScrollBar().maximum()
        and area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    ]


@BOTH
@pytest.mark.parametrize(("screen", "stage", "name"), STAGES)
def test_that_a_screen_fits_every_width(
    sit_down: SitDown,
    request: pytest.FixtureRequest,
    shoot: Shoot,
    screen: str,
    stage: str,
    name: str,
) -> None:
    running = sit_down(request.getfixturevalue(stage))
    shown = visit(running, screen)
    for step in (0, 3):
        running.look.resize_text(step)
        for width, height in SIZES:
            running.window.resize(width, height)
            settled()
            shoot(running.window, f"chair-{running.window.screen_id}-{name}-{step}-{height}")
            assert sideways(running.window) == []
            assert running.window.width() == width
    assert shown is running.window.screen_shown


@BOTH
def test_that_what_is_refused_and_what_waits_fits_too(
    sit_down: SitDown,
    proposed: Path,
    packages: list[Path],
    shoot: Shoot,
    wait: Callable[[], None],
) -> None:
    running = sit_down(proposed)
    window = running.window
    visit(running, "评定")
    window.screen_shown._select(window.screen_shown._view.tie.open[0])
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, CTRL)
    for width, height in SIZES:
        window.resize(width, height)
        settled()
        shoot(window, f"chair-grading-refused-{height}")
        assert "须写明理由" in words_of(window.screen_shown)
        assert sideways(window) == []
    shown = visit(running, "收卷")
    press(Qt.Key.Key_R, ALT)
    until(QApplication.activeModalWidget, 5)
    shoot(QApplication.activeModalWidget(), "chair-reopen")
    press(Qt.Key.Key_Escape)
    dragged(window, [packages[0], Path(__file__)])
    wait()
    for width, height in SIZES:
        window.resize(width, height)
        settled()
        shoot(window, f"chair-collect-refused-{height}")
        assert "未收入" in words_of(shown)
        assert sideways(window) == []


@BOTH
def test_that_codes_to_compare_and_the_close_fit_too(
    sit_down: SitDown,
    handed_in: Path,
    packages: list[Path],
    shoot: Shoot,
    wait: Callable[[], None],
) -> None:
    running = sit_down(handed_in)
    window = running.window
    dragged(window, packages)
    wait()
    for width, height in SIZES:
        window.resize(width, height)
        settled()
        shoot(window, f"chair-collect-waiting-{height}")
        assert sideways(window) == []
    press(Qt.Key.Key_Return, CTRL)
    settled()
    dialog = QApplication.activeModalWidget()
    shoot(dialog, "chair-close")
    assert dialog.width() <= 683
    press(Qt.Key.Key_Escape)
