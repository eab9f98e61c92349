"""One item of the form: what to look at, four levels, a number, a remark where it is asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.screens.scoring.presenter import LEVELS, length_of, level_text, short
from ui.widgets.citation import Citation
from ui.widgets.layout import button, label, prose, row
from ui.widgets.points_edit import PointsEdit
from ynreview.kernel.points import Points
from ynreview.rulebook.forms import Item, ScoreForm
from ynreview.rulebook.kinds import Level

_SHORT_GUIDANCE = 34


class RemarkField(QLineEdit):
    """A remark of one line; ``left`` tells that it is to be stored."""

    left = Signal(str)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit(self.text())


class ItemCard(QWidget):
    """Pressing a level opens its text and offers its scores; it never enters one."""

    stored = Signal(str, object)
    remarked = Signal(str, str)
    entered = Signal()

    def __init__(self, form: ScoreForm, item: Item, subtype: str) -> None:
        super().__init__()
        self.item = item
        self._form = form
        self._said = prose("", "danger")
        self._said.hide()
        self._text = prose("", "muted")
        self._text.hide()
        self._scores = QHBoxLayout()
        self._scores_box = QWidget()
        self._scores_box.setLayout(self._scores)
        self._scores.setContentsMargins(0, 0, 0, 0)
        self._scores_box.hide()
        self.field = PointsEdit(item.full, form.step)
        self.field.setMaximumWidth(96)
        self.field.setAccessibleName(f"{item.code} {item.name} 得分")
        self.field.stored.connect(lambda value: self.stored.emit(item.code, value))
        self.field.impossible.connect(self._say)
        self.field.accepted.connect(self.entered)
        self.cites = Citation(item.cites)
        self.remark = RemarkField()
        self.remark.setPlaceholderText(form.remark_hint)
        self.remark.setAccessibleName(f"{item.code} {item.name} 说明")
        self.remark.left.connect(lambda text: self.remarked.emit(item.code, text))
        self._asked = prose("", "warning")
        self._asked.hide()
        self._levels = QButtonGroup(self)
        self._levels.setExclusive(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(6)
        column.addLayout(self._head())
        column.addLayout(self._guidance(subtype))
        column.addLayout(self._level_buttons())
        for widget in (self._text, self._scores_box):
            column.addWidget(widget)
        column.addLayout(self._number_row())
        for widget in (self._said, self._asked, self.remark):
            column.addWidget(widget)
        self.remark.hide()

    def _head(self) -> QHBoxLayout:
        name = label(f"{self.item.code} {self.item.name}", "heading", wrap=True)
        head = row(name, label(f"/ {short(self.item.full)}", "muted"))
        head.setStretch(0, 1)
        return head

    def _guidance(self, subtype: str) -> QVBoxLayout:
        extra = {str(key): text for key, text in self.item.guidance_by_subtype.items()}
        whole = f"看什么：{self.item.guidance} {extra.get(subtype, '')}".strip()
        first = whole if len(whole) <= _SHORT_GUIDANCE else f"{whole[:_SHORT_GUIDANCE]}…"
        shown = prose(first, "muted")
        opener = button("展开", "link")
        opener.setVisible(len(whole) > _SHORT_GUIDANCE)
        opener.setAccessibleName(f"{self.item.code} 看什么，展开或收起")
        opener.setCheckable(True)

        def toggle(opened: bool) -> None:
            shown.setText(whole if opened else first)
            opener.setText("收起" if opened else "展开")

        opener.toggled.connect(toggle)
        top = row(shown, opener)
        top.setStretch(0, 1)
        below = QVBoxLayout()
        below.setSpacing(0)
        below.addLayout(top)
        below.addWidget(self.cites)
        return below

    def _level_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        for level in self.item.levels:
            one = button(level_text(self.item, level))
            one.setCheckable(True)
            one.setAccessibleName(f"{self.item.code} {level_text(self.item, level)}")
            one.clicked.connect(lambda _=False, chosen=level: self.open_level(chosen))
            self._levels.addButton(one, list(LEVELS).index(level))
            line.addWidget(one)
        line.addStretch(1)
        return line

    def _number_row(self) -> QHBoxLayout:
        caption = label("得分")
        caption.setBuddy(self.field)
        self._remark_opener = button("说明 Ctrl+M", "link")
        self._remark_opener.setAccessibleName(f"{self.item.code} 说明")
        self._remark_opener.clicked.connect(self.open_remark)
        return row(caption, self.field, None, self._remark_opener)

    def open_level(self, level: Level) -> None:
        """Open the text of a level and offer its possible scores."""
        place = list(LEVELS).index(level)
        for one in self._levels.buttons():
            one.setChecked(self._levels.id(one) == place)
        self._text.setText(f"{LEVELS[level]}：{self.item.level_text(level)}")
        self._text.show()
        while self._scores.count():
            found = self._scores.takeAt(0)
            widget = found.widget() if found is not None else None
            if widget is not None:
                widget.deleteLater()
        for points in self.item.levels[level].scores:
            one = button(short(points))
            one.setAccessibleName(f"{self.item.code} 填 {short(points)} 分")
            one.clicked.connect(lambda _=False, value=points: self._choose(value))
            self._scores.addWidget(one)
        self._scores.addStretch(1)
        self._scores_box.show()

    def open_remark(self) -> None:
        """Open the remark and go there."""
        self.remark.show()
        self.remark.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_values(self, points: Points | None, remark: str) -> None:
        """Show what the core holds."""
        self.field.set_points(points)
        if not self.remark.hasFocus():
            self.remark.setText(remark)
        lit = list(LEVELS).index(self.item.level_of(points)) if points is not None else -1
        for one in self._levels.buttons():
            one.setChecked(self._levels.id(one) == lit)
        asked = points is not None and self._form.remark_required(self.item, points)
        short_of = asked and length_of(remark) < self._form.remark_min
        least = self._form.remark_min
        self._asked.setText(f"给满分或低于 60% 时请写明理由，不少于 {least} 字。")
        self._asked.setVisible(short_of)
        self.remark.setVisible(bool(asked or remark or self.remark.hasFocus()))

    def _choose(self, points: Points) -> None:
        self.field.set_points(points)
        self.stored.emit(self.item.code, points)

    def _say(self, text: str) -> None:
        self._said.setText(text)
        self._said.setVisible(bool(text))
