"""Every control of the expert's screens has a name, and Tab walks in the order of reading."""

from pathlib import Path

import pytest
from expert_hands import focus_name, press, settled, spoken, typed, until
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

from ui.application import Application
from ynreview.rulebook.kinds import Level

_SPOKEN = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText,
    QAccessible.Role.ComboBox,
    QAccessible.Role.Table,
    QAccessible.Role.PageTab,
    QAccessible.Role.Link,
}


def nameless(top: QAccessibleInterface) -> list[str]:
    """Return what a screen reader would meet without a name."""
    found = []
    waiting = [top]
    while waiting:
        one = waiting.pop()
        waiting += [child for at in range(one.childCount()) if (child := one.child(at))]
        hidden = one.state().invisible
        inside = one.parent() is not None and one.parent().role() is QAccessible.Role.ComboBox
        scrolls = one.role() is QAccessible.Role.Button and not one.object()
        if one.role() in _SPOKEN and not hidden and not inside and not scrolls:
            name = one.text(QAccessible.Text.Name)
            if not name:
                found.append(f"{one.role().name} {one.object()}")
    return found


@pytest.mark.parametrize("screen", ["home", "scoring", "overview", "submit"])
@pytest.mark.parametrize("size", [(1366, 700), (683, 356)])
def test_that_every_control_has_a_name(
    at_scoring: Application, screen: str, size: tuple[int, int]
) -> None:
    at_scoring.window.go(screen)
    at_scoring.window.resize(*size)
    settled()
    top = QAccessible.queryAccessibleInterface(at_scoring.window)
    assert top is not None
    assert nameless(top) == []


@pytest.mark.parametrize("size", [(1366, 700), (683, 356)])
def test_that_every_control_beside_a_document_has_a_name(
    at_scoring: Application, size: tuple[int, int]
) -> None:
    at_scoring.window.resize(*size)
    settled()
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    until(lambda: focus_name() == "在文件中查找")
    at_scoring.window.screen_shown._form.items["1.1"].open_level(Level.GOOD)
    settled()
    top = QAccessible.queryAccessibleInterface(at_scoring.window)
    assert top is not None
    assert nameless(top) == []


def test_that_every_control_of_the_comparison_has_a_name(at_scoring: Application) -> None:
    at_scoring.window.go("overview")
    at_scoring.window.screen_shown._tabs.setCurrentIndex(1)
    settled()
    top = QAccessible.queryAccessibleInterface(at_scoring.window)
    assert top is not None
    assert nameless(top) == []


def test_that_every_control_of_the_first_opening_has_a_name(
    application: Application, window: QWidget, tasks: dict[str, Path]
) -> None:
    window.activateWindow()
    application.opening.open_file(tasks["E06"])
    until(lambda: focus_name().startswith("与会议须知"))
    top = QAccessible.queryAccessibleInterface(application.window.screen_shown)
    assert top is not None
    assert nameless(top) == []


@pytest.mark.parametrize("width", [1366, 1000, 683])
def test_that_tab_walks_down_the_form_and_to_the_next_action(
    at_scoring: Application, width: int
) -> None:
    at_scoring.window.resize(width, 700)
    settled()
    press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    walked, heights = [], []
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        walked.append(spoken(focused))
        if "得分" in walked[-1]:
            form = at_scoring.window.screen_shown._form
            card = form.items[walked[-1].partition(" ")[0]]
            heights.append(card.mapTo(form.widget(), QPoint(0, 0)).y())
        if walked[-1] in {"完成，看下一个", "完成，去提交"}:
            break
        press(Qt.Key.Key_Tab)
    codes = [one.partition(" ")[0] for one in walked if "得分" in one]
    assert codes == sorted(codes)
    assert heights == sorted(heights)
    assert len(codes) == 12
    assert walked[-4:] == ["总体意见", "申报回避(R)", "上一个", "完成，看下一个"]


def test_that_one_item_is_compared_and_changed_across_platforms(at_scoring: Application) -> None:
    at_scoring.window.go("overview")
    screen = at_scoring.window.screen_shown
    tabs = screen._tabs
    tabs.setCurrentIndex(1)
    screen._fields["001"].setFocus()
    for mark in ("7", "6.5", "6"):
        typed(mark)
        press(Qt.Key.Key_Tab)
    shown = [one.text() for one in screen._fields.values()]
    assert shown == ["7", "6.5", "6"]
