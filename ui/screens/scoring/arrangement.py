"""List, evidence and form in as many columns as there is room for, in the narrowest as tabs."""

from __future__ import annotations

from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.tiers import Tier
from ui.widgets.layout import row

_WIDE, _MIDDLE = (176, 520, 560), (430, 530)
_TABS = ("材料", "评分")


class Arrangement(QWidget):
    """Three columns, two below the strip, or one with the tabs 材料 and 评分 beside the strip."""

    def __init__(
        self, platforms: QWidget, evidence: QWidget, form: QWidget, strip: QWidget
    ) -> None:
        super().__init__()
        self._platforms, self._evidence, self._form, self._strip = platforms, evidence, form, strip
        self.tier: Tier | None = None
        self._columns, self._pages, self.tabs = QSplitter(), QStackedWidget(), QTabBar()
        self._columns.setChildrenCollapsible(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName("材料和评分")
        for place, name in enumerate(_TABS, start=1):
            self.tabs.addTab(name)
            self.tabs.setTabToolTip(place - 1, f"{name}　Ctrl+{place}")
        self.tabs.setCurrentIndex(1)
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row(self.tabs, strip))
        column.addWidget(self._columns, 1)
        column.addWidget(self._pages, 1)

    def arrange(self, tier: Tier) -> None:
        """Put the pieces where they belong."""
        if tier is self.tier:
            return
        self.tier = tier
        for one in (self._platforms, self._evidence, self._form):
            one.setParent(None)
        if tier is Tier.NARROW:
            for one in (self._evidence, self._form):
                self._pages.addWidget(one)
            self._pages.setCurrentIndex(self.tabs.currentIndex())
        else:
            self._into_columns(tier)
        if tier is not Tier.WIDE:
            self._platforms.setParent(self)
            self._platforms.hide()
        self._strip.setVisible(tier is not Tier.WIDE)
        self._columns.setVisible(tier is not Tier.NARROW)
        for narrow in (self.tabs, self._pages):
            narrow.setVisible(tier is Tier.NARROW)

    def _into_columns(self, tier: Tier) -> None:
        pieces = [self._evidence, self._form]
        if tier is Tier.WIDE:
            pieces.insert(0, self._platforms)
        for one in pieces:
            self._columns.addWidget(one)
            one.show()
        self._columns.setSizes(list(_WIDE if tier is Tier.WIDE else _MIDDLE))
        for place, one in enumerate(pieces):
            self._columns.setStretchFactor(place, 0 if one is self._platforms else 1)

    def show_side(self, place: int) -> None:
        """Show 材料 (0) or 评分 (1) where they are tabs."""
        if self.tier is Tier.NARROW:
            self.tabs.setCurrentIndex(place)
