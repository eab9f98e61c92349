"""Two sides of one work: beside each other where there is room, else behind two tabs."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QScrollArea, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.tiers import Tier, is_low, tier_of
from ui.widgets.layout import Prose

_LEAST_SIDE = 280
_AROUND = QSize(100, 60)  # of the window, taken by rail, margins, banner and status line
_ROOMY, _TIGHT = (24, 16, 24, 12), (16, 4, 16, 4)


class Panes(QWidget):
    """A table and what belongs to its row; ``tabs`` stand where the screen puts them.

    ``shares`` are the widths at first; Ctrl+1 and Ctrl+2 show a side where they are tabs.
    """

    def __init__(
        self, left: QWidget, right: QWidget, names: tuple[str, str], shares: tuple[int, int]
    ) -> None:
        super().__init__()
        self._sides, self._shares = (left, right), shares
        self.is_narrow: bool | None = None
        right.setMinimumWidth(_LEAST_SIDE)
        self._columns, self._pages, self.tabs = QSplitter(), QStackedWidget(), QTabBar()
        self._columns.setChildrenCollapsible(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName("、".join(names))
        for place, name in enumerate(names, start=1):
            self.tabs.addTab(name)
            self.tabs.setTabToolTip(place - 1, f"{name}　Ctrl+{place}")
            shortcut = QShortcut(QKeySequence(f"Ctrl+{place}"), self)
            shortcut.activated.connect(lambda at=place - 1: self.show_side(at, focus=True))
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._columns, 1)
        column.addWidget(self._pages, 1)
        self._arrange(narrow=False)

    def show_side(self, place: int, *, focus: bool = False) -> None:
        """Show the left (0) or the right (1) side; ``focus`` goes into it."""
        self.tabs.setCurrentIndex(place)
        if focus:
            first_stop(self._sides[place]).setFocus(Qt.FocusReason.TabFocusReason)

    def _arrange(self, *, narrow: bool) -> None:
        if narrow is self.is_narrow:
            return
        self.is_narrow = narrow
        for one in self._sides:
            (self._pages if narrow else self._columns).addWidget(one)
            one.show()
        if narrow:
            self._pages.setCurrentIndex(self.tabs.currentIndex())
        else:
            self._columns.setSizes(list(self._shares))
            self._columns.setStretchFactor(0, 1)
        self._columns.setVisible(not narrow)
        self._pages.setVisible(narrow)
        self.tabs.setVisible(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(narrow=is_slim(self))


def is_slim(part: QWidget) -> bool:
    """Whether a part of a screen, as wide as the screen, has room for one column only."""
    return tier_of(part.width() + _AROUND.width()) is Tier.NARROW


def scrolled(inner: QWidget) -> QScrollArea:
    """Return a widget that scrolls where it has not the room; never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area


def fit_height(screen: QWidget, *spared: Prose) -> None:
    """In a low window take the margins in and leave out the sentences ``spared``."""
    low = is_low(screen.height() + _AROUND.height())
    layout = screen.layout()
    assert layout is not None
    layout.setContentsMargins(*(_TIGHT if low else _ROOMY))
    layout.setSpacing(4 if low else 8)
    for widget in spared:
        widget.setVisible(not low and bool(widget.text()))


def first_stop(whole: QWidget) -> QWidget:
    """Return the first widget in it that the Tab key would stop at, else itself."""
    if _stops(whole):
        return whole
    one = whole.nextInFocusChain()
    while one is not None and one is not whole:
        if whole.isAncestorOf(one) and _stops(one):
            return one
        one = one.nextInFocusChain()
    return whole


def tab_stops(whole: QWidget) -> list[QWidget]:
    """Return where the Tab key may stop in it, in the order in which it was put together."""
    inside = whole.findChildren(QWidget)
    return [one for one in inside if one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def _stops(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isEnabled() and widget.isVisible()
