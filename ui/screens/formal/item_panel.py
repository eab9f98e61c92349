"""Beside the table: the working of the chosen cell, its articles, and the organiser's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QVBoxLayout, QWidget

from ui.context import Context
from ui.screens.formal import presenter
from ui.screens.formal.presenter import Picked
from ui.theme.style import set_role
from ui.widgets.citation import Citation
from ui.widgets.layout import button, label, prose, row
from ui.widgets.panes import scrolled
from ui.widgets.refusal import Refusal
from ui.widgets.shapes import Shape, StateLabel
from ynreview.kernel.terms import Compliance

if TYPE_CHECKING:
    from ynreview.app.outcome import Outcome

NOTHING = Picked(())
_SLIM = 30  # characters side by side, below which the articles stand under the title


class ItemPanel(QFrame):
    """``answered`` says that an answer was kept; ``left`` is Esc, back to the table."""

    answered = Signal()
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        set_role(self, "card")
        self._context, self._picked = context, NOTHING
        self.setAccessibleName("审查依据和答复")
        self._title, self._state = label("", "heading", wrap=True), StateLabel()
        self._working, self._refusal = prose(), Refusal()
        self._cites = Citation((), lambda: presenter.rulebook(context.workspace))
        self._caption, self._reason = label(presenter.PLAIN_REASON, "muted"), QLineEdit()
        self._caption.setBuddy(self._reason)
        self._reason.setMaxLength(500)
        self._reason.setClearButtonEnabled(True)
        self._met, self._not_met = button("符合(&Y)"), button("不符合(&X)")
        self._back = button("撤回答复(&B)")
        self.to_table = button("回到表中(&T)")
        self.to_table.clicked.connect(self.left)
        self._reason.returnPressed.connect(self._to_buttons)
        self._met.clicked.connect(lambda: self._answer(Compliance.MET))
        self._not_met.clicked.connect(lambda: self._answer(Compliance.NOT_MET))
        self._back.clicked.connect(lambda: self._answer(Compliance.OPEN))
        inner = QWidget()
        told = QVBoxLayout(inner)
        told.setContentsMargins(0, 0, 8, 0)
        told.setSpacing(4)
        told.addWidget(self._working)
        told.addStretch(1)
        area = scrolled(inner)
        area.setFrameShape(area.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        self._lead = row(self._title, self._cites)
        self._lead.setStretch(0, 1)
        head = row(self._lead, self._state)
        head.setStretch(0, 1)
        column.addLayout(head)
        column.addWidget(area, 1)
        column.addWidget(self._refusal)
        column.addLayout(row(self._caption, self._reason))
        column.addLayout(row(self._met, self._not_met, self._back, None, self.to_table))

    def show_picked(self, picked: Picked, *, issued: bool) -> None:
        """Show these cells; what is being typed for the same ones stays."""
        before = [(one.entry.number, cell.item) for one, cell in self._picked.cells]
        now = [(one.entry.number, cell.item) for one, cell in picked.cells]
        self._picked = picked
        self._title.setText(presenter.title_of(picked))
        self._working.setText(presenter.working_of(picked))
        first = picked.first
        shape = presenter.cell_shape(first)
        self._state.setVisible(first is not None)
        self._state.show_state(shape or Shape.NOTE, presenter.cell_word(first))
        self._cites.show_cites(first.because.cites if first is not None else ())
        caption = presenter.reason_caption(picked)
        self._caption.setText(f"{caption}(&R)")
        self._reason.setAccessibleName(caption)
        self._reason.setPlaceholderText(presenter.HINT if caption == presenter.PLAIN_REASON else "")
        if before != now:
            self._refusal.clear()
            self._reason.setText(presenter.former_reason(picked))
        can_answer = bool(picked.cells) and not issued
        for widget in (self._reason, self._met, self._not_met):
            widget.setEnabled(can_answer)
        self._back.setEnabled(can_answer and presenter.can_take_back(picked))

    def start(self) -> None:
        """Go to the reason."""
        self._reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._reason.selectAll()

    def _to_buttons(self) -> None:
        """Enter decides nothing: it leads on to the answer that is nearer."""
        not_met = presenter.reason_caption(self._picked) != presenter.PLAIN_REASON
        (self._not_met if not_met else self._met).setFocus(Qt.FocusReason.TabFocusReason)

    def _answer(self, wanted: Compliance) -> None:
        tasks, workspace = self._context.tasks, self._context.workspace
        reason = "" if wanted is Compliance.OPEN else self._reason.text()
        command = presenter.answer(self._picked, wanted, reason)
        if len(command.answers) == 1:
            self._show_outcome(workspace.run(command))
        elif not tasks.is_busy:
            tasks.start(
                "登记答复",
                lambda progress: presenter.answer_many(workspace, command, progress),
                self._answered_many,
                self._refusal.tell,
            )

    def _answered_many(self, outcome: Outcome) -> None:
        self._context.workspace.tell(outcome)
        self._show_outcome(outcome)

    def _show_outcome(self, outcome: Outcome) -> None:
        if outcome.ok:
            self._refusal.clear()
            self._reason.setText(presenter.former_reason(self._picked))
            self.answered.emit()
        else:
            self._refusal.tell([one for one in outcome.findings if one.blocks][:1])
            self._reason.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        slim = self.width() < _SLIM * self.fontMetrics().horizontalAdvance("字")
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._lead.setDirection(below if slim else beside)
        self._cites.setWordWrap(slim)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
