"""One 会次设定 with an editor for each of its parameters, or the words of a rule that stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.screens.round import presenter
from ui.widgets.citation import Citation
from ui.widgets.layout import button, empty, label, prose, row
from ui.widgets.refusal import Refusal

if TYPE_CHECKING:
    from ynreview.app.queries.round_view import ParamLine, SettingLine

_CODE = Qt.ItemDataRole.UserRole


class ParamEditor(QWidget):
    """Changes one parameter; ``value`` is what stands in it, as the rule takes it."""

    def __init__(self, param: ParamLine) -> None:
        super().__init__()
        self.param = param
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        makers = {
            "switch": self._switch,
            "option": self._option,
            "order": self._order,
            "ticks": self._ticks,
        }
        self.value: Callable[[], Any] = makers.get(param.kind.value, self._line)()

    def _switch(self) -> Callable[[], Any]:
        self._box = QCheckBox(self.param.label)
        self._box.setChecked(bool(self.param.value))
        self._column.addWidget(self._box)
        return self._box.isChecked

    def _option(self) -> Callable[[], Any]:
        box = QComboBox()
        for code, word in self.param.choices:
            box.addItem(word, code)
        box.setCurrentIndex(box.findData(self.param.value))
        self._captioned(box)
        return box.currentData

    def _line(self) -> Callable[[], Any]:
        edit = QLineEdit(str(self.param.value))
        edit.setMaximumWidth(160)
        self._captioned(edit)
        return edit.text

    def _captioned(self, control: QWidget) -> None:
        text = self.param.label + (f"（{self.param.unit}）" if self.param.unit else "")
        head = label(text, "muted")
        head.setBuddy(control)
        control.setAccessibleName(text)
        self._column.addWidget(head)
        self._column.addWidget(control)

    def _order(self) -> Callable[[], Any]:
        words = dict(self.param.choices)
        self._list = QListWidget()
        self._list.setSpacing(3)
        left = [code for code in words if code not in self.param.value]
        for code in (*self.param.value, *left):
            item = QListWidgetItem(words.get(code, code))
            item.setData(_CODE, code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_used = code in self.param.value
            item.setCheckState(Qt.CheckState.Checked if is_used else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._list.setFixedHeight((self.fontMetrics().height() + 12) * len(words) + 16)
        self._captioned(self._list)
        up, down = button("上移(&U)"), button("下移(&D)")
        up.clicked.connect(lambda: self._move(-1))
        down.clicked.connect(lambda: self._move(1))
        self._column.addLayout(row(up, down, None))
        return self._ordered

    def _move(self, step: int) -> None:
        here = self._list.currentRow()
        there = here + step
        if 0 <= there < self._list.count():
            self._list.insertItem(there, self._list.takeItem(here))
            self._list.setCurrentRow(there)

    def _ordered(self) -> tuple[str, ...]:
        items = [self._list.item(place) for place in range(self._list.count())]
        return tuple(one.data(_CODE) for one in items if one.checkState() is Qt.CheckState.Checked)

    def _ticks(self) -> Callable[[], Any]:
        self._boxes = {code: QCheckBox(word) for code, word in self.param.choices}
        self._column.addWidget(label(self.param.label, "muted"))
        for code, box in self._boxes.items():
            box.setChecked(code in self.param.value)
            self._column.addWidget(box)
        return lambda: tuple(c for c, box in self._boxes.items() if box.isChecked())


class SettingEditor(QWidget):
    """``wanted`` carries a rule and the values it shall have."""

    wanted = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._line: SettingLine | None = None
        self._editors: list[ParamEditor] = []
        self._title, self._note = label("", "heading", wrap=True), prose("", "muted")
        self._stands, self._cites = prose(""), Citation()
        self.refusal = Refusal()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._save, self._back = button("保存设定(&S)"), button("恢复默认(&R)")
        self._save.clicked.connect(self._ask_save)
        self._back.clicked.connect(self._ask_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for one in (self._title, self._cites, self._note, self._stands, self.refusal):
            column.addWidget(one)
        column.addLayout(self._grid)
        column.addLayout(row(self._save, self._back, None))
        column.addStretch(1)

    def show_line(self, line: SettingLine | None, *, issued: bool) -> None:
        """Show one rule; what is being changed of the same rule stays."""
        changeable = line is not None and line.changeable and not issued
        self._save.setVisible(changeable)
        self._back.setVisible(changeable and line is not None and line.changed)
        if line == self._line and changeable == bool(self._editors):
            return
        self._line = line
        self.refusal.clear()
        empty(self._grid)
        self._editors = []
        self.setVisible(line is not None)
        if line is None:
            return
        self._title.setText(line.title)
        self._cites.show_cites(line.cites)
        self._note.setText(line.note)
        self._note.setVisible(bool(line.note))
        default = f"默认：{line.default}" if line.changeable else ""
        now = f"本会次：{line.value}" if line.changed else ""
        stands = "" if line.changeable else f"{line.mark}：{line.value}\n不能在会次中改动。"
        self._stands.setText("\n".join(one for one in (now, default, stands) if one))
        if changeable:
            for place, param in enumerate(line.params):
                editor = ParamEditor(param)
                self._editors.append(editor)
                self._grid.addWidget(editor, place, 0)

    def _ask_save(self) -> None:
        from ynreview.app.setting_values import typed_value
        from ynreview.kernel.errors import YnReviewError
        from ynreview.messages import explain_error

        values: dict[str, Any] = {}
        for editor in self._editors:
            value = editor.value()
            try:
                values[editor.param.name] = (
                    typed_value(editor.param, value) if isinstance(value, str) else value
                )
            except YnReviewError as error:
                self.refusal.tell(explain_error(error))
                return
        self.wanted.emit(self._line, values)

    def _ask_back(self) -> None:
        if self._line is not None:
            self.wanted.emit(self._line, presenter.usual(self._line))
