"""我的平台: the platforms with their state, all of them or only those still to be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from ui.models.table import ColumnSpec
from ui.screens.scoring import presenter
from ui.screens.scoring.keys import FILTER_KEY
from ui.theme.appearance import Look
from ui.widgets.data_table import DataTable
from ui.widgets.delegates import StateDelegate
from ui.widgets.layout import button, row

if TYPE_CHECKING:
    from ynreview.app.queries.scoring_view import EntryLine

_COLUMNS = (
    ColumnSpec("编号", lambda one: one.number, width=52, tooltip=lambda one: one.name),
    ColumnSpec("状态", presenter.state_text, width=118, tooltip=lambda one: one.name),
)


class Platforms(QWidget):
    """``chosen`` is the line arrived at, ``activated`` that one wants to go to its form.

    The platform one is at stays in the list whatever its state, so that it is not pulled away.
    """

    chosen = Signal(object)
    activated = Signal()
    filtered = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._lines: tuple[EntryLine, ...] = ()
        self._number = ""
        self.table = DataTable(_COLUMNS, key=lambda one: one.number)
        self.table.setAccessibleName("我的平台")
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.current_row_changed.connect(self.chosen)
        self.table.activated_row.connect(self.activated)
        self._state = StateDelegate(look, presenter.shape_of)
        self.table.setItemDelegateForColumn(1, self._state)
        self.waiting, self.everything = button("待评", "level"), button("全部", "level")
        self._group = QButtonGroup(self)
        for place, one in enumerate((self.everything, self.waiting)):
            one.setCheckable(True)
            one.setToolTip(f"只看待评，或看全部　{FILTER_KEY}")
            one.setAccessibleDescription(FILTER_KEY)
            self._group.addButton(one, place)
        self.everything.setChecked(True)
        self._group.idToggled.connect(lambda _, on: self._refilter() if on else None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row(self.waiting, self.everything, None))
        column.addWidget(self.table, 1)
        look.changed.connect(self._measure)
        self._measure()

    @property
    def only_waiting(self) -> bool:
        """Whether only those still to be judged are shown."""
        return self.waiting.isChecked()

    @property
    def shown(self) -> tuple[EntryLine, ...]:
        """What is in the list now."""
        if not self.only_waiting:
            return self._lines
        return presenter.waiting(self._lines, self._number)

    @property
    def stops(self) -> list[QWidget]:
        """Where the Tab key stops."""
        return [self.waiting, self.everything, self.table]

    def show_lines(self, lines: tuple[EntryLine, ...], number: str) -> None:
        """Show my platforms and which of them one is at."""
        self._lines, self._number = lines, number
        text = f"待评 {presenter.count_waiting(lines)}"
        self.waiting.setText(text)
        self.waiting.setAccessibleName(text)
        self.table.show_rows(self.shown)
        self.return_to_current()

    def return_to_current(self) -> None:
        """Mark the platform one is at."""
        self.table.select_where(lambda one: one.number == self._number)

    def toggle(self) -> None:
        """Show all, or only those still to be judged."""
        (self.everything if self.only_waiting else self.waiting).click()

    def _refilter(self) -> None:
        self.table.show_rows(self.shown)
        self.return_to_current()
        self.filtered.emit()

    def _measure(self) -> None:
        """Give the list the room its columns need at this size of text."""
        self.setFixedWidth(176 * max(self.font().pixelSize(), 14) // 14)
