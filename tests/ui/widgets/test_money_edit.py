"""The field for an amount in 万元."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest

from ui.widgets.money_edit import MoneyEdit
from ynreview.kernel.money import Money


@pytest.fixture
def edit(stage: Callable) -> MoneyEdit:
    found = MoneyEdit(Money(50_000))
    found.place = stage(found)
    return found


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [("75", 750_000), ("７５", 750_000), ("75万元", 750_000), ("1,200", 12_000_000)],
)
def test_that_amounts_are_read_as_people_write_them(
    edit: MoneyEdit, commit: Callable, typed: str, yuan: int
) -> None:
    commit(edit, typed)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.money == Money(yuan)


def test_that_an_amount_between_steps_is_not_stored(edit: MoneyEdit) -> None:
    stored = QSignalSpy(edit.stored)
    QTest.keyClicks(edit, "77")
    assert not edit.settle()
    assert edit.text() == "77"
    assert stored.count() == 0
    assert "75 万元或 80 万元" in edit.toolTip()


def test_that_arrows_go_by_the_step_and_not_below_nothing(edit: MoneyEdit) -> None:
    edit.set_money(Money(50_000))
    QTest.keyClick(edit, Qt.Key.Key_Up)
    assert edit.text() == "10"
    for _ in range(3):
        QTest.keyClick(edit, Qt.Key.Key_Down)
    assert edit.text() == "0"


def test_that_without_a_step_any_amount_is_stored(stage: Callable) -> None:
    edit = MoneyEdit()
    stage(edit)
    QTest.keyClicks(edit, "37.5")
    QTest.keyClick(edit, Qt.Key.Key_Up)
    assert edit.settle()
    assert edit.money == Money(375_000)


def test_that_words_are_no_amount(edit: MoneyEdit, commit: Callable) -> None:
    commit(edit, "七十五")
    assert not edit.settle()
    assert "“七十五”" in edit.toolTip()
