"""One inline box for a command that was refused: where the eye is, until it is dealt with."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from ui.theme.style import set_role
from ui.widgets.findings import by_severity
from ui.widgets.layout import prose
from ui.widgets.shapes import Shape, ShapeMark
from ynreview.kernel.finding import Finding
from ynreview.messages import explain


class Refusal(QFrame):
    """Hidden until something is refused; it brings itself into view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "refusal")
        self._text = prose()
        inside = QHBoxLayout(self)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setSpacing(12)
        inside.addWidget(ShapeMark(Shape.BLOCKED), 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, "" when nothing is."""
        return self._text.text()

    def tell(self, said: Iterable[Finding] | str) -> None:
        """Say why; nothing said clears the box."""
        text = said if isinstance(said, str) else "\n".join(map(explain, by_severity(said)))
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        if text:
            from PySide6.QtGui import QAccessible, QAccessibleEvent

            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
            QTimer.singleShot(0, self, self._come_into_view)

    def clear(self) -> None:
        """Say nothing any more."""
        self.tell("")

    def _come_into_view(self) -> None:
        above = self.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(self)
                return
            above = above.parentWidget()
