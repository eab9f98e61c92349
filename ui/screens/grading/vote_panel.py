"""The side of 评定: the tie step by step, and the panel's votes with their reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from ui.screens.grading.presenter import GRADES
from ui.widgets.layout import button, card, empty, label, prose, row
from ynreview.kernel.terms import Grade
from ynreview.messages import label as term_label

if TYPE_CHECKING:
    from ynreview.app.queries.grading_view import GradeRow, TieView

_MOST = 99


class CountField(QSpinBox):
    """A number of votes; the wheel never changes it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setRange(0, _MOST)
        self.setAccessibleName(name)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setMinimumWidth(64)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TiePanel(QWidget):
    """并列: who is tied, which steps were taken, and the vote that settles it."""

    voted = Signal(object, int, str)
    none_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._told = prose()
        self._fields: dict[str, CountField] = {}
        self._grid = QGridLayout()
        self._abstain = CountField("弃权")
        self._reason = QLineEdit()
        self._reason.setAccessibleName("并列表决理由")
        reason = label("理由(&Y)")
        reason.setBuddy(self._reason)
        self._record = button("记录表决", "primary")
        self._record.clicked.connect(self._vote)
        self._none = button("均不评优秀")
        self._none.clicked.connect(lambda: self.none_chosen.emit(self._reason.text().strip()))
        self._box = QWidget()
        inner = QVBoxLayout(self._box)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(self._grid)
        inner.addWidget(reason)
        inner.addWidget(self._reason)
        inner.addLayout(row(self._none, None, self._record))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card(self._told, self._box, title="并列"))

    def show_tie(self, tie: TieView | None) -> None:
        """Show the tie on the cut, hide when there is none."""
        self.setVisible(tie is not None)
        if tie is None:
            return
        steps = [f"{place}  {text}" for place, text in enumerate(tie.steps, start=1)]
        group = "、".join(f"{number} 号" for number in tie.group)
        if tie.open:
            tail = f"剩余名额 {tie.room} 个，待专家组表决，有表决权 {tie.entitled} 人。"
        else:
            tail = "已处理。"
        self._told.setText("\n".join([f"{group} 同分压线。", *steps, tail]))
        self._box.setVisible(bool(tie.open))
        self._show_fields(tie.open)

    def _show_fields(self, numbers: tuple[str, ...]) -> None:
        empty(self._grid, self._abstain)
        self._fields = {number: CountField(f"{number} 号得票") for number in numbers}
        fields = [(f"{number} 号", field) for number, field in self._fields.items()]
        for place, (name, field) in enumerate([*fields, ("弃权", self._abstain)]):
            caption = label(name)
            caption.setBuddy(field)
            self._grid.addWidget(caption, place, 0)
            self._grid.addWidget(field, place, 1)

    def _vote(self) -> None:
        votes = {number: field.value() for number, field in self._fields.items()}
        self.voted.emit(votes, self._abstain.value(), self._reason.text().strip())


class ChangePanel(QWidget):
    """调整等级 and 确认不合格 for the chosen entry: vote and reason, or nothing."""

    changed = Signal(str, object, object, str)
    confirmed = Signal(str, object, str)

    def __init__(self) -> None:
        super().__init__()
        self._row: GradeRow | None = None
        self._told = prose()
        self._grade = QComboBox()
        self._grade.setAccessibleName("调整为")
        for grade in GRADES:
            self._grade.addItem(term_label(grade), grade)
        self._counts = tuple(CountField(name) for name in ("同意", "不同意", "弃权"))
        counts = QGridLayout()
        for place, field in enumerate(self._counts):
            caption = label(field.accessibleName())
            caption.setBuddy(field)
            counts.addWidget(caption, 0, place)
            counts.addWidget(field, 1, place)
        self._reason = QLineEdit()
        self._reason.setAccessibleName("表决理由")
        reason = label("理由(&U)")
        reason.setBuddy(self._reason)
        to = label("调整为(&G)")
        to.setBuddy(self._grade)
        self._change = button("记录调整")
        self._change.clicked.connect(self._ask_change)
        self._confirm = button("确认不合格")
        self._confirm.clicked.connect(self._ask_confirm)
        note = prose("调整等级须经表决，不能超出名额。", "muted")
        buttons = row(self._confirm, None, self._change)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        pieces = (self._told, to, self._grade, counts, reason, self._reason, note, buttons)
        whole.addWidget(card(*pieces, title="表决"))

    def show_row(self, one: GradeRow | None) -> None:
        """Show the reason of the chosen entry's grade."""
        self._row = one
        self.setEnabled(one is not None)
        if one is None:
            self._told.setText("")
            return
        self._told.setText(
            f"{one.number} 号 {one.name}\n{one.because}\n有表决权 {one.entitled} 人。"
        )
        self._confirm.setVisible(one.grade.startswith("不合格"))

    def _values(self) -> tuple[int, int, int]:
        agree, disagree, abstain = (field.value() for field in self._counts)
        return agree, disagree, abstain

    def _ask_change(self) -> None:
        if self._row is not None:
            grade, reason = Grade(self._grade.currentData()), self._reason.text().strip()
            self.changed.emit(self._row.number, grade, self._values(), reason)

    def _ask_confirm(self) -> None:
        if self._row is not None:
            self.confirmed.emit(self._row.number, self._values(), self._reason.text().strip())
