"""Code, drop, empty state and the pieces of layout: what they say and what they send."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from ui.theme.appearance import Look
from ui.widgets.code_label import CodeLabel, spelled
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import button, card, column, field, label, line, prose, row
from ui.widgets.package_drop import PackageDrop

CODE = "81JM-XW0M-VJSV-NP4H"


def test_that_a_code_is_copied_in_one_and_spelled_for_the_ear(stage: Callable) -> None:
    code = CodeLabel("身份核对码")
    stage(code)
    code.show_code(CODE)
    code.findChild(QPushButton).click()
    assert QApplication.clipboard().text() == CODE
    names = [one.accessibleName() for one in code.findChildren(QLabel)]
    assert "身份核对码：8 1 J M，X W 0 M，V J S V，N P 4 H" in names
    assert spelled("9C1F-7B20") == "9 C 1 F，7 B 2 0"


def test_that_a_code_can_be_selected_without_a_mouse(stage: Callable) -> None:
    code = CodeLabel("身份核对码")
    stage(code)
    code.show_code(CODE)
    shown = next(one for one in code.findChildren(QLabel) if one.text() == CODE)
    shown.setFocus()
    QTest.keySequence(shown, QKeySequence.StandardKey.SelectAll)
    assert shown.selectedText() == CODE


def test_that_no_code_yet_is_said_and_not_copied(stage: Callable) -> None:
    code = CodeLabel("身份核对码")
    stage(code)
    assert code.code == ""
    assert not code.findChild(QPushButton).isEnabled()


def dragged(*urls: QUrl) -> QMimeData:
    found = QMimeData()
    found.setUrls(list(urls))
    return found


def drop(target: QWidget, mime: QMimeData) -> QDropEvent:
    at, action = QPointF(5, 5), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(at.toPoint(), action, mime, left, none))
    event = QDropEvent(at, action, mime, left, none)
    QApplication.sendEvent(target, event)
    return event


def test_that_dropped_files_are_sent_and_links_are_not(stage: Callable, tmp_path: Path) -> None:
    place = PackageDrop("把任务包拖到这里，或", "选择文件")
    stage(place)
    sent = QSignalSpy(place.dropped)
    file = tmp_path / "2026HPG-E03-task-v1.ynr"
    drop(place, dragged(QUrl.fromLocalFile(str(file)), QUrl("https://example.org/x.ynr")))
    drop(place, dragged(QUrl("https://example.org/x.ynr")))
    assert sent.count() == 1
    assert sent.at(0)[0] == [file]
    assert place.property("armed") == ""


def test_that_a_place_shows_that_it_takes_the_files(stage: Callable, tmp_path: Path) -> None:
    place = PackageDrop("把任务包拖到这里，或", "选择文件")
    stage(place)
    mime = dragged(QUrl.fromLocalFile(str(tmp_path)))
    event = QDragEnterEvent(
        QPointF(5, 5).toPoint(),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(place, event)
    assert event.isAccepted()
    assert place.property("armed") == "true"


def test_that_who_does_not_drag_chooses(stage: Callable, tmp_path: Path) -> None:
    answers = [[tmp_path / "a.ynr"], []]
    place = PackageDrop("把任务包拖到这里，或", "选择文件", lambda: answers.pop(0))
    stage(place)
    sent = QSignalSpy(place.dropped)
    place.button.click()
    place.button.click()
    assert sent.count() == 1
    assert sent.at(0)[0] == [tmp_path / "a.ynr"]


def test_that_an_empty_place_offers_the_first_step(stage: Callable) -> None:
    steps = []
    empty = EmptyState("还没有参评平台。请导入平台台账。", "选择文件", lambda: steps.append(1))
    stage(empty)
    assert empty.text == "还没有参评平台。请导入平台台账。"
    empty.button.setFocus()
    QTest.keyClick(empty.button, Qt.Key.Key_Space)
    assert steps == [1]


def test_that_an_empty_place_without_a_step_has_no_button(stage: Callable) -> None:
    empty = EmptyState("没有需要您评分的平台。")
    stage(empty)
    assert empty.button is None
    empty.show_text("任务包中没有需要您评分的平台。")
    assert empty.text == "任务包中没有需要您评分的平台。"


@pytest.mark.parametrize("width", [300, 683, 1200])
@pytest.mark.parametrize("step", [0, 5])
def test_that_prose_is_never_cut(stage: Callable, look: Look, width: int, step: int) -> None:
    look.step = 0
    for _ in range(step):
        look.resize_text(1)
    text = prose("参评 23 个，优秀名额 2 个（10% 取整，第二十四条），已评 2 个。" * 3)
    place = stage(card(text, None, title="名额"))
    place.resize(width, 900)
    QApplication.processEvents()
    assert text.width() < width
    assert text.height() >= text.heightForWidth(text.width())


def test_that_signs_of_a_sentence_are_shown_as_they_are(stage: Callable) -> None:
    text = prose("a < b & c\n第二行")
    stage(text)
    assert text.text() == "a < b & c\n第二行"
    assert text.accessibleName() == text.text()


def test_that_a_key_presses_its_button_and_is_named_in_the_tooltip(stage: Callable) -> None:
    done = button("完成，看下一个", "primary", key="Ctrl+Return")
    place = stage(done)
    pressed = QSignalSpy(done.clicked)
    QTest.keyClick(place, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(place, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    assert pressed.count() == 2
    done.setEnabled(False)
    QTest.keyClick(place, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed.count() == 2
    assert done.toolTip().endswith("Ctrl+Enter")


def test_that_a_caption_leads_to_its_field(stage: Callable) -> None:
    name = QLineEdit()
    holder = QWidget()
    holder.setLayout(field("会次名称", name, key="N"))
    place = stage(holder)
    QTest.keyClick(place, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert name.hasFocus()
    assert name.accessibleName() == "会次名称"


def test_that_pieces_stand_in_the_order_given(stage: Callable) -> None:
    first, second, third = label("一"), label("二"), label("三")
    stage(card(column(first, line(), row(second, None, third))))
    assert first.y() < second.y() == third.y()
    assert second.x() < third.x()


@pytest.mark.parametrize("role", ["", "primary", "danger", "link"])
def test_that_no_button_is_smaller_than_a_finger(stage: Callable, role: str) -> None:
    found = button("跳转", role)
    holder = QWidget()
    holder.setLayout(row(found, None))
    stage(holder)
    assert found.height() >= 32
