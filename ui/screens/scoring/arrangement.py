"""List, evidence and form in as many columns as there is room for, in the narrowest as tabs."""

from __future__ import annotations

from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from ui.tiers import Tier

_WIDE, _MIDDLE = (176, 520, 560), (430, 530)


class Arrangement(QWidget):
    """Three columns, two, or one with the tabs 材料 and 评分."""

    def __init__(self, platforms: QWidget, evidence: QWidget, form: QWidget) -> None:
        super().__init__()
        self._platforms, self._evidence, self._form = platforms, evidence, form
        self.tier: Tier | None = None
        self._columns, self.tabs = QSplitter(), QTabWidget()
        self._columns.setChildrenCollapsible(False)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName("材料和评分")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._columns, 1)
        column.addWidget(self.tabs, 1)

    def arrange(self, tier: Tier) -> None:
        """Put the pieces where they belong; whoever had the focus keeps it."""
        if tier is self.tier:
            return
        self.tier = tier
        window = self.window()
        focused = window.focusWidget()
        kept = focused if focused is not None and self.isAncestorOf(focused) else None
        self.tabs.clear()
        for one in (self._platforms, self._evidence, self._form):
            one.setParent(None)
        if tier is Tier.NARROW:
            self.tabs.addTab(self._evidence, "材料")
            self.tabs.addTab(self._form, "评分")
            self.tabs.setCurrentIndex(1)
        else:
            self._into_columns(tier)
        if tier is not Tier.WIDE:
            self._platforms.setParent(self)
            self._platforms.hide()
        self._columns.setVisible(tier is not Tier.NARROW)
        self.tabs.setVisible(tier is Tier.NARROW)
        if kept is not None and kept.isVisibleTo(self):
            kept.setFocus()

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
