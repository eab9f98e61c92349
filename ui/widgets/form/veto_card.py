"""One 重点核查项 of the form: 否 or 是, nothing chosen for anyone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from ui.widgets.citation import Citation
from ui.widgets.form.fields import RemarkField
from ui.widgets.form.item_card import Opening
from ui.widgets.form.words import length_of
from ui.widgets.layout import prose, row
from ynreview.rulebook.forms import VetoItem


class VetoCard(QWidget):
    """是 opens a text that is required; ``least`` is how long it must be."""

    answered = Signal(str, bool)
    remarked = Signal(str, str)

    def __init__(self, veto: VetoItem, least: int) -> None:
        super().__init__()
        self.veto, self._least = veto, least
        self._group = QButtonGroup(self)
        self.no, self.yes = QRadioButton("否"), QRadioButton("是")
        for place, one in enumerate((self.no, self.yes)):
            one.setAccessibleName(f"{veto.code} {veto.question} {one.text()}")
            self._group.addButton(one, place)
        self._group.idClicked.connect(lambda place: self.answered.emit(veto.code, bool(place)))
        self.remark = RemarkField()
        self.remark.setAccessibleName(f"{veto.code} 说明")
        self.remark.setPlaceholderText("请写明事实和依据")
        self.remark.left.connect(lambda text: self.remarked.emit(veto.code, text))
        self._said = prose("", "warning")
        cites = Citation(veto.cites)
        cites.setWordWrap(False)
        if cites.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            cites.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.cites = cites
        head = row(prose(veto.question), self.no, self.yes)
        head.setStretch(0, 1)
        below = row(Opening(veto.guidance, veto.code), cites) if veto.guidance else row(None, cites)
        below.setStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(below)
        for widget in (self._said, self.remark):
            column.addWidget(widget)
            widget.hide()

    @property
    def lacks_remark(self) -> bool:
        """Whether 是 is answered without a word on it."""
        return self.yes.isChecked() and length_of(self.remark.text()) < self._least

    def say(self, text: str) -> None:
        """Say a sentence below the question; "" takes it away."""
        self._said.setText(text)
        self._said.setVisible(bool(text))

    def show_values(self, answer: bool | None, remark: str) -> None:
        """Show what the core holds."""
        self._group.setExclusive(False)
        self.no.setChecked(answer is False)
        self.yes.setChecked(answer is True)
        self._group.setExclusive(True)
        self.remark.show_text(remark)
        self.remark.setVisible(bool(answer or remark or self.remark.hasFocus()))
        lacking = bool(answer) and length_of(remark) < self._least
        self.say(f"答“是”时请写明事实和依据，不少于 {self._least} 字。" if lacking else "")
