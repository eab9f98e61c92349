"""The scrolled sheet of pages: paints what has been drawn, asks for what shows, keeps the place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from ui.theme.appearance import Look
from ui.widgets.pdf_cache import PageCache
from ui.widgets.pdf_document import Size
from ui.widgets.pdf_geometry import Fit, Place, Sheet, Zoom, next_step
from ui.widgets.pdf_paint import paint_image, paint_marks, paint_paper
from ui.widgets.pdf_text import Hit, Hits
from ui.widgets.pdf_worker import Order, Rendered

WAITING = "正在显示第 {page} 页…"
BROKEN = "第 {page} 页已损坏，不能显示。"
_MOST_PIXELS = 12 << 20  # 48 MB a picture; above it a page is drawn smaller and stretched
_AHEAD = (1, -1, 2)
_LINE = 40
_NOTCH = 120  # an eighth of a degree each, one click of a wheel


class PdfPages(QAbstractScrollArea):
    """Shows pages that somebody else draws; pages count from 0 here.

    ``wanted`` tells which pages are to be drawn now, ``moved`` that the current page or the zoom
    is another one.
    """

    wanted = Signal(object)
    moved = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._cache = PageCache()
        self._broken: set[int] = set()
        self._sizes: list[Size] = []
        self._sheet = Sheet([], Zoom(), 0, 0)
        self._place = Place()
        self._is_arranging = False
        self._turned = 0
        self.hits: Hits = Hits()
        self.zoom = Zoom()
        self.page = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(_LINE)
        self.horizontalScrollBar().setSingleStep(_LINE)
        look.changed.connect(self.viewport().update)

    # what is shown

    def show_pages(self, sizes: list[Size], place: Place, zoom: Zoom) -> None:
        """Lay out another document and go to a place in it."""
        self._cache.clear()
        self._broken.clear()
        self.hits = Hits()
        self._sizes, self.zoom = sizes, zoom
        self.page = min(place.page, max(len(sizes) - 1, 0))
        self._arrange(place, 0)

    def take(self, rendered: Rendered) -> None:
        """Show a page that has been drawn, unless another size is wanted by now."""
        order = rendered.order
        if rendered.image is None:
            self._broken.add(order.page)
        elif order != self._order(order.page):
            return
        else:
            self._cache.put(order.page, rendered.image)
        self.viewport().update()

    def mark(self, hits: Hits) -> None:
        """Mark the places found."""
        self.hits = hits
        self.viewport().update()

    # where one is

    @property
    def place(self) -> Place:
        """What is at the upper edge of the view."""
        return self._place

    @property
    def factor(self) -> float:
        """The zoom of the current page, 1 for 100 %."""
        return self._sheet.factor(self.page) if self._sizes else 1.0

    def go_to_page(self, page: int) -> None:
        """Put the upper edge of a page to the upper edge of the view."""
        if self._sizes:
            page = min(max(page, 0), len(self._sizes) - 1)
            self.verticalScrollBar().setValue(self._sheet.starts[page])
            self._stand_on(
                page
            )  # the last pages cannot reach the edge and are current all the same

    def go_to_hit(self, hit: Hit) -> None:
        """Bring a place found into view, moving no more than needed."""
        place = self._mark_rects(hit)[0].toRect().translated(self._offset())
        height, width = self.viewport().height(), self.viewport().width()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        if not down.value() <= place.top() <= place.bottom() <= down.value() + height:
            down.setValue(place.top() - height // 3)
        if not across.value() <= place.left() <= place.right() <= across.value() + width:
            across.setValue(place.left() - width // 3)
        self._stand_on(hit.page)
        self.viewport().update()

    def set_zoom(self, zoom: Zoom, anchor: int = 0) -> None:
        """Show pages in another size; what is ``anchor`` pixels below the upper edge stays."""
        if zoom != self.zoom and self._sizes:
            place = self._sheet.place_at(self.verticalScrollBar().value() + anchor)
            self.zoom = zoom
            self._arrange(place, anchor)
            self.moved.emit()

    def zoom_by(self, change: int, anchor: int = 0) -> None:
        """Take the next larger (+1) or smaller (-1) size."""
        self.set_zoom(Zoom(Fit.FREE, next_step(self.factor, change)), anchor)

    # from Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self._place, 0)
        self.moved.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        done = super().viewportEvent(event)
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._ask()
        return done

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self._is_arranging or not self._sizes:
            return
        top = self.verticalScrollBar().value()
        self._place = self._sheet.place_at(top)
        self._stand_on(self._sheet.page_at(top + self.viewport().height() // 3))
        self._ask()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        if abs(self._turned) >= _NOTCH:
            change = 1 if self._turned > 0 else -1
            self._turned = 0
            self.zoom_by(change, round(event.position().y()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = self.verticalScrollBar()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() == Qt.Key.Key_Home:
            down.setValue(down.minimum())
        elif plain and event.key() == Qt.Key.Key_End:
            down.setValue(down.maximum())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.theme.color("page"))
        for page in self._visible():
            self._paint_page(painter, page)
        if self.hasFocus():
            painter.setPen(QPen(self._look.theme.color("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    # inside

    def _arrange(self, place: Place, anchor: int) -> None:
        """Lay the pages out for the present view and put a place ``anchor`` below its edge."""
        view = self.viewport().size()
        self._sheet = Sheet(self._sizes, self.zoom, view.width(), view.height())
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        middle = _middle(across.value(), across.maximum())
        self._is_arranging = True
        down.setPageStep(max(view.height() - _LINE, _LINE))
        down.setRange(0, max(self._sheet.height - view.height(), 0))
        across.setPageStep(view.width())
        across.setRange(0, max(self._sheet.width - view.width(), 0))
        across.setValue(round(middle * across.maximum()))
        if self._sizes:
            down.setValue(self._sheet.y_of(place) - anchor)
        self._is_arranging = False
        self._place = place if not anchor else self._place_now()
        self._ask()
        self.viewport().update()

    def _place_now(self) -> Place:
        return self._sheet.place_at(self.verticalScrollBar().value())

    def _stand_on(self, page: int) -> None:
        if page != self.page:
            self.page = page
            self.moved.emit()

    def _visible(self) -> range:
        top = self.verticalScrollBar().value()
        return self._sheet.pages_between(top, top + self.viewport().height())

    def _ask(self) -> None:
        """Say which pages are wanted: those in view, then their neighbours."""
        visible = self._visible()
        near = [visible[0 if step < 0 else -1] + step for step in _AHEAD if visible]
        pages = [*visible, *(page for page in near if 0 <= page < len(self._sheet))]
        orders = [self._order(page) for page in pages if page not in self._broken]
        self.wanted.emit([order for order in orders if not self._has(order)])

    def _has(self, order: Order) -> bool:
        return self._cache.has(order.page, order.width, order.height)

    def _order(self, page: int) -> Order:
        ratio = self.viewport().devicePixelRatioF()
        width, height = self._sheet.widths[page] * ratio, self._sheet.heights[page] * ratio
        less = min(1.0, (_MOST_PIXELS / (width * height)) ** 0.5)
        return Order(page, max(round(width * less), 1), max(round(height * less), 1))

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _page_rect(self, page: int) -> QRect:
        """Return where a page lies in the view."""
        width, height = self._sheet.widths[page], self._sheet.heights[page]
        room = max(self._sheet.width, self.viewport().width())
        place = QPoint((room - width) // 2, self._sheet.top(page)) - self._offset()
        return QRect(place.x(), place.y(), width, height)

    def _paint_page(self, painter: QPainter, page: int) -> None:
        place = self._page_rect(page)
        image = self._cache.get(page)
        if image is None:
            said = BROKEN if page in self._broken else WAITING
            seen = place.intersected(self.viewport().rect())
            paint_paper(painter, place, seen, said.format(page=page + 1))
        else:
            paint_image(painter, place, image, self.viewport().devicePixelRatioF())
        for hit in self.hits.by_page.get(page, ()):
            paint_marks(painter, self._mark_rects(hit), is_current=hit is self.hits.current)
        painter.setPen(self._look.theme.color("border"))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def _mark_rects(self, hit: Hit) -> list[QRectF]:
        scale, corner = self._sheet.scale(hit.page), self._page_rect(hit.page).topLeft()
        return [
            QRectF(corner.x() + x * scale, corner.y() + y * scale, w * scale, h * scale).adjusted(
                -2, -2, 2, 2
            )
            for x, y, w, h in hit.rects
        ]


def _middle(value: int, most: int) -> float:
    return value / most if most else 0.5
