"""验证: drop a package; the verdict comes first, in one sentence with a shape beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.screen import Screen
from ui.screens.verify import presenter
from ui.theme.style import set_role
from ui.widgets.code_label import CodeLabel
from ui.widgets.data_table import DataTable
from ui.widgets.layout import button, card, empty, label, row
from ui.widgets.package_drop import PackageDrop

_KINDS = "评审数据包 (*.ynr)"
_NOTE = "本程序的数字签名用于核对完整性和来源，不是电子印章。"
_COLUMNS = (
    ColumnSpec("编号", lambda row: row["number"], width=64),
    ColumnSpec("平台", lambda row: row.get("name", "")),
    ColumnSpec("包内得分", lambda row: row["score"], align_right=True, width=92),
    ColumnSpec("重算得分", lambda row: row.get("recomputed_score", ""), align_right=True, width=92),
    ColumnSpec("包内等级", lambda row: row["grade"], width=92),
    ColumnSpec("重算等级", lambda row: row.get("recomputed_grade", ""), width=92),
)


class VerifyScreen(Screen):
    """Anyone may verify; nothing is stored."""

    keys = (("Ctrl+O", "选择文件"),)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._verdict = label("", "title")
        self._verdict.setWordWrap(True)
        self._verdict.setAccessibleName("结论")
        self._mark = label("", "hero")
        self._drop = PackageDrop("把数据包拖到窗口任何位置，或", "选择文件(&O)")
        self._drop.asked.connect(self._choose)
        self._drop.dropped.connect(lambda paths: self.verify(paths[0]))
        self._facts = label("", "muted")
        self._facts.setWordWrap(True)
        self._file_code, self._result_code = CodeLabel("文件校验码"), CodeLabel("结果校验码")
        self._signers = QVBoxLayout()
        self._table = DataTable(_COLUMNS)
        self._table.setAccessibleName("重新计算")
        self._commands = label("", "small")
        self._commands.setWordWrap(True)
        self._copy = button("复制命令(&C)")
        self._copy.clicked.connect(self._copy_commands)
        self._result = self._made_result()
        head = QHBoxLayout()
        head.addWidget(self._mark)
        head.addWidget(self._verdict, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(12)
        column.addWidget(label("验证数据包", "title"))
        column.addWidget(self._drop)
        column.addLayout(head)
        column.addWidget(self._result, 1)
        column.addStretch(0)
        column.addWidget(label(_NOTE, "small"))
        self._result.setVisible(False)

    def _made_result(self) -> QWidget:
        codes = card(self._facts, row(self._file_code, self._result_code, None))
        signers = card(self._signers, title="签名")
        commands = card(self._commands, self._copy, title="不用本程序也能核对")
        result = QWidget()
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(codes)
        left.addWidget(self._table, 1)
        right.addWidget(signers)
        right.addWidget(commands)
        right.addStretch(1)
        both = QHBoxLayout(result)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(12)
        both.addLayout(left, 3)
        both.addLayout(right, 2)
        commands.setVisible(False)
        self._commands_card = commands
        return result

    def verify(self, path: Path) -> None:
        """Check a package in a worker and show what was found."""
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
        self._say("✗", text, "danger")
        self._result.setVisible(False)

    def _say(self, mark: str, text: str, role: str) -> None:
        self._mark.setText(mark)
        set_role(self._mark, role)
        self._verdict.setText(text)

    def _show(self, found: dict[str, Any]) -> None:
        good = found["ok"]
        self._say("✓" if good else "✗", found["sentence"], "good" if good else "danger")
        self._facts.setText(presenter.facts_line(found))
        for widget, code in (
            (self._file_code, found["file_code"]),
            (self._result_code, found["result_code"]),
        ):
            widget.setVisible(bool(code))
            if code:
                widget.show_code(code)
        _show_lines(self._signers, presenter.signer_lines(found))
        self._table.setVisible(bool(found["rows"]))
        self._table.show_rows(presenter.figure_rows(found))
        self._commands.setText(found.get("commands", ""))
        self._commands_card.setVisible(bool(found.get("commands", "")))
        self._result.setVisible(True)

    def _copy_commands(self) -> None:
        QGuiApplication.clipboard().setText(self._commands.text())
        self.context.say("命令已复制。")


def _show_lines(box: QVBoxLayout, lines: list[tuple[str, str]]) -> None:
    empty(box)
    for text, role in lines:
        shown = label(text, role)
        shown.setWordWrap(True)
        box.addWidget(shown)


def make(context: Context) -> VerifyScreen:
    """Return the screen."""
    return VerifyScreen(context)
