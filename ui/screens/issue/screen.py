"""核对与发放: what is missing on the left, whom the packages go to on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.preparation.frame import PreparationScreen
from ui.screens.issue import presenter
from ui.widgets.code_label import CodeLabel
from ui.widgets.data_table import DataTable
from ui.widgets.delegates import StateDelegate
from ui.widgets.findings import FindingList
from ui.widgets.layout import button, card, label, prose
from ui.widgets.refusal import Refusal
from ui.widgets.shapes import Shape

if TYPE_CHECKING:
    from ynreview.app.outcome import Outcome

_READY = "没有必须处理的问题，可以发放。发放即冻结台账、名单和设定。"
_BLOCKED = "还有必须处理的问题，处理后才能发放。"
_ISSUED = "已经发放，台账、名单和设定已冻结。再次写出的任务包与原来逐字节相同。"
_CODES = "请把两个核对码印在会议须知上，供专家打开任务包时核对。"
_STATE = 2
_COLUMNS = (
    ColumnSpec("编号", lambda one: one.code, width=72),
    ColumnSpec("姓名", lambda one: one.name, width=104),
    ColumnSpec("状态", lambda one: one.state, width=160),
    ColumnSpec("角色", lambda one: one.role, width=72),
    ColumnSpec("任务包", lambda one: one.file),
    ColumnSpec("大小", lambda one: one.size, align_right=True, width=88),
)


class IssueScreen(PreparationScreen):
    """The first issue freezes the round; every later one writes the same again."""

    step = "issue"
    keys = (("Ctrl+Enter", "发放任务包"),)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._outcome: Outcome | None = None
        self._told, self._done = prose("", "muted"), prose("", "good")
        self._refusal, self._findings = Refusal(), FindingList()
        self._findings.jump.connect(lambda place: context.go(presenter.PLACES[place]))
        self._table = DataTable(_COLUMNS, frozen=2, key=lambda one: one.code)
        self._table.setAccessibleName("任务包发放情况")
        self._table.setMinimumHeight(200)
        self._shape = StateDelegate(
            context.look, lambda one: Shape.DONE if one.done else Shape.OPEN
        )
        self._table.setItemDelegateForColumn(_STATE, self._shape)
        self._basis = CodeLabel("规则校验码")
        self._key = CodeLabel("组织方身份核对码")
        self._codes = card(self._basis, self._key, prose(_CODES, "muted"))
        self._issue = button("发放任务包", "primary", key="Ctrl+Return")
        self._issue.clicked.connect(self._ask_issue)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        title = label("核对与发放", "title")
        for widget in (title, self._told, self._refusal, self._done):
            column.addWidget(widget)
        column.addWidget(self._made_body(), 1)
        self.furnish(work, self._issue)

    def _made_body(self) -> QWidget:
        split = QSplitter()
        self._left = _scrolling(card(self._findings, title="发放前核对"))
        split.addWidget(self._left)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._codes)
        column.addWidget(self._table, 1)
        split.addWidget(right)
        split.setSizes([460, 760])
        split.setChildrenCollapsible(False)
        return split

    def refresh(self) -> None:
        """Check again."""
        view = presenter.issue(self.context.workspace)
        blocked = any(one.blocks for one in view.findings)
        self._told.setText(_ISSUED if view.issued else _BLOCKED if blocked else _READY)
        self._findings.show_findings(presenter.with_places(view.findings))
        self._left.setVisible(bool(view.findings))
        self._codes.setVisible(view.issued)
        self._basis.show_code(view.basis_code)
        self._key.show_code(view.organiser_key_code)
        self._table.show_rows(presenter.deliveries(view, self._outcome))
        self._issue.setText("再次写出任务包" if view.issued else "发放任务包")
        self._issue.setAccessibleName(self._issue.text())
        self._issue.setEnabled(not blocked)
        super().refresh()

    def _ask_issue(self) -> None:
        folder = self.context.files.folder(self, "任务包写到哪里")
        if folder is None or self.context.tasks.is_busy:
            return
        self._refusal.clear()
        self._done.setText("")
        self._issue.setEnabled(False)
        workspace = self.context.workspace
        self.context.tasks.start(
            "发放任务包",
            lambda progress: presenter.write(workspace, folder, progress),
            self._issued,
            self._failed,
        )

    def _failed(self, text: str) -> None:
        self.refresh()
        self._refusal.tell(text)

    def _issued(self, outcome: Outcome) -> None:
        if outcome.ok:
            self._outcome = outcome
            self.context.workspace.tell(outcome)
        self.refresh()
        if not outcome.ok:
            self._refusal.tell([one for one in outcome.findings if one.blocks])
            return
        place = outcome.files[0].path.parent if outcome.files else ""
        self._done.setText(f"{len(outcome.files)} 个任务包已写入 {place}，读回核对一致。")


def _scrolling(inner: QWidget) -> QScrollArea:
    outer = QWidget()
    column = QVBoxLayout(outer)
    column.setContentsMargins(0, 0, 8, 0)
    column.addWidget(inner)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(outer)
    return area


def make(context: Context) -> IssueScreen:
    """Return the screen."""
    return IssueScreen(context)
