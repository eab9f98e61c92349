"""核对与发放: whom the packages go to, written one stick after another or into one folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.context import Context
from ui.dialogs.attachments import show_attachments
from ui.dialogs.reissue import show_reissue
from ui.dialogs.roster_change import show_roster_change
from ui.models.table import ColumnSpec
from ui.preparation.frame import PreparationScreen
from ui.preparation.reading import PreparationReading
from ui.screens.issue import presenter
from ui.screens.issue.stick_run import StickRun
from ui.sticks import mounted_sticks
from ui.widgets.code_label import CodeLabel
from ui.widgets.data_table import DataTable
from ui.widgets.delegates import StateDelegate
from ui.widgets.layout import button, card, column, label, prose, row
from ui.widgets.refusal import Refusal
from ui.widgets.shapes import Shape
from ynreview.kernel.finding import Severity
from ynreview.messages import explain

if TYPE_CHECKING:
    from ynreview.app.outcome import Outcome

_LOOK_EVERY = 1000
_LEAST_BOARD = 220
_BESIDE = 46  # characters, below which the two codes stand one below the other
_STATE = 2
_COLUMNS = (
    ColumnSpec("编号", lambda one: one.code, width=64),
    ColumnSpec("姓名", lambda one: one.name, width=88),
    ColumnSpec("状态", lambda one: one.state, width=184),
    ColumnSpec("角色", lambda one: one.role, width=72),
    ColumnSpec("专家组", lambda one: one.panel, width=88),
    ColumnSpec("大小", lambda one: one.size, align_right=True, width=96),
    ColumnSpec("任务包", lambda one: one.file, tooltip=lambda one: one.file),
    ColumnSpec("写到", lambda one: one.place, width=200, tooltip=lambda one: one.place),
)


class IssueScreen(PreparationScreen):
    """The first issue freezes the round; every later one writes the same again.

    ``sticks`` tells which sticks are in; tests give their own.
    """

    step = "issue"
    keys = (("Ctrl+Enter", "发放任务包"), ("Alt+U", "逐个写入 U 盘"))

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.sticks = mounted_sticks
        self._run: StickRun | None = None
        self._now: dict[str, str] = {}
        self._told, self._done = prose("", "muted"), prose("", "good")
        self._refusal = Refusal()
        self._table = DataTable(_COLUMNS, frozen=2, key=lambda one: (one.code, one.file))
        self._table.setAccessibleName("任务包发放情况")
        self._shape = StateDelegate(context.look, _shape_of)
        self._table.setItemDelegateForColumn(_STATE, self._shape)
        self._basis, self._key = CodeLabel("规则校验码"), CodeLabel("组织方身份核对码")
        self._code_row = row(self._basis, self._key, None)
        self._codes = card(self._code_row, prose(presenter.CODES, "muted"))
        self._amount = label("", "muted")
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self.look_for_stick)
        context.tasks.told.connect(self._heard)
        context.tasks.idle.connect(self._heard_end)
        self._put_together()
        self._say("")

    def _put_together(self) -> None:
        self._materials = button("关联材料(&M)")
        self._materials.clicked.connect(lambda: show_attachments(self, self.context))
        self._papers = button("打印材料(&P)")
        self._papers.setToolTip("签到表、承诺书、会议须知、U 盘标签、移交清单和身份核对确认表")
        self._papers.clicked.connect(self._ask_papers)
        self._roster = button("更换专家(&R)")
        self._roster.clicked.connect(lambda: show_roster_change(self, self.context))
        self._again = button("重新发放(&I)")
        self._again.clicked.connect(lambda: show_reissue(self, self.context, self._withdrawn))
        self._by_stick = button("逐个写入 U 盘(&U)")
        self._by_stick.clicked.connect(self._begin_run)
        self._wanted, self._stop = label("", "heading", wrap=True), button("停止写 U 盘(&T)")
        self._stop.clicked.connect(self._end_run)
        self._hint = prose("", "muted")
        asked = QWidget()
        asked.setLayout(column(self._wanted, self._hint))
        line = row(asked, self._stop)
        line.setStretch(0, 1)
        self._prompt = card(line)
        self._prompt.setAccessibleName("U 盘")
        self._issue = button("发放任务包", "primary", key="Ctrl+Return")
        self._issue.clicked.connect(self._ask_issue)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.setSpacing(8)
        inside.addWidget(label("核对与发放", "title"))
        for widget in (self._told, self._refusal, self._done, self._prompt, self._codes):
            inside.addWidget(widget)
        inside.addLayout(
            row(self._materials, self._papers, self._roster, self._again, None, self._by_stick)
        )
        inside.addWidget(self._table, 1)
        self._table.setMinimumHeight(_LEAST_BOARD)
        work = QScrollArea()
        work.setWidgetResizable(True)
        work.setFrameShape(QScrollArea.Shape.NoFrame)
        work.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        work.setWidget(inner)
        self.furnish(work, self._issue, self._amount)
        PreparationReading.of(self.context.workspace).read.connect(self._show_board)

    def refresh(self) -> None:
        """Read the board again."""
        self._show_board()
        super().refresh()

    def _show_board(self) -> None:
        view = presenter.board(self.context.workspace)
        blocked = not view.issued and self._is_blocked()
        told = presenter.ISSUED if view.issued else presenter.READY
        self._told.setText(presenter.BLOCKED if blocked else told)
        self._codes.setVisible(view.issued and self._run is None)
        self._basis.show_code(view.basis_code)
        self._key.show_code(view.organiser_key_code)
        self._table.show_rows(presenter.parcels(view, self._now))
        self._amount.setText(presenter.amount_text(view))
        self._issue.setText(presenter.action_text(view))
        self._issue.setAccessibleName(self._issue.text())
        self._materials.setVisible(not view.issued)
        self._roster.setVisible(view.issued)
        self._again.setVisible(view.issued)
        self._offer(ready=bool(view.lines) and not blocked)

    def _is_blocked(self) -> bool:
        prepared = self.frame.view
        return prepared is not None and prepared.count(Severity.BLOCKING) > 0

    def _offer(self, *, ready: bool) -> None:
        running, busy = self._run is not None, self.context.tasks.is_busy
        self._prompt.setVisible(running)
        self._by_stick.setVisible(not running)
        for one in (self._issue, self._by_stick):
            one.setEnabled(ready and not running and not busy)
        for one in (self._papers, self._materials, self._roster, self._again):
            one.setEnabled(not running and not busy)
        self._stop.setEnabled(not busy)

    def _ask_issue(self) -> None:
        folder = self.context.files.folder(self, "任务包写到哪里")
        if folder is None or self.context.tasks.is_busy:
            return
        self._clear()
        workspace = self.context.workspace
        self.context.tasks.start(
            "发放任务包",
            lambda progress: presenter.write(workspace, folder, (), progress),
            self._issued,
            self._failed,
        )
        self._offer(ready=True)

    def _ask_papers(self) -> None:
        folder = self.context.files.folder(self, "签到表等材料写到哪里")
        if folder is None or self.context.tasks.is_busy:
            return
        self._clear()
        workspace = self.context.workspace
        self.context.tasks.start(
            "写出打印材料",
            lambda progress: presenter.papers(workspace, folder, progress),
            self._printed,
            self._failed,
        )
        self._offer(ready=True)

    def _printed(self, text: str) -> None:
        self._show_board()
        self._say(text)

    def _withdrawn(self, outcome: Outcome) -> None:
        self._clear()
        self._say("\n".join(map(explain, outcome.findings)))

    def _clear(self) -> None:
        self._refusal.clear()
        self._say("")
        self._now = {}

    def _heard(self, text: str) -> None:
        code = presenter.whose(text)
        if code and self._now.get(code) != presenter.WRITING:
            self._now = {one: state for one, state in self._now.items() if state == presenter.PULL}
            self._now[code] = presenter.WRITING
            view = presenter.board(self.context.workspace)
            self._table.show_rows(presenter.parcels(view, self._now))
            self._table.select_where(lambda one: one.code == code)

    def _heard_end(self) -> None:
        if presenter.WRITING in self._now.values():
            self._now = {one: state for one, state in self._now.items() if state == presenter.PULL}
            self._show_board()

    def _say(self, text: str) -> None:
        self._done.setText(text)
        self._done.setVisible(bool(text))

    def _failed(self, text: str) -> None:
        self._now = {}
        if self._run is not None and self._run.writing is not None:
            self._run.set_aside()
        self.refresh()
        self._refusal.tell(text)

    def _issued(self, outcome: Outcome) -> None:
        if not self._accepted(outcome):
            return
        place = presenter.breakable(outcome.files[0].path.parent if outcome.files else "")
        self._say(f"{len(outcome.files)} 个任务包已写入 {place}，读回核对一致。")

    def _accepted(self, outcome: Outcome) -> bool:
        if outcome.ok:
            self.context.workspace.tell(outcome)  # which has this screen read again
            return True
        self.refresh()
        self._refusal.tell([one for one in outcome.findings if one.blocks])
        return False

    def _begin_run(self) -> None:
        self._clear()
        view = presenter.board(self.context.workspace)
        lines = [one for one in view.lines if one.name]
        waiting = {one.expert for one in view.waiting} or {one.expert for one in lines}
        people = [(one.expert, one.name) for one in lines if one.expert in waiting]
        self._run = StickRun.begin(dict(people).items(), self.sticks())
        self._ask_for_stick()
        self._timer.start()
        self.refresh()
        self._stop.setFocus()

    def _ask_for_stick(self) -> None:
        assert self._run is not None
        self._wanted.setText(self._run.wanted)
        self._hint.setText(self._run.hint)
        self._prompt.setAccessibleName(self._run.wanted)

    def _end_run(self) -> None:
        self._timer.stop()
        self._run = None
        self.refresh()

    def look_for_stick(self) -> None:
        """Write to a stick that was just put in; called once a second while a run is on."""
        run = self._run
        if run is None or self.context.tasks.is_busy:
            return
        stick = run.look(self.sticks())
        if stick is None:
            self._ask_for_stick()
            return
        self._refusal.clear()
        code, name = run.waiting[0]
        self._wanted.setText(f"正在写入：{code} {name}，请不要拔出 U 盘")
        place = presenter.breakable(stick)
        self._hint.setText(f"写到 {place}，写完后自动读回核对。")
        workspace = self.context.workspace
        self.context.tasks.start(
            f"写入 {code} 的任务包",
            lambda progress: presenter.write_stick(workspace, stick, code, progress),
            lambda outcome: self._stick_written(outcome, stick),
            self._failed,
        )
        self._offer(ready=True)

    def _stick_written(self, outcome: Outcome, stick: Path) -> None:
        run = self._run
        assert run is not None
        code, name = run.waiting[0]
        if not outcome.ok:
            run.set_aside()
            self._accepted(outcome)
            return
        run.written()
        self._now[code] = presenter.PULL
        self._accepted(outcome)
        place = presenter.breakable(stick)
        self._say(f"{code} {name} 的任务包已写入 {place}，读回核对一致。可以拔出 U 盘。")
        if run.over:
            self._end_run()
        else:
            self._ask_for_stick()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self._codes.width() // max(1, self.fontMetrics().horizontalAdvance("字"))
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._code_row.setDirection(beside if room >= _BESIDE else below)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        self._run = None


def _shape_of(one: presenter.Parcel) -> Shape:
    if not one.counts:
        return Shape.RECUSED
    if one.state == presenter.WRITING:
        return Shape.PARTIAL
    return Shape.DONE if one.done else Shape.OPEN


def make(context: Context) -> IssueScreen:
    """Return the screen."""
    return IssueScreen(context)
