"""The line above the work for what must not be missed: rehearsal, rulebook out of force."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from ui.context import Context
from ui.theme.style import set_role


class Banner(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        set_role(self, "banner")
        self._context = context
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setAccessibleName("须留意")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 6)
        column.addWidget(self._label)
        self.hide()

    def refresh(self) -> None:
        """Say what holds for the open dossier."""
        lines: tuple[str, ...] = ()
        if self._context.workspace.duty is not None:
            from ynreview.app.queries.round_head import banner_lines

            lines = self._context.workspace.ask(banner_lines)
        self._label.setText("\n".join(lines))
        self.setVisible(bool(lines))
