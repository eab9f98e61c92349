"""What a person at the keyboard does, and what a screen reader says; no fixture."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

PIN = "kou-ling-2026"


def settled() -> None:
    """Let what was asked for happen."""
    for _ in range(3):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def until(true: Callable[[], object], seconds: int = 20) -> None:
    """Wait for something to become true."""
    assert QTest.qWaitFor(lambda: bool(true()), seconds * 1000)
    settled()


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    window = QApplication.activeModalWidget() or QApplication.activeWindow()
    target = QApplication.focusWidget() or window
    assert target is not None
    QTest.keyClick(target, key, modifiers)
    settled()


def typed(text: str) -> None:
    """Type where the focus is: plain characters by key, others as an input method commits them."""
    target = QApplication.focusWidget()
    assert target is not None
    if text.isascii():
        QTest.keyClicks(target, text)
    else:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(target, event)
    settled()


def focus_name() -> str:
    """Return what a screen reader says of the control that has the focus."""
    focused = QApplication.focusWidget()
    return focused.accessibleName() if focused is not None else ""
