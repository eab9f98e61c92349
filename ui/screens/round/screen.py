"""会次设置: the facts of the round, and every rule with its mark; only 会次设定 can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.preparation.frame import PreparationScreen
from ui.screens.round import presenter
from ui.screens.round.facts_form import FactsForm
from ui.screens.round.setting_editor import SettingEditor
from ui.widgets.data_table import DataTable
from ui.widgets.findings import FindingList
from ui.widgets.layout import button, column, prose, row
from ui.widgets.refusal import Refusal
from ynreview.kernel.finding import Severity

if TYPE_CHECKING:
    from ynreview.app.queries.round_view import SettingLine, SetupView

_KINDS = "设定文件 (*.toml)"
_FROZEN = "本会次已经发放，会次信息和设定已冻结。"
_SIDE_BY_SIDE = 620
_COLUMNS = (
    ColumnSpec("设定", lambda one: one.title, width=176, tooltip=lambda one: one.note),
    ColumnSpec("本会次取值", lambda one: one.value, width=168, tooltip=lambda one: one.value),
    ColumnSpec("默认", lambda one: one.default, width=120, tooltip=lambda one: one.default),
    ColumnSpec("标记", presenter.mark_text, width=120),
    ColumnSpec("条款", lambda one: "、".join(one.cites), width=136),
)


class RoundScreen(PreparationScreen):
    """Facts store themselves; a rule is changed with its consequence in view."""

    step = "round"
    keys = (
        ("Ctrl+1 / Ctrl+2", "会次信息 / 计票与计分设定"),
        ("Ctrl+F", "查找设定"),
        ("Ctrl+Enter", "保存并继续"),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._view: SetupView | None = None
        self._refusal, self._findings = Refusal(), FindingList(jumps=False)
        self._frozen = prose(_FROZEN, "muted")
        self._form = FactsForm()
        self._form.stored.connect(self._store)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.setAccessibleName("会次信息和设定")
        self._tabs.addTab(self._facts_page(), "会次信息")
        self._tabs.addTab(self._rules_page(), "计票与计分设定")
        for place in (0, 1):
            key = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self)
            key.activated.connect(lambda one=place: self._tabs.setCurrentIndex(one))
        key = QShortcut(QKeySequence("Ctrl+F"), self)
        key.activated.connect(self._go_find)
        work = QWidget()
        work.setLayout(column(self._refusal, self._frozen, self._tabs))
        action = button("保存并继续", "primary", key="Ctrl+Return")
        action.clicked.connect(self._go_on)
        self.furnish(work, action)

    def _facts_page(self) -> QWidget:
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 12, 8, 8)
        inside.setSpacing(12)
        inside.addWidget(self._findings)
        inside.addWidget(self._form)
        inside.addStretch(1)
        return _scrolling(inner)

    def _rules_page(self) -> QWidget:
        self._find, self._mark = QLineEdit(), QComboBox()
        self._find.setPlaceholderText("查找设定")
        self._find.setAccessibleName("查找设定")
        self._find.setClearButtonEnabled(True)
        self._mark.setAccessibleName("哪些设定")
        self._mark.addItems(list(presenter.FILTERS))
        self._find.textChanged.connect(self._filter)
        self._mark.currentTextChanged.connect(self._filter)
        self._load = button("载入设定文件(&L)")
        self._load.clicked.connect(self._ask_load)
        self._table = DataTable(_COLUMNS, frozen=1, key=lambda one: one.id)
        self._table.setAccessibleName("计票与计分设定")
        self._table.setMinimumHeight(150)
        self._table.current_row_changed.connect(self._show_line)
        self._editor = SettingEditor()
        self._editor.wanted.connect(self._set_rule)
        inner = QWidget()
        inside = column(self._editor)
        inside.setContentsMargins(8, 4, 8, 8)
        inner.setLayout(inside)
        self._split = QSplitter()
        self._split.addWidget(self._table)
        self._split.addWidget(_scrolling(inner))
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.setChildrenCollapsible(False)
        page = QWidget()
        whole = column(row(self._find, self._mark, self._load), self._split)
        whole.setContentsMargins(0, 12, 0, 0)
        page.setLayout(whole)
        return page

    def refresh(self) -> None:
        """Read the setup."""
        view = self._view = presenter.setup(self.context.workspace)
        self._frozen.setVisible(view.issued)
        self._load.setEnabled(not view.issued)
        self._form.show_view(view)
        self._findings.show_findings(
            one for one in view.findings if one.severity is not Severity.NOTE
        )
        self._filter()
        super().refresh()

    def settle(self) -> None:
        """Store what is being typed."""
        self._form.settle()

    def point_at(self, subject: str) -> None:
        """Go to a field of the round by its name."""
        self._tabs.setCurrentIndex(0)
        self._form.point_at(subject)

    def _store(self, name: str, value: Any) -> None:
        outcome = presenter.store(self.context.workspace, name, value)
        self._refusal.tell([one for one in outcome.findings if one.blocks])
        if outcome.ok:
            self.refresh()

    def _go_on(self) -> None:
        if self._form.settle() and not self._refusal.text:
            self.context.go("entries")
        else:
            self._tabs.setCurrentIndex(0)

    def _filter(self) -> None:
        if self._view is not None:
            lines = presenter.matching(
                self._view.settings, self._mark.currentText(), self._find.text()
            )
            self._table.show_rows(lines)
            self._show_line(self._table.current_row())

    def _show_line(self, line: SettingLine | None) -> None:
        issued = self._view is not None and self._view.issued
        self._editor.show_line(line, issued=issued)

    def _set_rule(self, line: SettingLine, values: dict[str, Any]) -> None:
        outcome = presenter.set_rule(self.context.workspace, line, values)
        self._editor.refusal.tell([one for one in outcome.findings if one.blocks])
        if outcome.ok:
            self.context.say(f"“{line.title}”已保存。")

    def _go_find(self) -> None:
        self._tabs.setCurrentIndex(1)
        self._find.setFocus()

    def _ask_load(self) -> None:
        chosen = self.context.files.open_one(self, "载入设定文件", _KINDS)
        if chosen is None:
            return
        findings, text, changed = presenter.load_settings(self.context.workspace, chosen)
        self._refusal.tell(text or findings)
        if changed:
            self.context.say(f"已改动 {len(changed)} 项。")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self._split.width() >= _SIDE_BY_SIDE
        self._split.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)


def _scrolling(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(inner)
    return area


def make(context: Context) -> RoundScreen:
    """Return the screen."""
    return RoundScreen(context)
