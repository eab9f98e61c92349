"""评分: my platforms, the evidence and the form, in as many columns as there is room for."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.place import keep_place, kept_place
from ui.screen import Screen
from ui.screens.scoring import presenter
from ui.screens.scoring.actions import Actions
from ui.screens.scoring.arrangement import Arrangement
from ui.screens.scoring.evidence import Evidence
from ui.screens.scoring.foot import NumberFoot
from ui.screens.scoring.history import History
from ui.screens.scoring.keys import FILTER_KEY, KEYS, bind, bind_levels
from ui.screens.scoring.platforms import Platforms
from ui.screens.scoring.recuse_dialog import ask_recusal
from ui.screens.scoring.strip import Strip
from ui.theme.style import set_role
from ui.tiers import Tier, tier_of
from ui.widgets.empty_state import EmptyState
from ui.widgets.form.form_view import FormView
from ui.widgets.layout import label, row
from ui.widgets.number_edit import NumberEdit
from ui.widgets.pdf_view import PdfView
from ui.widgets.refusal import Refusal
from ynreview.messages import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.widgets.form.item_card import ItemCard
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.scoring_view import EntryLine, ScoringView
    from ynreview.kernel.points import Points
    from ynreview.kernel.terms import Ground

_EMPTY = "任务包中没有需要您评分的平台：{count} 个平台均已登记回避。请告知工作人员。"


class ScoringScreen(Screen):
    """Stored at every change; the whole flow works without a mouse."""

    keys = KEYS

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._number = ""
        self._view: ScoringView | None = None
        self._editing: presenter.Editing | None = None
        self._form: FormView | None = None
        self._title, self._progress = label("评分", "title"), label("", "muted")
        self._name = label("", "heading", wrap=True)
        self._filled, self._missing = label("", "title"), label("", "warning")
        self._refusal, self._empty = Refusal(), EmptyState(_EMPTY)
        self._strip = Strip(context.look)
        self._strip.moved.connect(self._move)
        self._strip.chosen.connect(self._go_to_entry)
        self._list = Platforms(context.look)
        self._list.chosen.connect(self._chosen)
        self._list.activated.connect(self._go_to_form)
        self._list.filtered.connect(self._show_strip)
        self._strip.filter_asked.connect(self._list.toggle)
        self._history = History(context.workspace)
        self._evidence = Evidence(
            context.look, lambda digest: presenter.attachment(context.workspace, digest)
        )
        self._form_side = QWidget()
        self._form_side.setAccessibleName("评分")
        self._form_box = QVBoxLayout(self._form_side)
        self._form_box.setContentsMargins(0, 0, 0, 0)
        for widget in (self._name, self._refusal):
            self._form_box.addWidget(widget)
        self._form_box.insertLayout(1, row(self._filled, None, self._missing))
        self._foot = NumberFoot()
        self._body = Arrangement(self._list, self._evidence, self._form_side, self._strip)
        self._evidence.filled.connect(self._chain)
        self._build()
        self._bind_keys()

    def _build(self) -> None:
        self._actions = Actions()
        self._actions.recused.connect(self._ask_recusal)
        self._actions.moved_back.connect(lambda: self._move(-1))
        self._actions.finished.connect(self._finish)
        column = QVBoxLayout(self)
        column.addLayout(row(self._title, self._progress, None))
        column.addWidget(self._empty, 1)
        column.addWidget(self._body, 1)
        column.addWidget(self._foot)
        column.addWidget(self._actions)
        self._arrange(Tier.WIDE)

    def _bind_keys(self) -> None:
        bindings: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Alt+Right", lambda: self._move(1)),
            ("Ctrl+J", self._go_to_missing),
            ("Ctrl+M", lambda: self._at_item(lambda one: one.open_remark())),
            ("Ctrl+I", lambda: self._at_item(lambda one: one.cites.open_articles())),
            ("Alt+0", lambda: self._at_item(lambda one: one.guidance.opener.toggle())),
            ("Ctrl+1", lambda: self._show_side(0)),
            ("Ctrl+2", lambda: self._show_side(1)),
            ("Ctrl+T", lambda: self.context.go("overview")),
            ("Ctrl+Z", self._undo),
            (FILTER_KEY, self._list.toggle),
        )
        bind(self, bindings)
        self._to_document = bind(
            self,
            (
                ("Ctrl+F", lambda: self._ask_document(PdfView.open_search)),
                ("Ctrl+G", lambda: self._ask_document(PdfView.ask_page)),
            ),
        )
        self._evidence.turned.connect(self._mind_document)
        bind_levels(self, lambda level: self._at_item(lambda one: one.open_level(level)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(tier_of(self.window().width()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._go_to_form()

    def _arrange(self, tier: Tier) -> None:
        """Fit the pieces to the width; whoever had the focus keeps it."""
        if tier is self._body.tier:
            return
        focused = self.window().focusWidget()
        kept = focused if focused is not None and self.isAncestorOf(focused) else None
        self._body.arrange(tier)
        narrow = tier is Tier.NARROW
        sides, ends = (12, 4) if narrow else (16, 8)
        column = self.layout()
        assert column is not None
        column.setContentsMargins(sides, ends, sides, ends)
        column.setSpacing(ends)
        for one in (self._title, self._progress, self._filled, self._missing):
            one.setVisible(not narrow)
        self._name.setVisible(tier is Tier.WIDE)
        self._actions.arrange(narrow=narrow)
        self._place_fields()
        if kept is not None and self._evidence.isAncestorOf(kept):
            self._body.show_side(0)
        if kept is not None and kept.isVisibleTo(self):
            kept.setFocus()
        self._chain()

    def _place_fields(self) -> None:
        """In the narrowest window the number fields are in the foot, else in the form."""
        narrow = self._body.tier is Tier.NARROW
        due = self._view is not None and bool(self._view.due)
        self._foot.setVisible(narrow and due and self._form is not None)
        if not narrow or self._form is None:
            self._foot.give_back()
            return
        self._foot.borrow(self._form.items)
        self._foot.show_item(self._form.here)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Walk on by Tab from field to field, wherever they are placed."""
        form, focused = self._form, self.focusWidget()
        here = focused is not None and focused.isVisible()  # else Qt looks for another place
        if self._body.tier is Tier.NARROW and form is not None and here:
            target = form.neighbour(focused, forwards=forwards)
            if target is not None:
                self._go_to_stop(target)
                return True
        return super().focusNextPrevChild(forwards)

    def _go_to_stop(self, target: QWidget) -> None:
        assert self._form is not None
        if self._form.isAncestorOf(target):
            self._body.show_side(1)
        self._form.arrive(target)

    def _chain(self) -> None:
        """Let the Tab key walk in the order of reading."""
        form = self._form.stops() if self._form is not None else []
        strip = [self._strip.back, self._strip.pick, self._strip.on]
        end = self._actions.stops
        evidence = self._evidence.stops()
        tabs = [self._body.tabs]
        for one, other in pairwise([*tabs, *strip, *self._list.stops, *evidence, *form, *end]):
            QWidget.setTabOrder(one, other)

    def refresh(self) -> None:
        """Read my platforms and my sheet again."""
        view = presenter.my_entries(self.context.workspace)
        self._view = view
        self._progress.setText(presenter.progress_text(view))
        self._actions.show_done(self._progress.text())
        has_work = bool(view.due)
        self._empty.show_text(_EMPTY.format(count=view.recused))
        self._empty.setVisible(not has_work)
        for one in (self._body, self._actions):
            one.setVisible(has_work)
        self._foot.setVisible(has_work and self._body.tier is Tier.NARROW)
        if not has_work:
            return
        mine = {line.number for line in view.lines if line.progress != "recused"}
        wanted = kept_place(self.context) or self._number
        if wanted not in mine:
            wanted = presenter.first_to_do(view.lines)
        self._show_entry(wanted)

    def settle(self) -> None:
        """Store what is being typed."""
        if self._form is not None:
            self._form.settle()

    def _show_entry(self, number: str) -> None:
        view = presenter.my_sheet(self.context.workspace, number)
        self._number = number
        if kept_place(self.context) != number:
            keep_place(self.context, number)
        if self._editing is None or self._editing.sheet.entry != number or self._form is None:
            self._editing = presenter.Editing(self.context.workspace, self._history, view.sheet)
            form = FormView(view.form, view.skipped, str(view.entry.subtype or ""))
            form.here = (view.missing or tuple(form.items))[0]
            self._replace_form(form)
            self._evidence.show_entry(view)
            self._refusal.clear()
            self._chain()
        self._editing.sheet = view.sheet
        assert self._form is not None
        assert self._view is not None
        self._form.show_sheet(view.sheet)
        self._name.setText(f"{number} {view.entry.name}")
        filled, missing = presenter.filled_text(view)
        self._filled.setText(filled)
        self._missing.setText(missing)
        role = "warning" if view.missing else "good"
        set_role(self._missing, role)
        self._foot.show_filled(filled, missing, role)
        self._list.show_lines(self._view.lines, number)
        self._show_strip()
        rest = presenter.next_to_do(self._view.lines, number)
        self._actions.show_rest(rest=bool(rest))

    def _show_strip(self) -> None:
        self._strip.show_lines(self._list.shown, self._number, only_waiting=self._list.only_waiting)

    def _replace_form(self, form: FormView) -> None:
        if self._form is not None:
            self._form.blockSignals(True)  # noqa: FBT003 - what it says last is not of this sheet
            self._foot.give_back()
            self._form_box.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._form = form
        form.points_stored.connect(self._points)
        form.remarked.connect(lambda item, text: self._do(lambda e: e.remark(item, text)))
        form.veto_answered.connect(lambda item, yes: self._do(lambda e: e.veto(item, answer=yes)))
        form.overall_left.connect(lambda text: self._do(lambda e: e.overall(text)))
        form.voted.connect(lambda vote: self._do(lambda e: e.vote(vote)))
        form.amount_stored.connect(lambda amount: self._do(lambda e: e.amount(amount)))
        form.counted.connect(self._actions.show_opinion)
        form.arrived.connect(self._foot.show_item)
        self._form_box.addWidget(form, 1)
        self._place_fields()
        QTimer.singleShot(0, form, self._go_to_form)

    def _go_to_form(self) -> None:
        """Go to the very place where one left off, at first the first item not filled in."""
        if self._form is None or not self.isVisible() or self._form.has_focus:
            return
        self._form.go_to(self._form.here)

    def _do(self, change: Callable[[presenter.Editing], Outcome]) -> Outcome:
        assert self._editing is not None
        outcome = change(self._editing)
        if outcome.changed or not outcome.ok:
            self._refusal.tell([finding for finding in outcome.findings if finding.blocks])
        return outcome

    def _points(self, item: str, points: Points | None) -> None:
        form = self._form
        outcome = self._do(lambda editing: editing.points(item, points))
        if not outcome.ok and form is not None:
            form.items[item].field.refuse("\n".join(map(explain, outcome.findings)))

    def _chosen(self, line: EntryLine | None) -> None:
        if line is None or line.number == self._number:
            return
        if line.progress == "recused":
            self.context.say(f"{line.number} 号已登记回避，不评分。")
            return
        self._go_to_entry(line.number)

    def _go_to_entry(self, number: str) -> None:
        """Leave for another platform; an impossible number keeps one here."""
        if self._form is not None and not self._form.settle():
            self._list.return_to_current()
            return
        if number != self._number:
            self._show_entry(number)

    def _move(self, step: int) -> None:
        self._go_to_entry(presenter.next_open(self._list.shown, self._number, step))

    def _finish(self) -> None:
        """Go on when this sheet is complete, else to what is missing, with the sentence."""
        if self._form is None or not self._form.settle():
            return
        view = presenter.my_sheet(self.context.workspace, self._number)
        if view.open_findings:
            self._refusal.tell(view.open_findings)
            if view.missing:
                self._go_to_missing()
            else:
                self._body.show_side(1)
                self._form.go_to_open()
            return
        rest = presenter.next_to_do(self._view.lines, self._number) if self._view else ""
        if rest:
            self._go_to_entry(rest)
        else:
            self.context.go("submit")

    def _go_to_missing(self) -> None:
        if self._form is None or not self._form.settle():
            return
        view = presenter.my_sheet(self.context.workspace, self._number)
        code = presenter.next_missing(view, self._form.current_code)
        if code:
            self._body.show_side(1)
            self._form.go_to(code)

    def _ask_document(self, question: Callable[[PdfView], object]) -> None:
        """Put a question to the PDF, which is brought into view; a PDF in view hears by itself."""
        if not self._evidence.has_files:
            self.context.say(f"{self._number} 号没有可以查阅的材料。")
            return
        self._body.show_side(0)
        self._evidence.ask(question)

    def _mind_document(self) -> None:
        """Leave the keys of the PDF to it while it is in view."""
        for one in self._to_document:
            one.setEnabled(not self._evidence.hears_keys)

    def _undo(self) -> None:
        """Take back what is typed but not stored, else the last change of this session."""
        form, focused = self._form, self.window().focusWidget()
        if form is None or (isinstance(focused, NumberEdit) and focused.take_back()):
            return
        if not form.settle():
            return
        undone = self._history.undo()
        if undone is None:
            self.context.say("没有可以撤销的改动。提交以前，本次打开后所作的改动都可以撤销。")
            return
        step, outcome = undone
        self._refusal.tell([finding for finding in outcome.findings if finding.blocks])
        if outcome.ok:
            self._show_entry(step.entry)
            assert self._form is not None
            self._form.go_to_step(step)
            self.context.say(step.words)

    def _at_item(self, action: Callable[[ItemCard], object]) -> None:
        if self._form is not None and self._form.current is not None:
            action(self._form.current)

    def _show_side(self, place: int) -> None:
        form = self._form
        if form is None:
            return
        here = "" if form.has_focus else form.here
        self._body.show_side(place)
        if place == 0:
            self._evidence.arrive()
        elif here:
            form.go_to(here)

    def _ask_recusal(self) -> None:
        ask_recusal(self, self._number, self._recused)

    def _recused(self, ground: Ground, note: str) -> None:
        number = self._number
        outcome = presenter.recuse(self.context.workspace, number, ground, note)
        self._refusal.tell([finding for finding in outcome.findings if finding.blocks])
        if outcome.ok:
            voided = "，已填的评分单作废" if outcome.detail["voided"] else ""
            self.context.say(f"{number} 号已登记回避{voided}。")


def make(context: Context) -> ScoringScreen:
    """Return the screen."""
    return ScoringScreen(context)
