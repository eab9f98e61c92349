"""The side of 评定: the tie step by step, and the panel's votes with their reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from ui.screens.grading.presenter import GRADES, needs_confirmation
from ui.widgets.layout import button, card, empty, field, label, prose, row
from ynreview.kernel.terms import Grade
from ynreview.messages import label as term_label

if TYPE_CHECKING:
    from ynreview.app.queries.grading_view import GradeRow, TieView

_MOST = 99
_KEY = "Ctrl+Return"


class CountField(QLineEdit):
    """A number of votes, 0 while it is empty; ↑ and ↓ go one up or down."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9０-９]{0,2}"), self))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(name)
        self.setPlaceholderText("0")
        self.setMinimumWidth(56)

    @property
    def value(self) -> int:
        """How many voted so."""
        return int(self.text() or "0")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in steps:
            self.setText(str(min(max(self.value + steps[Qt.Key(event.key())], 0), _MOST)))
        else:
            super().keyPressEvent(event)


class TiePanel(QWidget):
    """并列: who is tied, which steps were taken, and the vote that settles it."""

    voted = Signal(object, int, str)
    none_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._told = prose()
        self._open: tuple[str, ...] = ()
        self._fields: dict[str, CountField] = {}
        self._grid = QGridLayout()
        self._abstain = CountField("弃权")
        self._grid.addWidget(self._abstain, 0, 1)
        self._reason = QLineEdit()
        self._reason.setAccessibleName("并列表决理由")
        self._record = button("记录表决", "primary", key=_KEY)
        self._record.clicked.connect(self._vote)
        self._none = button("均不评优秀")
        self._none.clicked.connect(lambda: self.none_chosen.emit(self._reason.text().strip()))
        self._box = QWidget()
        inner = QVBoxLayout(self._box)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(self._grid)
        inner.addLayout(field("理由", self._reason, key="Y"))
        inner.addLayout(row(self._none, None, self._record))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card(self._told, self._box, title="并列"))

    def show_tie(self, tie: TieView, *, covered: bool) -> None:
        """Show the tie on the cut; its figures are left out while they are ``covered``."""
        steps = [f"{place}  {text}" for place, text in enumerate(tie.steps, start=1)]
        group = "、".join(f"{number} 号" for number in tie.group)
        if tie.open:
            tail = f"剩余名额 {tie.room} 个，待专家组表决，有表决权 {tie.entitled} 人。"
        else:
            tail = "已处理。"
        figures = [] if covered else steps
        self._told.setText("\n".join([f"{group} 同分压线。", *figures, tail]))
        self._box.setVisible(bool(tie.open))
        if tie.open != self._open:
            self._open = tie.open
            self._show_fields()

    def _show_fields(self) -> None:
        empty(self._grid, self._abstain)
        self._fields = {number: CountField(f"{number} 号得票") for number in self._open}
        fields = [(f"{number} 号", one) for number, one in self._fields.items()]
        for place, (name, one) in enumerate([*fields, ("弃权", self._abstain)]):
            caption = label(name)
            caption.setBuddy(one)
            self._grid.addWidget(caption, place, 0)
            self._grid.addWidget(one, place, 1)

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in the order of reading."""
        return [*self._fields.values(), self._abstain, self._reason, self._record, self._none]

    def _vote(self) -> None:
        votes = {number: one.value for number, one in self._fields.items()}
        self.voted.emit(votes, self._abstain.value, self._reason.text().strip())


class ChangePanel(QWidget):
    """调整等级 and 确认不合格 for the chosen entry: vote and reason, or nothing."""

    changed = Signal(str, object, object, str)
    confirmed = Signal(str, object, str)

    def __init__(self) -> None:
        super().__init__()
        self._row: GradeRow | None = None
        self._told = prose()
        self._grade = QComboBox()
        self._grade.addItems([term_label(grade) for grade in GRADES])
        self._counts = tuple(CountField(name) for name in ("同意", "不同意", "弃权"))
        counts = QGridLayout()
        for place, one in enumerate(self._counts):
            caption = label(one.accessibleName())
            caption.setBuddy(one)
            counts.addWidget(caption, 0, place)
            counts.addWidget(one, 1, place)
        self._reason = QLineEdit()
        self._reason.setAccessibleName("表决理由")
        self._change = button("记录调整")
        self._change.clicked.connect(self._ask_change)
        self._confirm = button("确认不合格", "primary", key=_KEY)
        self._confirm.clicked.connect(self._ask_confirm)
        self._grade.setAccessibleName("调整为")
        to = label("调整为(&G)", "muted")
        to.setBuddy(self._grade)
        note = prose("调整等级须经表决，不能超出名额。", "muted")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        pieces = (
            self._told,
            counts,
            field("理由", self._reason, key="U"),
            row(None, self._confirm),
            to,
            row(self._grade, None, self._change),
            note,
        )
        whole.addWidget(card(*pieces, title="表决"))

    def show_row(self, one: GradeRow | None, *, covered: bool) -> None:
        """Show the reason of the chosen entry's grade; another entry starts with empty fields."""
        if one is None or self._row is None or one.number != self._row.number:
            self._clear()
        self._row = one
        self.setEnabled(one is not None)
        if one is None:
            self._told.setText("请在名次表中选择一个平台。")
            return
        because = "" if covered else f"{one.because}\n"
        done = "已经专家组确认表决。\n" if one.confirmed else ""
        self._told.setText(
            f"{one.number} 号 {one.name}\n{because}{done}有表决权 {one.entitled} 人。"
        )
        self._confirm.setVisible(needs_confirmation(one))

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in the order of reading."""
        return [*self._counts, self._reason, self._confirm, self._grade, self._change]

    def _clear(self) -> None:
        for one in self._counts:
            one.clear()
        self._reason.clear()

    def _values(self) -> tuple[int, int, int]:
        agree, disagree, abstain = (one.value for one in self._counts)
        return agree, disagree, abstain

    def _ask_change(self) -> None:
        if self._row is not None:
            grade: Grade = GRADES[self._grade.currentIndex()]
            reason = self._reason.text().strip()
            self.changed.emit(self._row.number, grade, self._values(), reason)

    def _ask_confirm(self) -> None:
        if self._row is not None:
            self.confirmed.emit(self._row.number, self._values(), self._reason.text().strip())
