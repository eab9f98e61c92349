"""会次设置: the facts of the round above, the rules with mark and article below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.preparation.frame import PreparationScreen
from ui.screens.round import presenter
from ui.widgets.data_table import DataTable
from ui.widgets.layout import button, card, label, prose, row
from ui.widgets.refusal import Refusal

if TYPE_CHECKING:
    from ynreview.app.queries.preparing import SettingLine

_KINDS = "设定文件 (*.toml)"
_NOTE = "标为“会次设定”的可在发放前用设定文件改动；办法规定和条文理解不能改动。"
_FROZEN = "本会次已经发放，设定已冻结。"
_COLUMNS = (
    ColumnSpec("设定", lambda one: one.title, width=200),
    ColumnSpec("本会次取值", lambda one: one.value, width=200, tooltip=lambda one: one.value),
    ColumnSpec("标记", presenter.mark_text, width=150),
    ColumnSpec("条款", lambda one: "、".join(one.cites), width=150),
    ColumnSpec("说明", lambda one: one.note, tooltip=lambda one: one.note),
    ColumnSpec("设定编号", lambda one: one.id, width=220),
)


class RoundScreen(PreparationScreen):
    """What cannot be changed is shown with who says so."""

    step = "round"
    keys = (("Ctrl+F", "查找设定"), ("Ctrl+Enter", "下一步：参评平台"))

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._refusal = Refusal()
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(4)
        for place in (1, 3):
            self._facts.setColumnStretch(place, 1)
        self._shown: list[QWidget] = []
        self._lines: tuple[SettingLine, ...] = ()
        self._find = QLineEdit()
        self._find.setPlaceholderText("查找设定")
        self._find.setAccessibleName("查找设定")
        self._find.setClearButtonEnabled(True)
        self._find.textChanged.connect(self._filter)
        self._mark = QComboBox()
        self._mark.setAccessibleName("标记")
        self._mark.addItems(list(presenter.FILTERS))
        self._mark.currentTextChanged.connect(self._filter)
        self._load = button("载入设定文件(&L)")
        self._load.clicked.connect(self._ask_load)
        self._next = button("下一步：参评平台", "primary", key="Ctrl+Return")
        self._next.clicked.connect(lambda: context.go("entries"))
        self._note = prose(_NOTE, "muted")
        self._table = DataTable(_COLUMNS, frozen=1, key=lambda one: one.id)
        self._table.setAccessibleName("计票与计分设定")
        self._table.setMinimumHeight(220)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for widget in (label("会次设置", "title"), self._refusal):
            column.addWidget(widget)
        column.addWidget(card(self._facts))
        column.addWidget(label("计票与计分设定", "heading"))
        column.addWidget(self._note)
        column.addLayout(row(self._find, self._mark))
        column.addWidget(self._table, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        work = QWidget()
        whole = QVBoxLayout(work)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area, 1)
        whole.addLayout(row(self._load, None))
        self.furnish(work, self._next)

    def refresh(self) -> None:
        """Read the setup."""
        view = presenter.setup(self.context.workspace)
        self._lines = view.settings
        self._load.setEnabled(not view.issued)
        self._note.setText(_FROZEN if view.issued else _NOTE)
        self._show_facts(view.facts)
        self._filter()
        super().refresh()

    def _show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        for widget in self._shown:
            widget.deleteLater()
        self._shown = []
        for place, (name, value) in enumerate(facts):
            line, side = divmod(place, 2)
            told = label(value or "—", wrap=True)
            told.setAccessibleName(f"{name}：{value or '未填'}")
            for column, widget in ((2 * side, label(name, "muted")), (2 * side + 1, told)):
                self._facts.addWidget(widget, line, column)
                self._shown.append(widget)

    def _filter(self) -> None:
        text = self._find.text()
        self._table.show_rows(presenter.matching(self._lines, self._mark.currentText(), text))

    def _ask_load(self) -> None:
        chosen = self.context.files.open_one(self, "载入设定文件", _KINDS)
        if chosen is None:
            return
        findings, text, changed = presenter.load_settings(self.context.workspace, chosen)
        self._refusal.tell(text if text and not changed else findings)
        if changed:
            self.context.say(f"已改动 {len(changed)} 项会次设定。{text}")


def make(context: Context) -> RoundScreen:
    """Return the screen."""
    return RoundScreen(context)
