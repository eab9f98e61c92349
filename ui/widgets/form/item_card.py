"""One item of the form: what to look at, four levels, a number, a remark where it is asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.citation import Citation
from ui.widgets.form.fields import OneLine, RemarkField
from ui.widgets.form.flow import flowing
from ui.widgets.form.words import LEVELS, length_of, level_text, marks_word, remark_asked, short
from ui.widgets.layout import button, empty, label, prose, row
from ui.widgets.points_edit import PointsEdit
from ynreview.kernel.points import Points
from ynreview.rulebook.forms import Item, ScoreForm
from ynreview.rulebook.kinds import Level


class Opening(QWidget):
    """What to look at, in one line with 展开, which shows the whole."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self._shown = OneLine(text, "muted")
        self.opener = by_key(button("展开", "link"), "Alt+0")
        self.opener.setAccessibleName(f"{name} 看什么，展开或收起")
        self.opener.setCheckable(True)
        self.opener.toggled.connect(self._toggle)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._shown, 1)
        line.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignTop)

    def _toggle(self, opened: bool) -> None:
        self._shown.open_up(opened=opened)
        self.opener.setText("收起" if opened else "展开")


class ItemCard(QWidget):
    """Pressing a level opens its text and offers its scores; it never enters one.

    Only the number and the remark are stops of the Tab key: everything else has its own key.
    ``told`` says that there is another sentence beside the number.
    """

    stored = Signal(str, object)
    remarked = Signal(str, str)
    entered = Signal()
    told = Signal()

    def __init__(self, form: ScoreForm, item: Item, subtype: str) -> None:
        super().__init__()
        self.item = item
        self._form = form
        self._opened: Level | None = None
        self._is_lent = False
        self._said, self._asked = prose("", "danger"), prose("", "warning")
        self._text = prose("", "muted")
        self._scores_box = flowing()
        self._levels = QButtonGroup(self)
        self._levels.setExclusive(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addLayout(self._head())
        extra = {str(key): text for key, text in item.guidance_by_subtype.items()}
        whole = f"看什么：{item.guidance} {extra.get(subtype, '')}".strip()
        self.guidance = Opening(whole, item.code)
        column.addWidget(self.guidance)
        column.addWidget(self._number_row())
        column.addWidget(self._said)
        column.addWidget(self._text)
        column.addWidget(self._scores_box)
        self.remark = RemarkField()
        self.remark.setPlaceholderText(form.remark_hint)
        self.remark.setAccessibleName(f"{item.code} {item.name} 说明")
        self.remark.left.connect(lambda text: self.remarked.emit(item.code, text))
        self.remark.returnPressed.connect(self.entered)
        for widget in (self._asked, self.remark):
            column.addWidget(widget)
        hidden: tuple[QWidget, ...] = (self._said, self._asked, self._text, self._scores_box)
        for one in (*hidden, self.remark):
            one.hide()

    def _head(self) -> QHBoxLayout:
        name = label(f"{self.item.code} {self.item.name}", "heading", wrap=True)
        self.cites = Citation(self.item.cites)
        self.cites.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if self.cites.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            self.cites.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        opener = by_key(button("说明", "link"), "Ctrl+M")
        opener.setAccessibleName(f"{self.item.code} 说明")
        opener.clicked.connect(self.open_remark)
        head = row(name, self.cites, opener, label(f"/ {short(self.item.full)}", "muted"))
        head.setStretch(0, 5 * len(name.text()))
        head.setStretch(1, 4 * len(self.cites.text()))
        return head

    def _number_row(self) -> QWidget:
        caption = label(marks_word(self.item))
        self._mark = by_key(button("", "level"), "")
        self._mark.hide()
        self.field = PointsEdit(self.item.full, self._form.step)
        self.field.setFixedWidth(88)
        self.field.setAccessibleName(f"{self.item.code} {self.item.name} {marks_word(self.item)}")
        self.field.stored.connect(lambda value: self.stored.emit(self.item.code, value))
        self.field.impossible.connect(self.say)
        self.field.accepted.connect(self._accepted)
        caption.setBuddy(self.field)
        self._mark.clicked.connect(self.field.setFocus)
        self._place = QWidget()
        self._place.setLayout(row(caption, self.field))
        return flowing(self._place, self._mark, *self._level_buttons())

    def _level_buttons(self) -> list[QPushButton]:
        found = []
        for place, level in enumerate(LEVELS):
            if level not in self.item.levels:
                continue
            one = by_key(button(level_text(self.item, level), "level"), f"Alt+{place + 1}")
            one.setCheckable(True)
            one.setAccessibleName(f"{self.item.code} {level_text(self.item, level)}")
            one.clicked.connect(lambda _=False, chosen=level: self.open_level(chosen))
            self._levels.addButton(one, place)
            found.append(one)
        return found

    @property
    def lacks_remark(self) -> bool:
        """Whether a remark is asked for that is not long enough yet."""
        return self._asked.isVisibleTo(self)

    @property
    def said(self) -> str:
        """What stands beside the number, "" when nothing does."""
        return self._said.text()

    def lend(self) -> PointsEdit:
        """Give the number field away to where it stays in view; the number itself stays here."""
        self._show_lent(lent=True)
        return self.field

    def take_back(self) -> None:
        """Have the number field again."""
        place = self._place.layout()
        assert place is not None
        place.addWidget(self.field)
        self.field.show()
        self._show_lent(lent=False)

    def _show_lent(self, *, lent: bool) -> None:
        self._is_lent = lent
        self._place.setVisible(not lent)
        self._mark.setVisible(lent)
        self.say(self.said)

    def settle(self) -> bool:
        """Store what is being typed; False when the number is impossible."""
        self.remark.settle()
        return self.field.settle()

    def open_level(self, level: Level) -> None:
        """Open the text of a level and offer its possible scores; again closes them."""
        if level not in self.item.levels:
            return
        self._opened = None if self._opened is level else level
        self._light(self.field.points)
        scores = self._scores_box.layout()
        assert scores is not None
        empty(scores)
        for widget in (self._text, self._scores_box):
            widget.setVisible(self._opened is not None)
        if self._opened is None:
            return
        self._text.setText(f"{LEVELS[level]}：{self.item.level_text(level)}")
        for points in self.item.levels[level].scores:
            one = button(short(points), "score")
            one.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            one.setMinimumWidth(36)
            one.setAccessibleName(f"{self.item.code} 填 {short(points)} 分")
            one.clicked.connect(lambda _=False, value=points: self._choose(value))
            scores.addWidget(one)

    def open_remark(self) -> None:
        """Open the remark and go there."""
        self.remark.show()
        self.remark.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_values(self, points: Points | None, remark: str) -> None:
        """Show what the core holds."""
        self.field.set_points(points)
        self.remark.show_text(remark)
        self._light(points)
        mark = f"{marks_word(self.item)} {short(points)}" if points is not None else "未填"
        self._mark.setText(mark)
        self._mark.setAccessibleName(f"{self.item.code} {mark}")
        asked = points is not None and self._form.remark_required(self.item, points)
        least = self._form.remark_min
        self._asked.setText(remark_asked(self._form, self.item))
        self._asked.setVisible(asked and length_of(remark) < least)
        self.remark.setVisible(bool(asked or remark or self.remark.hasFocus()))

    def say(self, text: str) -> None:
        """Say a sentence beside the number; "" takes it away."""
        self._said.setText(text)
        self._said.setVisible(bool(text) and not self._is_lent)
        self.told.emit()

    def _light(self, points: Points | None) -> None:
        """Light the level of the number."""
        lit = list(LEVELS).index(self.item.level_of(points)) if points is not None else -1
        for one in self._levels.buttons():
            one.setChecked(self._levels.id(one) == lit)

    def _choose(self, points: Points) -> None:
        if points != self.field.points or self.field.is_impossible:
            self.field.reset(points)
            self.stored.emit(self.item.code, points)
        self.field.setFocus()

    def _accepted(self) -> None:
        if self.lacks_remark:
            self.open_remark()
        else:
            self.entered.emit()


def by_key(found: QPushButton, key: str) -> QPushButton:
    """Take a button out of the way of the Tab key; its own key is in its tooltip."""
    found.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    found.setToolTip(key)
    found.setAccessibleDescription(key)
    return found
