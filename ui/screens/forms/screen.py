"""评分表: the form as a tree, an editor beside it, faults with the way there, 不适用, 预览."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QTabBar, QWidget

from ui.context import Context
from ui.preparation.frame import PreparationScreen
from ui.screens.forms import presenter
from ui.screens.forms.editor import Editor
from ui.screens.forms.editors import editor_of
from ui.screens.forms.file_row import FileRow
from ui.screens.forms.presenter import WHOLE, Desk, Node
from ui.screens.forms.preview import FormPreview
from ui.screens.forms.sides import EDITOR, PREVIEW, SKIPS, Sides
from ui.screens.forms.skips import SkipMatrix
from ui.screens.forms.tools import FormTools
from ui.screens.forms.tree import FormTree
from ui.theme.style import set_role
from ui.widgets.findings import FindingList
from ui.widgets.layout import button, column, label, prose, row
from ui.widgets.one_line import OneLine
from ui.widgets.panes import scrolled
from ui.widgets.refusal import Refusal
from ynreview.kernel.finding import Finding
from ynreview.kernel.terms import PlatformKind
from ynreview.messages import label as term
from ynreview.rulebook.form_edits import renumbered
from ynreview.rulebook.forms import ScoreForm

if TYPE_CHECKING:
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.forms import FormsView

_SKIPS = "对全体专家有效；其余各项折算为 100 分。方向键移动，空格键设定或取消；至少保留一项。"
_NO_ENTRIES = "还没有这类平台。导入平台台账后在这里设定不适用的指标。"
_FAULTS_HEIGHT = 120


class FormsScreen(PreparationScreen):
    """Every change is kept at once as a draft; 使用此评分表 makes it the round's form."""

    step = "forms"
    keys = (
        ("↑ ↓", "在目录中移动"),
        ("Ctrl+↑ Ctrl+↓", "上移、下移一项"),
        ("Delete", "删除一项"),
        ("Ctrl+Z", "撤销"),
        ("Ctrl+Enter", "使用此评分表"),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._view: FormsView | None = None
        self._desks: dict[PlatformKind, Desk] = {}
        self._editor: Editor | None = None
        self._faults: tuple[Finding, ...] = ()
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.setAccessibleName("平台类型")
        for kind in PlatformKind:
            self._tabs.addTab(term(kind))
        self._tabs.currentChanged.connect(lambda _: self._show_kind())
        self._total = label("", "heading")
        self._told, self._refusal = OneLine("", "muted"), Refusal()
        self._list = FindingList()
        self._list.jump.connect(self._jump)
        told = QWidget()
        told.setLayout(column(self._list, None))
        self._area = scrolled(told)
        self._area.hide()
        self._tree = FormTree()
        self._tree.arrived.connect(self._arrive)
        self._tree.move_asked.connect(self._move)
        self._tree.remove_asked.connect(self._remove)
        self._tools = FormTools()
        self._tools.asked.connect(self._use_tool)
        self._page = QScrollArea()
        self._page.setWidgetResizable(True)
        self._page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_role(self._page, "card")
        self._skips = SkipMatrix()
        self._skips.asked.connect(self._set_skips)
        self._files = FileRow(context, self._settled_desk)
        self._files.read.connect(self._read)
        self._files.refused.connect(self._refusal.tell)
        self._files.given_up.connect(self._give_up)
        self._files.reset.connect(self._reset)
        self._use = button("使用此评分表", "primary", key="Ctrl+Return")
        self._use.clicked.connect(self._put_to_use)
        undo = QShortcut(QKeySequence.StandardKey.Undo, self)
        undo.activated.connect(self._undo)
        self.furnish(self._put_together(), self._use)

    def _left(self) -> QWidget:
        left = QWidget()
        left.setLayout(column(self._tree, self._tools))
        return left

    def _put_together(self) -> QWidget:
        self._skip_note = prose(_SKIPS, "muted")
        skips = QWidget()
        skips.setLayout(column(self._skip_note, self._skips))
        self._preview = FormPreview()
        self._sides = Sides(self._left(), self._page, skips, self._preview)
        self._sides.came.connect(self._came)
        self._sides.left.connect(self.settle)
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = row(self._sides.tabs, self._told)
        line.setStretch(1, 1)
        inner = QWidget()
        inner.setLayout(
            column(
                row(self._tabs, None, self._total),
                line,
                self._refusal,
                self._area,
                self._sides,
                self._files,
            )
        )
        self._whole = scrolled(inner)
        self._whole.setFrameShape(QScrollArea.Shape.NoFrame)
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_faults()

    def _fit_faults(self) -> None:
        """Give the faults the height of their sentences, up to a share of the screen."""
        wanted = self._list.heightForWidth(self._area.viewport().width())
        most = min(_FAULTS_HEIGHT, self.height() // 5)
        self._area.setFixedHeight(max(min(wanted, most), 0))

    # what is shown

    def refresh(self) -> None:
        """Read the forms; the steps back stay while nobody else changed them."""
        self._view = presenter.forms(self.context.workspace)
        self._desks = {
            state.kind: presenter.desk_of(state, self._desks.get(state.kind))
            for state in self._view.forms
        }
        self._show_desk()
        super().refresh()

    def settle(self) -> None:
        if self._editor is not None:
            self._editor.settle()

    def point_at(self, subject: str) -> None:
        """Show the part that a finding of the check list names, or a platform in 不适用."""
        kind = subject.partition(" ")[0]
        known = [one.value for one in PlatformKind]
        if kind in known:
            self._tabs.setCurrentIndex(known.index(kind))
            self._jump(subject)
        elif subject:
            self._show_skips_of(subject)

    def _show_skips_of(self, number: str) -> None:
        view = self._view
        assert view is not None
        line = next((one for one in view.entries if one.number == number), None)
        if line is not None:
            self._tabs.setCurrentIndex(list(PlatformKind).index(line.kind))
        self._sides.show_side(SKIPS)
        self._skips.go_to(number)

    def take(self, paths: list[Path]) -> bool:
        """Read a form that was dropped on the window."""
        self.settle()
        return not self._frozen and self._files.take(paths)

    @property
    def _kind(self) -> PlatformKind:
        return list(PlatformKind)[self._tabs.currentIndex()]

    @property
    def _desk(self) -> Desk:
        return self._desks[self._kind]

    def _settled_desk(self) -> Desk:
        self.settle()
        return self._desk

    @property
    def _frozen(self) -> bool:
        return self._view is None or self._view.issued

    def _show_kind(self) -> None:
        self.settle()
        self._refusal.clear()
        self._show_desk()

    def _show_desk(self) -> None:
        assert self._view is not None
        desk, form = self._desk, self._desk.form
        if not presenter.exists(form, desk.node):
            desk.node = WHOLE
        self._faults = presenter.faults(self._view, form)
        self._list.show_findings(self._faults)
        self._area.setVisible(bool(self._faults))
        self._fit_faults()
        faulty = {presenter.node_of(form, str(one.subject)) for one in self._faults}
        self._tree.show_form(form, desk.node, faulty)
        self._total.setText(presenter.total_text(self._view, form))
        whole = presenter.is_whole(self._view, form)
        set_role(self._total, "heading" if whole else "danger")
        self._told.show_text(presenter.standing_text(self._view, desk))
        self._show_editor(form, desk.node)
        self._came(self._sides.tabs.currentIndex())
        frozen = self._frozen
        for one in (self._tools, self._editor, self._skips):
            if one is not None:
                one.setEnabled(not frozen)
        self._use.setEnabled(not frozen and desk.is_changed)
        self._files.show_desk(desk, frozen=frozen)

    def _came(self, side: int) -> None:
        """Make the expert's form and the matrix only when they are looked at."""
        if side == PREVIEW:
            self._preview.show_form(self._desk.form)
        elif side == SKIPS and self._view is not None:
            self._skips.show_lines(self._desk.state.form, self._view.entries)
            none = self._skips.rowCount() == 0
            self._skip_note.setText(_NO_ENTRIES if none else _SKIPS)

    def _show_editor(self, form: ScoreForm, node: Node) -> None:
        view = self._view
        assert view is not None
        shown = self._editor
        if shown is not None and _same_fields(shown, form, node):
            shown.show_form(form)
            return
        key = shown.focused_key if shown is not None and shown.node == node else ""
        self._editor = editor_of(form, node, lambda: view.rules.rulebook)
        self._editor.changed.connect(self._changed)
        self._editor.setEnabled(not self._frozen)
        old = self._page.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()  # one of its fields may be telling of the change right now
        self._page.setWidget(self._editor)
        if key:
            self._editor.go_to(key)
        files = self._files.stops
        stops = [self._tree, *self._tools.stops, *self._editor.stops, *files, self._use]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _arrive(self, node: Node) -> None:
        self.settle()
        self._desk.node = node
        self._show_editor(self._desk.form, node)

    def _jump(self, subject: str) -> None:
        self._sides.show_side(EDITOR)
        self._desk.node = presenter.node_of(self._desk.form, subject)
        self._show_desk()
        self._go_into(presenter.key_of(subject))

    def _go_into(self, key: str) -> None:
        """Put the focus into a field of the editor and bring it into view."""
        editor = self._editor
        if editor is not None:
            target = editor.go_to(key)
            QTimer.singleShot(0, editor, lambda: self._bring_into_view(target))

    def _bring_into_view(self, target: QWidget) -> None:
        for area in (self._page, self._whole):
            area.ensureWidgetVisible(target)

    # what is changed

    def _changed(self, form: ScoreForm) -> None:
        self._take_over(form, self._desk.node)

    def _take_over(self, form: ScoreForm, node: Node) -> None:
        """Show a changed form and keep it; the former one can be taken back."""
        desk = self._desk
        if form == desk.form:
            return
        desk.past.append((desk.form, desk.node))
        desk.form, desk.node = form, node
        self._keep()

    def _keep(self) -> None:
        outcome = presenter.save(self.context.workspace, self._desk)
        self._refused(outcome)
        if not outcome.changed:
            self._show_desk()

    def _undo(self) -> None:
        self.settle()
        if self._sides.tabs.currentIndex() == SKIPS:
            self.context.say("不适用的设定再按一次空格键即取消。")
        elif self._desk.past and not self._frozen:
            self._desk.form, self._desk.node = self._desk.past.pop()
            self._keep()
            self.context.say("已撤销一步。")

    def _use_tool(self, what: str) -> None:
        assert self._view is not None
        self.settle()
        if what in {"section", "item", "veto"}:
            self._take_over(*presenter.added(self._view, self._desk, what))
            self._sides.show_side(EDITOR)
            self._go_into("question" if what == "veto" else "name")
        elif what == "remove":
            self._remove()
        elif what == "renumber":
            self._take_over(renumbered(self._desk.form), self._desk.node)
        else:
            self._move(-1 if what == "up" else 1)

    def _move(self, by: int) -> None:
        if not self._frozen:
            self.settle()
            self._take_over(*presenter.moved(self._desk.form, self._desk.node, by))

    def _remove(self) -> None:
        if not self._frozen:
            self.settle()
            self._take_over(*presenter.removed(self._desk.form, self._desk.node))

    def _refused(self, outcome: Outcome) -> bool:
        self._refusal.tell(() if outcome.ok else outcome.findings)
        return not outcome.ok

    def _put_to_use(self) -> None:
        self.settle()
        desk = self._desk
        outcome = presenter.put_to_use(self.context.workspace, desk)
        if self._refused(outcome):
            return
        told = "".join(presenter.sentences(outcome.findings))
        self.context.say(f"已使用此评分表。{told}")

    def _set_skips(self, entry: str, items: frozenset[str]) -> None:
        if not self._frozen:
            self._refused(presenter.set_skips(self.context.workspace, entry, items))

    def _give_up(self) -> None:
        self._take_over(self._desk.state.form, self._desk.node)

    def _reset(self) -> None:
        self._refused(presenter.reset(self.context.workspace, self._kind))

    def _read(self, form: ScoreForm) -> None:
        self._refusal.clear()
        self._take_over(form, WHOLE)


def _same_fields(shown: Editor, form: ScoreForm, node: Node) -> bool:
    """Whether an editor can go on showing the part: same place, kind, step and sort of item."""
    old = shown.form
    if shown.node != node or old.kind is not form.kind or old.step != form.step:
        return False
    if not node.is_item:
        return True
    before = presenter.item_at(old, node)
    after = presenter.item_at(form, node)
    return before is not None and after is not None and before.kind is after.kind


def make(context: Context) -> FormsScreen:
    """Return the screen."""
    return FormsScreen(context)
