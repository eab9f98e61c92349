"""The right side of 评分表: one editor for the part chosen on the left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.screens.forms.fields import CountReading, TextField, WordField
from ui.screens.forms.presenter import Node
from ui.widgets.layout import column, label, prose
from ui.widgets.number_edit import NumberEdit
from ui.widgets.points_edit import PointsEdit
from ynreview.kernel.points import Points
from ynreview.rulebook.forms import ScoreForm

W = TypeVar("W", bound=QWidget)
N = TypeVar("N", bound=NumberEdit)
Change = Callable[[ScoreForm, Any], ScoreForm]
_WIDE = 1000  # pixels; a narrower control keeps to the left below its caption
Settles = WordField | TextField | NumberEdit


class Editor(QWidget):
    """Fields of one part; ``changed`` carries the form as it is with the field's new value.

    A subclass adds its fields with a change each, and shows a form in ``show_values``.
    """

    changed = Signal(object)

    def __init__(self, form: ScoreForm, node: Node) -> None:
        super().__init__()
        self.form, self.node = form, node
        self.fields: dict[str, QWidget] = {}
        self.captions: dict[str, QLabel] = {}
        self._line: QHBoxLayout | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 12)
        self._column.setSpacing(8)

    def show_form(self, form: ScoreForm) -> None:
        """Show the part as the form has it."""
        self.form = form
        self.show_values()

    def show_values(self) -> None:
        """Put the values of ``form`` into the fields."""
        raise NotImplementedError

    def settle(self) -> None:
        """Keep what is still being typed."""
        for one in self.fields.values():
            if isinstance(one, Settles):
                one.settle()

    @property
    def focused_key(self) -> str:
        """What the field with the focus holds, "" when none has it."""
        return next((key for key, one in self.fields.items() if one.hasFocus()), "")

    def go_to(self, key: str) -> QWidget:
        """Put the focus into a field by the name of what it holds, and return it."""
        target = self.fields.get(key) or next(iter(self.fields.values()))
        target.setFocus()
        return target

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in the order of reading."""
        return [
            one
            for one in self.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and one.window() is self.window()  # a list that opens is a window of its own
        ]

    def keep(self, change: Change, value: Any) -> None:
        """Tell the form with a new value."""
        self.changed.emit(change(self.form, value))

    def heading(self, text: str) -> QLabel:
        """Add a heading."""
        found = label(text, "heading", wrap=True)
        self._column.addWidget(found)
        return found

    def note(self, text: str) -> QLabel:
        """Add a sentence."""
        found = prose(text, "muted")
        self._column.addWidget(found)
        return found

    def add(self, key: str, caption: str, control: W, stretch: int = 0) -> W:
        """Add a control below its caption, which can be changed later."""
        self.fields[key] = control
        head = label(caption, "muted", wrap=True)
        head.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(caption)
        self.captions[key] = head
        pair = column(head, control)
        pair.setSpacing(2)
        if control.maximumWidth() < _WIDE:
            pair.setAlignment(control, Qt.AlignmentFlag.AlignLeft)
        if self._line is not None:
            self._line.addLayout(pair, stretch)
        else:
            self._column.addLayout(pair)
        return control

    @contextmanager
    def one_line(self) -> Iterator[None]:
        """Put what is added meanwhile side by side."""
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        self._column.addLayout(self._line)
        yield
        self._line.addStretch(0)
        self._line = None

    def word(self, key: str, caption: str, change: Change, stretch: int = 1) -> WordField:
        """Add one line of words."""
        found = self.add(key, caption, WordField(caption), stretch)
        found.stored.connect(lambda text: self.keep(change, text))
        return found

    def text(self, key: str, caption: str, lines: int, change: Change) -> TextField:
        """Add several lines of words."""
        found = self.add(key, caption, TextField(caption, lines))
        found.stored.connect(lambda text: self.keep(change, text))
        return found

    def count(self, key: str, caption: str, most: int, change: Change) -> NumberEdit:
        """Add a whole number."""
        edit = NumberEdit(CountReading(most), f"0 至 {most} 的整数")
        edit.stored.connect(lambda value: self.keep(change, value or 0))
        return self._number(key, caption, edit)

    def points(self, key: str, caption: str, change: Change) -> PointsEdit:
        """Add marks on the step of the form."""
        edit = PointsEdit(Points(10_000), self.form.step)
        edit.stored.connect(lambda value: self.keep(change, value or Points.zero()))
        return self._number(key, caption, edit)

    def _number(self, key: str, caption: str, edit: N) -> N:
        """Add a number; the sentence of what is impossible stands below the line."""
        edit.setFixedWidth(96)
        edit.setAccessibleName(caption)
        said = prose("", "danger")
        said.hide()
        edit.impossible.connect(said.setText)
        edit.impossible.connect(lambda text: said.setVisible(bool(text)))
        self.add(key, caption, edit)
        self._column.addWidget(said)
        return edit

    def tick(self, key: str, caption: str, change: Change) -> QCheckBox:
        """Add a box to tick."""
        found = QCheckBox(caption)
        found.setAccessibleName(caption)
        found.clicked.connect(lambda ticked: self.keep(change, ticked))
        self.fields[key] = found
        self._column.addWidget(found)
        return found

    def beside(self, piece: QWidget) -> None:
        """Add something that holds no value."""
        self._column.addWidget(piece)

    def close_column(self) -> None:
        """Leave the room below the last field free."""
        self._column.addStretch(1)
