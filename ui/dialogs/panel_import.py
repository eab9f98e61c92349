"""专家名单 taken over: at once where none is stored, else after old was seen beside new."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.context import Context
from ui.dialogs.column_map import ask_column_map
from ui.tasks import Progress
from ui.widgets.changes_table import changes_table
from ui.widgets.findings import FindingList
from ui.widgets.layout import button, label, prose, row
from ui.widgets.layout import column as column_of
from ui.widgets.panes import scrolled
from ui.widgets.refusal import Refusal
from ynreview.app.commands import ImportPanel
from ynreview.kernel.errors import YnReviewError
from ynreview.messages import explain_error

if TYPE_CHECKING:
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.ledger import FoundTable, PanelPreview

Done = Callable[["Outcome"], None]
Refused = Callable[[str], None]
_NO_HEADER = "intake.no_header"
_TOML = ".toml"


def import_panel_list(
    parent: QWidget, context: Context, file: Path, done: Done, refused: Refused
) -> None:
    """Read a list in a worker; ``done`` is called with what came of it once it is stored.

    A dialog opens where something would change or is to be mended; ``refused`` says why a file
    cannot be read at all.
    """
    command = ImportPanel(file)

    def looked(found: PanelPreview | YnReviewError) -> None:
        if isinstance(found, YnReviewError) and found.code != _NO_HEADER:
            refused(explain_error(found))
        elif isinstance(found, YnReviewError) or not found.first or found.blocked:
            PanelImportDialog(parent, context, command, found, done).open()
        else:
            _start_store(context, command, done, refused)

    if not context.tasks.is_busy:
        work = partial(_look, context, command)
        context.tasks.start("核对专家名单", work, looked, refused)


def _look(context: Context, command: ImportPanel, progress: Progress) -> Any:
    from ynreview.app.queries.ledger import panel_preview

    progress.tell(f"核对 {command.file.name}")
    try:
        return context.workspace.ask(partial(panel_preview, command=command))
    except YnReviewError as error:
        return error


def _start_store(context: Context, command: ImportPanel, done: Done, refused: Refused) -> None:
    def work(progress: Progress) -> Outcome:
        return context.workspace.carried_out(command, progress)

    context.tasks.start("导入专家名单", work, done, refused)


class PanelImportDialog(QDialog):
    """Nothing is stored before 确认导入."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        command: ImportPanel,
        found: PanelPreview | YnReviewError,
        done: Done,
    ) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("导入专家名单")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._command, self._done = context, command, done
        self._told, self._refusal = prose(), Refusal()
        self._findings = FindingList(jumps=False)
        inner = QWidget()
        inner.setLayout(column_of(self._findings, None))
        self._area = scrolled(inner)
        self._changes = changes_table(context.look, named="姓名")
        self._columns = button("列对应(&M)")
        self._columns.clicked.connect(self._ask_columns)
        self._copy = button("导出标注副本(&E)")
        self._copy.clicked.connect(self._save_copy)
        self._yes = button("确认导入", "primary", key="Ctrl+Return")
        self._yes.clicked.connect(self._store)
        self._no = button("取消")
        self._no.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(label(command.file.name, "heading"))
        column.addWidget(self._told)
        column.addWidget(self._refusal)
        column.addWidget(self._area, 1)
        column.addWidget(self._changes, 2)
        column.addLayout(row(self._columns, self._copy, None, self._no, self._yes))
        window = parent.window().size()
        self.resize(min(860, window.width() - 32), min(600, window.height() - 32))
        self._show(found)

    def _show(self, found: PanelPreview | YnReviewError) -> None:
        from ynreview.app.queries.ledger import change_lines, changes_text

        read = not isinstance(found, YnReviewError)
        self._columns.setVisible(self._command.file.suffix.lower() != _TOML)
        self._copy.setVisible(read)
        if isinstance(found, YnReviewError):
            self._refusal.tell(explain_error(found))
            self._told.setText("")
            self._findings.show_findings(())
            self._changes.show_rows(())
            self._yes.setEnabled(False)
        else:
            self._refusal.clear()
            count = found.accepted + found.rejected
            self._told.setText(f"读到 {count} 行。{changes_text(found)}还没有导入。")
            self._findings.show_findings(found.findings)
            self._changes.show_rows(change_lines(found))
            self._yes.setEnabled(not found.blocked)
        self._area.setVisible(bool(self._findings.findings))
        self._changes.setVisible(self._changes.row_count() > 0)
        (self._yes if self._yes.isEnabled() else self._columns).setFocus()

    def _start(self, title: str, work: Callable[..., Any], then: Callable[[Any], None]) -> None:
        if not self._context.tasks.is_busy:
            self._context.tasks.start(title, work, then, self._refusal.tell)

    def _ask_columns(self) -> None:
        command = self._command

        def read(progress: Progress) -> FoundTable:
            from ynreview.app.queries.ledger import table_headings

            progress.tell(f"读取 {command.file.name} 的表头")
            query = partial(
                table_headings, table="panel", file=command.file, mapping=command.mapping
            )
            return self._context.workspace.ask(query)

        self._start("读取表头", read, self._offer_columns)

    def _offer_columns(self, table: FoundTable) -> None:
        from ynreview.app.queries.ledger import column_choices

        ask_column_map(self, table, column_choices("panel"), self._mapped)

    def _mapped(self, mapping: Mapping[str, str]) -> None:
        self._command = replace(self._command, mapping=mapping)
        self._start("核对专家名单", partial(_look, self._context, self._command), self._show)

    def _save_copy(self) -> None:
        name = f"{self._command.file.stem}-标注.xlsx"
        target = self._context.files.save_one(self, "导出标注副本", name, "工作簿 (*.xlsx)")
        if target is None:
            return
        path = target if target.suffix.lower() == ".xlsx" else Path(f"{target}.xlsx")

        def write(_progress: Progress) -> None:
            from ynreview.app.queries.ledger import write_marked_copy

            command = self._command
            self._context.workspace.ask(partial(write_marked_copy, command=command, target=path))

        told = f"标注副本已写出：{path.name}。导入的文件没有改动。"
        self._start("导出标注副本", write, lambda _: self._context.say(told))

    def _store(self) -> None:
        if not self._context.tasks.is_busy:
            self._yes.setEnabled(False)
            _start_store(self._context, self._command, self._stored, self._refusal.tell)

    def _stored(self, outcome: Outcome) -> None:
        if outcome.ok:
            self.accept()
            self._done(outcome)
        else:
            self._refusal.tell([one for one in outcome.findings if one.blocks])
