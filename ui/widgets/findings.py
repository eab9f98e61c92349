"""What the rules say of what is shown: shape, word, sentence, and the way there."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from ui.widgets.layout import Prose, button, empty, prose
from ui.widgets.shapes import Shape, StateLabel
from ynreview.kernel.finding import Finding, Severity
from ynreview.messages import explain

SHAPES = {
    Severity.BLOCKING: Shape.BLOCKED,
    Severity.WARNING: Shape.ATTENTION,
    Severity.NOTE: Shape.NOTE,
}
WORDS = {Severity.BLOCKING: "必须处理", Severity.WARNING: "需要说明", Severity.NOTE: "提示"}
SHOWN_AT_ONCE = 20
_SLIM = 28  # characters side by side, below which a sentence stands under its state
_ABOVE = 5  # brings the first line to the middle of a button beside it

_Line = tuple[StateLabel, Prose, QPushButton | None]


def by_severity(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings with those that block first, otherwise in their order."""
    order = list(Severity)
    return tuple(sorted(findings, key=lambda one: order.index(one.severity)))


class FindingList(QWidget):
    """Findings one below the other, blockers first; hidden when there are none.

    ``jump`` carries the subject of a finding whose 跳转 was pressed, ``chosen`` the finding itself.
    With ``always`` those without a subject have a 跳转, too.
    """

    jump = Signal(str)
    chosen = Signal(object)

    def __init__(
        self, parent: QWidget | None = None, *, jumps: bool = True, always: bool = False
    ) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()
        self._jumps, self._always = jumps, always
        self._lines: list[_Line] = []
        self._more: QPushButton | None = None
        self._stacked = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self.setAccessibleName("核对结果")
        self.hide()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown, blockers first."""
        return self._findings

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show these findings in place of the former ones."""
        found = by_severity(findings)
        if found != self._findings:
            self._findings = found
            self._build(SHOWN_AT_ONCE)
        self.setVisible(bool(found))

    def _build(self, limit: int) -> None:
        self._lines = []
        empty(self._grid)
        for finding in self._findings[:limit]:
            self._lines.append(self._line(finding))
        rest = len(self._findings) - limit
        self._more = None
        if rest > 0:
            self._more = button(f"再显示其余 {rest} 条", "link")
            self._more.clicked.connect(lambda: self._build(len(self._findings)))
        self._arrange()

    def _line(self, finding: Finding) -> _Line:
        state = StateLabel(SHAPES[finding.severity], WORDS[finding.severity])
        text = prose(explain(finding))
        subject = finding.subject if isinstance(finding.subject, str) else ""
        if not self._jumps or not (subject or self._always):
            return state, text, None
        there = button("跳转", "link")
        there.setAccessibleName(f"跳转到 {subject}" if subject else f"跳转：{explain(finding)}")
        there.clicked.connect(lambda: self.jump.emit(subject))
        there.clicked.connect(lambda: self.chosen.emit(finding))
        return state, text, there

    def _arrange(self) -> None:
        """Put the sentence beside its state, or below it where it would become a narrow strip."""
        top, left = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignLeft
        self._stacked = self._is_slim()
        above = 0 if self._stacked else _ABOVE
        for number, (state, text, there) in enumerate(self._lines):
            state.setContentsMargins(0, _ABOVE, 0, 0)
            text.setContentsMargins(0, above, 0, _ABOVE)
            self._grid.addWidget(state, 2 * number, 0, top | left)
            if there is not None:
                self._grid.addWidget(there, 2 * number, 2, top)
            if self._stacked:
                self._grid.addWidget(text, 2 * number + 1, 0, 1, 3)
            else:
                self._grid.addWidget(text, 2 * number, 1)
        if self._more is not None:
            self._grid.addWidget(self._more, 2 * len(self._lines), 0, 1, 3, left)

    def _is_slim(self) -> bool:
        return self.width() < _SLIM * self.fontMetrics().horizontalAdvance("字")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_slim() is not self._stacked:
            self._arrange()
