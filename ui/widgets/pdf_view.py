"""A document to be read: toolbar, pages, search; pages are drawn by the worker, never here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.theme.appearance import Look
from ui.theme.style import set_role
from ui.widgets.layout import Prose, prose
from ui.widgets.pdf_document import Size, Source
from ui.widgets.pdf_geometry import Place, Zoom
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.pdf_search import PdfSearch
from ui.widgets.pdf_text import Hits, fold
from ui.widgets.pdf_toolbar import PdfToolbar
from ui.widgets.pdf_worker import (
    Arrival,
    Broke,
    Opened,
    Order,
    PdfReader,
    Refused,
    Rendered,
    Searched,
    pdf_worker,
)

OPENING = "正在打开文件…"
NOTHING = "这里显示所选的材料。"


@dataclass(frozen=True, slots=True)
class _Kept:
    """Where a document was left."""

    place: Place
    zoom: Zoom


class PdfView(QWidget):
    """Shows one PDF at a time; pages count from 1 here, ``page`` is 0 while none is shown.

    ``page_changed`` carries page and count. Ctrl+F and Ctrl+G work wherever the focus is in the
    window, as long as the view is visible.
    """

    page_changed = Signal(int, int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._reader: PdfReader | None = None
        self._key, self._title = "", ""
        self._kept: dict[str, _Kept] = {}
        self._count, self._pending, self._told = 0, 0, (0, 0)
        self._has_text, self._left = False, 0
        self.toolbar = PdfToolbar(look)
        self.pages = PdfPages(look)
        self.searching = PdfSearch(look)
        self.said: Prose = prose(NOTHING, "muted")
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said.setContentsMargins(24, 24, 24, 24)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.said)
        self._stack.addWidget(self.pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.searching)
        column.addWidget(self._stack, 1)
        self._bind()
        self.toolbar.show_page(0, 0)
        self.setFocusProxy(self.pages)

    @property
    def page(self) -> int:
        """The page being read, from 1; 0 while no document is shown."""
        return self.pages.page + 1 if self._count else 0

    @property
    def page_count(self) -> int:
        """How many pages the document has; 0 while none is shown."""
        return self._count

    @property
    def sentence(self) -> str:
        """What is said in place of pages; "" while pages are shown."""
        return "" if self._count else self.said.accessibleName()

    def show_document(self, source: Source, key: str, title: str) -> None:
        """Show a document, where and as large as it was left when ``key`` was shown before.

        ``source`` is the content, a path, or a call that returns a seekable stream and is made on
        the worker's thread. A document that cannot be shown gets a sentence in place of pages.
        """
        self._leave()
        self._key, self._title = key, title
        self._say(OPENING)
        self._reader = PdfReader(source)
        self.destroyed.connect(self._reader.close)

    def close_document(self) -> None:
        """Let go of the document; safe at any moment."""
        self._leave()
        self._key, self._title = "", ""
        self._say(NOTHING)

    def go_to_page(self, page: int) -> None:
        """Go to a page, from 1; a document still being opened goes there when it is open."""
        if self._count:
            self.pages.go_to_page(page - 1)
        else:
            self._pending = page

    def open_search(self) -> None:
        """Show the search line, ready to type."""
        if self._count:
            self.searching.ask()

    def ask_page(self) -> None:
        """Be ready to type a page."""
        if self._count:
            self.toolbar.ask_page()

    # inside

    def _bind(self) -> None:
        pdf_worker().bell.rung.connect(self._collect)
        self.toolbar.page_asked.connect(self._go)
        self.toolbar.fit_asked.connect(lambda fit: self.pages.set_zoom(Zoom(fit)))
        self.toolbar.zoom_asked.connect(self.pages.zoom_by)
        self.toolbar.search_asked.connect(self.open_search)
        self.pages.wanted.connect(self._want)
        self.pages.moved.connect(self._tell_where)
        self.searching.asked.connect(self._search)
        self.searching.stepped.connect(self._step)
        self.searching.left.connect(self._end_search)
        for key, action in (("Ctrl+F", self.open_search), ("Ctrl+G", self.ask_page)):
            QShortcut(QKeySequence(key), self).activated.connect(action)

    def _leave(self) -> None:
        if self._count:
            self._kept[self._key] = _Kept(self.pages.place, self.pages.zoom)
        if self._reader is not None:
            self.destroyed.disconnect(self._reader.close)
            self._reader.close()
            self._reader = None
        self._count, self._pending = 0, 0
        self.searching.hide()
        self.pages.show_pages([], Place(), self.pages.zoom)
        self._tell_where()

    def _say(self, sentence: str, role: str = "muted") -> None:
        set_role(self.said, role)
        self.said.setText(sentence)
        self._stack.setCurrentWidget(self.said)

    def _collect(self) -> None:
        for arrival in self._reader.arrivals() if self._reader else ():
            self._receive(arrival)

    def _receive(self, arrival: Arrival) -> None:
        match arrival:
            case Opened(sizes):
                self._show(sizes)
            case Refused(sentence):
                self._refuse(sentence)
            case Rendered():
                self.pages.take(arrival)
            case Searched():
                self._take_hits(arrival)
            case Broke(error):
                raise error

    def _show(self, sizes: list[Size]) -> None:
        kept = self._kept.get(self._key, _Kept(Place(), self.pages.zoom))
        self._count = len(sizes)
        self._stack.setCurrentWidget(self.pages)
        self.pages.show_pages(sizes, kept.place, kept.zoom)
        if self._pending:
            self.pages.go_to_page(self._pending - 1)
        self._tell_where()

    def _refuse(self, sentence: str) -> None:
        self._leave()
        self._say(sentence, "refused")

    def _tell_where(self) -> None:
        self.toolbar.show_page(self.page, self._count)
        self.toolbar.show_zoom(self.pages.zoom.fit, self.pages.factor)
        self.pages.setAccessibleName(self._title or "材料")
        self.pages.setAccessibleDescription(f"第 {self.page} 页，共 {self._count} 页")
        if self._told != (self.page, self._count):
            self._told = (self.page, self._count)
            self.page_changed.emit(*self._told)

    def _want(self, orders: list[Order]) -> None:
        if self._reader is not None:
            self._reader.want(orders)

    def _go(self, page: int) -> None:
        self.go_to_page(page)
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self, text: str) -> None:
        """Look from the current page to the end, then from the first page on."""
        if self._reader is None:
            return
        self._has_text = False
        self.pages.mark(Hits())
        here = self.pages.page
        order = [*range(here, self._count), *range(here)] if text.strip() else []
        self._reader.search(text, order)
        self.searching.tell(self.pages.hits, len(order), has_text=True)

    def _take_hits(self, found: Searched) -> None:
        if found.needle != fold(self.searching.field.text()):
            return
        hits = self.pages.hits
        is_first = not hits.count
        self._has_text, self._left = self._has_text or found.has_text, found.left
        hits.add(found.page, found.hits)
        if is_first and found.hits:
            hits.current = found.hits[0]
            self.pages.go_to_hit(found.hits[0])
        if found.hits:
            self.pages.mark(hits)
        self._tell_found()

    def _tell_found(self) -> None:
        self.searching.tell(self.pages.hits, self._left, has_text=self._has_text)

    def _step(self, change: int) -> None:
        hit = self.pages.hits.step(change)
        if hit is not None:
            self.pages.go_to_hit(hit)
            self._tell_found()

    def _end_search(self) -> None:
        if self._reader is not None:
            self._reader.search("", ())
        self.pages.mark(Hits())
        self.searching.hide()
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)
