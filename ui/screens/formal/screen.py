"""形式审查: the matrix, the working and answer of one cell, 到期测算 and the printed table."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QSplitter, QVBoxLayout, QWidget

from ui.context import Context
from ui.preparation.frame import PreparationScreen
from ui.screens.formal import presenter
from ui.screens.formal.due_dialog import DueDialog
from ui.screens.formal.item_panel import NOTHING, ItemPanel
from ui.screens.formal.matrix import FormalMatrix
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import button, label, row
from ui.widgets.refusal import Refusal

if TYPE_CHECKING:
    from ynreview.app.queries.formal import FormalView

_BESIDE, _BELOW = 900, 340  # least width and least height, at the base size of the text
_PANEL, _SHARE = 300, 0.4  # width beside the table, part of the height below it


class _Place(Enum):
    """Where the panel is: at the right of the table, below it, or in its place."""

    BESIDE = "beside"
    BELOW = "below"
    INSTEAD = "instead"


class _Work(QWidget):
    """The work in the middle, which tells when it was given another size."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class FormalScreen(PreparationScreen):
    """Cells are answered one by one or several alike; figures are mended in the ledger."""

    step = "formal"
    keys = (
        ("↑ ↓ ← →", "在表中移动；按住 Shift 选择多格"),
        ("Enter", "填写所选格的答复"),
        ("Alt+Y / Alt+X", "答复符合 / 不符合"),
        ("Esc", "回到表中"),
        ("Ctrl+J", "下一个不符合或待核"),
        ("Ctrl+C", "复制所选的格"),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._view: FormalView | None = None
        self._matrix: FormalMatrix | None = None
        self._place: _Place | None = None
        self._counts, self._refusal = label("", "muted"), Refusal()
        self._only_open = QCheckBox("只看不符合和待核(&O)")
        self._only_open.toggled.connect(self._show_rows)
        self._reply = button("答复(&A)")
        self._reply.clicked.connect(self._enter_panel)
        self._due = button("到期测算(&D)…")
        self._due.clicked.connect(self._ask_due)
        self._print = button("打印(&P)…")
        self._print.setToolTip("写出形式审查表（PDF）")
        self._print.clicked.connect(self._ask_print)
        self._clear = EmptyState(
            presenter.CLEAR, "看全部", lambda: self._only_open.setChecked(False)
        )
        self._panel = ItemPanel(context)
        self._panel.answered.connect(self._answered)
        self._panel.left.connect(self._leave_panel)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._panel)
        self._empty = EmptyState(presenter.EMPTY, "去导入参评平台", lambda: context.go("entries"))
        self._body = self._made_body()
        next_open = QShortcut(QKeySequence("Ctrl+J"), self)
        next_open.activated.connect(self._next_open)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._body)
        column.addWidget(self._empty)
        done = button("完成审查，下一步(&N)", "primary")
        done.clicked.connect(lambda: context.go("forms"))
        self.furnish(work, done, self._counts)

    def _made_body(self) -> QWidget:
        body = _Work()
        body.resized.connect(self._fit_panel)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row(self._only_open, None, self._reply, self._due, self._print))
        column.addWidget(self._refusal)
        column.addWidget(self._split, 1)
        column.addWidget(self._clear, 1)
        return body

    def refresh(self) -> None:
        """Work the table out again."""
        view = self._view = presenter.formal(self.context.workspace)
        there = bool(view.rows)
        self._body.setVisible(there)
        self._empty.setVisible(not there)
        self._counts.setText(presenter.counts_text(view))
        if self._matrix is None or self._matrix.items != view.items:
            self._make_matrix(view)
        self._show_rows()
        super().refresh()

    def _make_matrix(self, view: FormalView) -> None:
        if self._matrix is not None:
            self._matrix.hide()
            self._matrix.deleteLater()
        self._matrix = FormalMatrix(view.items, self.context.look)
        self._matrix.picked_changed.connect(self._show_picked)
        self._matrix.asked.connect(self._enter_panel)
        self._matrix.doubleClicked.connect(self._enter_panel)
        self._split.insertWidget(0, self._matrix)
        self._split.setStretchFactor(0, 1)
        self._place = None
        self._fit_panel()

    def _show_rows(self) -> None:
        view, matrix = self._view, self._matrix
        if view is None or matrix is None:
            return
        only_open = self._only_open.isChecked()
        rows = presenter.wanted_rows(view.rows, only_open=only_open)
        self._split.setVisible(bool(rows))
        self._clear.setVisible(not rows)
        matrix.show_rows(rows)
        matrix.show_items(presenter.wanted_items(rows, only_open=only_open))
        if not matrix.picked.cells:
            matrix.go_to_first_open()
        self._show_picked(matrix.picked if rows else NOTHING)

    def _show_picked(self, picked: presenter.Picked) -> None:
        if self._view is not None:
            self._panel.show_picked(picked, issued=self._view.issued)

    def _answered(self) -> None:
        self.context.say("已保存形式审查的答复。")
        self._leave_panel()

    def _enter_panel(self) -> None:
        if self._place is _Place.INSTEAD and self._matrix is not None:
            self._panel.show()
            self._matrix.hide()
        self._panel.start()

    def _leave_panel(self) -> None:
        if self._matrix is None:
            return
        self._matrix.show()
        self._panel.setVisible(self._place is not _Place.INSTEAD)
        self._matrix.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _next_open(self) -> None:
        if self._matrix is not None and self._matrix.isVisible():
            self._matrix.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._matrix.go_to_next_open()

    def point_at(self, subject: str) -> None:
        """Go to a platform of the table."""
        if self._matrix is not None:
            self._only_open.setChecked(False)
            self._matrix.go_to_entry(subject)
            self._matrix.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask_due(self) -> None:
        DueDialog(self, self.context).open()

    def _ask_print(self) -> None:
        if self.context.tasks.is_busy:
            return
        name = f"形式审查表-{datetime.now().astimezone():%Y%m%d-%H%M}.pdf"
        target = self.context.files.save_one(self, "打印审查表", name, "PDF (*.pdf)")
        if target is None:
            return
        self._refusal.clear()
        workspace = self.context.workspace
        self.context.tasks.start(
            "写出形式审查表",
            lambda progress: presenter.print_table(workspace, target, progress),
            self._printed,
            self._refusal.tell,
        )

    def _printed(self, target: Path) -> None:
        self.context.say(f"已写出 {target}。")

    def _fit_panel(self) -> None:
        """Put the panel where it leaves the table the most room."""
        if self._matrix is None:
            return
        unit = max(self.fontMetrics().horizontalAdvance("字") / 14, 1)
        size, split = self._body.size(), self._split
        if size.width() >= _BESIDE * unit:
            place, room, panel = _Place.BESIDE, size.width(), int(_PANEL * unit)
        else:
            low = size.height() < _BELOW * unit
            place = _Place.INSTEAD if low else _Place.BELOW
            room, panel = size.height(), int(size.height() * _SHARE)
        if place is not self._place:
            self._place = place
            beside = place is _Place.BESIDE
            split.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
            self._reply.setVisible(place is _Place.INSTEAD)
            self._panel.to_table.setVisible(place is _Place.INSTEAD)
            self._matrix.show()
            self._panel.setVisible(place is not _Place.INSTEAD)
        split.setSizes([room - panel, panel])


def make(context: Context) -> FormalScreen:
    """Return the screen."""
    return FormalScreen(context)
