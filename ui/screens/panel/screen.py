"""专家与回避: the list of experts, the matrix of recusals, panels and order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QTabWidget, QVBoxLayout, QWidget

from ui.context import Context
from ui.dialogs.confirm import confirm
from ui.dialogs.panel_import import import_panel_list
from ui.models.table import ColumnSpec
from ui.preparation.frame import PreparationScreen
from ui.screens.panel import presenter
from ui.screens.panel.expert_dialog import ExpertDialog
from ui.screens.panel.grouping import Grouping
from ui.screens.panel.matrix import Matrix, MatrixFoot
from ui.screens.panel.pair_card import PairCard
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.findings import FindingList
from ui.widgets.layout import button, column, label, row
from ui.widgets.package_drop import PackageDrop
from ui.widgets.refusal import Refusal
from ynreview.messages import label as term_label

if TYPE_CHECKING:
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.panel_view import PanelView
    from ynreview.kernel.terms import Ground
    from ynreview.panel.people import Expert

_KINDS = "专家名单 (*.xlsx *.xlsm *.xls *.et *.csv *.tsv *.toml)"
_ROSTER, _RECUSALS, _GROUPS = range(3)
_LEGEND = "⊘ 回避　　? 建议核对　　✓ 已核，无须回避　　缺：有效专家不足"
_EXPERTS = (
    ColumnSpec("编号", lambda one: one.code, width=72),
    ColumnSpec("姓名", lambda one: one.name, width=104),
    ColumnSpec("角色", lambda one: term_label(one.role), width=80),
    ColumnSpec("工作单位", lambda one: one.unit, tooltip=lambda one: "、".join(one.units)),
    ColumnSpec("职称", lambda one: one.title, width=88),
    ColumnSpec("类别", presenter.category, width=72),
    ColumnSpec("专家组", lambda one: one.panel, width=88),
)


class PanelScreen(PreparationScreen):
    """The program suggests recusals; a person records or dismisses them."""

    step = "panel"
    keys = (
        ("Ctrl+1 / Ctrl+2 / Ctrl+3", "专家名单 / 回避 / 分组与顺序"),
        ("Ctrl+J", "下一处建议核对的回避"),
        ("Enter", "处理矩阵中的一格"),
        ("Ctrl+Enter", "完成，去核对与发放"),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._view: PanelView | None = None
        self._head, self._refusal = label("", "muted"), Refusal()
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.setAccessibleName("专家与回避")
        self._grouping = Grouping()
        self._grouping.assigned.connect(self._assign)
        self._grouping.drawn.connect(self._draw)
        self._tabs.addTab(self._roster_page(), "专家名单")
        self._tabs.addTab(self._recusal_page(), "回避")
        self._tabs.addTab(self._grouping, "分组与顺序")
        for place in (_ROSTER, _RECUSALS, _GROUPS):
            key = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self)
            key.activated.connect(lambda one=place: self._tabs.setCurrentIndex(one))
        key = QShortcut(QKeySequence("Ctrl+J"), self)
        key.activated.connect(self._next_suggestion)
        action = button("完成", "primary", key="Ctrl+Return")
        action.clicked.connect(lambda: context.go("issue"))
        work = QWidget()
        work.setLayout(column(self._refusal, self._tabs))
        self.furnish(work, action, self._head)

    def _roster_page(self) -> QWidget:
        self._drop = PackageDrop("把专家名单拖到这里，或", "选择名单(&O)")
        self._drop.asked.connect(self._choose)
        self._drop.dropped.connect(lambda paths: self.load(paths[0]))
        self._findings = FindingList()
        self._findings.jump.connect(self.point_at)
        self._experts = DataTable(_EXPERTS, frozen=2, key=lambda one: one.code)
        self._experts.setAccessibleName("专家名单")
        self._experts.setMinimumHeight(160)
        self._experts.activated_row.connect(self._change)
        self._empty = EmptyState(presenter.EMPTY)
        self._add, self._edit = button("增加专家(&A)"), button("修改(&E)")
        self._remove = button("移除(&X)")
        self._add.clicked.connect(lambda: self._change(None))
        self._edit.clicked.connect(lambda: self._change(self._experts.current_row()))
        self._remove.clicked.connect(self._ask_remove)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 12, 8, 0)
        inside.setSpacing(8)
        inside.addWidget(self._drop)
        inside.addLayout(row(self._add, self._edit, self._remove, None))
        inside.addWidget(self._experts, 1)
        inside.addWidget(self._empty, 1)
        inside.addWidget(self._findings)
        return _scrolling(inner)

    def _recusal_page(self) -> QWidget:
        self._matrix, self._card = Matrix(self.context.look), PairCard()
        self._matrix.setMinimumHeight(150)
        self._matrix.arrived.connect(self._show_pair)
        self._matrix.entered.connect(self._card.words.setFocus)
        self._card.recused.connect(self._recuse)
        self._card.cleared.connect(self._clear)
        self._card.withdrawn.connect(self._withdraw)
        self._no_matrix = EmptyState(presenter.NO_MATRIX)
        self._legend = label(_LEGEND, "muted", wrap=True)
        self._onward = button("下一处建议(&J)")
        self._onward.setToolTip("下一处建议　Ctrl+J")
        self._onward.clicked.connect(self._next_suggestion)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 12, 8, 0)
        inside.setSpacing(8)
        head = row(self._legend, self._onward)
        head.setStretch(0, 1)
        inside.addLayout(head)
        self._foot = MatrixFoot(self._matrix)
        table = column(self._matrix, self._foot)
        table.setSpacing(0)
        inside.addLayout(table, 1)
        inside.addWidget(self._no_matrix, 1)
        inside.addWidget(self._card)
        return _scrolling(inner)

    def refresh(self) -> None:
        """Read experts, recusals and order."""
        view = self._view = presenter.panel(self.context.workspace)
        there, both = bool(view.experts), bool(view.experts and view.entries)
        self._head.setText(presenter.head_text(view))
        self._drop.setVisible(not view.issued)
        self._add.setEnabled(not view.issued)
        for change in (self._edit, self._remove):
            change.setEnabled(there and not view.issued)
        self._experts.setVisible(there)
        self._empty.setVisible(not there)
        self._findings.show_findings(view.findings)
        self._experts.show_rows(view.experts)
        for one in (self._matrix, self._foot, self._card, self._legend, self._onward):
            one.setVisible(both)
        self._no_matrix.setVisible(not both)
        self._matrix.show_view(view)
        self._grouping.show_view(view)
        super().refresh()

    def point_at(self, subject: str) -> None:
        """Go to an expert of the list, or to what is marked in the column of a platform."""
        if self._experts.select_where(lambda one: one.code == subject):
            self._tabs.setCurrentIndex(_ROSTER)
            self._experts.setFocus()
            return
        view = self._view
        if view is None or not view.experts:
            return
        self._tabs.setCurrentIndex(_RECUSALS)
        marked = [pair for pair in view.pairs.values() if pair.entry == subject]
        order = ("suggested", "recused", "cleared")
        marked.sort(key=lambda pair: order.index(pair.state.value))
        self._matrix.go_to(marked[0].expert if marked else view.experts[0].code, subject)
        self._matrix.setFocus()

    def _show_pair(self, pair: tuple[str, str] | None) -> None:
        if self._view is not None:
            self._card.show_pair(self._view, pair)

    def _next_suggestion(self) -> None:
        view = self._view
        if view is None:
            return
        self._tabs.setCurrentIndex(_RECUSALS)
        experts = [one.code for one in view.experts]
        entries = [one.number for one in view.entries]
        wanted = sorted(
            (experts.index(pair.expert), entries.index(pair.entry))
            for pair in view.pairs.values()
            if pair.state.value == "suggested"
        )
        if not wanted:
            self.context.say("没有未处理的建议。")
            return
        here = self._matrix.pair
        at = (experts.index(here[0]), entries.index(here[1])) if here is not None else (-1, -1)
        place = next((one for one in wanted if one > at), wanted[0])
        self._matrix.go_to(experts[place[0]], entries[place[1]])
        self._matrix.setFocus()

    def _recuse(self, expert: str, entry: str, ground: Ground, note: str) -> None:
        outcome = presenter.recuse(self.context.workspace, expert, entry, ground, note)
        self._answered(outcome, f"已登记 {expert} 对 {entry} 号回避。")

    def _clear(self, expert: str, entry: str, reason: str) -> None:
        outcome = presenter.clear(self.context.workspace, expert, entry, reason)
        self._answered(outcome, f"已登记 {expert} 对 {entry} 号无须回避。")

    def _withdraw(self, expert: str, entry: str, reason: str) -> None:
        outcome = presenter.withdraw(self.context.workspace, expert, entry, reason)
        self._answered(outcome, f"已撤回 {expert} 对 {entry} 号的登记。")

    def _answered(self, outcome: Outcome, done: str) -> None:
        self._card.refusal.tell([one for one in outcome.findings if one.blocks])
        if outcome.ok:
            self._card.words.clear()
            self.refresh()
            self._matrix.setFocus()
            self.context.say(done)

    def _assign(self, panel: str, entries: list[str], experts: list[str]) -> None:
        outcome = presenter.assign(self.context.workspace, panel, entries, experts)
        self._grouping.refusal.tell([one for one in outcome.findings if one.blocks])
        if outcome.ok:
            self.refresh()
            self.context.say(f"已归入{panel}：平台 {len(entries)} 个，专家 {len(experts)} 名。")

    def _draw(self, seed: str) -> None:
        outcome = presenter.draw(self.context.workspace, seed)
        self._grouping.refusal.tell([one for one in outcome.findings if one.blocks])
        if outcome.ok:
            self.refresh()
            self.context.say(f"已抽签，抽签码 {outcome.data['seed']}。")

    def _change(self, expert: Expert | None) -> None:
        view = self._view
        if view is None or view.issued:
            return
        workspace = self.context.workspace
        dialog = ExpertDialog(
            self,
            expert,
            presenter.panels(view),
            lambda one, former: presenter.put_expert(workspace, one, former),
        )
        dialog.accepted.connect(self.refresh)
        dialog.open()

    def _ask_remove(self) -> None:
        expert: Expert | None = self._experts.current_row()
        if expert is None:
            self._refusal.tell("请先选中一名专家。没有改动任何内容。")
            return
        self._refusal.clear()
        text = f"移除 {expert.code} {expert.name}，对这名专家登记的回避一并移除，留有日志。"
        confirm(self, text, "移除专家", lambda: self._removed(expert.code), danger=True)

    def _removed(self, code: str) -> None:
        outcome = presenter.remove_expert(self.context.workspace, code)
        self._refusal.tell([one for one in outcome.findings if one.blocks])
        self.refresh()

    def take(self, paths: list[Path]) -> bool:
        """Take a list dropped anywhere on the window."""
        if self._view is None or self._view.issued or paths[0].suffix.lower() == ".ynr":
            return False
        self.load(paths[0])
        return True

    def load(self, file: Path) -> None:
        """Look at a list in a worker; what it would change is seen before it is stored."""
        self._refusal.clear()
        import_panel_list(self, self.context, file, self._loaded, self._refusal.tell)

    def _loaded(self, outcome: Outcome) -> None:
        if not outcome.ok:
            self._refusal.tell([one for one in outcome.findings if one.blocks])
            return
        self.context.workspace.tell(outcome)
        self.refresh()
        self.context.say(f"已导入专家 {outcome.data['accepted']} 名。")

    def _choose(self) -> None:
        file = self.context.files.open_one(self, "选择专家名单", _KINDS)
        if file is not None:
            self.load(file)


def _scrolling(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(inner)
    return area


def make(context: Context) -> PanelScreen:
    """Return the screen."""
    return PanelScreen(context)
