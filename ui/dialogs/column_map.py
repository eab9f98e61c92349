"""列对应: each heading of a file beside the column it is read as, those not read first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from ui.widgets.choice import Choice
from ui.widgets.layout import button, label, prose, row
from ui.widgets.one_line import OneLine
from ui.widgets.panes import scrolled
from ui.widgets.refusal import Refusal
from ynreview.app.table_words import NOT_READ

if TYPE_CHECKING:
    from ynreview.app.queries.ledger import FoundHeading, FoundTable

_RULE = (
    "左边是文件中的表头和内容示例，右边选择读作哪一列。没有认出的排在前面。"
    "导入后会记住，表头相同的表再次导入时自动沿用。"
)
Chosen = Callable[[Mapping[str, str]], object]


class ColumnMapDialog(QDialog):
    """Gives ``chosen`` a map from headings to fields, "" for what is not to be read any more."""

    def __init__(
        self,
        parent: QWidget,
        table: FoundTable,
        choices: Sequence[tuple[str, str]],
        chosen: Chosen,
    ) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("列对应")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._chosen = chosen
        self._headings = sorted(table.headings, key=lambda one: bool(one.field))
        self._names = dict(choices)
        self._boxes: list[Choice] = []
        self._refusal = Refusal()
        self._yes = button("按此核对", "primary", key="Ctrl+Return")
        self._yes.clicked.connect(self._take)
        self._no = button("取消")
        self._no.clicked.connect(self.reject)
        where = f"工作表 {table.sheet} · " if table.sheet else ""
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(label(f"{where}表头在第 {table.header_row} 行", "heading"))
        column.addWidget(prose(_RULE, "muted"))
        column.addWidget(self._refusal)
        column.addWidget(scrolled(self._grid(choices)), 1)
        column.addLayout(row(None, self._no, self._yes))
        window = parent.window().size()
        self.resize(min(820, window.width() - 32), min(620, window.height() - 32))
        if self._boxes:
            self._boxes[0].setFocus()

    def _grid(self, choices: Sequence[tuple[str, str]]) -> QWidget:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(8, 8, 8, 8)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 3)
        grid.setColumnStretch(3, 2)
        for place, title in enumerate(("列", "文件中的表头", "内容示例", "读作")):
            grid.addWidget(label(title, "muted"), 0, place)
        for number, heading in enumerate(self._headings, start=1):
            box = self._box(heading, choices)
            self._boxes.append(box)
            grid.addWidget(label(heading.column), number, 0)
            grid.addWidget(OneLine(heading.heading), number, 1)
            grid.addWidget(OneLine("、".join(heading.samples), "muted"), number, 2)
            grid.addWidget(box, number, 3)
        grid.setRowStretch(len(self._headings) + 1, 1)
        return inner

    def _box(self, heading: FoundHeading, choices: Sequence[tuple[str, str]]) -> Choice:
        box = Choice()
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.setMinimumContentsLength(10)
        box.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setAccessibleName(f"{heading.column} 列 {heading.heading} 读作")
        box.addItem(NOT_READ, "")
        for field, name in choices:
            box.addItem(name, field)
        box.setCurrentIndex(max(box.findData(heading.field), 0))
        return box

    def _take(self) -> None:
        pairs = list(zip(self._headings, self._boxes, strict=True))
        taken: dict[str, str] = {}
        for heading, box in pairs:
            field = str(box.currentData())
            if field and field in taken:
                self._refusal.tell(
                    f"“{taken[field]}”和“{heading.heading}”都选作{self._names[field]}，"
                    "每一列只能由一个表头读入。请把其中一个改为不读取或别的列。"
                )
                box.setFocus()
                return
            if field:
                taken[field] = heading.heading
        # What was not read and stays so is left out: it is said again, and as what it is.
        mapping = {
            heading.heading: str(box.currentData())
            for heading, box in pairs
            if box.currentData() or heading.field
        }
        self.accept()
        self._chosen(mapping)


def ask_column_map(
    parent: QWidget, table: FoundTable, choices: Sequence[tuple[str, str]], chosen: Chosen
) -> ColumnMapDialog:
    """Open the dialog over a screen."""
    dialog = ColumnMapDialog(parent, table, choices, chosen)
    dialog.open()
    return dialog
