"""Every control of the chair's screens has a name, and Tab walks in the order of reading."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from chair_hands import ALT, CTRL, focus_name, press, settled, until, visit
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from ui.application import Application

SitDown = Callable[[Path], Application]
_SPOKEN = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.ComboBox,
    QAccessible.Role.Table,
    QAccessible.Role.PageTab,
    QAccessible.Role.Link,
}
SCREENS = ("收卷", "得分汇总", "评定", "建议金额", "意见", "定稿与封存")


def nameless(top: QAccessibleInterface) -> list[str]:
    """Return what a screen reader would meet without a name."""
    found, waiting = [], [top]
    while waiting:
        one = waiting.pop()
        waiting += [child for at in range(one.childCount()) if (child := one.child(at))]
        inside = one.parent() is not None and one.parent().role() is QAccessible.Role.ComboBox
        scrolls = one.role() is QAccessible.Role.Button and not one.object()
        speaks = one.role() in _SPOKEN and not one.state().invisible
        if speaks and not (inside or scrolls or one.text(QAccessible.Text.Name)):
            found.append(f"{one.role().name} {one.object()}")
    return found


@pytest.mark.parametrize("stage", ["handed_in", "proposed", "worded", "sealed"])
@pytest.mark.parametrize("width", [1366, 683])
def test_that_every_control_has_a_name(
    sit_down: SitDown, request: pytest.FixtureRequest, stage: str, width: int
) -> None:
    running = sit_down(request.getfixturevalue(stage))
    running.window.resize(width, 700)
    for name in SCREENS:
        shown = visit(running, name)
        top = QAccessible.queryAccessibleInterface(shown)
        assert top is not None
        assert nameless(top) == []


def test_that_every_control_of_the_close_has_a_name(sit_down: SitDown, received: Path) -> None:
    sit_down(received)
    press(Qt.Key.Key_Return, CTRL)
    dialog = QApplication.activeModalWidget()
    top = QAccessible.queryAccessibleInterface(dialog)
    assert nameless(top) == []
    press(Qt.Key.Key_Escape)


def stops(running: Application) -> list[QWidget]:
    """Walk with Tab once around the window; return where it stopped on the screen, from its top."""
    shown, first = running.window.screen_shown, QApplication.focusWidget()
    around: list[QWidget | None] = []
    for _ in range(80):
        here = QApplication.focusWidget()
        around.append(here if here is not None and shown.isAncestorOf(here) else None)
        press(Qt.Key.Key_Tab)
        if QApplication.focusWidget() is first:
            break
    outside = around.index(None)
    return [one for one in around[outside:] + around[:outside] if one is not None]


@pytest.mark.parametrize(
    ("screen", "stage"),
    [
        ("收卷", "handed_in"),
        ("得分汇总", "closed"),
        ("评定", "proposed"),
        ("建议金额", "graded"),
        ("意见", "graded"),
        ("定稿与封存", "proposed"),
        ("定稿与封存", "sealed"),
    ],
)
def test_that_tab_reaches_everything_and_ends_at_the_next_action(
    sit_down: SitDown, request: pytest.FixtureRequest, screen: str, stage: str
) -> None:
    running = sit_down(request.getfixturevalue(stage))
    shown = visit(running, screen)
    walked = stops(running)
    reachable = [
        one
        for one in shown.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
    ]
    assert {one.accessibleName() for one in reachable} <= {one.accessibleName() for one in walked}
    places = [one.mapTo(shown, QPoint(0, 0)) for one in walked]
    backwards = [
        (one, other)
        for one, other in pairwise(places)
        if other.y() < one.y() - 40 and other.x() < one.x() - 40
    ]
    assert backwards == []


def test_that_the_desk_is_walked_from_entry_to_entry_of_the_rail_by_keys(
    sit_down: SitDown, worded: Path
) -> None:
    running = sit_down(worded)
    met = {}
    for name in SCREENS:
        for _ in range(40):
            here = QApplication.focusWidget()
            if isinstance(here, QToolButton) and here.accessibleName() == name:
                break
            press(Qt.Key.Key_Backtab)
        press(Qt.Key.Key_Space)
        met[name] = running.window.screen_id
    assert len(set(met.values())) == len(SCREENS)


def test_that_the_sides_are_reached_by_keys_where_they_are_tabs(
    sit_down: SitDown, proposed: Path
) -> None:
    running = sit_down(proposed)
    running.window.resize(683, 356)
    visit(running, "评定")
    assert focus_name() == "名次和建议等级"
    press(Qt.Key.Key_2, CTRL)
    settled()
    assert focus_name() == "同意"
    press(Qt.Key.Key_1, CTRL)
    assert focus_name() == "名次和建议等级"
    press(Qt.Key.Key_N, ALT)
    until(lambda: running.window.screen_id == "awards")
