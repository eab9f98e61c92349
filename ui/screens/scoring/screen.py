"""评分: my platforms, the evidence and the form, in as many columns as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.screens.base import Screen
from ui.screens.scoring import presenter
from ui.screens.scoring.evidence import Evidence
from ui.screens.scoring.form_view import FormView
from ui.screens.scoring.recuse_dialog import ask_recusal
from ui.shell.tiers import Tier, tier_of
from ui.widgets.data_table import DataTable
from ui.widgets.delegates import StateDelegate
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import button, label, row
from ui.widgets.refusal import Refusal
from ynreview.rulebook.kinds import Level

if TYPE_CHECKING:
    from collections.abc import Callable

    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.scoring_view import EntryLine, ScoringView
    from ynreview.kernel.terms import Ground

_COLUMNS = (
    ColumnSpec("编号", lambda one: one.number, width=56),
    ColumnSpec("状态", presenter.state_text, width=128, tooltip=lambda one: one.name),
)
_EMPTY = "任务包中没有需要您评分的平台：所有平台均已登记回避。请告知工作人员。"


class ScoringScreen(Screen):
    """Stored at every change; the whole flow works without a mouse."""

    keys = (
        ("Enter / Tab", "存下分数，到下一项"),
        ("↑ ↓", "在得分栏里加减一步"),
        ("Alt+1 … Alt+4", "打开本项的优、良、中、差"),
        ("Ctrl+J", "下一个未填的项"),
        ("Ctrl+Enter", "完成，看下一个"),
        ("Alt+← Alt+→", "上一个、下一个平台"),
        ("Ctrl+M", "本项的说明"),
        ("Ctrl+I", "本项的依据"),
        ("Ctrl+1 / Ctrl+2", "材料 / 评分"),
        ("Ctrl+T", "我的总览"),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._number, self._tier = "", Tier.WIDE
        self._view: ScoringView | None = None
        self._editing: presenter.Editing | None = None
        self._form: FormView | None = None
        self._progress, self._name = label("", "muted"), label("", "heading", wrap=True)
        self._filled, self._missing = label("", "heading"), label("", "warning")
        self._refusal, self._empty = Refusal(), EmptyState(_EMPTY)
        self._list = DataTable(_COLUMNS, key=lambda one: one.number)
        self._list.setAccessibleName("我的平台")
        self._list.current_row_changed.connect(self._chosen)
        self._state = StateDelegate(context.look, presenter.shape_of)
        self._list.setItemDelegateForColumn(1, self._state)
        self._evidence = Evidence(
            context.look, lambda digest: presenter.attachment(context.workspace, digest)
        )
        self._form_side = QWidget()
        self._form_box = QVBoxLayout(self._form_side)
        self._form_box.setContentsMargins(0, 0, 0, 0)
        self._columns, self._tabs = QSplitter(), QTabWidget()
        self._columns.setChildrenCollapsible(False)
        self._build()
        self._bind_keys()

    def _build(self) -> None:
        self._strip = QWidget()
        strip = QHBoxLayout(self._strip)
        strip.setContentsMargins(0, 0, 0, 0)
        self._body = QVBoxLayout()
        self._form_box.addWidget(self._name)
        head = row(self._filled, None, self._missing)
        self._form_box.addLayout(head)
        previous = button("上一个", key="Alt+Left")
        previous.clicked.connect(lambda: self._move(-1))
        self._next = button("完成，看下一个", "primary", key="Ctrl+Return")
        self._next.clicked.connect(self._finish)
        recuse = button("申报回避(&R)")
        recuse.clicked.connect(self._ask_recusal)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(row(label("评分", "title"), self._progress, None))
        column.addWidget(self._refusal)
        column.addWidget(self._empty, 1)
        column.addLayout(self._body, 1)
        column.addLayout(row(recuse, None, previous, self._next))
        self._arrange(Tier.WIDE)

    def _bind_keys(self) -> None:
        bindings: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Alt+Right", lambda: self._move(1)),
            ("Ctrl+J", self._go_to_missing),
            ("Ctrl+M", self._open_remark),
            ("Ctrl+I", self._open_citation),
            ("Ctrl+1", lambda: self._show_side(0)),
            ("Ctrl+2", lambda: self._show_side(1)),
            ("Ctrl+T", lambda: self.context.go("overview")),
        )
        for key, action in bindings:
            QShortcut(QKeySequence(key), self).activated.connect(action)
        for place, level in enumerate(Level, start=1):
            shortcut = QShortcut(QKeySequence(f"Alt+{place}"), self)
            shortcut.activated.connect(lambda chosen=level: self._open_level(chosen))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tier = tier_of(self.window().width())
        if tier is not self._tier:
            self._arrange(tier)

    def _arrange(self, tier: Tier) -> None:
        """Put list, evidence and form side by side, or the latter two into tabs."""
        self._tier = tier
        for one in (self._list, self._evidence, self._form_side):
            one.setParent(None)
        self._columns.setParent(None)
        self._tabs.setParent(None)
        self._tabs.clear()
        if tier is Tier.NARROW:
            self._tabs.addTab(self._evidence, "材料")
            self._tabs.addTab(self._form_side, "评分")
            self._tabs.setCurrentIndex(1)
            self._body.addWidget(self._tabs)
        else:
            if tier is Tier.WIDE:
                self._columns.addWidget(self._list)
            self._columns.addWidget(self._evidence)
            self._columns.addWidget(self._form_side)
            self._columns.setSizes([200, 540, 560] if tier is Tier.WIDE else [440, 500])
            self._body.addWidget(self._columns)
        for one in (self._evidence, self._form_side):
            one.show()
        self._list.setVisible(tier is Tier.WIDE)

    def refresh(self) -> None:
        """Read my platforms and my sheet again."""
        view = presenter.my_entries(self.context.workspace)
        self._view = view
        self._progress.setText(presenter.progress_text(view))
        has_work = bool(view.due)
        self._empty.setVisible(not has_work)
        for one in (self._columns, self._tabs, self._next):
            one.setVisible(has_work)
        if not has_work:
            return
        self._list.show_rows(view.lines)
        mine = {line.number for line in view.lines if line.progress != "recused"}
        if self._number not in mine:
            self._number = presenter.first_to_do(view.lines)
        self._show_entry(self._number)

    def settle(self) -> None:
        """Store what is being typed: leaving a field stores it."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()

    def _show_entry(self, number: str) -> None:
        view = presenter.my_sheet(self.context.workspace, number)
        if self._editing is None or self._editing.sheet.entry != number or self._form is None:
            self._editing = presenter.Editing(self.context.workspace, view.sheet)
            self._replace_form(FormView(view.form, view.skipped, str(view.entry.subtype or "")))
            self._evidence.show_entry(view)
            self._refusal.clear()
        self._editing.sheet = view.sheet
        assert self._form is not None
        self._form.show_sheet(view.sheet)
        self._name.setText(f"{number} {view.entry.name}")
        filled, missing = presenter.filled_text(view)
        self._filled.setText(filled)
        self._missing.setText(missing)
        self._list.select_where(lambda one: one.number == number)

    def _replace_form(self, form: FormView) -> None:
        if self._form is not None:
            self._form_box.removeWidget(self._form)
            self._form.deleteLater()
        self._form = form
        form.points_stored.connect(lambda item, value: self._do(lambda e: e.points(item, value)))
        form.remarked.connect(self._remarked)
        form.veto_answered.connect(lambda item, yes: self._do(lambda e: e.veto(item, answer=yes)))
        form.overall_left.connect(self._overall_left)
        form.voted.connect(lambda vote: self._do(lambda e: e.vote(vote)))
        form.amount_stored.connect(lambda amount: self._do(lambda e: e.amount(amount)))
        self._form_box.addWidget(form, 1)
        first = next(iter(form.items.values()), None)
        if first is not None:
            QTimer.singleShot(0, first.field, first.field.setFocus)

    def _do(self, change: Callable[[presenter.Editing], Outcome]) -> None:
        assert self._editing is not None
        outcome = change(self._editing)
        self._refusal.tell([finding for finding in outcome.findings if finding.blocks])

    def _remarked(self, item: str, text: str) -> None:
        assert self._editing is not None
        if text.strip() != self._editing.sheet.remarks.get(item, ""):
            self._do(lambda editing: editing.remark(item, text))

    def _overall_left(self, text: str) -> None:
        assert self._editing is not None
        if text.strip() != self._editing.sheet.overall:
            self._do(lambda editing: editing.overall(text))

    def _chosen(self, line: EntryLine | None) -> None:
        if line is None or line.number == self._number:
            return
        if line.progress == "recused":
            self.context.say(f"{line.number} 号已登记回避，不评分。")
            return
        self._go_to_entry(line.number)

    def _go_to_entry(self, number: str) -> None:
        self.settle()
        self._number = number
        self._show_entry(number)

    def _move(self, step: int) -> None:
        assert self._view is not None
        self._go_to_entry(presenter.next_open(self._view.lines, self._number, step))

    def _finish(self) -> None:
        """Go on when this sheet is complete, else to what is missing."""
        self.settle()
        view = presenter.my_sheet(self.context.workspace, self._number)
        if view.missing:
            self._go_to_missing()
            return
        if view.open_findings:
            self._refusal.tell(view.open_findings)
            return
        self._move(1)

    def _go_to_missing(self) -> None:
        view = presenter.my_sheet(self.context.workspace, self._number)
        if view.missing and self._form is not None:
            self._show_side(1)
            self._form.go_to(view.missing[0])

    def _open_level(self, level: Level) -> None:
        if self._form is not None and self._form.current is not None:
            self._form.current.open_level(level)

    def _open_remark(self) -> None:
        if self._form is not None and self._form.current is not None:
            self._form.current.open_remark()

    def _open_citation(self) -> None:
        if self._form is not None and self._form.current is not None:
            self._form.current.cites.open_articles()

    def _show_side(self, place: int) -> None:
        if self._tier is Tier.NARROW:
            self._tabs.setCurrentIndex(place)
        (self._evidence if place == 0 else self._form_side).setFocus()

    def _ask_recusal(self) -> None:
        ask_recusal(self, self._number, self._recused)

    def _recused(self, ground: Ground, note: str) -> None:
        outcome = presenter.recuse(self.context.workspace, self._number, ground, note)
        self._refusal.tell([finding for finding in outcome.findings if finding.blocks])


def make(context: Context) -> ScoringScreen:
    """Return the screen."""
    return ScoringScreen(context)
