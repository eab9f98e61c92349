"""The files of 评分表: a form in and out, an empty one on paper, and the two ways back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.dialogs.confirm import confirm
from ui.screens.forms import presenter
from ui.screens.forms.presenter import Desk
from ui.widgets.layout import button, row
from ynreview.messages import label as term

_READ = "评分表 (*.toml *.xlsx)"
_SAVED = "评分表 (*.xlsx *.toml)"
_PAPER = "空白评分表 (*.pdf)"
_ENDINGS = {".toml", ".xlsx"}
_BACK = "放弃尚未使用的修改，回到正在使用的评分表。放弃后可按 Ctrl+Z 撤销。"


class FileRow(QWidget):
    """``read`` carries a form from a file, ``refused`` what kept one from being read or written.

    ``given_up`` and ``reset`` tell that a person confirmed 放弃修改 or 恢复默认.
    """

    read = Signal(object)
    refused = Signal(object)
    given_up = Signal()
    reset = Signal()

    def __init__(self, context: Context, desk: Callable[[], Desk]) -> None:
        super().__init__()
        self._context, self._desk = context, desk
        self._import = button("导入(&I)")
        self._export = button("导出(&E)")
        self._print = button("空白表(&P)")
        self._back = button("放弃修改")
        self._reset = button("恢复默认")
        for one, act in (
            (self._import, self._ask_import),
            (self._export, self._ask_export),
            (self._print, self._ask_print),
            (self._back, self._ask_back),
            (self._reset, self._ask_reset),
        ):
            one.clicked.connect(act)
        self.stops = (self._import, self._export, self._print, self._back, self._reset)
        self.setLayout(row(*self.stops[:3], None, *self.stops[3:]))

    def show_desk(self, desk: Desk, *, frozen: bool) -> None:
        """Offer what makes sense for the form."""
        self._import.setEnabled(not frozen)
        self._back.setVisible(not frozen and desk.is_changed)
        self._reset.setVisible(not frozen and not (desk.state.shipped or desk.is_changed))

    def take(self, paths: list[Path]) -> bool:
        """Read the form of a file that was dropped; False when it is none."""
        if not paths or paths[0].suffix.lower() not in _ENDINGS:
            return False
        self._read(paths[0])
        return True

    def _ask_import(self) -> None:
        chosen = self._context.files.open_one(self, "导入评分表", _READ)
        if chosen is not None:
            self._read(chosen)

    def _read(self, path: Path) -> None:
        found = presenter.read_file(self._context.workspace, self._desk().state.kind, path)
        if found.form is None:
            self.refused.emit(found.said or found.findings)
            return
        self.read.emit(found.form)
        self._context.say(f"已读入“{path.name}”，核对后请使用此评分表。")

    def _ask_export(self) -> None:
        self._write("导出评分表", ".xlsx", _SAVED)

    def _ask_print(self) -> None:
        self._write("导出空白评分表", ".pdf", _PAPER)

    def _write(self, title: str, ending: str, kinds: str) -> None:
        form = self._desk().form
        name = presenter.file_name(form.type, form.kind, ending)
        chosen = self._context.files.save_one(self, title, name, kinds)
        if chosen is None:
            return
        said = presenter.write_file(self._context.workspace, self._desk().form, chosen)
        self.refused.emit(said)
        if not said:
            self._context.say(f"已写出“{chosen.name}”。")

    def _ask_back(self) -> None:
        confirm(self, _BACK, "放弃修改", self.given_up.emit, danger=True)

    def _ask_reset(self) -> None:
        kind = term(self._desk().state.kind)
        sentence = f"恢复{kind}的默认评分表，现在使用的评分表不再保留。"
        confirm(self, sentence, "恢复默认", self.reset.emit, danger=True)
