"""A 核对码 or 校验码 to be read aloud and compared: large, grouped, selectable, copied in one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.layout import button, label, row


class CodeLabel(QWidget):
    """One code below its caption."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self._caption = caption
        self._code = label("", "code")
        self._code.setIndent(0)
        self._code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._copy = button("复制", "link")
        self._copy.setAccessibleName(f"复制{caption}")
        self._copy.clicked.connect(self._copied)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(caption, "muted"))
        column.addLayout(row(self._code, self._copy, None))
        self.setFocusProxy(self._code)
        self.show_code("")

    @property
    def code(self) -> str:
        """The code shown, "" when there is none yet."""
        return self._shown

    def show_code(self, code: str) -> None:
        """Show a code; "" says that there is none yet."""
        self._shown = code
        self._code.setText(code or "—")
        self._copy.setEnabled(bool(code))
        self._code.setAccessibleName(f"{self._caption}：{spelled(code)}" if code else self._caption)

    def _copied(self) -> None:
        QGuiApplication.clipboard().setText(self._shown)


def spelled(code: str) -> str:
    """Return a code letter by letter, the groups apart: 8 1 J M，X W 0 M."""
    return "，".join(" ".join(group) for group in code.split("-"))
