"""验证: drop a package; the verdict comes first, in one sentence with a shape beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.context import Context
from ui.dialogs.lines import show_lines
from ui.models.table import ColumnSpec
from ui.screen import Screen
from ui.screens.verify import presenter
from ui.tiers import Tier, tier_of
from ui.widgets.code_label import CodeLabel
from ui.widgets.data_table import DataTable
from ui.widgets.layout import button, card, empty, label, prose, row
from ui.widgets.package_drop import PackageDrop
from ui.widgets.refusal import Refusal
from ui.widgets.shapes import Shape, ShapeMark, StateLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_KINDS = "评审数据包 (*.ynr)"
_NOTE = "本程序的数字签名用于核对完整性和来源，不是电子印章。"
_LARGE = 3
_TABLE_HEIGHT = 240
_COLUMNS = (
    ColumnSpec("编号", lambda row: row["number"], width=64),
    ColumnSpec("平台", lambda row: row.get("name", "")),
    ColumnSpec("包内得分", lambda row: row["score"], align_right=True, width=86),
    ColumnSpec("重算得分", lambda row: row.get("recomputed_score", ""), align_right=True, width=86),
    ColumnSpec("包内等级", lambda row: row["grade"], width=86),
    ColumnSpec("重算等级", lambda row: row.get("recomputed_grade", ""), width=86),
)


class VerifyScreen(Screen):
    """Anyone may verify; nothing is stored."""

    keys = (("Ctrl+O", "选择文件"),)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._found: presenter.Found = {}
        self._mark = ShapeMark(Shape.OPEN, _LARGE)
        self._verdict = label("", "title", wrap=True)
        self._drop = PackageDrop("把数据包拖到窗口任何位置，或", "选择文件(&O)")
        self._drop.asked.connect(self._choose)
        self._drop.dropped.connect(lambda paths: self.verify(paths[0]))
        self._refusal = Refusal()
        self._said = prose("", "good")
        self._facts = prose("", "muted")
        self._file_code, self._result_code = CodeLabel("文件校验码"), CodeLabel("结果校验码")
        self._differences = prose("", "danger")
        self._table = DataTable(_COLUMNS, frozen=2)
        self._table.setAccessibleName("重新计算")
        self._table.setMinimumHeight(_TABLE_HEIGHT)
        self._quota = prose("", "muted")
        self._signers = QVBoxLayout()
        self._each = button("逐份查看(&E)")
        self._each.clicked.connect(self._show_experts)
        self._commands = label("")
        self._see, self._copy = button("查看命令(&S)"), button("复制(&C)")
        self._see.clicked.connect(lambda: show_lines(self, "核对命令", self._found["commands"]))
        self._copy.clicked.connect(self._copy_commands)
        self._copy.setAccessibleName("复制核对命令")
        self._export = button("导出验证报告(&R)")
        self._export.clicked.connect(self._export_report)
        self._another = button("验证另一个(&O)")
        self._another.clicked.connect(self._choose)
        self._arrange()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._verdict, 1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(12)
        column.addWidget(label("验证数据包", "title"))
        column.addWidget(self._drop)
        column.addLayout(head)
        column.addWidget(self._refusal)
        column.addWidget(self._said)
        self._result = self._made_result()
        column.addWidget(self._result, 1)
        column.addStretch(0)
        foot = QHBoxLayout()
        foot.addWidget(label(_NOTE, "small", wrap=True), 1)
        foot.addWidget(self._another)
        column.addLayout(foot)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName("验证数据包")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        for widget in (self._mark, self._verdict, self._said, self._result, self._another):
            widget.hide()

    def _made_result(self) -> QWidget:
        left, right = QVBoxLayout(), QVBoxLayout()
        self._codes = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._codes.setSpacing(24)
        self._codes.addWidget(self._file_code)
        self._codes.addWidget(self._result_code)
        self._codes.addStretch(1)
        codes = card(self._facts, self._codes)
        codes.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        left.addWidget(codes)
        left.addWidget(self._differences)
        left.addWidget(self._table, 1)
        left.addWidget(self._quota)
        left.addStretch(0)
        self._signed = card(self._signers, row(self._each, None), title="签名")
        self._by_hand = card(
            self._commands, row(self._see, self._copy, None), title="不用本程序也能核对"
        )
        for widget in (self._signed, self._by_hand):
            right.addWidget(widget)
        right.addLayout(row(self._export, None))
        right.addStretch(1)
        result = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, result)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(12)
        self._sides.addLayout(left, 2)
        self._sides.addLayout(right, 1)
        return result

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tier = tier_of(self.window().width())
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._sides.setDirection(down if tier is Tier.NARROW else across)
        self._codes.setDirection(across if tier is Tier.WIDE else down)

    def verify(self, path: Path) -> None:
        """Check a package in a worker and show what was found."""
        self._refusal.clear()
        self._said.hide()
        self.context.tasks.start(
            "核对签名，重新计算",
            lambda progress: presenter.verified(path, progress),
            self._show,
            self._failed,
        )

    def _choose(self) -> None:
        chosen = self.context.files.open_one(self, "选择数据包", _KINDS)
        if chosen is not None:
            self.verify(chosen)

    def _failed(self, text: str) -> None:
        self._refusal.tell(text)

    def _show(self, found: presenter.Found) -> None:
        self._found = found
        self._mark.show_shape(Shape.DONE if found["ok"] else Shape.BLOCKED)
        self._verdict.setText(found["sentence"])
        self._verdict.setAccessibleName(f"结论：{found['sentence']}")
        self._facts.setText("\n".join([presenter.facts_line(found), *presenter.claim_lines(found)]))
        for widget, code in (
            (self._file_code, found["file_code"]),
            (self._result_code, found["result_code"]),
        ):
            widget.setVisible(bool(code))
            widget.show_code(code)
        self._differences.setText("\n".join(found["recomputed"]["differences"]))
        self._differences.setVisible(bool(found["recomputed"]["differences"]))
        self._table.setVisible(bool(found["rows"]))
        self._table.show_rows(presenter.figure_rows(found))
        self._quota.setText(found["quota"])
        self._quota.setVisible(bool(found["quota"]))
        _show_states(self._signers, presenter.signer_lines(found))
        self._signed.setVisible(bool(found["signers"]))
        self._each.setVisible(bool(presenter.experts(found)))
        self._commands.setText(f"包内 VERIFY.txt，{len(found['commands'])} 条命令")
        self._by_hand.setVisible(bool(found["commands"]))
        self._drop.hide()
        for shown in (self._mark, self._verdict, self._result, self._another):
            shown.show()
        self._another.setFocus()

    def _show_experts(self) -> None:
        show_lines(self, "专家签名", [line for _, line in presenter.expert_lines(self._found)])

    def _copy_commands(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._found["commands"]))
        self.context.say("命令已复制。")

    def _export_report(self) -> None:
        name = presenter.report_name(self._found)
        chosen = self.context.files.save_one(self, "导出验证报告", name, "文本文件 (*.txt)")
        if chosen is None:
            return
        done, said = presenter.exported(self._found, chosen)
        self._refusal.tell("" if done else said)
        self._said.setText(said if done else "")
        self._said.setVisible(done)


def _show_states(box: QVBoxLayout, lines: list[tuple[bool, str]]) -> None:
    empty(box)
    for good, text in lines:
        box.addWidget(StateLabel(Shape.DONE if good else Shape.BLOCKED, text))


def make(context: Context) -> VerifyScreen:
    """Return the screen."""
    return VerifyScreen(context)
