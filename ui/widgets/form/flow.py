"""Pieces side by side, going on in the next line where there is no more room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_GAP = 6


class Flow(QLayout):
    """As many pieces in a line as fit; its height follows its width."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._pieces.append(item)

    def count(self) -> int:
        return len(self._pieces)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._pieces[index] if 0 <= index < len(self._pieces) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._pieces.pop(index) if 0 <= index < len(self._pieces) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        hints = [one.sizeHint() for one in self._shown()]
        wide = sum(hint.width() + _GAP for hint in hints)
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        least = QSize(0, 0)
        for one in self._shown():
            least = least.expandedTo(one.minimumSize())
        return least

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def _shown(self) -> list[QLayoutItem]:
        return [one for one in self._pieces if not one.isEmpty()]

    def _lay(self, rect: QRect, *, move: bool) -> int:
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        left = 0
        for one in self._shown():
            size = one.sizeHint()
            if lines[-1] and left + size.width() > rect.width():
                lines.append([])
                left = 0
            lines[-1].append((one, size))
            left += size.width() + _GAP
        top = rect.y()
        for line in lines:
            tall = max((size.height() for _, size in line), default=0)
            left = rect.x()
            for one, size in line:
                if move:
                    middle = QPoint(left, top + (tall - size.height()) // 2)
                    one.setGeometry(QRect(middle, size))
                left += size.width() + _GAP
            top += tall + _GAP
        return max(top - _GAP - rect.y(), 0)


def flowing(*widgets: QWidget) -> QWidget:
    """Return these pieces in a flow of their own."""
    box = QWidget()
    flow = Flow()
    box.setLayout(flow)
    for one in widgets:
        flow.addWidget(one)
    return box
