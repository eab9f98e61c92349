"""The six steps: a column with states in words, or one line where there is no room for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFrame, QGridLayout, QPushButton, QWidget

from ui.shell.destinations import DESTINATIONS
from ui.theme.style import set_role
from ui.widgets.layout import button, prose, row
from ui.widgets.shapes import Shape, StateLabel

if TYPE_CHECKING:
    from ynreview.app.queries.preparation import StepLine

_SHAPES = {
    "open": Shape.OPEN,
    "to_mend": Shape.BLOCKED,
    "to_check": Shape.ATTENTION,
    "done": Shape.DONE,
}
_KNOWN = {one.id for one in DESTINATIONS}
_PREPARING = "会次状态：准备中。发放时冻结，并生成规则校验码。"
_ISSUED = "会次状态：已发放，内容已冻结。"


class StepColumn(QFrame):
    """``chosen`` carries the id of a step; ↑ ↓ move between the steps, Enter goes there."""

    chosen = Signal(str)

    def __init__(self, current: str) -> None:
        super().__init__()
        set_role(self, "card")
        self.setAccessibleName("六个步骤")
        self._current = current
        self._buttons: list[QPushButton] = []
        self._states: list[StateLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(6, 8, 6, 8)
        self._grid.setSpacing(0)
        self._grid.setVerticalSpacing(2)
        self._told = prose("", "small")
        self._told.setContentsMargins(8, 12, 8, 0)

    def show_steps(self, steps: Sequence[StepLine], *, issued: bool) -> None:
        """Show the steps with their states."""
        self._told.setText(_ISSUED if issued else _PREPARING)
        if not self._buttons:
            self._build(steps)
        for line, there, state in zip(steps, self._buttons, self._states, strict=True):
            state.show_state(_SHAPES[line.standing.value], line.state)
            there.setAccessibleName(f"第 {line.number} 步 {line.name}，{line.state}")

    def _build(self, steps: Sequence[StepLine]) -> None:
        for place, line in enumerate(steps):
            there = button(f"{line.number}  {line.name}", "step")
            there.setCheckable(True)
            there.setEnabled(line.step.value in _KNOWN)
            there.setChecked(line.step.value == self._current)
            there.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if there.isChecked() else Qt.FocusPolicy.ClickFocus
            )
            there.clicked.connect(lambda _=False, one=line.step.value: self._choose(one))
            there.installEventFilter(self)
            state = StateLabel()
            state.setContentsMargins(0, 0, 8, 0)
            state.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._grid.addWidget(there, place, 0, 1, 2)
            self._grid.addWidget(state, place, 1, Qt.AlignmentFlag.AlignRight)
            self._buttons.append(there)
            self._states.append(state)
        self._grid.addWidget(self._told, len(steps), 0, 1, 2)
        self._grid.setRowStretch(len(steps) + 1, 1)
        for one, other in zip(self._buttons, self._buttons[1:], strict=False):
            QWidget.setTabOrder(one, other)

    def _choose(self, step: str) -> None:
        for one, name in zip(self._buttons, _SCREENS, strict=True):
            one.setChecked(name == self._current)
        if step != self._current:
            self.chosen.emit(step)

    def eventFilter(self, there: object, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            assert isinstance(there, QAbstractButton)
            there.click()
            return True
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            return False
        places = [place for place, one in enumerate(self._buttons) if one is there]
        self._buttons[(places[0] + step) % len(self._buttons)].setFocus()
        return True


_SCREENS = ("round", "entries", "formal", "forms", "panel", "issue")


class StepStrip(QWidget):
    """The steps as one box to choose from."""

    chosen = Signal(str)

    def __init__(self, current: str) -> None:
        super().__init__()
        self._current = current
        self._box = QComboBox()
        self._box.setAccessibleName("步骤")
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._box.activated.connect(self._activated)
        inside = row()
        inside.addWidget(self._box, 1)
        self.setLayout(inside)

    def show_steps(self, steps: Sequence[StepLine]) -> None:
        """Show the steps with their states."""
        texts = [f"{line.number} {line.name}　{line.state}" for line in steps]
        if [self._box.itemText(place) for place in range(self._box.count())] != texts:
            self._box.clear()
            for line, text in zip(steps, texts, strict=True):
                self._box.addItem(text, line.step.value)
        self._box.setCurrentIndex(self._box.findData(self._current))

    def _activated(self, place: int) -> None:
        step = self._box.itemData(place)
        self._box.setCurrentIndex(self._box.findData(self._current))
        if step != self._current and step in _KNOWN:
            self.chosen.emit(step)
