"""收卷截止 and 重新开放 ask once: why, and what became of everyone who is not in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.layout import Prose, button, column, field, prose, row
from ui.widgets.scroller import Scroller, fit_around

if TYPE_CHECKING:
    from ynreview.app.queries.board import Board, BoardRow

Absences = dict[str, tuple[str, str]]
_CAME, _MISSING = "已交卷，计入", "未交卷，请选择"
_WIDTH = 560
_ABSENT, _LEFT, _REPLACED = "absent", "left", "replaced"


class ReasonDialog(QDialog):
    """Asks for one sentence; ``then`` returns "" when it was done, else why it was not."""

    def __init__(self, parent: QWidget, title: str, told: str, then: Callable[[str], str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._then = then
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        self.confirm = button(title, "primary", key="Ctrl+Return")
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self._done)
        cancel = button("取消")
        cancel.clicked.connect(self.reject)
        self.said: Prose = prose("", "danger")
        page = QWidget()
        self.told = column(prose(told), self.said)
        page.setLayout(self.told)
        self._area = Scroller(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 16)
        whole.setSpacing(8)
        whole.addWidget(self._area, 1)
        whole.addLayout(field("理由", self.reason, key="W"))
        whole.addLayout(row(None, cancel, self.confirm))
        self.said.hide()
        fit_around(self, self._area, _WIDTH)

    def _done(self) -> None:
        reason = self.reason.text().strip()
        said = self._then(reason) if reason else "请写明理由。"
        if not said:
            self.accept()
            return
        self.said.setText(said)
        self.said.show()
        self.reason.setFocus()
        fit_around(self, self._area, self.width(), self.said)


class CloseDialog(ReasonDialog):
    """One line per expert who may need a word; the reason is always asked for."""

    def __init__(self, parent: QWidget, board: Board, then: Callable[[str, Absences], str]) -> None:
        told = f"收到 {board.received} / {board.expected}。截止后显示得分，再更正须有四种理由之一。"
        super().__init__(parent, "收卷截止", told, lambda reason: then(reason, self.accounted()))
        self._choices: dict[str, tuple[QComboBox, list[tuple[str, str] | None]]] = {}
        self.told.insertLayout(1, self._people(board))
        fit_around(self, self._area, _WIDTH)

    def accounted(self) -> Absences:
        """Return what became of whom: absent, left, or replaced by an alternate."""
        chosen = {code: kept[box.currentIndex()] for code, (box, kept) in self._choices.items()}
        return {code: what for code, what in chosen.items() if what is not None}

    def _people(self, board: Board) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setColumnStretch(0, 1)
        members = [one for one in board.rows if one.code not in board.alternates]
        for place, one in enumerate(members):
            grid.addLayout(self._choice(one, board), place, 0)
        return grid

    def _choice(self, one: BoardRow, board: Board) -> QVBoxLayout:
        lines: list[tuple[str, tuple[str, str] | None]] = [
            (_CAME if one.revision else _MISSING, None)
        ]
        if not one.revision:
            lines.append(("缺席", (_ABSENT, "")))
        lines.append(("中途退出，其评分单全部不计", (_LEFT, "")))
        lines.extend(
            (f"由备选专家 {code} 接替，原评分单作废", (_REPLACED, code))
            for code in board.alternates
        )
        box = QComboBox()
        box.addItems([text for text, _ in lines])
        # PySide hands a tuple back from an item as a list: what is meant stays on this side
        self._choices[one.code] = (box, [what for _, what in lines])
        return field(f"{one.code} {one.name}", box)


def ask_close(parent: QWidget, board: Board, then: Callable[[str, Absences], str]) -> CloseDialog:
    """Show the question; ``then`` gets the reason and who is accounted for how."""
    dialog = CloseDialog(parent, board, then)
    dialog.open()
    dialog.reason.setFocus()
    return dialog


def ask_reason(parent: QWidget, title: str, told: str, then: Callable[[str], str]) -> ReasonDialog:
    """Ask for one sentence of reason."""
    dialog = ReasonDialog(parent, title, told, then)
    dialog.open()
    dialog.reason.setFocus()
    return dialog
