"""What will be here, and the first step towards it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.layout import button, prose


class EmptyState(QWidget):
    """Stands where something is missing; ``button`` is None when there is no step to offer."""

    def __init__(
        self, text: str, action_text: str = "", action: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self._text = prose(text, "muted")
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setMaximumWidth(560)
        self.button = button(action_text, "primary") if action_text else None
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(16)
        column.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._text, 100)  # as wide as it may be, in the middle
        middle.addStretch(1)
        column.addLayout(middle)
        if self.button is not None:
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
            if action is not None:
                self.button.clicked.connect(lambda _=False: action())
        column.addStretch(1)

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def show_text(self, text: str) -> None:
        """Say something else."""
        self._text.setText(text)
