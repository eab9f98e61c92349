"""参评平台: choose a ledger, read what there is to say of it, then store it or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.dialogs.attachments import show_attachments
from ui.dialogs.column_map import ask_column_map
from ui.preparation.frame import PreparationScreen
from ui.screens.entries import presenter
from ui.screens.entries.presenter import Checked, Chosen, ProblemLine, Stored
from ui.screens.entries.review import Review
from ui.screens.entries.state_dialog import StateDialog
from ui.tiers import is_low
from ui.widgets.action_row import ActionRow
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import button, label, prose, row
from ui.widgets.one_line import OneLine
from ui.widgets.refusal import Refusal
from ynreview.kernel.terms import EntryState

if TYPE_CHECKING:
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.ledger import ChangeLine, FoundTable, LedgerPreview

_KINDS = "平台台账 (*.xlsx *.xlsm *.xls *.et *.ods *.csv *.tsv *.txt)"
_WORKBOOK = "工作簿 (*.xlsx)"
_STORE, _NEXT = "确认导入", "下一步：形式审查(&N)"


class EntriesScreen(PreparationScreen):
    """Nothing is stored before 确认导入."""

    step = "entries"
    keys = (
        ("Ctrl+O", "选择平台台账"),
        ("Ctrl+Enter", "确认导入"),
        ("Enter（问题清单中）", "转到该平台"),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._chosen: Chosen | None = None
        self._found: LedgerPreview | None = None
        self._problems: tuple[ProblemLine, ...] = ()
        self._changes: tuple[ChangeLine, ...] = ()
        self._stored_here: Stored | None = None
        self._issued = False
        self._source, self._told = OneLine("", "muted"), prose("", "muted")
        self._sheet = Choice()
        self._sheet.setAccessibleName("工作表")
        self._sheet.activated.connect(self._choose_sheet)
        self._refusal, self._review = Refusal(), Review(context.look)
        self._empty = EmptyState(presenter.EMPTY)
        self._make_actions()
        self._note = label("", "muted")
        self._go_on = button(_STORE, "primary", key="Ctrl+Return")
        self._go_on.clicked.connect(self._ask_store)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._head = QWidget()
        head = row(label("参评平台", "heading"), self._source, self._sheet)
        head.setStretchFactor(self._source, 1)
        head.setSpacing(16)
        self._head.setLayout(head)
        for widget in (self._head, self._actions, self._refusal, self._told):
            column.addWidget(widget)
        column.addWidget(self._review, 1)
        column.addWidget(self._empty, 1)
        self.furnish(work, self._go_on, self._note)

    def _make_actions(self) -> None:
        self._choose = button("选择文件(&O)", key="Ctrl+O")
        self._columns = button("列对应(&M)")
        self._template = button("下载模板(&D)")
        self._copy = button("导出标注副本(&E)")
        self._give_up = button("放弃，不导入(&X)")
        self._files = button("关联材料(&F)")
        self._state = button("状态变更(&S)")
        for one, pressed in (
            (self._choose, self._ask_file),
            (self._columns, self._ask_columns),
            (self._template, self._save_template),
            (self._copy, self._save_copy),
            (self._give_up, self._leave),
            (self._files, lambda: show_attachments(self, self.context)),
            (self._state, self._ask_state),
        ):
            one.clicked.connect(pressed)
        self._actions = ActionRow(
            (
                self._choose,
                self._columns,
                self._copy,
                self._give_up,
                self._files,
                self._state,
                self._template,
            )
        )

    def refresh(self) -> None:
        """Show what is stored, unless a ledger waits to be confirmed."""
        self._stored_here = presenter.entries(self.context.workspace, self._stored_here)
        view = self._stored_here.view
        self._issued = view.issued
        waits = self._found is not None
        if self._chosen is not None and self._found is not None:
            found = self._found
            self._told.setText(presenter.preview_text(found))
            self._review.show_preview(self._problems, self._changes, found.lines)
        else:
            self._told.setText(presenter.stored_text(view))
            self._review.show_stored(view.lines)
        self._review.setVisible(waits or bool(view.lines))
        self._empty.setVisible(not waits and not view.lines)
        self._show_source()
        self._spare_room()
        self._show_actions(stored=bool(view.lines))
        super().refresh()

    def _show_source(self) -> None:
        chosen, found = self._chosen, self._found
        there = chosen is not None and found is not None
        text = presenter.source_text(chosen, found) if chosen and found else ""
        self._source.show_text(text)
        self._sheet.clear()
        if found is not None:
            self._sheet.addItems(found.table.sheets)
            self._sheet.setCurrentText(found.table.sheet)
        self._sheet.setVisible(there and self._sheet.count() > 1)

    def _show_actions(self, *, stored: bool) -> None:
        waits, free = self._found is not None, not self._issued
        offered = self._actions.offer
        offered(self._choose, offered=free)
        offered(self._columns, offered=free and self._chosen is not None)
        offered(self._copy, offered=waits and bool(self._found and self._found.findings))
        offered(self._give_up, offered=waits)
        offered(self._files, offered=free and stored and not waits)
        offered(self._state, offered=free and stored and not waits)
        offered(self._template, offered=free)
        self._go_on.setText(_STORE if waits else _NEXT)
        self._go_on.setAccessibleName(self._go_on.text().replace("&", ""))
        self._go_on.setVisible(waits or stored)
        self._go_on.setEnabled(self._found is None or not self._found.blocked)
        self._note.setText(presenter.note_text(self._found) if self._found else "")

    def _spare_room(self) -> None:
        """In a low window leave the room to the tables; what is left out stands at the foot."""
        low = is_low(self.window().height())
        self._head.setVisible(not low or self._sheet.count() > 1)
        self._told.setVisible(not low and bool(self._told.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spare_room()

    def point_at(self, subject: str) -> None:
        """Bring a platform into view."""
        self._review.point_at(subject)

    def take(self, paths: list[Path]) -> bool:
        """Check a table dropped on the window."""
        if self._issued or paths[0].suffix.lower() not in presenter.TABLE_FILES:
            return False
        self.check(Chosen(paths[0]))
        return True

    def check(self, chosen: Chosen) -> None:
        """Read a ledger in a worker and show what it would bring."""
        self._chosen = chosen
        self._start(
            "核对台账",
            partial(presenter.preview, self.context.workspace, chosen),
            self._checked,
        )

    def _start(self, title: str, work: Callable[..., Any], done: Callable[[Any], None]) -> None:
        if self.context.tasks.is_busy:
            return
        self._refusal.clear()
        self._go_on.setEnabled(False)
        self.context.tasks.start(title, work, done, self._refused)

    def _checked(self, checked: Checked) -> None:
        self._found = checked.found
        self._problems, self._changes = checked.problems, checked.changes
        self.refresh()
        (self._go_on if self._go_on.isEnabled() else self._review.problems).setFocus()

    def _refused(self, text: str) -> None:
        self.refresh()
        self._refusal.tell(text)

    def _ask_file(self) -> None:
        file = self.context.files.open_one(self, "选择平台台账", _KINDS)
        if file is not None:
            self.check(Chosen(file))

    def _choose_sheet(self) -> None:
        if self._chosen is not None:
            self.check(Chosen(self._chosen.ledger, self._sheet.currentText()))

    def _ask_columns(self) -> None:
        chosen = self._chosen
        if chosen is not None:
            read = partial(presenter.headings, self.context.workspace, chosen)
            self._start("读取表头", read, self._offer_columns)

    def _offer_columns(self, table: FoundTable) -> None:
        self.refresh()
        ask_column_map(self, table, presenter.column_choices(), self._mapped)

    def _mapped(self, mapping: Mapping[str, str]) -> None:
        assert self._chosen is not None
        self.check(replace(self._chosen, mapping=mapping))

    def _save_template(self) -> None:
        target = self.context.files.save_one(self, "下载模板", "平台台账模板.xlsx", _WORKBOOK)
        if target is None:
            return
        target = presenter.as_workbook(target)

        def written(_: object) -> None:
            self.refresh()
            self.context.say(f"模板已写出：{target.name}。")

        write = partial(presenter.write_template, self.context.workspace, target)
        self._start("下载模板", write, written)

    def _save_copy(self) -> None:
        chosen = self._chosen
        assert chosen is not None
        name = f"{chosen.ledger.stem}-标注.xlsx"
        target = self.context.files.save_one(self, "导出标注副本", name, _WORKBOOK)
        if target is None:
            return
        target = presenter.as_workbook(target)

        def written(_: object) -> None:
            self.refresh()
            self.context.say(f"标注副本已写出：{target.name}。导入的文件没有改动。")

        write = partial(presenter.write_copy, self.context.workspace, chosen, target)
        self._start("导出标注副本", write, written)

    def _leave(self) -> None:
        self._chosen = self._found = None
        self._refusal.clear()
        self.refresh()
        self._choose.setFocus()

    def _ask_store(self) -> None:
        if self._found is None:
            self.context.go("formal")
            return
        chosen = self._chosen
        assert chosen is not None
        store = partial(presenter.store, self.context.workspace, chosen)
        self._start("导入参评平台", store, self._stored)

    def _stored(self, done: tuple[Outcome, Stored | None]) -> None:
        outcome, self._stored_here = done
        if not outcome.ok:
            self.refresh()
            self._refusal.tell([one for one in outcome.findings if one.blocks])
            return
        self._chosen = self._found = None
        if outcome.changed:
            self.context.workspace.tell(outcome)  # which lets this screen be read again
        else:
            self.refresh()
        self.context.say(f"已导入参评平台 {outcome.data['accepted']} 个。")
        self._go_on.setFocus()

    def _ask_state(self) -> None:
        line = self._review.stored.current_row()
        if line is None:
            self._refusal.tell("请先在表中选定一个平台，再变更状态。")
            return
        self._refusal.clear()

        def change(state: EntryState, reason: str, document: str) -> Outcome:
            workspace = self.context.workspace
            outcome = presenter.change_state(workspace, line.number, state, reason, document)
            self.refresh()
            return outcome

        StateDialog(self, line.number, line.name, line.state, change).open()


def make(context: Context) -> EntriesScreen:
    """Return the screen."""
    return EntriesScreen(context)
