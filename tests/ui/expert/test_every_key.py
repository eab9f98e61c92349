"""Each key of 评分 does what the help says, in the widest window and in the lowest."""

import pytest
from expert_hands import focus_name, press, scroll, settled, typed, until
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from test_scoring_by_keys import screen_of, sheet

from ui.application import Application
from ui.widgets.form.item_card import ItemCard
from ui.widgets.number_edit import NumberEdit
from ui.widgets.pdf_view import PdfView
from ynreview.kernel.points import Points

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SIZES = pytest.mark.parametrize("size", [(1366, 728), (1000, 728), (683, 356)])
FIRST = "1.1 承担任务 得分"


def sized(running: Application, size: tuple[int, int]) -> ItemCard:
    """Go to the first number in a window of this size."""
    running.window.resize(*size)
    settled()
    press(Qt.Key.Key_J, CTRL)
    if focus_name() != FIRST:
        screen_of(running)._form.go_to("1.1")
    return screen_of(running)._form.items["1.1"]


def reading(running: Application) -> PdfView:
    """Return the PDF in view."""
    view = screen_of(running)._evidence.document
    assert view is not None
    return view


@SIZES
def test_that_enter_tab_and_arrows_work_the_numbers(
    at_scoring: Application, size: tuple[int, int]
) -> None:
    sized(at_scoring, size)
    typed("5")
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert focus_name() == "1.2 代表性成果 得分"
    press(Qt.Key.Key_Tab)
    assert focus_name() == "1.3 服务云南需求 得分"
    assert sheet(at_scoring).sheet.points["1.1"] == Points.parse("5.5")


@SIZES
def test_that_alt_and_a_digit_open_a_level(at_scoring: Application, size: tuple[int, int]) -> None:
    card = sized(at_scoring, size)
    for key, name in ((1, "优"), (2, "良"), (3, "中"), (4, "差")):
        press(Qt.Key(Qt.Key.Key_0 + key), ALT)
        assert card._text.isVisible()
        assert card._text.text().startswith(f"{name}：")
    assert focus_name() == FIRST
    assert not sheet(at_scoring).sheet.points


@SIZES
def test_that_ctrl_m_and_ctrl_i_open_remark_and_articles(
    at_scoring: Application, size: tuple[int, int]
) -> None:
    sized(at_scoring, size)
    press(Qt.Key.Key_I, CTRL)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    press(Qt.Key.Key_Escape)
    at_scoring.window.activateWindow()
    until(lambda: focus_name() == FIRST, 3)
    press(Qt.Key.Key_M, CTRL)
    assert focus_name() == "1.1 承担任务 说明"
    typed("见第7页")
    press(Qt.Key.Key_Return)
    assert sheet(at_scoring).sheet.remarks == {"1.1": "见第7页"}


@SIZES
def test_that_ctrl_j_goes_from_gap_to_gap(at_scoring: Application, size: tuple[int, int]) -> None:
    sized(at_scoring, size)
    press(Qt.Key.Key_J, CTRL)
    assert focus_name() == "1.2 代表性成果 得分"
    press(Qt.Key.Key_J, CTRL)
    assert focus_name() == "1.3 服务云南需求 得分"


@SIZES
def test_that_alt_and_arrows_and_ctrl_enter_move_on(
    at_scoring: Application, size: tuple[int, int]
) -> None:
    sized(at_scoring, size)
    press(Qt.Key.Key_Right, ALT)
    assert screen_of(at_scoring)._number == "002"
    press(Qt.Key.Key_Left, ALT)
    assert screen_of(at_scoring)._number == "001"
    press(Qt.Key.Key_Return, CTRL)
    refusal = screen_of(at_scoring)._refusal
    assert refusal.isVisible()
    assert "001 号还有" in refusal.text


@SIZES
def test_that_ctrl_t_goes_to_my_overview_and_back(
    at_scoring: Application, size: tuple[int, int]
) -> None:
    sized(at_scoring, size)
    press(Qt.Key.Key_T, CTRL)
    assert at_scoring.window.screen_id == "overview"
    press(Qt.Key.Key_T, CTRL)
    assert at_scoring.window.screen_id == "scoring"
    assert focus_name() == FIRST


@SIZES
def test_that_ctrl_1_and_2_go_to_the_evidence_and_back(
    at_scoring: Application, size: tuple[int, int]
) -> None:
    sized(at_scoring, size)
    press(Qt.Key.Key_1, CTRL)
    evidence = screen_of(at_scoring)._evidence
    assert evidence.isVisible()
    assert evidence.tabBar().hasFocus()
    press(Qt.Key.Key_Right)
    assert evidence.currentIndex() == 1
    view = reading(at_scoring)
    until(lambda: view.page_count == 12)
    press(Qt.Key.Key_1, CTRL)
    assert view.pages.hasFocus()
    press(Qt.Key.Key_PageDown)
    until(lambda: view.pages.verticalScrollBar().value() > 0)
    press(Qt.Key.Key_2, CTRL)
    assert focus_name() == FIRST


@SIZES
def test_that_a_hit_and_a_page_are_found_in_the_pdf(
    at_scoring: Application, size: tuple[int, int]
) -> None:
    sized(at_scoring, size)
    press(Qt.Key.Key_F, CTRL)
    view = reading(at_scoring)
    until(lambda: focus_name() == "在文件中查找")
    assert view.isVisible()
    typed("外方到账")
    press(Qt.Key.Key_Return)
    until(lambda: view.page == 7)
    assert view.searching.said.text().startswith("第 1 / 1 处")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_G, CTRL)
    press(Qt.Key.Key_A, CTRL)
    typed("11")
    press(Qt.Key.Key_Return)
    until(lambda: view.page == 11)
    assert view.pages.hasFocus()
    press(Qt.Key.Key_2, CTRL)
    assert focus_name() == FIRST


def test_that_a_page_really_shows(at_scoring: Application) -> None:
    at_scoring.window.resize(1366, 728)
    press(Qt.Key.Key_G, CTRL)
    view = reading(at_scoring)
    until(lambda: view.page_count == 12)

    def shades() -> int:
        picture = view.pages.viewport().grab().toImage()
        row = picture.height() // 4
        lines = range(0, row, 2)
        return len({picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in lines})

    until(lambda: shades() > 8)


def test_that_a_platform_without_files_says_so(at_scoring: Application) -> None:
    press(Qt.Key.Key_Right, ALT)
    press(Qt.Key.Key_F, CTRL)
    assert at_scoring.window.status._said.text() == "002 号没有可以查阅的材料。"


def test_that_a_document_is_found_where_it_was_left(at_scoring: Application) -> None:
    press(Qt.Key.Key_G, CTRL)
    until(lambda: reading(at_scoring).page_count == 12)
    until(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    press(Qt.Key.Key_A, CTRL)
    typed("9")
    press(Qt.Key.Key_Return)
    until(lambda: reading(at_scoring).page == 9)
    press(Qt.Key.Key_T, CTRL)
    press(Qt.Key.Key_T, CTRL)
    assert reading(at_scoring).page == 9


@SIZES
def test_that_the_wheel_never_changes_a_number(
    at_scoring: Application, size: tuple[int, int]
) -> None:
    card = sized(at_scoring, size)
    typed("6")
    press(Qt.Key.Key_Return)
    for one in screen_of(at_scoring)._form.items.values():
        one.field.setFocus()
        scroll(one.field)
    press(Qt.Key.Key_T, CTRL)
    at_scoring.window.screen_shown._tabs.setCurrentIndex(1)
    for field in at_scoring.window.screen_shown.findChildren(NumberEdit):
        field.setFocus()
        scroll(field)
    item = at_scoring.window.screen_shown._items
    item.setFocus()
    scroll(item)
    assert item.currentIndex() == 0
    assert card.field.text() == "6"
    assert {code: str(one) for code, one in sheet(at_scoring).sheet.points.items()} == {
        "1.1": "6.00"
    }


def test_that_the_help_names_every_key(at_scoring: Application) -> None:
    named = " ".join(key for key, _ in screen_of(at_scoring).keys)
    for key in ("Ctrl+Z", "Ctrl+J", "Ctrl+M", "Ctrl+I", "Ctrl+F", "Ctrl+G", "Ctrl+T", "Alt+W"):
        assert key in named
