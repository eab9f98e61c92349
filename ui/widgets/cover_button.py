"""遮住分数 / 显示分数 on Ctrl+H, with the reason when it was not the person who covered."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.cover import Cover
from ui.widgets.layout import button, label


class CoverButton(QWidget):
    """The same on every screen with figures."""

    def __init__(self, cover: Cover) -> None:
        super().__init__()
        self._cover = cover
        self._because = label("", "warning", wrap=True)
        self.button = button("")
        self.button.clicked.connect(cover.toggle)
        QShortcut(QKeySequence("Ctrl+H"), self).activated.connect(cover.toggle)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self._because, 1)
        whole.addWidget(self.button)
        self.refresh()

    def refresh(self) -> None:
        """Say what the button would do now."""
        words = "显示分数" if self._cover.is_on else "遮住分数"
        self.button.setText(f"{words}(&H)")
        self.button.setAccessibleName(words)
        self.button.setToolTip(f"{words}　Ctrl+H")
        self._because.setText(self._cover.because)
        self._because.setVisible(bool(self._cover.because))
