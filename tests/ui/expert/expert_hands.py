"""What a person at the keyboard does, and what a screen reader says; no fixture."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

PIN = "kou-ling-2026"


def settled() -> None:
    """Let what was asked for happen."""
    for _ in range(3):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def until(true: Callable[[], object], seconds: int = 20) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never became true"
        QTest.qWait(20)
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


def scroll(target: QObject) -> None:
    """Turn the wheel over a widget or a window."""
    event = QWheelEvent(
        QPointF(9, 9),
        QPointF(300, 300),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes it by position only
    )
    QCoreApplication.sendEvent(target, event)
    settled()


def focus_name() -> str:
    """Return what a screen reader says of the control that has the focus."""
    focused = QApplication.focusWidget()
    return spoken(focused) if focused is not None else ""


def spoken(control: QWidget) -> str:
    """Return the name of a control as the accessibility tree has it."""
    found = QAccessible.queryAccessibleInterface(control)
    return found.text(QAccessible.Text.Name) if found is not None else ""
