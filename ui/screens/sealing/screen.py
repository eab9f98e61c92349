"""定稿与封存: 1 核对, 2 定稿, 3 签字, 4 封存; what is signed by hand is what is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.context import Context
from ui.dialogs.pin import ask_pin
from ui.models.table import ColumnSpec
from ui.screen import Screen
from ui.screens.sealing import presenter
from ui.widgets.code_label import CodeLabel
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.findings import FindingList
from ui.widgets.layout import button, card, column, empty, label, prose, row
from ui.widgets.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.tasks import Progress
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome

    Run = Callable[[Workspace, Path, Progress], Outcome]

_SIGNERS = (
    ColumnSpec("角色", lambda one: one[0], width=88),
    ColumnSpec("姓名", lambda one: one[1], width=120),
    ColumnSpec("身份核对码", lambda one: one[2]),
)
_FREEZE_NOTE = "改动任何内容即作废本稿，须重新定稿。"
_PAPER_NOTE = "请打印待签材料，逐人核对身份核对码并手写签字：已签字、附异议或未签字并注明情况。"


class SealingScreen(Screen):
    """The last screen of a round; every step says how it stands in words."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._steps = label("", "muted", wrap=True)
        self._refusal, self._empty = Refusal(), EmptyState("")
        self._checks = QGridLayout()
        self._findings = FindingList()
        self._findings.jump.connect(lambda _: context.go("opinions"))
        self._code = CodeLabel("结果校验码")
        self._file_code = CodeLabel("文件校验码（请抄到密封条上）")
        self._finalise = button("定稿，写出待签材料(&F)", "primary")
        self._finalise.clicked.connect(self._ask_finalise)
        self._signers = DataTable(_SIGNERS)
        self._signers.setAccessibleName("签字")
        self._done = prose("", "good")
        self._seal = button("封存，写出结果包(&S)", "primary")
        self._seal.clicked.connect(self._ask_seal)
        self._body = self._made_body()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 12)
        whole.setSpacing(8)
        whole.addWidget(label("定稿与封存", "title"))
        whole.addWidget(self._steps)
        whole.addWidget(self._refusal)
        whole.addWidget(self._done)
        whole.addWidget(self._empty, 1)
        whole.addWidget(self._body, 1)
        whole.addLayout(row(None, self._finalise, self._seal))

    def _made_body(self) -> QWidget:
        left = QWidget()
        checked = card(self._checks, self._findings, title="1 核对")
        frozen = card(self._code, prose(_FREEZE_NOTE, "muted"), title="2 定稿")
        left.setLayout(column(checked, frozen, None))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(left)
        right = QWidget()
        signed = card(prose(_PAPER_NOTE, "muted"), self._signers, title="3 签字")
        sealed = card(self._file_code, title="4 封存")
        right.setLayout(column(signed, sealed))
        self._sealed_card = sealed
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(area, 0, 0)
        grid.addWidget(right, 0, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return body

    def refresh(self) -> None:
        """Read how far the result is."""
        view = presenter.sealing(self.context.workspace)
        ready = not view.refused
        self._body.setVisible(ready)
        self._empty.setVisible(not ready)
        self._empty.show_text(view.refused)
        blocked = any(finding.blocks for finding in view.findings)
        self._finalise.setVisible(ready and not view.number)
        self._finalise.setEnabled(not blocked)
        self._seal.setVisible(ready and bool(view.number))
        if not ready:
            self._steps.setText("")
            return
        self._show_checks(view.checks)
        self._findings.show_findings(view.findings)
        self._code.setVisible(bool(view.result_code))
        if view.result_code:
            self._code.show_code(view.result_code)
        self._sealed_card.setVisible(view.sealed)
        if view.sealed:
            self._file_code.show_code(view.file_code)
        self._signers.show_rows(view.signers)
        frozen = f"已完成，定稿 {view.number}" if view.number else "未开始"
        sealed = "已完成" if view.sealed else "未开始"
        checked = "还有必须处理的" if blocked else "已完成"
        steps = (f"1 核对 {checked}", f"2 定稿 {frozen}", "3 签字 在纸上", f"4 封存 {sealed}")
        self._steps.setText("     ".join(steps))

    def _show_checks(self, checks: tuple[tuple[str, str], ...]) -> None:
        empty(self._checks)
        for place, (what, how) in enumerate(checks):
            self._checks.addWidget(label(what, "muted"), place, 0)
            self._checks.addWidget(label(how), place, 1)

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
        tail = "\n可以拔出 U 盘。" if outcome.files else ""
        self._done.setText(presenter.written_text(outcome) + tail)


def make(context: Context) -> SealingScreen:
    """Return the screen."""
    return SealingScreen(context)
