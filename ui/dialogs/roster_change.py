"""更换专家 after issue: a whole new list, compared with the present one, signed as the next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.context import Context
from ui.widgets.layout import button, card, column, empty, field, label, prose, row
from ui.widgets.one_line import OneLine
from ui.widgets.refusal import Refusal
from ui.widgets.task_bar import TaskBar
from ynreview.app.commands import ChangeRoster
from ynreview.kernel.terms import Ground
from ynreview.messages import explain
from ynreview.panel.people import Recusal

if TYPE_CHECKING:
    from ynreview.app.outcome import Outcome
    from ynreview.kernel.finding import Finding

_KINDS = "专家名单 (*.xlsx *.xls *.et *.csv *.toml)"
_RULE = (
    "请选择完整的新名单：去掉不再参加的，加上新增的（用新的编号），其余不变。"
    "留任专家的评分单继续有效；组长和副组长不能更换。新名单交组长收入，新增的专家各领一个任务包。"
)
_SUGGESTED = "新增专家与平台的单位或姓名相同，需要回避的请打勾："


class RosterDialog(QDialog):
    """Nothing is signed before the list was compared and a reason given."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("更换专家")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._file: Path | None = None
        self._ticks: dict[QCheckBox, tuple[str, str]] = {}
        self._place, self._told = OneLine("", "muted"), prose()
        self._refusal, self._reason = Refusal(), QLineEdit()
        self._choose = button("选择新名单(&O)")
        self._choose.clicked.connect(self._ask_file)
        self._box = QVBoxLayout()
        self._suggested = card(prose(_SUGGESTED, "muted"), self._box)
        self._write = button("写出新名单和任务包", "primary", key="Ctrl+Return")
        self._write.clicked.connect(self._ask_write)
        self._leave = button("关闭")
        self._leave.clicked.connect(self.reject)
        self._put_together()
        room = parent.window().size()
        self.resize(min(760, room.width() - 32), min(560, room.height() - 32))
        self._offer()
        self._reason.textChanged.connect(self._offer)

    def _put_together(self) -> None:
        inner = QWidget()
        inner.setLayout(
            column(
                prose(_RULE, "muted"),
                row(self._choose, self._place),
                field("变更理由", self._reason, key="Y"),
                self._told,
                self._suggested,
                None,
            )
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 16)
        whole.setSpacing(8)
        for widget in (label("更换专家", "title"), self._refusal):
            whole.addWidget(widget)
        whole.addWidget(area, 1)
        whole.addWidget(TaskBar(self._context.tasks))
        whole.addLayout(row(None, self._leave, self._write))

    def _offer(self) -> None:
        busy = self._context.tasks.is_busy
        self._suggested.setVisible(bool(self._ticks))
        self._choose.setEnabled(not busy)
        self._leave.setEnabled(not busy)
        given = self._file is not None and bool(self._reason.text().strip())
        self._write.setEnabled(given and not busy)

    def _ask_file(self) -> None:
        file = self._context.files.open_one(self, "选择新名单", _KINDS)
        if file is not None:
            self._start(
                "比较名单", ChangeRoster(file, Path(), "比较", dry_run=True), self._compared
            )
            self._place.show_text(str(file))
            self._file = file

    def _start(self, what: str, command: ChangeRoster, done: object) -> None:
        workspace = self._context.workspace
        self._refusal.clear()
        self._context.tasks.start(
            what,
            lambda progress: workspace.carried_out(command, progress),
            done,  # type: ignore[arg-type]
            self._failed,
        )
        self._offer()

    def _failed(self, text: str) -> None:
        self._offer()
        self._refusal.tell(text)

    def _compared(self, outcome: Outcome) -> None:
        empty(self._box)
        self._ticks = {}
        if not outcome.ok:
            self._file = None
            self._told.setText("")
            self._refusal.tell([one for one in outcome.findings if one.blocks])
        else:
            self._told.setText(_compared_text(outcome))
            for finding in outcome.findings:
                self._suggest(finding)
        self._offer()

    def _suggest(self, finding: Finding) -> None:
        if finding.code != "app.recusal_suggested":
            return
        expert, entry = str(finding.params["expert"]), str(finding.params["entry"])
        tick = QCheckBox(f"{expert} 回避 {entry} 号（{finding.params['match']}）")
        tick.setToolTip(explain(finding))
        self._ticks[tick] = (expert, entry)
        self._box.addWidget(tick)

    def _ask_write(self) -> None:
        file = self._file
        assert file is not None
        out = self._context.files.folder(self, "新名单和任务包写到哪里")
        if out is None or self._context.tasks.is_busy:
            return
        recusals = tuple(
            Recusal(expert, entry, Ground.OTHER, "单位或姓名与平台相同，组织方登记")
            for tick, (expert, entry) in self._ticks.items()
            if tick.isChecked()
        )
        reason = self._reason.text().strip()
        self._start("变更专家名单", ChangeRoster(file, out, reason, recusals), self._written)

    def _written(self, outcome: Outcome) -> None:
        self._offer()
        if not outcome.ok:
            self._refusal.tell([one for one in outcome.findings if one.blocks])
            return
        self._context.workspace.tell(outcome)
        place = outcome.files[0].path.parent
        number, count = outcome.data["roster_number"], len(outcome.files) - 1
        text = f"专家名单第 {number} 版和 {count} 个任务包已写入 {place}，读回核对一致。"
        self._told.setText(f"{text}请把名单交组长收入，任务包交新增的专家。")
        self._context.say(text)
        self._leave.setFocus()

    def reject(self) -> None:
        """Close, but never while a work is under way."""
        if not self._context.tasks.is_busy:
            super().reject()


def _compared_text(outcome: Outcome) -> str:
    added = "、".join(outcome.data["added_experts"]) or "无"
    removed = "、".join(outcome.data["removed_experts"]) or "无"
    notes = [one for one in outcome.findings if one.code != "app.recusal_suggested"]
    told = (
        f"新增 {added}；不再参加 {removed}。将成为专家名单第 {outcome.data['roster_number']} 版。"
    )
    return "\n".join([told, *map(explain, notes)])


def show_roster_change(parent: QWidget, context: Context) -> RosterDialog:
    """Open the dialog over a screen."""
    dialog = RosterDialog(parent, context)
    dialog.open()
    return dialog
