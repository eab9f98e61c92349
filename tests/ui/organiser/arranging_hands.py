"""What a person does at a form of the organiser: find by name, press, type; no fixture."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def named(place: QWidget, kind: type, name: str) -> QWidget:
    found = (one for one in place.findChildren(kind) if one.accessibleName() == name)
    return next(one for one in found if not one.isHidden())


def key(target: QWidget, which: Qt.Key, how: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    QTest.keyClick(target, which, how)
    QApplication.processEvents()


def press(place: QWidget, name: str) -> None:
    one = named(place, QAbstractButton, name)
    assert one.isEnabled(), name
    one.setFocus()
    key(one, Qt.Key.Key_Space)


def write(place: QWidget, name: str, text: str) -> QLineEdit:
    """Type into a field and leave it by Enter."""
    edit = named(place, QLineEdit, name)
    edit.setFocus()
    edit.selectAll()
    edit.insert(text)
    key(edit, Qt.Key.Key_Return)
    return edit
