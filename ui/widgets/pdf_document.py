"""One PDF as pdfium reads it: page sizes, pictures, text and places; no window, no thread."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, Self

from PySide6.QtGui import QImage

from ui.widgets.pdf_library import pdfium
from ui.widgets.pdf_text import Hit, Rect, fold, joined, occurrences

Source = bytes | Path | Callable[[], BinaryIO]
Size = tuple[float, float]

_A4 = (595.0, 842.0)
_REOPEN_AFTER = 48 << 20  # pdfium keeps every stream it has read until the document is closed
_FINE = 16  # pdfium gives places in whole pixels: sixteenths of a point are fine enough
_ASK = "请告知工作人员更换这份文件；其他内容没有变化。"
ENCRYPTED = f"这份文件有打开密码，不能在这里显示。{_ASK}"
DAMAGED = f"这份文件已损坏，或者不是 PDF 文件，不能显示。{_ASK}"
EMPTY = f"这份文件是空的，一页也没有。{_ASK}"
UNREADABLE = "这份文件现在读不出来。请重新打开一次；仍然不行的，请告知工作人员。其他内容没有变化。"


class PdfRefusedError(Exception):
    """A document that cannot be shown; the text is the full sentence for the reader."""


class _Counted(io.RawIOBase):
    """Passes reading on, counts what was read, and never raises into pdfium's C code."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self.taken = 0
        self.failed = False

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: Any, /) -> int:
        try:
            content = self._stream.read(len(buffer))
        except Exception:  # noqa: BLE001 - a closed dossier or pulled stick; pdfium is told 0 bytes
            self.failed = True
            return 0
        ctypes.memmove(buffer, content, len(content))
        self.taken += len(content)
        return len(content)


class PdfFile:
    """An open document; every call belongs to the one thread that uses pdfium."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = _Counted(stream)
        self._raw_stream = stream
        self._document: Any = None
        self._access: Any = None  # pdfium calls back into it for as long as the document is open
        self._reopen()
        self.sizes = [self._size(page) for page in range(self._count())]
        if not self.sizes:
            self.close()
            raise PdfRefusedError(EMPTY)

    @classmethod
    def open(cls, source: Source) -> Self:
        """Open a document; raises PdfRefusedError with the sentence for the reader."""
        try:
            stream = _stream(source)
            length = stream.seek(0, io.SEEK_END)
        except Exception as error:
            raise PdfRefusedError(UNREADABLE) from error
        if not length:
            stream.close()
            raise PdfRefusedError(EMPTY)
        return cls(stream)

    def close(self) -> None:
        """Give everything back."""
        if self._document is not None:
            self._document.close()
            self._document = None
        self._raw_stream.close()

    def render(self, page: int, width: int, height: int) -> QImage | None:
        """Return a page as a picture of that size in pixels; None when it is damaged.

        Raises PdfRefusedError when the source has gone: a page half read would look empty.
        """
        library = pdfium()
        try:
            found = self._page(page)
        except library.PdfiumError:
            self._require_read()
            return None
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        self._draw(found, image)
        found.close()
        self._require_read()
        return image

    def text(self, page: int) -> str:
        """Return the folded text of a page; empty for a scan and for a damaged page."""
        library = pdfium()
        try:
            found = self._page(page)
            layer = found.get_textpage()
        except library.PdfiumError:
            return ""
        text: str = layer.get_text_bounded()
        found.close()
        return fold(text)

    def hits(self, page: int, needle: str) -> tuple[Hit, ...]:
        """Return where a folded text stands on a page.

        pdfium's own search compares UTF-16 units and misses everything beyond U+FFFF.
        """
        raw = pdfium().raw
        found = self._page(page)
        layer = found.get_textpage()
        units = [raw.FPDFText_GetUnicode(layer, at) for at in range(layer.count_chars())]
        spans = occurrences(joined(units), needle)
        hits = tuple(
            Hit(page, self._rects(found, layer, first, last - first + 1)) for first, last in spans
        )
        found.close()
        return hits

    def _require_read(self) -> None:
        if self._stream.failed:
            raise PdfRefusedError(UNREADABLE)

    def _page(self, page: int) -> Any:
        if self._stream.taken > _REOPEN_AFTER:
            self._reopen()
        return self._document[page]

    def _reopen(self) -> None:
        if self._document is not None:
            self._document.close()
            self._document = None
        library = pdfium()
        self._stream.taken = 0
        # not by PdfDocument(stream): that gives a file without pages the error of the one before
        self._access = library.internal.get_bufreader(self._stream)
        handle = library.raw.FPDF_LoadCustomDocument(self._access[0], None)
        if not handle:
            sentence = self._refusal(library.raw)
            self._raw_stream.close()
            raise PdfRefusedError(sentence)
        self._document = library.PdfDocument(handle)
        self._document.init_forms()

    def _refusal(self, raw: Any) -> str:
        if self._stream.failed:
            return UNREADABLE
        return ENCRYPTED if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD else DAMAGED

    def _count(self) -> int:
        return len(self._document)

    def _size(self, page: int) -> Size:
        try:
            width, height = self._document.get_page_size(page)
        except pdfium().PdfiumError:
            return _A4  # the page is damaged; its sentence needs a place
        return max(width, 1.0), max(height, 1.0)

    def _draw(self, page: Any, image: QImage) -> None:
        library = pdfium()
        raw = library.raw
        width, height = image.width(), image.height()
        pixels = (ctypes.c_ubyte * image.sizeInBytes()).from_buffer(image.bits())
        bitmap = library.PdfBitmap.new_native(
            width, height, raw.FPDFBitmap_BGRx, buffer=pixels, stride=image.bytesPerLine()
        )
        flags = raw.FPDF_ANNOT | raw.FPDF_RENDER_LIMITEDIMAGECACHE
        place = (0, 0, width, height, 0, flags)
        raw.FPDF_RenderPageBitmap(bitmap, page, *place)
        if self._document.formenv:
            raw.FPDF_FFLDraw(self._document.formenv, bitmap, page, *place)
        bitmap.close()

    def _rects(self, page: Any, layer: Any, start: int, count: int) -> tuple[Rect, ...]:
        boxes = [layer.get_rect(at) for at in range(layer.count_rects(start, count))]
        return tuple(_from_top_left(page, box) for box in boxes)


def _from_top_left(page: Any, box: Rect) -> Rect:
    """Turn left, bottom, right, top of the page's own space into what is seen."""
    raw = pdfium().raw
    width, height = (round(side * _FINE) for side in page.get_size())
    corners = []
    for x, y in ((box[0], box[3]), (box[2], box[1])):
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
        corners.append((across.value / _FINE, down.value / _FINE))
    (x1, y1), (x2, y2) = corners
    return min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)


def _stream(source: Source) -> BinaryIO:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    return source.open("rb") if isinstance(source, Path) else source()
