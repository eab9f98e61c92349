"""One square of the matrix dealt with: why, what it does to the platform, and the three answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QSizePolicy

from ui.screens.panel import presenter
from ui.theme.style import set_role
from ui.widgets.layout import button, column, field, label, prose, row
from ui.widgets.refusal import Refusal
from ynreview.kernel.terms import Ground
from ynreview.messages import label as term_label

if TYPE_CHECKING:
    from ynreview.app.queries.panel_view import PanelView

_NONE = "请在矩阵中选择一格：方向键移动，Enter 在这里处理，Ctrl+J 到下一处建议。"


class PairCard(QFrame):
    """``recused``, ``cleared`` and ``withdrawn`` carry (expert, entry, ground or None, words)."""

    recused = Signal(str, str, object, str)
    cleared = Signal(str, str, str)
    withdrawn = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._pair: tuple[str, str] | None = None
        self._who, self._why = label("", "heading", wrap=True), prose("")
        self._effect = prose("", "muted")
        self.refusal = Refusal()
        self._ground, self.words = QComboBox(), QLineEdit()
        for one in Ground:
            self._ground.addItem(term_label(one), one)
        self.words.setPlaceholderText("回避的说明，或无须回避、撤回的理由")
        self._recuse = button("登记回避(&G)")
        self._clear = button("已核，无须回避(&Y)")
        self._back = button("撤回登记(&T)")
        self._recuse.clicked.connect(self._ask_recuse)
        self._clear.clicked.connect(self._ask_clear)
        self._back.clicked.connect(self._ask_back)
        self._fields = row(
            field("情形", self._ground, key="Q"), field("说明或理由", self.words, key="M")
        )
        inside = column(self._who, self._why, self._effect, self.refusal, self._fields)
        inside.addLayout(row(self._recuse, self._clear, self._back, None))
        inside.setContentsMargins(12, 10, 12, 10)
        self.setLayout(inside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_pair(self, view: PanelView, pair: tuple[str, str] | None) -> None:
        """Show what is known of a pair; None is no square."""
        if pair != self._pair:
            self.words.clear()
            self.refusal.clear()
        self._pair = pair
        there = pair is not None
        for one in (self._effect, self._ground, self.words, self._recuse, self._clear):
            one.setEnabled(there and not view.issued)
        self._back.setVisible(False)
        if pair is None:
            self._who.setText("回避核对")
            self._why.setText(_NONE)
            self._effect.setText("")
            return
        expert = next(one for one in view.experts if one.code == pair[0])
        line = next(one for one in view.entries if one.number == pair[1])
        self._who.setText(f"{expert.code} {expert.name} · {line.number} {line.name}")
        found = view.pairs.get(pair)
        self._why.setText(presenter.pair_text(view, *pair))
        state = found.state.value if found is not None else ""
        self._effect.setText(
            presenter.left_text(view, line) if state == "recused" else presenter.effect(view, *pair)
        )
        recorded = state in {"recused", "cleared"}
        self._back.setVisible(recorded and not view.issued)
        self._clear.setEnabled(state != "recused" and not view.issued)
        if found is not None and found.ground is not None:
            self._ground.setCurrentIndex(self._ground.findData(found.ground))

    def _ask_recuse(self) -> None:
        if self._pair is not None:
            ground = Ground(self._ground.currentData())
            self.recused.emit(*self._pair, ground, self.words.text())

    def _ask_clear(self) -> None:
        if self._pair is not None:
            self.cleared.emit(*self._pair, self.words.text())

    def _ask_back(self) -> None:
        if self._pair is not None:
            self.withdrawn.emit(*self._pair, self.words.text())
