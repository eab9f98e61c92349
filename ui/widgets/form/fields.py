"""Fields for words that store themselves, and a text of one line that opens to the whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from ui.theme.style import set_role
from ui.widgets.number_edit import DELAY


class _StoredLater(QTimer):
    """Runs out 0.8 s after the last key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(DELAY)


def _leaves_undo(event: QEvent, *, has_own: bool) -> bool:
    """Whether Ctrl+Z goes on to the screen: the field has nothing of its own to undo."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.matches(QKeySequence.StandardKey.Undo) and not has_own


class RemarkField(QLineEdit):
    """A remark of one line; ``left`` tells that it is to be stored."""

    left = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._later = _StoredLater(self)
        self._later.timeout.connect(self.settle)
        self.textEdited.connect(lambda _: self._later.start())

    def settle(self) -> None:
        """Store at once what is typed."""
        self._later.stop()
        self.left.emit(self.text())

    def show_text(self, text: str) -> None:
        """Show what the core holds; what is being typed stays."""
        typing = self._later.isActive() or self.hasFocus()
        if self.text().strip() != text and not typing:
            self.setText(text)

    def event(self, event: QEvent) -> bool:
        if _leaves_undo(event, has_own=self.isUndoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settle()


class OverallField(QPlainTextEdit):
    """总体意见; ``left`` tells that it is to be stored. Tab moves on."""

    left = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAccessibleName("总体意见")
        self.setMinimumHeight(88)
        self._later = _StoredLater(self)
        self._later.timeout.connect(self.settle)
        self.textChanged.connect(self._typed)

    def _typed(self) -> None:
        if self.hasFocus():
            self._later.start()

    def settle(self) -> None:
        """Store at once what is typed."""
        self._later.stop()
        self.left.emit(self.toPlainText())

    def show_text(self, text: str) -> None:
        """Show what the core holds; what is being typed stays."""
        typing = self._later.isActive() or self.hasFocus()
        if self.toPlainText().strip() != text and not typing:
            self.setPlainText(text)

    def event(self, event: QEvent) -> bool:
        if _leaves_undo(event, has_own=self.document().isUndoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settle()


class OneLine(QLabel):
    """A text cut to its line, whole in the tooltip and, once ``opened``, in place."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self._whole, self._open = text, False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if role:
            set_role(self, role)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self._fit()

    def open_up(self, *, opened: bool) -> None:
        """Show the whole text, or one line of it again."""
        self._open = opened
        self.setWordWrap(opened)
        self._fit()

    def _fit(self) -> None:
        cut = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 0)
        )
        self.setText(self._whole if self._open else cut)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._open:
            self._fit()

    def sizeHint(self) -> QSize:
        if self._open:
            return super().sizeHint()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole), max(metrics.lineSpacing(), 24))

    def minimumSizeHint(self) -> QSize:
        if self._open:
            return super().minimumSizeHint()
        return QSize(64, max(self.fontMetrics().lineSpacing(), 24))
