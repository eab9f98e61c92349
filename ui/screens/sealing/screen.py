"""定稿与封存: 1 核对, 2 定稿, 3 签字, 4 封存; what is signed by hand is what is sealed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.context import Context
from ui.dialogs.pin import ask_pin
from ui.models.table import ColumnSpec
from ui.place import keep_place
from ui.screen import Screen
from ui.screens.sealing import presenter
from ui.widgets.code_label import CodeLabel
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.findings import FindingList
from ui.widgets.layout import button, card, column, empty, label, prose, row
from ui.widgets.panes import fit_height, is_slim, scrolled, tab_stops
from ui.widgets.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.tasks import Progress
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.kernel.finding import Finding

    Run = Callable[[Workspace, Path, Progress], Outcome]

_SIGNERS = (
    ColumnSpec("角色", lambda one: one[0], width=88),
    ColumnSpec("姓名", lambda one: one[1], width=120),
    ColumnSpec("身份核对码", lambda one: one[2]),
)
_FREEZE_NOTE = "改动任何内容即作废本稿，须重新定稿。"
_SEAL_NOTE = "请打印密封条和移交清单，抄上文件校验码；收件人用“验证”核对。"
_PAPER_NOTE = "请打印待签材料，逐人核对身份核对码并手写签字：已签字、附异议或未签字并注明情况。"


class SealingScreen(Screen):
    """The last screen of a round; every step says how it stands in words."""

    keys = (("Ctrl+Enter", "定稿；封存；验证结果包"),)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._package: Path | None = None
        self._steps = label("", "muted", wrap=True)
        self._refusal, self._empty = Refusal(), EmptyState("")
        self._checks = QGridLayout()
        self._checks.setColumnStretch(1, 1)
        self._findings = FindingList(always=True)
        self._findings.chosen.connect(self._go_to_cure)
        self._code = CodeLabel("结果校验码")
        self._file_code = CodeLabel("文件校验码（请抄到密封条上）")
        self._finalise = button("定稿，写出待签材料", "primary", key="Ctrl+Return")
        self._finalise.clicked.connect(self._ask_finalise)
        self._signers = DataTable(_SIGNERS)
        self._signers.setAccessibleName("签字")
        self._done = prose("", "good")
        self._done.hide()
        self._seal = button("封存，写出结果包", "primary", key="Ctrl+Return")
        self._seal.clicked.connect(self._ask_seal)
        self._again = button("再次写出(&S)")
        self._again.clicked.connect(self._ask_seal)
        self._verify = button("验证结果包", "primary", key="Ctrl+Return")
        self._verify.clicked.connect(self._go_to_verify)
        self._body = self._made_body()
        whole = QVBoxLayout(self)
        whole.addWidget(label("定稿与封存", "title"))
        for widget in (self._steps, self._refusal, self._done):
            whole.addWidget(widget)
        whole.addWidget(self._empty, 1)
        whole.addWidget(self._body, 1)
        whole.addLayout(row(None, self._again, self._finalise, self._seal, self._verify))

    def _made_body(self) -> QScrollArea:
        checked = card(self._checks, self._findings, title="1 核对")
        self._frozen_card = card(self._code, prose(_FREEZE_NOTE, "muted"), title="2 定稿")
        signed = card(prose(_PAPER_NOTE, "muted"), self._signers, title="3 签字")
        self._sealed_card = card(self._file_code, prose(_SEAL_NOTE, "muted"), title="4 封存")
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setContentsMargins(0, 0, 8, 0)
        self._sides.setSpacing(12)
        self._sides.addLayout(column(checked, self._frozen_card, None), 1)
        self._sides.addLayout(column(signed, self._sealed_card, None), 1)
        inner = QWidget()
        inner.setLayout(self._sides)
        return scrolled(inner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_height(self)
        way = QBoxLayout.Direction
        self._sides.setDirection(way.TopToBottom if is_slim(self._body) else way.LeftToRight)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        for one in (self._finalise, self._seal, self._verify):
            if one.isVisible() and one.isEnabled():
                one.setFocus()
                return
        jumps = self._findings.findChildren(QPushButton)
        (jumps[0] if jumps else self._signers).setFocus()

    def refresh(self) -> None:
        """Read how far the result is."""
        view = presenter.sealing(self.context.workspace)
        ready = not view.refused
        self._body.setVisible(ready)
        self._steps.setVisible(ready)
        self._empty.setVisible(not ready)
        self._empty.show_text(view.refused)
        blocked = any(finding.blocks for finding in view.findings)
        self._finalise.setVisible(ready and not view.number)
        self._finalise.setEnabled(not blocked)
        self._seal.setVisible(ready and bool(view.number) and not view.sealed)
        for one in (self._again, self._verify, self._sealed_card):
            one.setVisible(view.sealed)
        self._frozen_card.setVisible(bool(view.number))
        self._done.setVisible(bool(view.number) and bool(self._done.text()))
        if not ready:
            return
        self._show_checks(view.checks)
        self._findings.show_findings(view.findings)
        self._code.show_code(view.result_code)
        self._file_code.show_code(view.file_code)
        self._signers.show_rows(view.signers)
        rows = self._signers.verticalHeader().length()
        self._signers.setMinimumHeight(rows + self._signers.horizontalHeader().height() + 4)
        self._order_stops()
        self._steps.setText(presenter.steps_text(view, blocked=blocked))

    def _order_stops(self) -> None:
        """Let Tab walk in the order of reading: the findings are newer than what follows them."""
        jumps = self._findings.findChildren(QPushButton)
        papers = [*tab_stops(self._code), self._signers, *tab_stops(self._file_code)]
        actions = [self._again, self._finalise, self._seal, self._verify]
        for one, other in pairwise([*jumps, *papers, *actions]):
            QWidget.setTabOrder(one, other)

    def _show_checks(self, checks: tuple[tuple[str, str], ...]) -> None:
        empty(self._checks)
        for place, (what, how) in enumerate(checks):
            self._checks.addWidget(label(what, "muted"), place, 0)
            self._checks.addWidget(label(how), place, 1)

    def _go_to_cure(self, finding: Finding) -> None:
        number = presenter.entry_of(finding)
        if number:
            keep_place(self.context, number)
        self.context.go(presenter.cure_of(finding))

    def _go_to_verify(self) -> None:
        package = self._package
        if package is None or not package.exists():
            package = self.context.files.open_one(self, "选择结果包", "结果包 (*.ynr)")
        if package is not None:
            self.context.open_file(package)

    def _ask_finalise(self) -> None:
        folder = self.context.files.folder(self, "待签材料写到哪里")
        if folder is not None:
            self._work("定稿", folder, presenter.finalise)

    def _ask_seal(self) -> None:
        def answered(pin: str) -> str:
            if not presenter.unlocks(self.context.workspace, pin):
                return "口令不对。请重新输入。"
            folder = self.context.files.folder(self, "结果包写到哪里（U 盘）")
            if folder is not None:
                self._work("封存", folder, presenter.seal)
            return ""

        ask_pin(self, "封存：请组长输入口令", answered, "封存")

    def _work(self, what: str, folder: Path, run: Run) -> None:
        self._refusal.clear()
        self._done.hide()
        self._done.setText("")
        workspace = self.context.workspace
        self.context.tasks.start(
            what,
            lambda progress: run(workspace, folder, progress),
            self._worked,
            self._refusal.tell,
        )

    def _worked(self, outcome: Outcome) -> None:
        self.context.workspace.tell(outcome)
        self.refresh()
        if not outcome.ok:
            self._refusal.tell([finding for finding in outcome.findings if finding.blocks])
            return
        tail = "\n可以拔出 U 盘。"
        self._done.setText(presenter.written_text(outcome) + tail)
        self._done.show()
        self._package = next((f.path for f in outcome.files if f.path.suffix == ".ynr"), None)
        for one in (self._seal, self._verify):
            if one.isVisible():
                one.setFocus()


def make(context: Context) -> SealingScreen:
    """Return the screen."""
    return SealingScreen(context)
