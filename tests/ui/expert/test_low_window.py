"""1366 by 768 at 200 per cent leaves 683 by 356: everything is in view, every field in reach."""

from pathlib import Path

import pytest
from expert_hands import PIN, focus_name, press, settled, typed, until
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QToolButton, QWidget
from test_scoring_by_keys import REASON, sheet

from ui.application import Application
from ui.screens.home.first_opening import FirstOpening
from ui.screens.scoring import presenter
from ui.screens.scoring.screen import ScoringScreen
from ynreview.kernel.terms import Ground

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LOW = (683, 356)


def low(running: Application, step: int = 0) -> ScoringScreen:
    running.look.resize_text(step)
    running.window.resize(*LOW)
    settled()
    screen = running.window.screen_shown
    assert isinstance(screen, ScoringScreen)
    return screen


def out_of_view(window: QWidget) -> list[str]:
    """Return what is to be pressed or read but is cut off by the window or by what lies over it."""
    found = []
    for one in (*window.findChildren(QPushButton), *window.findChildren(QToolButton)):
        place = one.mapTo(window, QPoint(0, 0))
        end = one.mapTo(window, one.rect().bottomRight())
        inside = window.rect().contains(place) and window.rect().contains(end)
        scrolls = any(isinstance(above, QScrollArea) for above in _above(one))
        if one.isVisible() and not inside and not scrolls:
            found.append(one.accessibleName())
    return found


def _above(widget: QWidget) -> list[QWidget]:
    found = []
    parent = widget.parentWidget()
    while parent is not None:
        found.append(parent)
        parent = parent.parentWidget()
    return found


@pytest.mark.parametrize("step", [0, 3])
@pytest.mark.parametrize("place", ["scoring", "overview", "submit"])
def test_that_the_window_shrinks_to_200_per_cent(
    at_scoring: Application, place: str, step: int
) -> None:
    at_scoring.look.resize_text(step)
    at_scoring.window.go(place)
    at_scoring.window.resize(*LOW)
    settled()
    window = at_scoring.window
    assert (window.width(), window.height()) == LOW
    assert out_of_view(window) == []
    screen = window.screen_shown
    assert screen.minimumSizeHint().height() <= screen.height()
    assert screen.minimumSizeHint().width() <= screen.width()
    at_scoring.look.resize_text(0)


@pytest.mark.parametrize("step", [0, 3])
def test_that_the_number_and_the_total_stay_in_the_foot(at_scoring: Application, step: int) -> None:
    screen = low(at_scoring, step)
    press(Qt.Key.Key_J, CTRL)
    typed("6")
    press(Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    assert focus_name() == "1.2 代表性成果 得分"
    assert screen._foot.isAncestorOf(field)
    assert screen._foot._filled.text() == "已填 6.00 / 100.00"
    assert screen._foot._name.accessibleName() == "1.2 代表性成果"
    press(Qt.Key.Key_1, CTRL)
    assert screen._evidence.isVisible()
    assert field.isVisible()
    assert screen.rect().contains(field.mapTo(screen, field.rect().bottomRight()))
    at_scoring.look.resize_text(0)


def test_that_a_number_is_typed_beside_the_evidence(at_scoring: Application) -> None:
    screen = low(at_scoring)
    press(Qt.Key.Key_J, CTRL)
    press(Qt.Key.Key_1, CTRL)
    screen._form.items["1.1"].field.setFocus()
    typed("6")
    press(Qt.Key.Key_Return)
    typed("12")
    press(Qt.Key.Key_Tab)
    marks = sheet(at_scoring).sheet.points
    assert (str(marks["1.1"]), str(marks["1.2"])) == ("6.00", "12.00")
    assert screen._evidence.isVisible()
    assert focus_name() == "1.3 服务云南需求 得分"
    press(Qt.Key.Key_Backtab)
    assert focus_name() == "1.2 代表性成果 说明"
    assert screen._form.isVisible()
    typed(REASON)
    press(Qt.Key.Key_Tab)
    assert focus_name() == "1.3 服务云南需求 得分"


def test_that_an_impossible_number_says_so_in_the_foot(at_scoring: Application) -> None:
    screen = low(at_scoring)
    press(Qt.Key.Key_J, CTRL)
    typed("7.3")
    press(Qt.Key.Key_Return)
    assert screen._foot._said.isVisible()
    assert "整数倍" in screen._foot._said.text()
    assert out_of_view(at_scoring.window) == []
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Return)
    assert not screen._foot._said.isVisible()


def test_that_the_fields_go_back_into_the_form_in_a_wider_window(at_scoring: Application) -> None:
    screen = low(at_scoring)
    press(Qt.Key.Key_J, CTRL)
    typed("6")
    at_scoring.window.resize(1366, 728)
    settled()
    assert focus_name() == "1.1 承担任务 得分"
    assert screen._form.isAncestorOf(QApplication.focusWidget())
    at_scoring.window.resize(*LOW)
    settled()
    press(Qt.Key.Key_Right, ALT)
    assert str(sheet(at_scoring).sheet.points["1.1"]) == "6.00"
    assert screen._number == "002"
    press(Qt.Key.Key_J, CTRL)
    typed("5")
    press(Qt.Key.Key_Return)
    assert str(sheet(at_scoring, "002").sheet.points["1.1"]) == "5.00"


def test_that_the_item_one_is_at_is_in_view(at_scoring: Application) -> None:
    screen = low(at_scoring)
    press(Qt.Key.Key_J, CTRL)
    for card in list(screen._form.items.values())[:8]:
        top = card.mapTo(screen._form.viewport(), QPoint(0, 0)).y()
        assert 0 <= top <= 40, card.item.code
        press(Qt.Key.Key_Tab)
        settled()


def test_that_no_page_of_the_first_opening_is_squeezed(
    application: Application, window: QWidget, tasks: dict[str, Path]
) -> None:
    window.activateWindow()
    window.resize(*LOW)
    application.opening.open_file(tasks["E06"])
    until(lambda: focus_name().startswith("与会议须知"))
    for keys in (("", ""), (PIN, PIN), None):
        pages = window.findChildren(FirstOpening)[0]._pages
        page = pages.currentWidget()
        assert isinstance(page, QScrollArea)
        assert page.widget().height() >= page.widget().minimumSizeHint().height()
        assert out_of_view(window) == []
        assert is_in_view(QApplication.focusWidget(), page)
        if keys is None:
            break
        if keys[0]:
            typed(keys[0])
            press(Qt.Key.Key_Tab)
            typed(keys[1])
        else:
            press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Return)


def is_in_view(control: QWidget, page: QScrollArea) -> bool:
    settled()
    place = control.mapTo(page.viewport(), QPoint(0, 0))
    return page.isAncestorOf(control) and page.viewport().rect().contains(
        control.rect().translated(place)
    )


def test_that_the_facts_are_read_by_page_up_and_tab_comes_back(
    application: Application, window: QWidget, tasks: dict[str, Path]
) -> None:
    window.activateWindow()
    window.resize(*LOW)
    application.look.resize_text(3)
    application.opening.open_file(tasks["E06"])
    until(lambda: focus_name().startswith("与会议须知"))
    page = window.findChildren(FirstOpening)[0]._pages.currentWidget()
    assert isinstance(page, QScrollArea)
    assert is_in_view(QApplication.focusWidget(), page)
    press(Qt.Key.Key_PageUp)
    press(Qt.Key.Key_PageUp)
    assert page.verticalScrollBar().value() == 0
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Backtab)
    assert focus_name().startswith("与会议须知")
    assert is_in_view(QApplication.focusWidget(), page)
    application.look.resize_text(0)


def test_that_all_recused_leaves_no_field(at_scoring: Application) -> None:
    for number in ("001", "002", "003"):
        presenter.recuse(at_scoring.workspace, number, Ground.BOARD, "曾任顾问")
    screen = low(at_scoring)
    assert screen._empty.isVisible()
    assert not screen._foot.isVisible()


def test_that_a_reader_stays_with_the_document(at_scoring: Application) -> None:
    screen = low_after_reading(at_scoring)
    assert screen._evidence.isVisible()
    assert screen._evidence.document.pages.hasFocus()


def low_after_reading(running: Application) -> ScoringScreen:
    press(Qt.Key.Key_G, CTRL)
    screen = running.window.screen_shown
    until(lambda: screen._evidence.document and screen._evidence.document.page_count)
    typed("7")
    press(Qt.Key.Key_Return)
    until(lambda: screen._evidence.document.page == 7)
    return low(running)


def test_that_what_must_be_heeded_opens_from_its_one_line(at_scoring: Application) -> None:
    low(at_scoring)
    banner = at_scoring.window.banner
    before = banner.height()
    assert before <= 40
    assert "演练" in banner._label.accessibleName()
    banner._opener.setFocus()
    QTest.keyClick(banner._opener, Qt.Key.Key_Space)
    settled()
    assert banner.height() > before
