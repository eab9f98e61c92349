"""Searching a document, by the keys and through the worker."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.widgets.pdf_document import Source
from ui.widgets.pdf_text import Hit, Hits, fold, joined, occurrences
from ui.widgets.pdf_view import PdfView

WAIT = 20_000
Show = Callable[[PdfView, Source, str], None]
RARE = "㛃䶮𬀩"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def look_for(view: PdfView, text: str) -> None:
    view.open_search()
    view.searching.field.setText(text)
    QTest.keyClick(view.searching.field, Qt.Key.Key_Return)


def test_that_characters_beyond_the_basic_plane_are_found(
    view: PdfView, show: Show, report: bytes, qtbot: QtBot
):
    show(view, report)

    look_for(view, RARE[1:])

    qtbot.waitUntil(lambda: view.searching.said.text() == "第 1 / 2 处", timeout=WAIT)
    assert view.page == 5
    hit = view.pages.hits.current
    assert hit is not None
    x, y, width, height = hit.rects[0]
    assert 72 < x < 400
    assert 72 + 24 < y + height < 72 + 3 * 24  # the third line of the page
    assert 20 < width < 32  # two characters of 14 points


def test_that_the_keys_go_to_the_next_and_the_previous_place(
    view: PdfView, show: Show, report: bytes, qtbot: QtBot
):
    show(view, report)
    look_for(view, RARE[1])
    qtbot.waitUntil(lambda: view.searching.said.text() == "第 1 / 2 处", timeout=WAIT)
    field = view.searching.field

    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (view.page, view.searching.said.text()) == (40, "第 2 / 2 处")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (view.page, view.searching.said.text()) == (5, "第 1 / 2 处")
    QTest.keyClick(field, Qt.Key.Key_Return, SHIFT)
    assert (view.page, view.searching.said.text()) == (40, "第 2 / 2 处")


def test_that_the_search_begins_at_the_page_in_view(
    view: PdfView, show: Show, report: bytes, qtbot: QtBot
):
    show(view, report)
    view.go_to_page(20)

    look_for(view, RARE[1])

    qtbot.waitUntil(lambda: view.searching.said.text() == "第 2 / 2 处", timeout=WAIT)
    assert view.page == 40


def test_that_ctrl_f_opens_the_search_and_esc_ends_it(
    view: PdfView, show: Show, report: bytes, qtbot: QtBot
):
    show(view, report)
    view.pages.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F, CONTROL)
    assert view.searching.field.hasFocus()
    view.searching.field.setText("执行")
    view.searching.field.setText("总结报告第12页")
    qtbot.waitUntil(lambda: view.pages.hits.count == 1, timeout=WAIT)

    QTest.keyClick(view.searching.field, Qt.Key.Key_Escape)

    assert not view.searching.isVisible()
    assert view.pages.hits.count == 0
    assert view.pages.hasFocus()


def test_that_the_place_found_is_marked(view: PdfView, show: Show, report: bytes, qtbot: QtBot):
    show(view, report)
    qtbot.waitUntil(lambda: view.pages._cache.get(0) is not None, timeout=WAIT)
    before = view.pages.viewport().grab().toImage()

    look_for(view, "总结报告第1页")
    qtbot.waitUntil(lambda: view.searching.said.text() == "第 1 / 1 处", timeout=WAIT)
    QApplication.processEvents()

    assert view.pages.viewport().grab().toImage() != before


def test_that_nothing_found_is_said(view: PdfView, show: Show, report: bytes, qtbot: QtBot):
    show(view, report)

    look_for(view, "热带作物")

    qtbot.waitUntil(lambda: view.searching.said.text() == "没有找到", timeout=WAIT)
    assert not view.searching.next.isEnabled()


def test_that_a_scan_says_that_it_has_no_text(view: PdfView, show: Show, scan: bytes, qtbot: QtBot):
    show(view, scan)

    look_for(view, "平台")

    expected = "这份文件是扫描件，没有可以查找的文字。"
    qtbot.waitUntil(lambda: view.searching.said.text() == expected, timeout=WAIT)


def test_that_spaces_lines_case_and_width_do_not_hinder_a_search():
    assert fold("国际联\r\n合 \uff21\uff22１２") == fold("国际联合ab12")
    chars = list(enumerate("甲 国际\r\n联合Lab"))

    assert occurrences(chars, fold("国际联合 LAB")) == [(2, 10)]


def test_that_a_character_of_two_units_has_the_place_of_its_first():
    units = list("王𬀩。".encode("utf-16-le"))
    pairs = [low | high << 8 for low, high in zip(units[::2], units[1::2], strict=True)]

    assert list(joined(pairs)) == [(0, "王"), (1, "𬀩"), (3, "。")]
    assert list(joined([0xD870, 0x41, 0xDC29])) == [(1, "A")]


def test_that_places_go_round_in_the_order_of_the_document():
    late, early = Hit(9, ()), Hit(2, ())
    hits = Hits()
    hits.add(9, (late,))
    hits.add(2, (early,))

    assert [hits.step(1), hits.step(1), hits.step(1), hits.step(-1)] == [early, late, early, late]
    assert (hits.count, hits.position) == (2, 2)
    assert Hits().step(1) is None
