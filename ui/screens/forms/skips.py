"""不适用: platforms by items, one mark in a cell holds for every expert."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from ynreview.rulebook.forms import ScoreForm

if TYPE_CHECKING:
    from ynreview.app.queries.forms import SkipLine

SKIPPED, APPLIES = "不适用", ""
_KEYS = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
_NAME = 13  # characters of a platform's name beside its number


class SkipMatrix(QTableWidget):
    """``asked`` carries a platform's number and the items that are to be 不适用 for it."""

    asked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("不适用的指标，空格键设定或取消")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setSectionsClickable(False)
        self._lines: tuple[SkipLine, ...] = ()
        self._codes: tuple[str, ...] = ()
        self.cellDoubleClicked.connect(self._turn)

    def show_lines(self, form: ScoreForm, lines: tuple[SkipLine, ...]) -> None:
        """Show the platforms of the form's kind."""
        self._lines = tuple(line for line in lines if line.kind is form.kind)
        self._codes = tuple(item.code for item in form.items)
        at = (self.currentRow(), self.currentColumn())
        self.setRowCount(len(self._lines))
        self.setColumnCount(len(self._codes))
        for column, item in enumerate(form.items):
            head = QTableWidgetItem(item.code)
            head.setToolTip(f"{item.code} {item.name}")
            self.setHorizontalHeaderItem(column, head)
        for row, line in enumerate(self._lines):
            name = line.name if len(line.name) <= _NAME else f"{line.name[:_NAME]}…"
            head = QTableWidgetItem(f"{line.number} {name}")
            head.setToolTip(f"{line.number} {line.name}")
            self.setVerticalHeaderItem(row, head)
            for column, item in enumerate(form.items):
                self.setItem(row, column, _cell(line, item.code, item.name))
        unit = self.fontMetrics().horizontalAdvance(SKIPPED) + 20
        for column in range(len(self._codes)):
            self.setColumnWidth(column, unit)
        self.setCurrentCell(max(at[0], 0), max(at[1], 0))

    def go_to(self, number: str) -> None:
        """Go to the row of a platform, if it is here."""
        for row, line in enumerate(self._lines):
            if line.number == number:
                self.setCurrentCell(row, 0)
        self.setFocus()

    def _turn(self, row: int, column: int) -> None:
        if not (0 <= row < len(self._lines) and 0 <= column < len(self._codes)):
            return
        line, code = self._lines[row], self._codes[column]
        self.asked.emit(line.number, line.skipped ^ {code})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _KEYS:
            self._turn(self.currentRow(), self.currentColumn())
            return
        super().keyPressEvent(event)


def _cell(line: SkipLine, code: str, name: str) -> QTableWidgetItem:
    skipped = code in line.skipped
    cell = QTableWidgetItem(SKIPPED if skipped else APPLIES)
    cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
    said = f"{line.number} 号 {code} {name}：{SKIPPED if skipped else '适用'}"
    cell.setToolTip(said)
    cell.setData(Qt.ItemDataRole.AccessibleTextRole, said)
    return cell
