"""A desk left alone locks itself, everything typed stored; a reader is not locked out."""

import time
from collections.abc import Callable

from expert_hands import press, scroll, settled, typed, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from test_scoring_accidents import marks

from ui.application import Application
from ui.dialogs.pin import PinDialog
from ui.shell.idle import IDLE_MINUTES, Idle

SHORT = 250  # milliseconds
CTRL = Qt.KeyboardModifier.ControlModifier


def kept_up(act: Callable[[], object]) -> None:
    """Do something again and again, for longer than it takes to be locked out."""
    end = time.monotonic() + 3 * SHORT / 1000
    while time.monotonic() < end:
        act()
        QTest.qWait(SHORT // 5)


def test_that_a_desk_left_alone_is_locked_and_what_was_typed_is_stored(
    at_scoring: Application,
) -> None:
    path = at_scoring.workspace.path
    assert path is not None
    press(Qt.Key.Key_J, CTRL)
    typed("7")
    Idle(at_scoring.opening.lock, lambda: False, at_scoring.window, SHORT)
    QTest.qWait(2 * SHORT)
    settled()
    assert at_scoring.workspace.duty is None
    assert isinstance(QApplication.activeModalWidget(), PinDialog)
    assert marks(path) == {"1.1": "7.00"}


def test_that_keys_and_scrolling_keep_the_desk_open(at_scoring: Application) -> None:
    locked: list[bool] = []
    Idle(lambda: locked.append(True), lambda: False, at_scoring.window, SHORT)
    handle = at_scoring.window.windowHandle()
    kept_up(lambda: scroll(handle))
    kept_up(lambda: QTest.keyClick(handle, Qt.Key.Key_Control))
    assert locked == []
    QTest.qWait(2 * SHORT)
    assert locked


def test_that_keys_in_a_dialog_keep_the_desk_open_too(at_scoring: Application) -> None:
    locked: list[bool] = []
    Idle(lambda: locked.append(True), lambda: False, at_scoring.window, SHORT)
    press(Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    until(QApplication.activeModalWidget, 5)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    kept_up(lambda: QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Control))
    assert locked == []


def test_that_a_work_under_way_is_not_locked_out(at_scoring: Application) -> None:
    locked: list[bool] = []
    busy = [True]
    Idle(lambda: locked.append(True), lambda: busy[0], at_scoring.window, SHORT)
    QTest.qWait(2 * SHORT)
    assert locked == []
    busy[0] = False
    QTest.qWait(2 * SHORT)
    assert locked


def test_that_a_presentation_with_questions_is_shorter() -> None:
    assert IDLE_MINUTES > 15
