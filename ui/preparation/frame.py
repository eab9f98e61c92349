"""What the organiser's screens have in common: head, steps, check list, one action."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.preparation.checks import CheckColumn, strip_text
from ui.preparation.reading import PreparationReading
from ui.preparation.steps import StepColumn, StepStrip
from ui.screen import Screen
from ui.tiers import Tier, is_low, tier_of
from ui.widgets.layout import button, row
from ui.widgets.one_line import OneLine
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ynreview.app.queries.preparation import PreparationView

_STEPS, _CHECKS = 204, 256  # widths at the base size of the text
_UNFOLDED = 0.55  # of the height, at most, for the check list that was unfolded


class PreparationScreen(Screen):
    """One step of the preparation; a subclass names its ``step`` and furnishes its work.

    Its ``refresh`` reads what the work shows and then calls this one's, which reads the states of
    the steps and the check list beside the window.
    """

    step: ClassVar[str] = ""

    def furnish(
        self, work: QWidget, action: QPushButton | None = None, note: QLabel | None = None
    ) -> None:
        """Put the work in the middle, its one action at the foot on the right, a note beside it."""
        self.frame = PreparationFrame(self.context.workspace, self.step, work, action, note)
        self.frame.went.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)

    def refresh(self) -> None:
        """Read steps and check list again; what is shown stays until they are there."""
        self.frame.refresh()

    def _go(self, target: str) -> None:
        step, _, subject = target.partition("#")
        if step != self.step:
            self.context.go(target)
        elif subject:
            self.point_at(subject)


class PreparationFrame(QWidget):
    """Head, steps, work, check list and foot; ``went`` carries ``step`` or ``step#subject``."""

    went = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        step: str,
        work: QWidget,
        action: QPushButton | None,
        note: QLabel | None,
    ) -> None:
        super().__init__()
        self._reading = PreparationReading.of(workspace)
        self._reading.read.connect(self._show_view)
        self._title, self._facts = OneLine("", "title"), OneLine("", "muted")
        self._column, self._strip = StepColumn(step), StepStrip(step)
        self._checks = CheckColumn()
        self._fold = button("", "link")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._arrange)
        for there in (self._column.chosen, self._strip.chosen, self._checks.jump):
            there.connect(self.went)
        self._tier: Tier | None = None
        self._work, self._action, self._foot = work, action, QWidget()
        self._foot.setLayout(row(note, *(() if note is None else (None,)), action))
        self._foot.setVisible(action is not None or note is not None)
        self._put_together()

    def _put_together(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(24)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._facts)
        self._folded = QVBoxLayout()
        self._folded.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._strip, 1)
        top.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        self._folded.addLayout(top)
        centre = QVBoxLayout()
        centre.setSpacing(8)
        centre.addLayout(self._folded)
        centre.addWidget(self._work, 1)
        self._body = QHBoxLayout()
        self._body.setSpacing(16)
        self._body.addWidget(self._column)
        self._body.addLayout(centre, 1)
        self._body.addWidget(self._checks)
        self._whole = QVBoxLayout(self)
        self._whole.setSpacing(8)
        self._whole.addLayout(self._head)
        self._whole.addLayout(self._body, 1)
        self._whole.addWidget(self._foot)

    def refresh(self) -> None:
        """Read steps and check list again; what is shown stays until they are there."""
        self._reading.refresh()
        self._show_view()

    @property
    def view(self) -> PreparationView | None:
        """What the frame shows, None before it was read."""
        return self._reading.view

    @property
    def is_reading(self) -> bool:
        """Whether steps and check list are being read."""
        return self._reading.is_reading

    def _show_view(self) -> None:
        view = self._reading.view
        self._checks.show_view(view)
        self._fold.setText(strip_text(view))
        self._fold.setAccessibleName(strip_text(view))
        if view is not None:
            self._title.show_text(f"组织 · {view.title}")
            self._facts.show_text(view.facts)
            self._column.show_steps(view.steps, issued=view.issued)
            self._strip.show_steps(view.steps)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go through the check list before the action, as one reads."""
        stops = list(self._checks.stops)
        if stops and self._action is not None:
            for one, other in pairwise([*stops, self._action]):
                QWidget.setTabOrder(one, other)

    def _arrange(self) -> None:
        tier = tier_of(self.window().width())
        if tier is not self._tier:
            self._tier = tier
            narrow = tier is Tier.NARROW
            margin = 12 if narrow else 24
            self._whole.setContentsMargins(margin, 8 if narrow else 16, margin, 8)
            self._column.setVisible(not narrow)
            self._strip.setVisible(narrow)
            self._title.setVisible(not narrow)
            self._body.setSpacing(8 if narrow else 16)
            self._fold.setVisible(tier is not Tier.WIDE)
            place = self._body if tier is Tier.WIDE else self._folded
            place.addWidget(self._checks)
        wide = tier is Tier.WIDE
        self._facts.setVisible(tier is not Tier.NARROW or not is_low(self.window().height()))
        self._checks.setVisible(wide or self._fold.isChecked())
        self._fit()

    def _fit(self) -> None:
        """Give steps and check list the room that their text needs."""
        wide = self._tier is Tier.WIDE
        unit = self.fontMetrics().horizontalAdvance("字") / 14
        self._column.setFixedWidth(int(_STEPS * max(unit, 1)))
        room = int(_CHECKS * max(unit, 1)) if wide else 16777215
        self._checks.setMaximumWidth(room)
        self._checks.setMinimumWidth(room if wide else 0)
        self._checks.setMaximumHeight(16777215 if wide else int(self.height() * _UNFOLDED))
        self._checks.setMinimumHeight(0 if wide else int(self.height() * _UNFOLDED))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()
