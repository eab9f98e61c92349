"""The fields of the form editor: they store themselves and leave Ctrl+Z to the screen."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.widgets.number_edit import DELAY
from ui.widgets.number_reading import ImpossibleError

_COUNT = re.compile(r"\d{1,4}")
_LINE = 22  # pixels of a line at the first text size


class _Later(QTimer):
    """Runs out 0.8 s after the last key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(DELAY)


class WordField(QLineEdit):
    """One line of words; ``stored`` carries what is to be kept."""

    stored = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._kept = ""
        self._later = _Later(self)
        self._later.timeout.connect(self.settle)
        self.textEdited.connect(lambda _: self._later.start())
        self.returnPressed.connect(self.settle)

    def show_text(self, text: str) -> None:
        """Show what is kept; what is just being typed stays."""
        typing = self._later.isActive() and text == self._kept
        self._kept = text
        if self.text() != text and not typing:
            self._later.stop()
            self.setText(text)

    def settle(self) -> None:
        """Keep at once what is typed, without the blanks around it."""
        self._later.stop()
        text = self.text().strip()
        if text != self._kept:
            self._kept = text
            self.stored.emit(text)

    def event(self, event: QEvent) -> bool:
        return False if _leaves(event) else super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settle()


class TextField(QPlainTextEdit):
    """Several lines of words; Tab moves on, ``lines`` are in view."""

    stored = Signal(str)

    def __init__(self, name: str, lines: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._kept, self._lines = "", lines
        self._later = _Later(self)
        self._later.timeout.connect(self.settle)
        self.textChanged.connect(self._typed)
        self.setFixedHeight(self.sizeHint().height())

    def show_text(self, text: str) -> None:
        """Show what is kept; what is just being typed stays."""
        typing = self._later.isActive() and text == self._kept
        self._kept = text
        if self.toPlainText() != text and not typing:
            self.setPlainText(text)
        if not typing:
            self._later.stop()

    def settle(self) -> None:
        """Keep at once what is typed, without the blanks around it."""
        self._later.stop()
        text = self.toPlainText().strip()
        if text != self._kept:
            self._kept = text
            self.stored.emit(text)

    def _typed(self) -> None:
        if self.hasFocus():
            self._later.start()

    def event(self, event: QEvent) -> bool:
        return False if _leaves(event) else super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settle()

    def sizeHint(self) -> QSize:
        unit = max(self.fontMetrics().lineSpacing(), _LINE)
        return QSize(super().sizeHint().width(), unit * self._lines + 16)


@dataclass(frozen=True, slots=True)
class CountReading:
    """A whole number from 0 to the most."""

    most: int

    def read(self, text: str) -> int:
        """Return the number meant; raises ImpossibleError."""
        plain = unicodedata.normalize("NFKC", text).strip()
        if _COUNT.fullmatch(plain) and int(plain) <= self.most:
            return int(plain)
        raise ImpossibleError(f"应为 0 至 {self.most} 的整数，还没有保存。")

    def write(self, value: int) -> str:
        """Return the number as one types it."""
        return str(value)

    def stepped(self, text: str, *, up: bool) -> int | None:
        """Return the next number up or down, None from no number."""
        try:
            now = self.read(text)
        except ImpossibleError:
            return None
        return min(max(now + (1 if up else -1), 0), self.most)


def _leaves(event: QEvent) -> bool:
    """Whether a key is the screen's: Ctrl+Z takes back what was kept, not letters."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        event.ignore()
        return True
    return False
