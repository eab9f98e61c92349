"""What the chair does with mouse and keys in the window; no fixture."""

import re
from pathlib import Path

from expert_hands import focus_name, press, settled, typed, until
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget

from ui.application import Application
from ui.screen import Screen

__all__ = [
    "ALT",
    "CTRL",
    "click",
    "codes_on",
    "control",
    "dragged",
    "filled",
    "focus_name",
    "press",
    "settled",
    "typed",
    "until",
    "visit",
    "words_of",
]

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_CODE = re.compile(r"\b(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}\b")


def visit(running: Application, name: str) -> Screen:
    """Click an entry of the rail by its words; return the screen."""
    found = [one for one in running.window.rail.findChildren(QToolButton) if one.text() == name]
    QTest.mouseClick(found[-1], Qt.MouseButton.LeftButton)
    settled()
    return running.window.screen_shown


def click(parent: QWidget, words: str) -> None:
    """Click the first button in view whose words begin so."""
    found = [
        one
        for one in parent.findChildren(QPushButton)
        if one.isVisible() and one.isEnabled() and one.text().startswith(words)
    ]
    assert found, words
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    settled()


def control(parent: QWidget, name: str) -> QWidget:
    """Return the control in view that is called so."""
    found = [
        one
        for one in parent.findChildren(QWidget)
        if one.isVisible()
        and one.accessibleName() == name
        and one.isEnabled()
        and one.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]
    assert found, name
    return found[0]


def filled(parent: QWidget, name: str, text: str) -> None:
    """Click into the field of that name and type over what it holds."""
    field = control(parent, name)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    press(Qt.Key.Key_A, CTRL)
    typed(text)


def words_of(parent: QWidget) -> str:
    """Return every sentence in view."""
    labels = [one for one in parent.findChildren(QLabel) if one.isVisible()]
    return "\n".join(one.text() for one in labels)


def codes_on(parent: QWidget) -> list[str]:
    """Return the codes in view that wait to be compared."""
    waiting = [one for one in parent.findChildren(QLabel) if one.property("role") == "code"]
    return [one.text() for one in waiting if one.isVisible() and _CODE.fullmatch(one.text())]


def dragged(target: QWidget, files: list[Path]) -> None:
    """Drag files over a widget and let them go there."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    place, copy = QPoint(20, 20), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(place, copy, carried, left, none)
    QApplication.sendEvent(target, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(place), copy, carried, left, none))
    settled()
