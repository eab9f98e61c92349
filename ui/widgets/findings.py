"""What the rules say of what is shown: shape, word, sentence, and the way there."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
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
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for finding in self._findings[:limit]:
            self._column.addWidget(self._line(finding))
        rest = len(self._findings) - limit
        if rest > 0:
            more = button(f"再显示其余 {rest} 条", "link")
            more.clicked.connect(lambda: self._build(len(self._findings)))
            self._column.addWidget(more, alignment=Qt.AlignmentFlag.AlignLeft)

    def _line(self, finding: Finding) -> QWidget:
        line = QWidget()
        sentence = explain(finding)
        line.setAccessibleName(f"{WORDS[finding.severity]}：{sentence}")
        inside = QHBoxLayout(line)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        state = StateLabel(SHAPES[finding.severity], WORDS[finding.severity])
        inside.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(prose(sentence), 1)
        if self._jumps and isinstance(finding.subject, str) and finding.subject:
            subject = finding.subject
            there = button("跳转", "link")
            there.setAccessibleName(f"跳转到 {subject}")
            there.clicked.connect(lambda: self.jump.emit(subject))
            inside.addWidget(there, 0, Qt.AlignmentFlag.AlignTop)
        return line
