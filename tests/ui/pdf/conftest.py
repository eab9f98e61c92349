"""Real PDFs made for the tests, and a view that has shown one."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ui.theme.appearance import Look
from ui.widgets.pdf_document import Source
from ui.widgets.pdf_view import PdfView
from ynreview.reports.fonts import REGULAR, require_fonts

WAIT = 20_000  # ms; the machine may be busy
RARE = "㛃䶮𬀩"
Show = Callable[[PdfView, Source, str], None]


def written(pages: list[list[str]], *, turned: frozenset[int] = frozenset()) -> bytes:
    """Return a PDF with these lines on its pages, in an embedded font."""
    require_fonts()
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for number, lines in enumerate(pages):
        size = landscape(A4) if number in turned else A4
        canvas.setPageSize(size)
        canvas.setFont(REGULAR, 14)
        for place, line in enumerate(lines):
            canvas.drawString(72, size[1] - 72 - 24 * place, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def scanned(count: int, side: int) -> bytes:
    """Return a PDF of ``count`` pages, each one uncompressed picture of ``side`` x ``side``."""
    row = bytes(range(256)) * (side * 3 // 256 + 1)
    with pikepdf.new() as pdf:
        for number in range(count):
            page = pdf.add_blank_page(page_size=A4)
            pixels = b"".join(row[at % 256 :][: side * 3] for at in range(number, number + side))
            image = pdf.make_stream(
                pixels,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=side,
                Height=side,
                ColorSpace=pikepdf.Name.DeviceRGB,
                BitsPerComponent=8,
            )
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
            page.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Scan Do Q")
        file = BytesIO()
        pdf.save(file, compress_streams=False)
    return file.getvalue()


@pytest.fixture(scope="session")
def report() -> bytes:
    """A report of 86 pages; page 12 lies across, pages 5 and 40 name a person."""
    pages = [
        [f"总结报告第{number}页", "评估期内依托平台承担国际合作任务"] for number in range(1, 87)
    ]
    pages[4].append(f"平台主任赵{RARE[0]}，学术带头人王{RARE[1:]}")
    pages[39].append(f"王{RARE[1:]}在平台工作")
    return written(pages, turned=frozenset({11}))


@pytest.fixture(scope="session")
def long_report() -> bytes:
    return written([[f"第{number}页", "执行情况"] for number in range(1, 501)])


@pytest.fixture(scope="session")
def unembedded() -> bytes:
    """A report as many offices write it: its Chinese font is named, not embedded."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.setFont("STSong-Light", 24)
    canvas.drawString(72, 700, "云南省国际联合创新平台")
    canvas.save()
    return file.getvalue()


@pytest.fixture(scope="session")
def scan() -> bytes:
    """Eight pages of 3 MB each, nothing but pictures."""
    return scanned(8, 1024)


@pytest.fixture
def view(qtbot: QtBot, look: Look) -> Iterator[PdfView]:
    found = PdfView(look)
    found.resize(620, 600)
    found.show()
    qtbot.waitExposed(found)
    yield found
    found.close_document()


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Show a document and wait until its pages are laid out."""

    def shown(view: PdfView, source: Source, key: str = "report") -> None:
        view.show_document(source, key, "总结报告")
        qtbot.waitUntil(lambda: view.page_count > 0, timeout=WAIT)
        QCoreApplication.processEvents()

    return shown


@pytest.fixture
def stick(tmp_path: Path, report: bytes) -> Path:
    path = tmp_path / "总结报告.pdf"
    path.write_bytes(report)
    return path
