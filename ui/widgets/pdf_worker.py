"""The one thread that owns pdfium: it is asked for pages and searches and never waited for."""

from __future__ import annotations

import atexit
import threading
import weakref
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ui.widgets.pdf_document import UNREADABLE, PdfFile, PdfRefusedError, Size, Source
from ui.widgets.pdf_library import pdfium
from ui.widgets.pdf_text import Hit, fold


@dataclass(frozen=True, slots=True)
class Order:
    """A page, from 0, wanted as a picture of that size in pixels."""

    page: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Opened:
    """The document is open; the size of each page in points."""

    sizes: list[Size]


@dataclass(frozen=True, slots=True)
class Refused:
    """The document cannot be shown, and why."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page has been drawn; ``image`` is None when the page is damaged."""

    order: Order
    image: QImage | None


@dataclass(frozen=True, slots=True)
class Searched:
    """One page has been searched for ``needle``; ``left`` pages remain."""

    needle: str
    page: int
    hits: tuple[Hit, ...]
    has_text: bool
    left: int


@dataclass(frozen=True, slots=True)
class Broke:
    """A bug on the worker's thread; raised in the window's, where the faults dialog sees it."""

    error: Exception


Arrival = Opened | Refused | Rendered | Searched | Broke


class _Urgency(IntEnum):
    """What goes first; a picture never waits for a search."""

    OPENING = 0
    PAGE = 1
    SEARCH = 2
    NOTHING = 3


class PdfReader:
    """One document of one view: what is wanted of it now, and what has come back.

    The view replaces what it wants at any time; what is no longer wanted is never drawn.
    """

    def __init__(self, source: Source) -> None:
        self._worker = pdf_worker()
        self._source = source
        self._file: PdfFile | None = None
        self._texts: dict[int, str] = {}
        self._is_new, self._is_closing = True, False
        self._orders: deque[Order] = deque()
        self._drawing: Order | None = None
        self._needle = ""
        self._to_search: deque[int] = deque()
        self._arrived: deque[Arrival] = deque()
        self._worker.take_on(self)

    def want(self, orders: Sequence[Order]) -> None:
        """Replace the pages wanted, the most urgent first."""
        with self._worker.changed:
            self._orders = deque(order for order in orders if order != self._drawing)
            self._worker.changed.notify()

    def search(self, needle: str, pages: Sequence[int]) -> None:
        """Look for a text on these pages, in this order, instead of what was looked for before."""
        with self._worker.changed:
            self._needle, self._to_search = fold(needle), deque(pages)
            self._worker.changed.notify()

    def close(self) -> None:
        """Want nothing any more; the worker lets go of the document when it gets there."""
        with self._worker.changed:
            self._is_closing = True
            self._worker.changed.notify()

    def arrivals(self) -> list[Arrival]:
        """Return what has come back since the last time."""
        return [self._arrived.popleft() for _ in range(len(self._arrived))]

    def urgency(self) -> _Urgency:
        """How much the next step matters."""
        if self._is_new or self._is_closing:
            return _Urgency.OPENING
        if self._file is None:
            return _Urgency.NOTHING
        if self._orders:
            return _Urgency.PAGE
        return _Urgency.SEARCH if self._to_search else _Urgency.NOTHING

    def step(self) -> None:
        """Do the most urgent piece of work, on the worker's thread."""
        try:
            self._take_step()
        except Exception as error:  # noqa: BLE001 - one document's bug must not stop the others
            self._tell(Broke(error))
            self.close()

    def _take_step(self) -> None:
        if self._is_closing:
            self.let_go()
        elif self._is_new:
            self._open()
        elif (order := self._next_order()) is not None:
            self._render(order)
        else:
            self._search_one()

    def _open(self) -> None:
        self._is_new = False
        try:
            self._file = PdfFile.open(self._source)
        except PdfRefusedError as error:
            self._tell(Refused(str(error)))
        else:
            self._tell(Opened(self._file.sizes))

    def let_go(self) -> None:
        """Close the document, on the worker's thread."""
        self._worker.dismiss(self)
        if self._file is not None:
            self._file.close()
            self._file = None

    def _next_order(self) -> Order | None:
        with self._worker.changed:
            self._drawing = self._orders.popleft() if self._orders else None
            return self._drawing

    def _render(self, order: Order) -> None:
        assert self._file is not None
        try:
            image = self._file.render(order.page, order.width, order.height)
        except PdfRefusedError:
            self._fail()
            return
        with self._worker.changed:
            self._drawing = None
        self._tell(Rendered(order, image))

    def _search_one(self) -> None:
        assert self._file is not None
        with self._worker.changed:
            if not self._to_search:
                return
            needle, page = self._needle, self._to_search.popleft()
            left = len(self._to_search)
        try:
            text = self._text(self._file, page)
            hits = self._file.hits(page, needle) if needle and needle in text else ()
        except PdfRefusedError:
            self._fail()
            return
        self._tell(Searched(needle, page, hits, bool(text), left))

    def _text(self, file: PdfFile, page: int) -> str:
        if page not in self._texts:
            self._texts[page] = file.text(page)
        return self._texts[page]

    def _fail(self) -> None:
        """Say that the source went away while the document was open."""
        if self._file is not None:
            self._file.close()
            self._file = None
        self._tell(Refused(UNREADABLE))

    def _tell(self, arrival: Arrival) -> None:
        self._arrived.append(arrival)
        self._worker.bell.rung.emit()


class _Bell(QObject):
    """Rung on the worker's thread, heard in the window's: something has come back."""

    rung = Signal()


class PdfWorker:
    """Takes the most urgent step of all open documents, one after another."""

    def __init__(self) -> None:
        self.bell = _Bell()
        self.changed = threading.Condition()
        self._readers: list[PdfReader] = []
        self._is_stopping = False
        self._thread = threading.Thread(target=self._run, name="pdf", daemon=True)
        self._thread.start()
        atexit.register(self.stop)

    def take_on(self, reader: PdfReader) -> None:
        """Work for one more document."""
        with self.changed:
            self._readers.append(reader)
            self.changed.notify()

    def dismiss(self, reader: PdfReader) -> None:
        """Forget a document."""
        with self.changed:
            self._readers.remove(reader)

    def stop(self) -> None:
        """End before pdfium is taken down; called when the program ends."""
        with self.changed:
            self._is_stopping = True
            self.changed.notify()
        self._thread.join()

    def _run(self) -> None:
        pdfium()
        # What is registered last goes first: stop must come before pypdfium2 takes the library down
        # and before weakref closes open documents, which it arranges at its first finalizer.
        weakref.finalize(self, self.changed.notify).detach()
        atexit.register(self.stop)
        while (reader := self._next()) is not None:
            reader.step()
        for reader in tuple(self._readers):
            reader.let_go()

    def _next(self) -> PdfReader | None:
        with self.changed:
            while not self._is_stopping:
                first = min(self._readers, key=PdfReader.urgency, default=None)
                if first is not None and first.urgency() is not _Urgency.NOTHING:
                    return first
                self.changed.wait()
            return None


@cache
def pdf_worker() -> PdfWorker:
    """Return the worker of this program; it starts with the first document."""
    return PdfWorker()
