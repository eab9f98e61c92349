"""One expert of the list, added or changed by hand; no numbers of papers, banks or telephones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.layout import button, field, label, prose, row
from ui.widgets.refusal import Refusal
from ynreview.kernel.terms import ExpertCategory, Role
from ynreview.messages import label as term_label
from ynreview.panel.people import Expert

if TYPE_CHECKING:
    from ynreview.app.outcome import Outcome

_PRIVATE = "不填写身份证件、银行和联系方式。"
Store = Callable[[Expert, str], "Outcome"]


class ExpertDialog(QDialog):
    """Closes when ``store`` took the expert, otherwise says why not."""

    def __init__(
        self, parent: QWidget, expert: Expert | None, panels: list[str], store: Store
    ) -> None:
        super().__init__(parent.window())
        title = "修改专家" if expert is not None else "增加专家"
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._store, self._former = store, expert
        known = expert or Expert("", "", "", panel=panels[0] if len(panels) == 1 else "")
        self._code, self._name = QLineEdit(known.code), QLineEdit(known.name)
        self._unit, self._recent = QLineEdit(known.unit), QLineEdit("；".join(known.recent_units))
        self._title, self._field = QLineEdit(known.title), QLineEdit(known.field)
        self._recent.setPlaceholderText("几个单位之间用分号分开")
        self._role, self._category, self._panel = QComboBox(), QComboBox(), QComboBox()
        for role in Role:
            self._role.addItem(term_label(role), role)
        self._role.setCurrentIndex(self._role.findData(known.role))
        self._category.addItem("未填", None)
        for one in ExpertCategory:
            self._category.addItem(term_label(one), one)
        self._category.setCurrentIndex(self._category.findData(known.category))
        self._panel.setEditable(True)
        self._panel.addItems(panels)
        self._panel.setCurrentText(known.panel)
        self._refusal = Refusal()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        places = (
            ("编号", self._code),
            ("姓名", self._name),
            ("工作单位", self._unit),
            ("近三年任职单位", self._recent),
            ("职称", self._title),
            ("专业领域", self._field),
            ("角色", self._role),
            ("类别", self._category),
            ("专家组", self._panel),
        )
        for place, (caption, control) in enumerate(places):
            grid.addLayout(field(caption, control), place // 2, place % 2)
        save = button("保存", "primary", key="Ctrl+Return")
        save.clicked.connect(self._ask_store)
        cancel = button("取消")
        cancel.clicked.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 16)
        whole.setSpacing(10)
        whole.addWidget(label(title, "title"))
        whole.addLayout(grid)
        whole.addWidget(prose(_PRIVATE, "muted"))
        whole.addWidget(self._refusal)
        whole.addLayout(row(None, cancel, save))
        room = parent.window().size()
        self.resize(min(640, room.width() - 48), self.sizeHint().height())
        self._code.setFocus()

    def _ask_store(self) -> None:
        recent = self._recent.text().replace(";", "；").split("；")
        wanted = replace(
            self._former or Expert("", "", ""),
            code=self._code.text(),
            name=self._name.text(),
            unit=self._unit.text(),
            recent_units=tuple(one.strip() for one in recent if one.strip()),
            title=self._title.text(),
            field=self._field.text(),
            role=Role(self._role.currentData()),
            category=self._category.currentData(),
            panel=self._panel.currentText(),
        )
        former = self._former.code if self._former is not None else ""
        outcome = self._store(wanted, former)
        if outcome.ok:
            self.accept()
            return
        self._refusal.tell([one for one in outcome.findings if one.blocks])
