"""Documents that cannot be shown, and leaving while the worker is busy."""

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pikepdf
import pytest
from pytestqt.qtbot import QtBot

from ui.theme.appearance import Look
from ui.widgets import pdf_document
from ui.widgets.pdf_document import DAMAGED, EMPTY, ENCRYPTED, UNREADABLE, PdfFile, Source
from ui.widgets.pdf_view import PdfView
from ui.widgets.pdf_worker import pdf_worker

WAIT = 20_000
Show = Callable[[PdfView, Source, str], None]


def encrypted(content: bytes) -> bytes:
    file = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(owner="甲", user="乙"))
    return file.getvalue()


def without_pages() -> bytes:
    file = BytesIO()
    with pikepdf.new() as pdf:
        pdf.save(file)
    return file.getvalue()


def gone() -> BinaryIO:
    raise OSError


class _Pulled(BytesIO):
    """A stick that is pulled out after a while."""

    left = 6 << 20

    def read(self, size: int | None = -1, /) -> bytes:
        content = super().read(size)
        self.left -= len(content)
        if self.left < 0:
            raise OSError
        return content


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda _: b"not a PDF at all", DAMAGED),
        (lambda report: report[: len(report) // 100], DAMAGED),
        (lambda _: b"", EMPTY),
        (lambda _: without_pages(), EMPTY),
        (encrypted, ENCRYPTED),
        (lambda _: gone, UNREADABLE),
        (lambda _: Path("nowhere", "总结报告.pdf"), UNREADABLE),
    ],
    ids=["rubbish", "cut", "empty", "no pages", "encrypted", "gone", "no file"],
)
def test_that_a_document_that_cannot_be_shown_says_why(
    view: PdfView, report: bytes, qtbot: QtBot, make: Callable, sentence: str
):
    view.show_document(make(report), "report", "总结报告")

    qtbot.waitUntil(lambda: view.sentence == sentence, timeout=WAIT)
    assert (view.page, view.page_count) == (0, 0)
    assert view.said.isVisible()
    assert not view.toolbar.isEnabled()


def test_that_the_next_document_is_shown_after_a_refused_one(
    view: PdfView, show: Show, report: bytes, qtbot: QtBot
):
    view.show_document(b"rubbish", "bad", "坏文件")
    qtbot.waitUntil(lambda: view.sentence == DAMAGED, timeout=WAIT)

    show(view, report)

    assert (view.sentence, view.page_count) == ("", 86)


def test_that_a_damaged_page_does_not_hide_the_others(
    view: PdfView, show: Show, report: bytes, qtbot: QtBot
):
    file = BytesIO()
    with pikepdf.open(BytesIO(report)) as pdf:
        pdf.pages[1].obj.Type = pikepdf.Name.Font
        pdf.pages[1].obj.Contents = pikepdf.String("no stream")
        pdf.save(file)

    show(view, file.getvalue())
    view.go_to_page(2)

    qtbot.waitUntil(lambda: view.pages._cache.get(2) is not None, timeout=WAIT)
    assert view.page_count == 86
    assert view.pages._broken == {1}


def test_that_a_stick_pulled_out_while_reading_is_said(view: PdfView, scan: bytes, qtbot: QtBot):
    # no waiting for pages here: on a busy machine the stick is gone before they are counted
    view.show_document(lambda: _Pulled(scan), "report", "总结报告")

    view.go_to_page(8)

    qtbot.waitUntil(lambda: view.sentence == UNREADABLE, timeout=WAIT)
    assert view.page_count == 0


def test_that_leaving_while_pages_are_drawn_is_safe(
    view: PdfView, show: Show, scan: bytes, report: bytes
):
    for _ in range(5):
        show(view, scan, "scan")
        view.go_to_page(3)
        view.close_document()
        show(view, report)
    view.close_document()

    assert view.page_count == 0


def test_that_a_closed_window_lets_go_of_the_file(
    look: Look, show: Show, stick: Path, qtbot: QtBot
):
    view = PdfView(look)
    closed: list[bool] = []

    class Told(BytesIO):
        def close(self) -> None:
            closed.append(True)
            super().close()

    show(view, lambda: Told(stick.read_bytes()))
    view.deleteLater()

    qtbot.waitUntil(lambda: bool(closed), timeout=WAIT)
    qtbot.waitUntil(lambda: not pdf_worker()._readers, timeout=WAIT)


def test_that_what_is_no_longer_wanted_is_never_drawn(
    view: PdfView, show: Show, long_report: bytes, qtbot: QtBot
):
    show(view, long_report)
    drawn: list[int] = []
    take = view.pages.take
    view.pages.take = lambda one: (drawn.append(one.order.page), take(one))[1]

    for page in range(2, 480):
        view.go_to_page(page)

    qtbot.waitUntil(lambda: 478 in drawn, timeout=WAIT)
    assert len(drawn) < 240  # a busy machine draws some on the way


def test_that_memory_stays_bounded_by_opening_anew(scan: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_document, "_REOPEN_AFTER", 1 << 20)
    file = PdfFile.open(scan)

    images = [file.render(page, 60, 84) for page in range(len(file.sizes))]

    assert all(image is not None and image.width() == 60 for image in images)
    assert file._stream.taken < 4 << 20
    file.close()


LEAVE = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.widgets.pdf_worker import Order, PdfReader

app = QCoreApplication(sys.argv[:1])
reader = PdfReader(Path(sys.argv[1]))
while not reader.arrivals():
    pass
reader.want([Order(page, 1600, 2200) for page in range(8)])
"""


def test_that_the_program_ends_in_order_while_pages_are_drawn(scan: bytes, tmp_path: Path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan)

    run = subprocess.run(
        [sys.executable, "-c", LEAVE, str(path)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (run.returncode, run.stderr) == (0, "")
