"""材料: the platform's facts and its PDFs in tabs; each keeps its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QTabWidget, QWidget

from ui.theme.appearance import Look
from ui.widgets.layout import label
from ui.widgets.pdf_view import PdfView

if TYPE_CHECKING:
    from ynreview.app.queries.scoring_view import SheetView
    from ynreview.panel.entries import Attachment


class Evidence(QTabWidget):
    """A view of a PDF is made when its tab is first opened; the facts are the first tab.

    ``filled`` tells that there is something new for the Tab key to stop at, ``turned`` that
    another tab, or the whole, came into view or left it.
    """

    filled = Signal()
    turned = Signal()

    def __init__(self, look: Look, opener: Callable[[str], BinaryIO]) -> None:
        super().__init__()
        self.setAccessibleName("材料")
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self._opener = opener
        self._look = look
        self._files: tuple[Attachment, ...] = ()
        self._views: dict[int, PdfView] = {}
        self._number = ""
        self.currentChanged.connect(self._shown)

    def show_entry(self, view: SheetView) -> None:
        """Show facts and files of a platform; the same platform again keeps its tab."""
        if view.entry.number == self._number:
            return
        self.close_documents()
        self._number = view.entry.number
        self._files = view.attachments
        blocker = QSignalBlocker(self)
        self.clear()
        self.addTab(_facts(view), "基本情况")
        for one in view.attachments:
            place = self.addTab(QWidget(), one.name.removesuffix(".pdf"))
            self.setTabToolTip(place, one.name)
        blocker.unblock()

    def stops(self) -> list[QWidget]:
        """Return where the Tab key stops: the tabs, then what is in them."""
        pages = [page for place in range(self.count()) if (page := self.widget(place)) is not None]
        inside = [
            one
            for page in pages
            for one in (page, *page.findChildren(QWidget))
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
        ]
        return [self.tabBar(), *inside]

    @property
    def document(self) -> PdfView | None:
        """The PDF in the tab one is at, None at the facts."""
        return self._views.get(self.currentIndex())

    @property
    def hears_keys(self) -> bool:
        """Whether a PDF is in view, which has its own keys."""
        return self.isVisible() and self.document is not None

    @property
    def has_files(self) -> bool:
        """Whether there is anything to read but the facts."""
        return bool(self._files)

    def arrive(self) -> None:
        """Go into what is shown; there already, to the tabs, where ← and → choose another."""
        page, focused = self.currentWidget(), self.window().focusWidget()
        inside = page is not None and focused is not None and page.isAncestorOf(focused)
        if inside or self.document is None:
            self.tabBar().setFocus()
        else:
            self.document.setFocus()

    def ask(self, question: Callable[[PdfView], object]) -> None:
        """Put a question (查找, 到某一页) to the PDF one is at, else to the first."""
        if self.document is None:
            self.setCurrentIndex(1)
        view = self.document
        assert view is not None
        if view.page_count:
            question(view)
            return

        def opened(page: int, _count: int) -> None:
            if page:
                view.page_changed.disconnect(opened)
                question(view)

        view.page_changed.connect(opened)

    def close_documents(self) -> None:
        """Let go of every open PDF."""
        for view in self._views.values():
            view.close_document()
            view.deleteLater()
        self._views = {}

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.turned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.turned.emit()

    def _shown(self, place: int) -> None:
        if place > 0 and place not in self._views:
            self._fill(place)
        self.turned.emit()

    def _fill(self, place: int) -> None:
        one = self._files[place - 1]
        view = PdfView(self._look)
        self._views[place] = view
        name = self.tabText(place)
        blocker = QSignalBlocker(self)
        old = self.widget(place)
        self.removeTab(place)
        if old is not None:
            old.deleteLater()
        self.insertTab(place, view, name)
        self.setCurrentIndex(place)
        blocker.unblock()
        self.filled.emit()
        view.show_document(lambda: self._opener(one.digest), one.digest, one.name)


def _facts(view: SheetView) -> QScrollArea:
    inner = QWidget()
    grid = QGridLayout(inner)
    grid.setContentsMargins(16, 12, 16, 12)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for place, (name, value) in enumerate(view.facts):
        grid.addWidget(label(name, "muted"), place, 0)
        grid.addWidget(label(value, wrap=True), place, 1)
    grid.setRowStretch(len(view.facts), 1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inner)
    area.setAccessibleName("基本情况")
    return area
