"""The sides of 评分表: list and editor beside each other or one at a time, 不适用, 预览."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

LIST, EDITOR, SKIPS, PREVIEW = range(4)
_NAMES = ("目录", "编辑", "不适用", "预览")
_ROOM = 46  # characters, below which list and editor are shown one at a time
_SHARES = [290, 460]
_LEAST_HEIGHT = 280


class Sides(QWidget):
    """``left`` tells that another side was gone to; ``came`` carries its number."""

    left = Signal()
    came = Signal(int)

    def __init__(self, list_: QWidget, editor: QWidget, *others: QWidget) -> None:
        super().__init__()
        self._pair = (list_, editor)
        self._slim = False
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        for one in self._pair:
            self._split.addWidget(one)
        self._split.setSizes(_SHARES)
        self._split.setStretchFactor(1, 1)
        self._pages = QStackedWidget()
        for one in (self._split, *others):
            self._pages.addWidget(one)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(self._slim)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.tabs.setAccessibleName("编辑、不适用、预览")
        for name in _NAMES[: len(others) + 2]:
            self.tabs.addTab(name)
        self.tabs.setTabVisible(LIST, self._slim)
        self.tabs.setCurrentIndex(EDITOR)
        self.tabs.currentChanged.connect(self._came)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.setMinimumHeight(_LEAST_HEIGHT)

    def hasHeightForWidth(self) -> bool:
        return False  # each side scrolls in itself

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _LEAST_HEIGHT)

    def show_side(self, side: int) -> None:
        """Show a side."""
        self.tabs.setCurrentIndex(side)

    def _came(self, side: int) -> None:
        self.left.emit()
        self._pages.setCurrentIndex(max(side - EDITOR, 0))
        self._show_pair()
        self.came.emit(side)

    def _show_pair(self) -> None:
        side = self.tabs.currentIndex()
        for place, one in enumerate(self._pair):
            one.setVisible(not self._slim or place == side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        slim = self.width() < _ROOM * self.fontMetrics().horizontalAdvance("字")
        if slim is not self._slim:
            self._slim = slim
            self.tabs.setTabVisible(LIST, slim)
            self.tabs.updateGeometry()
            if not slim and self.tabs.currentIndex() == LIST:
                self.tabs.setCurrentIndex(EDITOR)
            self._show_pair()
