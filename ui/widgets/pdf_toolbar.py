"""The line above a document: 第 12 / 86 页, fit, zoom, search; it knows no document itself."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ui.theme.appearance import Look
from ui.widgets.layout import label
from ui.widgets.pdf_geometry import Fit
from ui.widgets.pdf_search import tool

_MARGIN, _SPACING, _TARGET = 8, 4, 40
_AROUND = 24  # what a field needs beside its digits


class _PageField(QLineEdit):
    """Shows the true page again when it is left; editingFinished is silent after a vain Enter."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class PdfToolbar(QFrame):
    """Shows where one is; ``page_asked`` carries a page from 1, ``zoom_asked`` +1 or -1."""

    page_asked = Signal(int)
    zoom_asked = Signal(int)
    fit_asked = Signal(object)
    search_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._page, self._count = 0, 0
        self.field = _PageField()
        self.field.setAccessibleName("页码")
        self.field.setToolTip("转到页　Ctrl+G")
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.of = label()
        self.said = label("", "danger")
        self.said.setAccessibleName("页码提示")
        self.said.hide()
        self.fit_width = tool("适合宽度", "页面与窗口同宽")
        self.fit_page = tool("适合整页", "一次看到整页")
        self.smaller = tool("缩小", "缩小　Ctrl+滚轮")
        self.larger = tool("放大", "放大　Ctrl+滚轮")
        self.percent = label("", "muted")
        self.search = tool("搜索", "搜索　Ctrl+F")
        self._lay_out()
        self._bind()
        look.changed.connect(self._dress)
        self._dress()

    def show_page(self, page: int, count: int) -> None:
        """Show the current page, from 1; 0 of 0 when no document is shown."""
        if (page, count) != (self._page, self._count):
            self._complain("")
        self._page, self._count = page, count
        text = str(page) if count else ""
        typing = self.field.hasFocus() and self.field.isModified()
        if not typing and self.field.text() != text:  # the same again would drop what is selected
            self.field.setText(text)
        self.of.setText(f"/ {count} 页" if count else "页")
        self._make_room()
        self.setEnabled(count > 0)

    def show_zoom(self, fit: Fit, factor: float) -> None:
        """Show how large pages are."""
        self.fit_width.setChecked(fit is Fit.WIDTH)
        self.fit_page.setChecked(fit is Fit.PAGE)
        self.percent.setText(f"{factor:.0%}")

    def ask_page(self) -> None:
        """Be ready to type a page."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.setContentsMargins(_MARGIN, 4, _MARGIN, 4)
        row.setSpacing(_SPACING)
        self._head = label("第")
        self._head.setBuddy(self.field)
        where: tuple[QWidget, ...] = (self._head, self.field, self.of, self.said)
        size = (self.fit_width, self.fit_page, self.smaller, self.percent, self.larger)
        for widget in where:
            row.addWidget(widget)
        row.addStretch(1)
        for widget in size:
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.search)
        for button in (self.fit_width, self.fit_page):
            button.setText(button.accessibleName())
            button.setCheckable(True)
        self.search.setText("搜索 Ctrl+F")
        self.search.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def _bind(self) -> None:
        self.field.returnPressed.connect(self._go)
        self.field.left.connect(self._restore)
        self.fit_width.clicked.connect(lambda: self.fit_asked.emit(Fit.WIDTH))
        self.fit_page.clicked.connect(lambda: self.fit_asked.emit(Fit.PAGE))
        self.smaller.clicked.connect(lambda: self.zoom_asked.emit(-1))
        self.larger.clicked.connect(lambda: self.zoom_asked.emit(1))
        self.search.clicked.connect(self.search_asked)

    def _go(self) -> None:
        typed = unicodedata.normalize("NFKC", self.field.text()).strip()
        page = int(typed) if typed.isdecimal() else 0
        if 1 <= page <= self._count:
            self.field.setModified(False)
            self.page_asked.emit(page)
            return
        self._complain(f"请填 1 至 {self._count}")
        self.field.selectAll()

    def _complain(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        self._make_room()

    def _restore(self) -> None:
        self.field.setModified(False)
        self._complain("")
        self.show_page(self._page, self._count)

    def _make_room(self) -> None:
        """Leave out what is needed least until the rest fits; no text is ever cut.

        What goes depends on the width and the size of text alone, never on what is shown now:
        showing and hiding lays out anew and leads back here.
        """
        metrics = self.fontMetrics()
        self.field.setFixedWidth(metrics.horizontalAdvance("0000") + _AROUND)
        words = metrics.horizontalAdvance(self.search.text()) + _SPACING
        room = self.width() - 2 * _MARGIN - _TARGET - self._needed()
        for widget in (self.fit_width, self.fit_page):
            room -= _width(widget)
            widget.setVisible(room >= 0)
        style = Qt.ToolButtonStyle
        room -= words
        self.search.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if room >= 0 else style.ToolButtonIconOnly
        )
        self.percent.setVisible(room >= metrics.horizontalAdvance("000%") + _SPACING)

    def _needed(self) -> int:
        """Return the width of what is never left out, but for the button to search."""
        always: tuple[QWidget, ...] = (self._head, self.field, self.of, self.smaller, self.larger)
        complaint = _width(self.said) if self.said.text() else 0
        return sum(map(_width, always)) + complaint

    def _dress(self) -> None:
        self.smaller.setIcon(self._look.icon("zoom-out"))
        self.larger.setIcon(self._look.icon("zoom-in"))
        self.search.setIcon(self._look.icon("search"))
        self._make_room()


def _width(widget: QWidget) -> int:
    """Return the room a widget takes in the line, shown or not."""
    widget.ensurePolished()
    hint = max(widget.sizeHint().width(), widget.minimumWidth())
    return min(hint, widget.maximumWidth()) + _SPACING
