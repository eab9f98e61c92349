"""未收入: every package that was set aside with its reason; codes to compare in person."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.screens.collect.presenter import SetAside
from ui.theme.style import set_role
from ui.widgets.code_label import CodeLabel
from ui.widgets.layout import button, empty, label, prose, row


class AsideList(QFrame):
    """Hidden while nothing was set aside."""

    confirmed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(16, 12, 16, 12)
        self._inside.setSpacing(8)
        self.hide()

    def show_aside(self, found: Iterable[SetAside]) -> None:
        """Show these packages in place of the former ones."""
        empty(self._inside)
        lines = list(found)
        for one in lines:
            self._inside.addWidget(self._waiting(one) if one.code else self._refused(one))
        self.setVisible(bool(lines))

    def _refused(self, one: SetAside) -> QWidget:
        return prose(f"未收入 {one.path.name}：{one.message}", "danger")

    def _waiting(self, one: SetAside) -> QWidget:
        whole = QWidget()
        code = CodeLabel(f"{one.expert} 待核对身份")
        code.show_code(one.code)
        same = button("与专家屏幕上的核对码一致，收入", "primary")
        path: Path = one.path
        same.clicked.connect(lambda: self.confirmed.emit(path, one.code))
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(label(one.path.name, "muted"))
        inside.addLayout(row(code, None, same))
        return whole
