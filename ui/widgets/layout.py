"""The few ways things are put together: card, line, label, button, row, column, field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme.style import set_role

RHYTHM = 8
MARGIN = 16
LINE_HEIGHT = 112  # per cent of the font's own, which makes 1.6 of the size of the text
_HTML_SAFE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_KEY_WORDS = (("Return", "Enter"), ("Left", "←"), ("Right", "→"), ("Up", "↑"), ("Down", "↓"))
Piece = QWidget | QLayout | None


def card(*pieces: Piece, title: str = "") -> QFrame:
    """Return pieces one below the other on a card, below its title if it has one."""
    frame = QFrame()
    set_role(frame, "card")
    inside = column(*([label(title, "heading")] if title else []), *pieces)
    inside.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    frame.setLayout(inside)
    if title:
        frame.setAccessibleName(title)
    return frame


def line() -> QFrame:
    """Return a thin line between two parts."""
    frame = QFrame()
    set_role(frame, "line")
    return frame


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a plain text in a role of the style sheet; ``wrap`` lets it take several lines."""
    found = QLabel(text)
    found.setTextFormat(Qt.TextFormat.PlainText)
    found.setWordWrap(wrap)
    if role:
        set_role(found, role)
    return found


class Prose(QLabel):
    """Sentences to be read: wrapped, selectable, with room between the lines."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self._said = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)
        if role:
            set_role(self, role)

    def setText(self, text: str) -> None:
        lines = "<br>".join(one.translate(_HTML_SAFE) for one in text.splitlines())
        super().setText(f'<p style="line-height:{LINE_HEIGHT}%">{lines}</p>' if text else "")
        self._said = text
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return the sentences as they were given, without what spaces their lines."""
        return self._said


def prose(text: str = "", role: str = "") -> Prose:
    """Return sentences to be read."""
    return Prose(text, role)


def button(text: str, role: str = "", icon: QIcon | None = None, key: str = "") -> QPushButton:
    """Return a button; ``key`` (``Ctrl+Return``) presses it and is named in its tooltip."""
    found = QPushButton(text)
    found.setAccessibleName(text.replace("&", ""))
    found.setAutoDefault(False)
    if role:
        set_role(found, role)
    if icon is not None:
        found.setIcon(icon)
    if key:
        _press_by(found, key)
    return found


def _press_by(found: QPushButton, key: str) -> None:
    """Press a button by a key at once; a button's own shortcut waits a tenth of a second."""
    shortcut = QShortcut(found)
    keys = dict.fromkeys((key, key.replace("Return", "Enter")))  # the same twice is ambiguous
    shortcut.setKeys([QKeySequence(one) for one in keys])
    shortcut.activated.connect(found.click)
    shortcut.setAutoRepeat(False)
    found.setToolTip(f"{found.accessibleName()}　{key_in_words(key)}")
    found.setAccessibleDescription(key_in_words(key))


def key_in_words(key: str) -> str:
    """Return a key as it is printed on the keyboard: ``Ctrl+Return`` is Ctrl+Enter."""
    for name, word in _KEY_WORDS:
        key = key.replace(name, word)
    return key


def row(*pieces: Piece) -> QHBoxLayout:
    """Return pieces side by side; None takes the room that is left."""
    found = QHBoxLayout()
    _fill(found, pieces)
    return found


def column(*pieces: Piece) -> QVBoxLayout:
    """Return pieces one below the other; None takes the room that is left."""
    found = QVBoxLayout()
    _fill(found, pieces)
    return found


def field(caption: str, control: QWidget, *, key: str = "") -> QVBoxLayout:
    """Return a control below its caption, which names it and, with ``key``, leads to it by Alt."""
    head = label(f"{caption}(&{key})" if key else caption, "muted")
    head.setBuddy(control)
    if not control.accessibleName():
        control.setAccessibleName(caption)
    found = column(head, control)
    found.setSpacing(RHYTHM >> 1)
    return found


def _fill(layout: QBoxLayout, pieces: tuple[Piece, ...]) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(RHYTHM)
    for piece in pieces:
        if piece is None:
            layout.addStretch(1)
        elif isinstance(piece, QLayout):
            layout.addLayout(piece)
        else:
            layout.addWidget(piece)


def empty(layout: QLayout, *kept: QWidget) -> None:
    """Take everything out of a layout; the widgets go, but for those that are ``kept``."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None and widget not in kept:
            widget.hide()
            widget.deleteLater()
