"""专家与回避: the experts on the left, recusals with their effect on the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QScrollArea, QSplitter, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.preparation.frame import PreparationScreen
from ui.screens.panel import presenter
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.findings import FindingList
from ui.widgets.layout import button, card, field, label, prose, row
from ui.widgets.package_drop import PackageDrop
from ui.widgets.refusal import Refusal
from ynreview.kernel.terms import Ground
from ynreview.messages import label as term_label

if TYPE_CHECKING:
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.preparing import PanelView

_KINDS = "专家名单 (*.xlsx *.xls *.et *.csv *.toml)"
_EXPERTS = (
    ColumnSpec("编号", lambda one: one.code, width=72),
    ColumnSpec("姓名", lambda one: one.name, width=104),
    ColumnSpec("角色", lambda one: term_label(one.role), width=80),
    ColumnSpec("工作单位", lambda one: one.unit),
    ColumnSpec("职称", lambda one: one.title, width=88),
    ColumnSpec("类别", presenter.category, width=72),
)
_RECUSALS = (
    ColumnSpec("专家", lambda one: f"{one.expert} {one.name}", width=128),
    ColumnSpec("平台", lambda one: f"{one.entry} {one.entry_name}"),
    ColumnSpec("情形", lambda one: one.ground, width=168),
    ColumnSpec("说明", lambda one: one.note, width=120, tooltip=lambda one: one.note),
)


class PanelScreen(PreparationScreen):
    """The program suggests recusals; a person records them."""

    step = "panel"
    keys = (("Ctrl+Enter", "登记回避"),)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._view: PanelView | None = None
        self._head, self._refusal = prose("", "muted"), Refusal()
        self._drop = PackageDrop("把专家名单拖到这里，或", "选择名单(&O)")
        self._drop.asked.connect(self._choose)
        self._drop.dropped.connect(lambda paths: self.load(paths[0]))
        self._findings, self._suggested = FindingList(jumps=False), FindingList()
        self._suggested.jump.connect(self._propose)
        self._experts = DataTable(_EXPERTS, frozen=2, key=lambda one: one.code)
        self._experts.setAccessibleName("专家名单")
        self._experts.setMinimumHeight(200)
        self._recusals = DataTable(_RECUSALS)
        self._recusals.setAccessibleName("已登记的回避")
        self._recusals.setMinimumHeight(148)
        self._expert, self._entry, self._ground = QComboBox(), QComboBox(), QComboBox()
        for one in Ground:
            self._ground.addItem(term_label(one), one)
        for box in (self._expert, self._entry, self._ground):
            box.setMinimumContentsLength(8)
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(policy)
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            box.currentIndexChanged.connect(self._show_effect)
        self._note, self._effect = QLineEdit(), prose("", "muted")
        self._note.setPlaceholderText("如：2024 年曾在该单位任职")
        self._record = button("登记回避", "primary", key="Ctrl+Return")
        self._record.clicked.connect(self._ask_record)
        self._next = button("下一步：核对与发放(&N)")
        self._next.clicked.connect(lambda: context.go("issue"))
        self._empty = EmptyState(presenter.EMPTY)
        self._body = self._made_body()
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (label("专家与回避", "title"), self._head, self._drop, self._refusal):
            column.addWidget(widget)
        column.addWidget(self._body, 1)
        column.addWidget(self._empty, 1)
        self.furnish(work, self._next)

    def _made_body(self) -> QWidget:
        form = card(
            row(field("专家", self._expert, key="E"), field("平台", self._entry, key="P")),
            row(field("情形", self._ground, key="G"), field("说明", self._note, key="M")),
            row(self._effect, self._record),
            title="登记回避",
        )
        form.setMinimumHeight(form.sizeHint().height())
        matches = _scrolling(self._suggested)
        matches.setMinimumHeight(160)
        matches.setAccessibleName("建议核对的回避")
        split = QSplitter()
        for place, pieces in enumerate(
            ((self._findings, self._experts), (form, self._recusals, matches))
        ):
            inner = QWidget()
            column = QVBoxLayout(inner)
            column.setContentsMargins(0, 0, 8, 0)
            column.setSpacing(8)
            for piece in pieces:
                stretches = piece in {self._experts, self._recusals, matches}
                column.addWidget(piece, int(stretches))
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QScrollArea.Shape.NoFrame)
            area.setWidget(inner)
            split.addWidget(area)
            split.setStretchFactor(place, 1)
        split.setChildrenCollapsible(False)
        return split

    def refresh(self) -> None:
        """Read experts and recusals."""
        view = self._view = presenter.panel(self.context.workspace)
        there = bool(view.experts)
        self._head.setText(presenter.head_text(view))
        self._head.setVisible(there)
        self._body.setVisible(there)
        self._next.setVisible(there)
        self._empty.setVisible(not there)
        self._drop.setVisible(not view.issued)
        self._findings.show_findings(view.findings)
        self._suggested.show_findings(presenter.suggested(view))
        self._experts.show_rows(view.experts)
        self._recusals.show_rows(view.recusals)
        _offer(self._expert, [(one.code, f"{one.code} {one.name}") for one in view.experts])
        _offer(self._entry, [(code, f"{code} {name}") for code, name in view.entries])
        self._record.setEnabled(there and bool(view.entries) and not view.issued)
        self._show_effect()
        super().refresh()

    def _show_effect(self) -> None:
        view, expert, entry = self._view, self._expert.currentData(), self._entry.currentData()
        if view is None or expert is None or entry is None:
            self._effect.setText("")
            return
        text = (
            "本会次已经发放，名单已冻结。" if view.issued else presenter.effect(view, expert, entry)
        )
        self._effect.setText(text)

    def load(self, file: Path) -> None:
        """Take a list over, in a worker."""
        if self.context.tasks.is_busy:
            return
        self._refusal.clear()
        workspace = self.context.workspace
        self.context.tasks.start(
            "导入专家名单",
            lambda progress: presenter.load(workspace, file, progress),
            self._loaded,
            self._refusal.tell,
        )

    def _loaded(self, outcome: Outcome) -> None:
        if not outcome.ok:
            self._refusal.tell([one for one in outcome.findings if one.blocks])
            return
        self.context.workspace.tell(outcome)
        self.refresh()
        self.context.say(f"已导入专家 {outcome.data['accepted']} 名。")

    def _choose(self) -> None:
        file = self.context.files.open_one(self, "选择专家名单", _KINDS)
        if file is not None:
            self.load(file)

    def _propose(self, subject: str) -> None:
        expert, _, entry = subject.partition(" ")
        self._expert.setCurrentIndex(self._expert.findData(expert))
        self._entry.setCurrentIndex(self._entry.findData(entry))
        self._note.setFocus()

    def _ask_record(self) -> None:
        expert, entry = self._expert.currentData(), self._entry.currentData()
        ground = Ground(self._ground.currentData())
        outcome = presenter.recuse(self.context.workspace, expert, entry, ground, self._note.text())
        self._refusal.tell([one for one in outcome.findings if one.blocks])
        if outcome.ok:
            self._note.clear()
            self.refresh()
            self.context.say(f"已登记 {expert} 对 {entry} 号回避。")


def _scrolling(inner: QWidget) -> QScrollArea:
    outer = QWidget()
    column = QVBoxLayout(outer)
    column.setContentsMargins(0, 0, 8, 0)
    column.addWidget(inner)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(outer)
    return area


def _offer(box: QComboBox, choices: list[tuple[str, str]]) -> None:
    if [(box.itemData(n), box.itemText(n)) for n in range(box.count())] == choices:
        return
    chosen = box.currentData()
    box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
    box.clear()
    for code, text in choices:
        box.addItem(text, code)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    box.blockSignals(False)  # noqa: FBT003 - Qt's own signature


def make(context: Context) -> PanelScreen:
    """Return the screen."""
    return PanelScreen(context)
