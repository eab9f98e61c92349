"""The field for marks, driven by keys, input method, wheel and clipboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from ui.widgets.points_edit import PointsEdit
from ynreview.kernel.points import Points

KEYS = Qt.Key


@pytest.fixture
def edit(stage: Callable) -> PointsEdit:
    found = PointsEdit(Points(1000), Points(50))
    found.place = stage(found)
    return found


def heard(spy: QSignalSpy) -> list[object]:
    return [spy.at(number)[0] for number in range(spy.count())]


def test_that_a_number_is_stored_on_enter(edit: PointsEdit) -> None:
    stored, accepted = QSignalSpy(edit.stored), QSignalSpy(edit.accepted)
    QTest.keyClicks(edit, "8.5")
    QTest.keyClick(edit, KEYS.Key_Return)
    assert heard(stored) == [Points(850)]
    assert accepted.count() == 1
    assert edit.points == Points(850)


def test_that_a_number_is_stored_on_tab(edit: PointsEdit) -> None:
    stored = QSignalSpy(edit.stored)
    QTest.keyClicks(edit, "9")
    QTest.keyClick(edit, KEYS.Key_Tab)
    assert heard(stored) == [Points(900)]
    assert not edit.hasFocus()


def test_that_a_number_is_stored_by_itself_after_the_last_key(edit: PointsEdit) -> None:
    edit.set_delay(40)
    stored = QSignalSpy(edit.stored)
    QTest.keyClicks(edit, "7.5")
    assert heard(stored) == []
    assert stored.wait(2000)
    assert heard(stored) == [Points(750)]


def test_that_waiting_does_not_rewrite_what_is_being_typed(edit: PointsEdit) -> None:
    edit.set_delay(20)
    QTest.keyClicks(edit, "8.")
    QTest.qWait(80)
    assert edit.points == Points(800)
    QTest.keyClicks(edit, "5")
    QTest.keyClick(edit, KEYS.Key_Return)
    assert edit.points == Points(850)


def test_that_the_delay_is_eight_tenths_of_a_second(edit: PointsEdit) -> None:
    assert edit._timer.interval() == 800


def test_that_the_same_number_is_not_stored_twice(edit: PointsEdit) -> None:
    stored = QSignalSpy(edit.stored)
    QTest.keyClicks(edit, "8.5")
    QTest.keyClick(edit, KEYS.Key_Return)
    QTest.keyClick(edit, KEYS.Key_Return)
    edit.settle()
    assert stored.count() == 1


@pytest.mark.parametrize("typed", ["８．５", "8。5", "８。５", "8,5", "８，５"])
def test_that_an_input_method_in_chinese_mode_does_not_stop_the_work(
    edit: PointsEdit, commit: Callable, typed: str
) -> None:
    for sign in typed:
        commit(edit, sign)
    QTest.keyClick(edit, KEYS.Key_Return)
    assert edit.points == Points(850)
    assert edit.text() == "8.5"


def test_that_a_candidate_not_yet_chosen_is_no_number(edit: PointsEdit) -> None:
    edit.set_delay(20)
    stored = QSignalSpy(edit.stored)
    QApplication.sendEvent(edit, QInputMethodEvent("8", []))
    QTest.qWait(60)
    assert stored.count() == 0


def test_that_an_emptied_field_is_not_filled_rather_than_zero(edit: PointsEdit) -> None:
    edit.set_points(Points(850))
    stored = QSignalSpy(edit.stored)
    edit.selectAll()
    QTest.keyClick(edit, KEYS.Key_Delete)
    QTest.keyClick(edit, KEYS.Key_Return)
    assert heard(stored) == [None]
    assert edit.points is None


@pytest.mark.parametrize(
    ("typed", "word"),
    [("8.3", "8.0 分或 8.5 分"), ("10.5", "超出满分 10 分"), ("good", "不是分数")],
)
def test_that_an_impossible_number_stays_as_typed_with_its_sentence(
    edit: PointsEdit, typed: str, word: str
) -> None:
    edit.set_points(Points(700))
    stored, impossible = QSignalSpy(edit.stored), QSignalSpy(edit.impossible)
    edit.selectAll()
    QTest.keyClicks(edit, typed)
    QTest.keyClick(edit, KEYS.Key_Tab)
    assert edit.text() == typed
    assert edit.property("state") == "impossible"
    assert stored.count() == 0
    assert word in heard(impossible)[0]
    assert edit.accessibleDescription() == heard(impossible)[0]
    assert edit.points == Points(700)


def test_that_a_refresh_leaves_an_impossible_number_standing(edit: PointsEdit) -> None:
    edit.set_points(Points(700))
    edit.selectAll()
    QTest.keyClicks(edit, "8.3")
    edit.settle()
    edit.set_points(Points(700))
    assert edit.text() == "8.3"
    assert edit.is_impossible


def test_that_a_refresh_leaves_what_is_being_typed(edit: PointsEdit) -> None:
    edit.set_points(Points(700))
    edit.selectAll()
    QTest.keyClicks(edit, "9.")
    edit.set_points(Points(700))
    assert edit.text() == "9."


def test_that_another_item_in_the_same_field_forgets_what_was_typed(edit: PointsEdit) -> None:
    QTest.keyClicks(edit, "8.3")
    edit.settle()
    edit.reset(None)
    assert edit.text() == ""
    assert not edit.is_impossible


def test_that_the_sentence_goes_when_the_number_becomes_possible(edit: PointsEdit) -> None:
    impossible = QSignalSpy(edit.impossible)
    QTest.keyClicks(edit, "8.3")
    edit.settle()
    QTest.keyClick(edit, KEYS.Key_Backspace)
    QTest.keyClicks(edit, "5")
    edit.settle()
    assert heard(impossible)[-1] == ""
    assert edit.property("state") == ""
    assert edit.points == Points(850)


def test_that_a_refused_number_stays_as_typed_and_is_not_held_stored(edit: PointsEdit) -> None:
    edit.set_points(Points(700))
    edit.stored.connect(lambda _: edit.refuse("收卷已经截止。"))
    edit.selectAll()
    QTest.keyClicks(edit, "9")
    QTest.keyClick(edit, KEYS.Key_Return)
    edit.set_points(Points(700))
    assert edit.text() == "9"
    assert edit.points == Points(700)
    assert edit.toolTip() == "收卷已经截止。"


@pytest.mark.parametrize(
    ("start", "key", "after"),
    [
        ("8.5", KEYS.Key_Up, "9"),
        ("8.5", KEYS.Key_Down, "8"),
        ("10", KEYS.Key_Up, "10"),
        ("0", KEYS.Key_Down, "0"),
        ("8.3", KEYS.Key_Up, "8.5"),
        ("8.3", KEYS.Key_Down, "8"),
        ("25", KEYS.Key_Down, "10"),
        ("", KEYS.Key_Up, ""),
        ("good", KEYS.Key_Up, "good"),
    ],
)
def test_that_arrows_go_one_step_and_never_out_of_range(
    edit: PointsEdit, start: str, key: Qt.Key, after: str
) -> None:
    QTest.keyClicks(edit, start)
    QTest.keyClick(edit, key)
    assert edit.text() == after


def test_that_a_step_by_arrow_is_stored_after_the_delay(edit: PointsEdit) -> None:
    edit.set_delay(20)
    edit.set_points(Points(850))
    stored = QSignalSpy(edit.stored)
    QTest.keyClick(edit, KEYS.Key_Up)
    assert stored.wait(2000)
    assert heard(stored) == [Points(900)]


def test_that_the_wheel_never_changes_a_value(edit: PointsEdit) -> None:
    edit.set_points(Points(850))
    at = QPointF(edit.rect().center())
    turned = QWheelEvent(
        at,
        QPointF(edit.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes it by position only
    )
    QApplication.sendEvent(edit, turned)
    assert edit.text() == "8.5"
    assert not turned.isAccepted()


@pytest.mark.parametrize("pasted", ["8.5\n", "\n8.5", " 8.5\r\n", "８．５\t"])
def test_that_a_pasted_line_end_does_not_spoil_the_number(edit: PointsEdit, pasted: str) -> None:
    QApplication.clipboard().setText(pasted)
    QTest.keySequence(edit, QKeySequence.StandardKey.Paste)
    QTest.keyClick(edit, KEYS.Key_Return)
    assert edit.points == Points(850)


def test_that_two_pasted_lines_are_no_number(edit: PointsEdit) -> None:
    QApplication.clipboard().setText("8.5\n9")
    QTest.keySequence(edit, QKeySequence.StandardKey.Paste)
    assert not edit.settle()
    assert edit.points is None


def test_that_undo_belongs_to_the_screen(edit: PointsEdit) -> None:
    pressed = QSignalSpy(QShortcut(QKeySequence.StandardKey.Undo, edit.place).activated)
    QTest.keyClicks(edit, "8")
    QTest.keySequence(edit, QKeySequence.StandardKey.Undo)
    assert pressed.count() == 1
    assert edit.text() == "8"


def test_that_a_reader_hears_what_can_be_typed(edit: PointsEdit) -> None:
    assert edit.accessibleDescription() == "0 至 10 分，步长 0.5 分"
