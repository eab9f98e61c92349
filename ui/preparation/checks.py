"""发放前核对: what is to be dealt with, in brief, with the way there; beside the work or folded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.theme.style import set_role
from ui.widgets.findings import SHAPES, WORDS
from ui.widgets.layout import button, empty, label, prose
from ui.widgets.shapes import StateLabel
from ynreview.kernel.finding import Severity

if TYPE_CHECKING:
    from ynreview.app.queries.preparation import CheckLine, PreparationView

TITLE = "发放前核对"
_NOTHING = "没有需要处理的问题，可以发放。"
_ISSUED = "已经发放，台账、名单和设定已冻结。"
_READING = "正在核对。"


class CheckColumn(QFrame):
    """``jump`` carries ``step`` or ``step#subject`` of the line whose 跳转 was pressed."""

    jump = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self.setAccessibleName(TITLE)
        self._lines: tuple[CheckLine, ...] | None = None
        self._there: list[QPushButton] = []
        self._told, self._packages = prose(_READING, "muted"), prose("", "muted")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 4, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 8, 10)
        whole.setSpacing(6)
        whole.addWidget(label(TITLE, "heading"))
        whole.addWidget(self._told)
        whole.addWidget(self._area, 1)
        whole.addWidget(self._packages)

    @property
    def stops(self) -> Sequence[QPushButton]:
        """Where Tab stops in it, in their order."""
        return self._there

    def show_view(self, view: PreparationView | None) -> None:
        """Show the check list; None is one that is still being read."""
        told = _READING if view is None else _ISSUED if view.issued else _NOTHING
        lines = () if view is None else view.lines
        self._told.setText("" if lines else told)
        self._told.setVisible(not lines)
        self._packages.setText("" if view is None else view.packages)
        self._packages.setVisible(bool(self._packages.text()))
        if lines != self._lines:
            self._lines = lines
            self._build(lines)

    def _build(self, lines: Sequence[CheckLine]) -> None:
        empty(self._grid)
        self._there = []
        severity: Severity | None = None
        for line in lines:
            if line.severity is not severity:
                severity = line.severity
                count = sum(one.count for one in lines if one.severity is severity)
                head = StateLabel(SHAPES[severity], f"{WORDS[severity]}  {count}")
                head.setContentsMargins(0, 6, 0, 2)
                self._grid.addWidget(head, self._grid.rowCount(), 0, 1, 2)
            self._add(line)

    def _add(self, line: CheckLine) -> None:
        place = self._grid.rowCount()
        text = prose(line.brief)
        text.setToolTip("\n".join(line.sentences[:5]))
        text.setAccessibleName("\n".join(line.sentences))
        text.setContentsMargins(0, 4, 0, 4)
        there = button("跳转", "link")
        there.setAccessibleName(f"跳转：{line.brief}")
        target = f"{line.step.value}#{line.subject}" if line.subject else line.step.value
        there.clicked.connect(lambda: self.jump.emit(target))
        self._grid.addWidget(text, place, 0)
        self._grid.addWidget(there, place, 1, Qt.AlignmentFlag.AlignTop)
        self._there.append(there)


def strip_text(view: PreparationView | None) -> str:
    """Return the check list in one line."""
    if view is None:
        return f"{TITLE}：{_READING}"
    counts = [(WORDS[one], view.count(one)) for one in (Severity.BLOCKING, Severity.WARNING)]
    told = "，".join(f"{word} {count}" for word, count in counts if count)
    return f"{TITLE}：{told or ('已经发放' if view.issued else '可以发放')}"
