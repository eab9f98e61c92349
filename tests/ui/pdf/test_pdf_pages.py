"""Showing and turning pages, in a real view with the real worker."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.appearance import Look
from ui.widgets.pdf_document import Source
from ui.widgets.pdf_geometry import Fit
from ui.widgets.pdf_view import PdfView

WAIT = 20_000
Show = Callable[[PdfView, Source, str], None]
DARK = 96


def ink(view: PdfView) -> int:
    """Count the dark points of what the pages show, away from frame and scroll bar."""
    image = view.pages.viewport().grab(view.pages.viewport().rect()).toImage()
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return sum(
        image.pixelColor(x, y).red() < DARK
        for y in range(16, image.height() - 16, 2)
        for x in range(16, image.width() - 16)
    )


def wheel(view: PdfView, turn: int, keys: Qt.KeyboardModifier) -> None:
    """Turn the wheel over the middle of the pages."""
    target = view.pages.viewport()
    place = QPointF(target.rect().center())
    event = QWheelEvent(
        place,
        target.mapToGlobal(place),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes it by position only
    )
    QApplication.sendEvent(target, event)


def test_that_a_document_opens_on_its_first_page(
    view: PdfView, show: Show, report: bytes, qtbot: QtBot
):
    heard: list[tuple[int, int]] = []
    view.page_changed.connect(lambda page, count: heard.append((page, count)))

    show(view, report)

    assert (view.page, view.page_count) == (1, 86)
    assert heard == [(1, 86)]
    assert view.toolbar.field.text() == "1"
    assert view.toolbar.of.text() == "/ 86 页"
    qtbot.waitUntil(lambda: ink(view) > 100, timeout=WAIT)


def test_that_a_font_that_is_not_embedded_is_shown(
    view: PdfView, show: Show, unembedded: bytes, qtbot: QtBot
):
    show(view, unembedded)

    # 11 characters of 24 points; without the shipped fonts only hair lines of boxes appear
    qtbot.waitUntil(lambda: ink(view) > 400, timeout=WAIT)


@pytest.mark.parametrize("kind", ["bytes", "path", "stream"])
def test_that_every_kind_of_source_is_read(view: PdfView, show: Show, stick: Path, kind: str):
    content = stick.read_bytes()
    show(view, {"bytes": content, "path": stick, "stream": lambda: BytesIO(content)}[kind])

    assert view.page_count == 86


def test_that_the_last_page_of_five_hundred_is_reached_at_once(
    view: PdfView, show: Show, long_report: bytes, qtbot: QtBot
):
    show(view, long_report)

    view.go_to_page(500)

    assert (view.page, view.page_count) == (500, 500)
    assert view.toolbar.field.text() == "500"
    qtbot.waitUntil(lambda: ink(view) > 50, timeout=WAIT)


def test_that_a_page_asked_for_too_early_is_shown_when_the_document_is_open(
    view: PdfView, report: bytes, qtbot: QtBot
):
    view.show_document(report, "report", "总结报告")
    view.go_to_page(12)

    qtbot.waitUntil(lambda: view.page_count > 0, timeout=WAIT)

    assert view.page == 12


@pytest.mark.parametrize("typed", ["40", "４０", " 40 "])
def test_that_a_page_is_typed_after_ctrl_g(view: PdfView, show: Show, report: bytes, typed: str):
    show(view, report)
    view.pages.setFocus()

    QTest.keyClick(view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    view.toolbar.field.setText(typed)
    QTest.keyClick(view.toolbar.field, Qt.Key.Key_Return)

    assert view.page == 40
    assert view.pages.hasFocus()


def test_that_a_page_that_is_not_there_is_refused_beside_the_field(
    view: PdfView, show: Show, report: bytes
):
    show(view, report)

    view.ask_page()
    QTest.keyClicks(view.toolbar.field, "87")
    QTest.keyClick(view.toolbar.field, Qt.Key.Key_Return)

    assert view.page == 1
    assert view.toolbar.said.isVisible()
    assert view.toolbar.said.text() == "请填 1 至 86"
    view.pages.setFocus()
    assert view.toolbar.field.text() == "1"


def test_that_the_keys_turn_pages(view: PdfView, show: Show, report: bytes):
    show(view, report)
    bar = view.pages.verticalScrollBar()

    QTest.keyClick(view.pages, Qt.Key.Key_End)
    assert (view.page, bar.value()) == (86, bar.maximum())
    QTest.keyClick(view.pages, Qt.Key.Key_PageUp)
    assert bar.value() == bar.maximum() - bar.pageStep()
    QTest.keyClick(view.pages, Qt.Key.Key_Home)
    assert (view.page, bar.value()) == (1, 0)
    QTest.keyClick(view.pages, Qt.Key.Key_PageDown)
    assert bar.value() == bar.pageStep()
    QTest.keyClick(view.pages, Qt.Key.Key_Down)
    assert bar.value() == bar.pageStep() + bar.singleStep()


def test_that_pages_are_as_wide_as_the_view_however_they_lie(
    view: PdfView, show: Show, report: bytes
):
    show(view, report)
    sheet = view.pages._sheet

    assert sheet.widths[10] == sheet.widths[11] == view.pages.viewport().width() - 24
    assert sheet.heights[11] < sheet.heights[10]
    assert view.pages.horizontalScrollBar().maximum() == 0


def test_that_a_whole_page_fits_and_the_page_stays_the_same(
    view: PdfView, show: Show, report: bytes
):
    show(view, report)
    view.go_to_page(40)

    view.toolbar.fit_page.click()

    assert view.page == 40
    assert view.pages._sheet.heights[39] <= view.pages.viewport().height()
    assert view.toolbar.fit_page.isChecked()
    assert not view.toolbar.fit_width.isChecked()


def test_that_larger_and_smaller_keep_the_place(view: PdfView, show: Show, report: bytes):
    show(view, report)
    view.go_to_page(40)
    before = view.pages.factor

    view.toolbar.larger.click()
    larger = view.pages.factor
    view.toolbar.smaller.click()

    assert larger > before
    assert view.pages.factor < larger
    assert view.page == 40
    assert view.pages.zoom.fit is Fit.FREE


def test_that_ctrl_and_the_wheel_change_the_size_and_the_wheel_alone_scrolls(
    view: PdfView, show: Show, report: bytes
):
    show(view, report)
    before = view.pages.factor

    wheel(view, 120, Qt.KeyboardModifier.ControlModifier)
    assert view.pages.factor > before

    at = view.pages.verticalScrollBar().value()
    wheel(view, -120, Qt.KeyboardModifier.NoModifier)
    assert view.pages.verticalScrollBar().value() > at


def test_that_a_narrower_view_keeps_the_place(view: PdfView, show: Show, report: bytes):
    show(view, report)
    view.go_to_page(40)

    view.resize(360, 480)
    view.resize(900, 700)

    assert view.page == 40
    assert view.pages.place.page == 39


def test_that_each_document_keeps_its_place_and_size(
    view: PdfView, show: Show, report: bytes, long_report: bytes
):
    show(view, report, "report")
    view.toolbar.larger.click()
    view.go_to_page(30)
    size = view.pages.zoom
    show(view, long_report, "long")
    view.toolbar.fit_page.click()
    view.go_to_page(400)

    show(view, report, "report")
    assert (view.page, view.pages.zoom) == (30, size)
    show(view, long_report, "long")
    assert (view.page, view.pages.zoom.fit) == (400, Fit.PAGE)


def test_that_a_screen_reader_is_told_document_and_page(view: PdfView, show: Show, report: bytes):
    show(view, report)
    view.go_to_page(12)

    assert view.pages.accessibleName() == "总结报告"
    assert view.pages.accessibleDescription() == "第 12 页，共 86 页"


def test_that_every_control_has_a_name_and_room_for_a_finger(
    view: PdfView, show: Show, report: bytes
):
    show(view, report)
    view.open_search()
    bars = (view.toolbar, view.searching)

    for control in (one for bar in bars for one in bar.findChildren(QWidget)):
        if control.focusPolicy() is not Qt.FocusPolicy.NoFocus and control.isVisible():
            assert control.accessibleName()
            assert control.height() >= 32


@pytest.mark.parametrize("width", [320, 400, 560, 900])
@pytest.mark.parametrize("step", [0, 3, 5])
def test_that_no_text_of_the_toolbar_is_cut(
    view: PdfView, show: Show, report: bytes, look: Look, width: int, step: int
):
    show(view, report)
    look.resize_text(step)

    view.resize(width, 500)
    QApplication.processEvents()

    for control in (*view.toolbar.findChildren(QWidget),):
        if control.isVisible():
            assert control.width() >= min(control.sizeHint().width(), control.maximumWidth())
            assert control.geometry().right() <= view.toolbar.width()


def test_pictures_of_the_view(
    view: PdfView, show: Show, report: bytes, qtbot: QtBot, shoot: Callable[[QWidget, str], None]
):
    show(view, report)
    view.go_to_page(12)
    qtbot.waitUntil(lambda: ink(view) > 100, timeout=WAIT)

    shoot(view, "pdf-view")
