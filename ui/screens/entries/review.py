"""The ledger under review: problems and changes above, the platforms below, or behind tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.models.table import ColumnSpec
from ui.screens.entries.presenter import ProblemLine, line_key
from ui.theme.appearance import Look
from ui.tiers import is_low
from ui.widgets.changes_table import OF_CHANGE, changes_table
from ui.widgets.data_table import DataTable
from ui.widgets.delegates import StateDelegate
from ui.widgets.findings import SHAPES
from ui.widgets.layout import prose
from ui.widgets.shapes import Shape
from ynreview.kernel.finding import Severity

if TYPE_CHECKING:
    from ynreview.app.queries.ledger import ChangeLine

PROBLEMS, CHANGES, PLATFORMS = range(3)
_ROOMY = 420  # pixels at the base size of the text, from which both tables stand at once
_LEVELS = list(Severity)
_PROBLEMS = (
    ColumnSpec("程度", lambda one: one.word, lambda one: _LEVELS.index(one.severity), width=104),
    ColumnSpec(
        "位置",
        lambda one: one.place,
        lambda one: (one.row, one.place),
        width=88,
        tooltip=lambda one: one.text,
    ),
    ColumnSpec("现在的内容", lambda one: one.found, width=136, tooltip=lambda one: one.found),
    ColumnSpec("应为，或说明", lambda one: one.expected or one.text, tooltip=lambda one: one.text),
    ColumnSpec("依据", lambda one: one.cites, width=120),
)
_ENTRIES = (
    ColumnSpec("编号", lambda one: one.number, width=56),
    ColumnSpec("平台名称", lambda one: one.name, width=208, tooltip=lambda one: one.name),
    ColumnSpec("类型", lambda one: one.kind, width=104),
    ColumnSpec("子类", lambda one: one.subtype, width=76),
    ColumnSpec("专家组", lambda one: one.panel, width=68),
    ColumnSpec(
        "顺序",
        lambda one: str(one.order) if one.order else "",
        lambda one: one.order or None,
        align_right=True,
        width=52,
    ),
    ColumnSpec("材料", lambda one: f"{one.files} 份" if one.files else "缺", width=60),
    ColumnSpec("状态", lambda one: one.state, width=112),
    ColumnSpec("牵头单位", lambda one: one.lead_unit, width=200),
    ColumnSpec("推荐部门", lambda one: one.department, width=144),
)
_STATE = 7
_PREVIEWED = (*_ENTRIES[:2], ColumnSpec("变化", lambda one: one.change, width=104), *_ENTRIES[2:])


class Review(QWidget):
    """What a ledger would bring; without one only the platforms stored."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.problems, self.changes = DataTable(_PROBLEMS), changes_table(look)
        self.stored = DataTable(_ENTRIES, frozen=2, key=line_key)
        self.preview = DataTable(_PREVIEWED, frozen=2, key=line_key)
        for table, name in (
            (self.problems, "问题清单"),
            (self.stored, "参评平台"),
            (self.preview, "台账中的平台"),
        ):
            table.setAccessibleName(name)
        self.problems.setItemDelegateForColumn(
            0, StateDelegate(look, lambda one: SHAPES[one.severity])
        )
        self.preview.setItemDelegateForColumn(2, StateDelegate(look, _shape_of_line))
        self.stored.setItemDelegateForColumn(
            _STATE, StateDelegate(look, lambda one: None if one.takes_part else Shape.RECUSED)
        )
        self._sentence = prose("", "muted")
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("问题、变化、平台")
        for _ in range(3):
            self.tabs.addTab("")
        self._above, self._below = QStackedWidget(), QStackedWidget()
        self._above.addWidget(self.problems)
        self._above.addWidget(self.changes)
        self._below.addWidget(self.stored)
        self._below.addWidget(self.preview)
        self._put_together()
        self.tabs.currentChanged.connect(self._arrange)
        for table in (self.problems, self.changes):
            table.current_row_changed.connect(lambda _: self._say())
            table.activated_row.connect(self.jump)
        self._waits = False

    def _put_together(self) -> None:
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._above, 1)
        column.addWidget(self._sentence)
        self._upper = upper
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(upper)
        self._split.addWidget(self._below)
        self._split.setSizes([240, 200])
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self.tabs)
        whole.addWidget(self._split, 1)

    def show_stored(self, lines: tuple[object, ...]) -> None:
        """Show the platforms that are stored."""
        self._waits = False
        self.stored.show_rows(lines)
        self._below.setCurrentWidget(self.stored)
        self._arrange()

    def show_preview(
        self,
        problems: tuple[ProblemLine, ...],
        changes: tuple[ChangeLine, ...],
        lines: tuple[object, ...],
    ) -> None:
        """Show what was read of a ledger."""
        self._waits = True
        self.problems.show_rows(problems)
        self.changes.show_rows(changes)
        self.preview.show_rows(lines)
        self.preview.setColumnHidden(2, not any(getattr(one, "change", "") for one in lines))
        self._below.setCurrentWidget(self.preview)
        for place, name, count in (
            (PROBLEMS, "问题", len(problems)),
            (CHANGES, "变化", len(changes)),
            (PLATFORMS, "平台", len(lines)),
        ):
            self.tabs.setTabText(place, f"{name} {count}")
        self.tabs.setTabVisible(PROBLEMS, bool(problems))
        self.tabs.setTabVisible(CHANGES, bool(changes))
        blocked = any(one.severity is Severity.BLOCKING for one in problems)
        first = CHANGES if changes and not blocked else PROBLEMS if problems else PLATFORMS
        self.tabs.setCurrentIndex(first)
        if self.problems.current_row() is None:
            self.problems.select_where(lambda _: True)
        self._arrange()

    def jump(self, line: ProblemLine | ChangeLine) -> None:
        """Go to the platform that a problem or a change is about, where there is one."""
        row, number = getattr(line, "row", 0), line.number
        if not row and not number:
            return
        if self.preview.select_where(lambda one: one.row == row if row else one.number == number):
            if not self._is_roomy:
                self.tabs.setCurrentIndex(PLATFORMS)
            self.preview.setFocus()

    def point_at(self, number: str) -> None:
        """Go to a platform by its number."""
        shown = self.preview if self._waits else self.stored
        if shown.select_where(lambda one: one.number == number):
            shown.setFocus()

    def _say(self) -> None:
        """Say the whole of the line one is on, below its table."""
        place = self.tabs.currentIndex()
        text = ""
        if place == PROBLEMS and (problem := self.problems.current_row()) is not None:
            text = problem.text
        elif place == CHANGES and (change := self.changes.current_row()) is not None:
            text = change.text
        self._sentence.setText(text)
        self._sentence.setVisible(bool(text) and not is_low(self.window().height()))

    @property
    def _is_roomy(self) -> bool:
        return self.height() >= _ROOMY * max(self.fontInfo().pixelSize(), 14) // 14

    def _arrange(self) -> None:
        roomy, place = self._is_roomy, self.tabs.currentIndex()
        told = self.tabs.isTabVisible(PROBLEMS) or self.tabs.isTabVisible(CHANGES)
        self.tabs.setTabVisible(PLATFORMS, not roomy)
        if roomy and place == PLATFORMS and told:
            place = PROBLEMS if self.tabs.isTabVisible(PROBLEMS) else CHANGES
            self.tabs.setCurrentIndex(place)
            return
        self.tabs.setVisible(self._waits and told)
        above = self._waits and told and place != PLATFORMS
        self._upper.setVisible(above)
        self._below.setVisible(not above or roomy)
        if place != PLATFORMS:
            self._above.setCurrentIndex(place)
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _shape_of_line(line: object) -> Shape | None:
    change = getattr(line, "change", "")
    return OF_CHANGE.get(change, Shape.BLOCKED) if change else None
