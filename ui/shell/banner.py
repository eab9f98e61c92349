"""The line above the work for what must not be missed: rehearsal, rulebook out of force."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from ui.context import Context
from ui.theme.style import set_role


class Banner(QFrame):
    """Hidden while there is nothing to say; one line, to be opened, in a low window."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        set_role(self, "banner")
        self._context = context
        self._lines: tuple[str, ...] = ()
        self._is_low = False
        self._label = QLabel()
        self._label.setMinimumWidth(1)
        self._opener = QToolButton()
        self._opener.setCheckable(True)
        set_role(self._opener, "link")
        self._opener.toggled.connect(self._fit)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(self._label, 1)
        row.addWidget(self._opener, 0, Qt.AlignmentFlag.AlignTop)
        self._fit()
        self.hide()

    def refresh(self) -> None:
        """Say what holds for the open dossier."""
        self._lines = ()
        if self._context.workspace.duty is not None:
            from ynreview.app.queries.round_head import banner_lines

            self._lines = self._context.workspace.ask(banner_lines)
        self._label.setAccessibleName("须留意：" + "".join(self._lines))
        self._fit()
        self.setVisible(bool(self._lines))

    def set_low(self, *, low: bool) -> None:
        """Say it in one line where the window is low, with a way to the whole."""
        if low != self._is_low:
            self._is_low = low
            self._opener.setChecked(False)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        cut = self._is_low and not self._opener.isChecked()
        self._opener.setVisible(self._is_low)
        self._opener.setText("收起" if self._opener.isChecked() else "全文")
        self._opener.setAccessibleName(f"须留意，{self._opener.text()}")
        whole = "\n".join(self._lines)
        room = self._label.width() - 4
        one = self._label.fontMetrics().elidedText(
            "　".join(self._lines), Qt.TextElideMode.ElideRight, room
        )
        self._label.setWordWrap(not cut)
        self._label.setText(one if cut else whole)
        self._label.setToolTip(whole if cut else "")
        self._label.setContentsMargins(0, 0 if cut else 6, 0, 0 if cut else 6)
