"""What the rules say of what is shown: shape, word, sentence, and the way there."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from ui.widgets.layout import button, prose
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
_ABOVE = 5  # brings the first line to the middle of a button beside it


def by_severity(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings with those that block first, otherwise in their order."""
    order = list(Severity)
    return tuple(sorted(findings, key=lambda one: order.index(one.severity)))


class FindingList(QWidget):
    """Findings one below the other, blockers first; hidden when there are none.

    ``jump`` carries the subject of a finding whose 跳转 was pressed.
    """

    jump = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, jumps: bool = True) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()
        self._jumps = jumps
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
        _empty(self._grid)
        for number, finding in enumerate(self._findings[:limit]):
            self._show_line(number, finding)
        rest = len(self._findings) - limit
        if rest > 0:
            more = button(f"再显示其余 {rest} 条", "link")
            more.clicked.connect(lambda: self._build(len(self._findings)))
            self._grid.addWidget(more, limit, 1, Qt.AlignmentFlag.AlignLeft)

    def _show_line(self, number: int, finding: Finding) -> None:
        state = StateLabel(SHAPES[finding.severity], WORDS[finding.severity])
        text = prose(explain(finding))
        for one in (state, text):
            one.setContentsMargins(0, _ABOVE, 0, _ABOVE)
        self._grid.addWidget(state, number, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(text, number, 1)
        if self._jumps and isinstance(finding.subject, str) and finding.subject:
            subject = finding.subject
            there = button("跳转", "link")
            there.setAccessibleName(f"跳转到 {subject}")
            there.clicked.connect(lambda: self.jump.emit(subject))
            self._grid.addWidget(there, number, 2, Qt.AlignmentFlag.AlignTop)


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
