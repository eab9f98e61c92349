"""依据: the articles behind a rule or an item, opened by click or key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme.style import set_role
from ui.widgets.articles import show_articles

if TYPE_CHECKING:
    from ynreview.rulebook.model import Rulebook

_OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class Citation(QLabel):
    """One stop of the keyboard for all articles cited; 会次设定 alone is a plain word.

    ``rulebook`` gives the round's own rulebook; without it the shipped one is shown.
    """

    def __init__(
        self,
        cites: tuple[str, ...] = (),
        rulebook: Callable[[], Rulebook] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._cites: tuple[str, ...] = ()
        self._rulebook = rulebook
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setIndent(0)
        self.show_cites(cites)

    def show_cites(self, cites: tuple[str, ...]) -> None:
        """Show other articles."""
        self._cites = cites
        leads = any(one.startswith("第") for one in cites)
        self.setText("、".join(cites))
        set_role(self, "citation" if leads else "muted")
        policy = Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.setAccessibleName(f"依据 {self.text()}")
        self.setToolTip("查看条文　Ctrl+I" if leads else "")

    def open_articles(self) -> None:
        """Show the articles in a dialog."""
        if self.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            show_articles(self, self._cites, self._rulebook() if self._rulebook else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if inside and event.button() is Qt.MouseButton.LeftButton:
            self.open_articles()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENS:
            self.open_articles()
            return
        super().keyPressEvent(event)
