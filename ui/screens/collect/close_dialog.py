"""收卷截止 asks once: why, and what became of everyone whose package is not in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.layout import button, label, prose, row

if TYPE_CHECKING:
    from ynreview.app.queries.board import Board, BoardRow

Absences = dict[str, tuple[str, str]]
_COUNTS, _ABSENT, _LEFT, _REPLACED = "counts", "absent", "left", "replaced"


class CloseDialog(QDialog):
    """One line per expert who may need a word; the reason is always asked for."""

    def __init__(
        self, parent: QWidget, board: Board, then: Callable[[str, Absences], None]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("收卷截止")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(560)
        self._then = then
        self._choices: dict[str, QComboBox] = {}
        self.reason = QLineEdit()
        self.reason.setAccessibleName("理由")
        caption = label("理由(&W)")
        caption.setBuddy(self.reason)
        self.confirm = button("收卷截止", "primary")
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self._done)
        cancel = button("取消")
        cancel.clicked.connect(self.reject)
        self._said = prose("", "danger")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        told = f"收到 {board.received} / {board.expected}。截止后显示得分，再更正须有四种理由之一。"
        column.addWidget(prose(told))
        column.addLayout(self._people(board))
        column.addWidget(caption)
        column.addWidget(self.reason)
        column.addWidget(self._said)
        column.addLayout(row(None, cancel, self.confirm))

    def _people(self, board: Board) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        members = [one for one in board.rows if one.code not in board.alternates]
        for place, one in enumerate(members):
            choice = self._choice(one, board)
            name = label(f"{one.code} {one.name}")
            name.setBuddy(choice)
            grid.addWidget(name, place, 0)
            grid.addWidget(choice, place, 1)
            self._choices[one.code] = choice
        return grid

    def _choice(self, one: BoardRow, board: Board) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(f"{one.code} {one.name}")
        came = bool(one.revision)
        choice.addItem("已交卷，计入" if came else "未交卷，请选择", (_COUNTS, ""))
        if not came:
            choice.addItem("缺席", (_ABSENT, ""))
        choice.addItem("中途退出，其评分单全部不计", (_LEFT, ""))
        for code in board.alternates:
            choice.addItem(f"由备选专家 {code} 接替，原评分单作废", (_REPLACED, code))
        return choice

    def _done(self) -> None:
        if not self.reason.text().strip():
            self._said.setText("请写明理由。")
            self.reason.setFocus()
            return
        chosen = {code: one.currentData() for code, one in self._choices.items()}
        absences = {code: found for code, found in chosen.items() if found[0] != _COUNTS}
        self.accept()
        self._then(self.reason.text().strip(), absences)


def ask_close(parent: QWidget, board: Board, then: Callable[[str, Absences], None]) -> CloseDialog:
    """Show the question; ``then`` gets the reason and who is accounted for how."""
    dialog = CloseDialog(parent, board, then)
    dialog.open()
    dialog.reason.setFocus()
    return dialog


def ask_reason(parent: QWidget, title: str, told: str, then: Callable[[str], None]) -> QDialog:
    """Ask for one sentence of reason."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setMinimumWidth(480)
    field = QLineEdit()
    field.setAccessibleName("理由")
    caption = label("理由(&W)")
    caption.setBuddy(field)
    confirm, cancel = button(title, "primary"), button("取消")
    confirm.setDefault(True)
    confirm.setEnabled(False)
    field.textChanged.connect(lambda text: confirm.setEnabled(bool(text.strip())))
    cancel.clicked.connect(dialog.reject)

    def done() -> None:
        dialog.accept()
        then(field.text().strip())

    confirm.clicked.connect(done)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 24, 24, 24)
    for widget in (prose(told), caption, field):
        column.addWidget(widget)
    column.addLayout(row(None, cancel, confirm))
    dialog.open()
    field.setFocus()
    return dialog
