"""Every question fits 683 by 356, its buttons in view, what was said and the focus too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QScrollArea, QWidget

from ui.dialogs.help import show_help
from ui.dialogs.new_round import ask_new_round
from ui.dialogs.pin import PinDialog, ask_pin
from ui.screens.collect.close_dialog import ask_close, ask_reason
from ui.screens.home.presenter import Recent, remember
from ynreview.app.queries.board import Board, BoardRow, Handing

if TYPE_CHECKING:
    from ui.application import Application
    from ui.shell.main_window import MainWindow

LOW = (683, 356)
TITLE = "2026年度云南省国际联合创新平台后评估（演练）专家评审会第二次会议 · 专家 E05"
SAID = "口令不正确。请核对大小写和输入法后再输入一次；没有改动任何内容。" * 2
KEYS = tuple((f"Ctrl+{place}", f"第 {place} 个按键做什么") for place in range(24))


def settled() -> None:
    for _ in range(4):
        QCoreApplication.processEvents()


def board() -> Board:
    rows = tuple(
        BoardRow(f"E{place:02}", "张三", "专家", Handing.AWAITED, place % 2, 3, 0, "")
        for place in range(1, 16)
    )
    alternates = ("E14", "E15")
    return Board(rows, 13, 7, closed=False, reason="", own="E01", alternates=alternates)


def of_pin(application: Application) -> QDialog:
    return ask_pin(application.window, TITLE, lambda _: SAID)


def of_help(application: Application) -> QDialog:
    return show_help(application.window, KEYS)


def of_close(application: Application) -> QDialog:
    return ask_close(application.window, board(), lambda *_: SAID)


def of_reopening(application: Application) -> QDialog:
    return ask_reason(application.window, "重新开放收卷", SAID, lambda _: SAID)


def of_a_round(application: Application) -> QDialog:
    assert application.opening.context is not None
    return ask_new_round(application.window, application.opening.context)


@pytest.fixture
def low(application: Application, window: MainWindow) -> Application:
    window.resize(*LOW)
    window.activateWindow()
    settled()
    return application


def is_seen(control: QWidget, dialog: QWidget) -> bool:
    """Whether a control lies whole in the dialog and in every page that scrolls."""
    above = control.parentWidget()
    frames = [dialog]
    while above is not None and above is not dialog:
        if isinstance(above, QScrollArea):
            frames.append(above.viewport())
        above = above.parentWidget()
    return all(
        one.rect().contains(control.rect().translated(control.mapTo(one, QPoint(0, 0))))
        for one in frames
    )


ALL = [of_pin, of_help, of_close, of_reopening, of_a_round]


@pytest.mark.parametrize("step", [0, 3])
@pytest.mark.parametrize("made", ALL)
def test_that_a_question_fits_the_window_it_lies_over(
    low: Application,
    made: Callable[[Application], QDialog],
    step: int,
    shoot: Callable[[QWidget, str], None],
) -> None:
    for _ in range(step):
        low.look.resize_text(1)
    dialog = made(low)
    settled()
    for size in (dialog.size(), dialog.minimumSizeHint(), dialog.minimumSize()):
        assert size.width() <= LOW[0] - 32
        assert size.height() <= LOW[1] - 32
    pressed = [one for one in dialog.findChildren(QPushButton) if one.isVisible()]
    inside = [one for one in pressed if not in_a_page(one, dialog)]
    assert inside
    assert all(is_seen(one, dialog) for one in inside)
    assert is_seen(dialog.focusWidget(), dialog)
    shoot(dialog, f"low-{made.__name__}-{step}")
    low.look.resize_text(0)


def in_a_page(one: QWidget, dialog: QDialog) -> bool:
    return any(area.isAncestorOf(one) for area in dialog.findChildren(QScrollArea))


@pytest.mark.parametrize("made", [of_pin, of_close, of_reopening])
def test_that_a_refusal_and_the_field_it_is_about_are_both_in_view(
    low: Application, made: Callable[[Application], QDialog]
) -> None:
    dialog = made(low)
    settled()
    QTest.keyClicks(QApplication.focusWidget(), "x")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    settled()
    said = next(one for one in dialog.findChildren(QLabel) if one.property("role") == "danger")
    assert said.text() == SAID
    assert is_seen(said, dialog)
    assert is_seen(dialog.focusWidget(), dialog)
    assert dialog.height() <= LOW[1] - 32


def test_that_every_field_of_a_new_round_comes_into_view_by_tab(low: Application) -> None:
    dialog = of_a_round(low)
    settled()
    assert is_seen(QApplication.focusWidget(), dialog)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    settled()
    assert QApplication.focusWidget().accessibleName().startswith("打开已有会次文件")
    assert is_seen(QApplication.focusWidget(), dialog)
    dialog._begin()
    reached = set()
    for _ in range(20):
        settled()
        focused = QApplication.focusWidget()
        assert is_seen(focused, dialog), focused.accessibleName()
        reached.add(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert {"会次名称", "评审日期", "材料截止日（可不填）", "口令", "再输一次"} <= reached


def test_that_the_keys_are_read_on_by_keys(low: Application) -> None:
    dialog = of_help(low)
    settled()
    area = dialog.findChild(QScrollArea)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_that_the_question_for_the_pin_names_the_round_where_it_is_known(
    low: Application, tmp_path: Path
) -> None:
    known, unknown = tmp_path / "r1-E05.ynd", tmp_path / "other.ynd"
    for path in (known, unknown):
        path.write_bytes(b"")
    remember(low.opening.settings, Recent(str(known), "2026年度后评估", "专家 E05", ""))
    titles = []
    for path in (known, unknown):
        low.opening.open_file(path)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PinDialog)
        titles.append(dialog.windowTitle())
        dialog.reject()
    assert titles == ["2026年度后评估 · 专家 E05", "other"]
