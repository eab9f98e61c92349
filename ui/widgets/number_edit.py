"""A field for one number, stored by itself; what is impossible stays as typed, unstored."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.number_reading import ImpossibleError, Reading

DELAY = 800  # milliseconds after the last key
_LEFT_BUT_HERE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


class NumberEdit(QLineEdit):
    """Stores on Enter, on leaving, or 0.8 s after the last key; ↑ and ↓ go one step.

    ``stored`` carries the new value, None when the field was emptied; ``impossible`` the sentence
    to show beside the field, "" when it is to go; ``accepted`` says that Enter was pressed on a
    number that is possible.
    """

    stored = Signal(object)
    impossible = Signal(str)
    accepted = Signal()

    def __init__(self, reading: Reading, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._description = description
        self._value: Any = None
        self._before: Any = None
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self._store)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhPreferNumbers | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.setAccessibleDescription(description)
        self.textEdited.connect(self._typed)
        self.returnPressed.connect(self._enter)

    @property
    def value(self) -> Any:
        """What is stored; None when nothing is."""
        return self._value

    @property
    def is_impossible(self) -> bool:
        """Whether what stands in the field could not be stored."""
        return bool(self._said)

    def set_value(self, value: Any) -> None:
        """Show what the core holds; what is just being typed stays if the core holds no news."""
        kept = value == self._value and (self._timer.isActive() or self.is_impossible)
        self._value = value
        if not kept and not self._means(value):
            self.reset(value)

    def reset(self, value: Any) -> None:
        """Show a value and forget whatever was typed: the field is about something else now."""
        self._timer.stop()
        self._value = value
        self._write(value)
        self._say("")

    def settle(self) -> bool:
        """Store at once what is typed; False when it is impossible and stays as it is."""
        self._store()
        if not self._said:
            self._write(self._value)
        return not self._said

    def take_back(self) -> bool:
        """Show again what is stored; False when nothing else was typed."""
        typed = self.is_impossible or not self._means(self._value)
        if typed:
            self.reset(self._value)
            self.selectAll()
        return typed

    def refuse(self, said: str) -> None:
        """Take back what was ``stored``: the core did not; the text stays, with its sentence."""
        self._value = self._before
        self._say(said)

    def set_delay(self, milliseconds: int) -> None:
        """Change how long after the last key a value is stored."""
        self._timer.setInterval(milliseconds)

    def _means(self, value: Any) -> bool:
        if value is None:
            return not self.text().strip()
        try:
            return bool(self._reading.read(self.text()) == value)
        except ImpossibleError:
            return False

    def _write(self, value: Any) -> None:
        text = "" if value is None else self._reading.write(value)
        if text != self.text():
            self.setText(text)

    def _typed(self) -> None:
        self._timer.start()

    def _enter(self) -> None:
        if self.settle():
            self.accepted.emit()

    def _store(self) -> None:
        self._timer.stop()
        try:
            value = self._reading.read(self.text()) if self.text().strip() else None
        except ImpossibleError as error:
            self._say(error.sentence)
            return
        self._say("")
        if value != self._value:
            self._before, self._value = self._value, value
            self.stored.emit(value)

    def _say(self, said: str) -> None:
        if said == self._said:
            return
        self._said = said
        self.setProperty("state", "impossible" if said else "")
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleDescription(said or self._description)
        self.setToolTip(said)
        self.impossible.emit(said)

    def _step(self, *, up: bool) -> None:
        value = self._reading.stepped(self.text(), up=up)
        if value is not None:
            self._write(value)
            self._timer.start()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _undoes(event):
            event.ignore()  # Ctrl+Z belongs to the screen, which undoes what was stored
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if plain and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._step(up=event.key() == Qt.Key.Key_Up)
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in _LEFT_BUT_HERE:
            self.settle()
        super().focusOutEvent(event)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance("8888.88") + 24, hint.height())


def _undoes(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    return event.matches(keys.Undo) or event.matches(keys.Redo)
