"""The rail where not all entries have room: no bar, the current entry in view, all by keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from ui.shell.destinations import destinations_for
from ui.shell.rail import Rail
from ui.theme.appearance import Look
from ui.tiers import Tier
from ynreview.kernel.terms import Duty

CHAIR = destinations_for(Duty.CHAIR)
LOW, ROOMY = 356, 760


@pytest.fixture
def rail(look: Look) -> Rail:
    found = Rail(look)
    found.show_destinations(CHAIR)
    found.set_tier(Tier.NARROW)
    found.resize(found.width(), LOW)
    found.show()
    found.activateWindow()
    settled()
    return found


def settled() -> None:
    for _ in range(4):
        QCoreApplication.processEvents()


def entry(rail: Rail, name: str) -> QToolButton:
    return next(one for one in rail.findChildren(QToolButton) if one.accessibleName() == name)


def is_in_view(rail: Rail, one: QWidget) -> bool:
    area = rail._area.viewport()
    return area.rect().contains(one.rect().translated(one.mapTo(area, QPoint(0, 0))))


def test_that_there_is_no_bar_and_an_entry_has_the_whole_width(rail: Rail) -> None:
    assert not rail._area.verticalScrollBar().isVisible()
    assert rail._area.verticalScrollBar().maximum() > 0
    assert is_in_view(rail, entry(rail, "首页"))
    assert entry(rail, "首页").height() >= 32


@pytest.mark.parametrize("place", CHAIR, ids=lambda one: one.id)
def test_that_where_one_is_is_in_view(rail: Rail, place: object) -> None:
    rail.mark(place.id)
    settled()
    assert is_in_view(rail, entry(rail, place.label))


def test_that_it_stays_in_view_when_the_window_gets_lower(rail: Rail) -> None:
    rail.resize(rail.width(), ROOMY)
    rail.mark("journal")
    entry(rail, "首页").clearFocus()
    settled()
    rail.resize(rail.width(), LOW)
    settled()
    assert is_in_view(rail, entry(rail, "日志"))


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Down])
def test_that_keys_reach_every_entry_and_bring_it_into_view(rail: Rail, key: Qt.Key) -> None:
    entry(rail, "首页").setFocus()
    reached = []
    for _ in CHAIR:
        settled()
        focused = QApplication.focusWidget()
        assert is_in_view(rail, focused), focused.accessibleName()
        reached.append(focused.accessibleName())
        QTest.keyClick(focused, key)
    assert reached == [one.label for one in CHAIR]


def test_that_an_entry_reached_by_tab_is_gone_to_by_space(rail: Rail) -> None:
    went = []
    rail.chosen.connect(went.append)
    entry(rail, "日志").setFocus()
    settled()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert went == ["journal"]


def test_that_arrows_for_the_mouse_are_there_only_where_needed(
    rail: Rail, shoot: Callable[[QWidget, str], None]
) -> None:
    up, down = entry(rail, "导航：上面还有"), entry(rail, "导航：下面还有")
    assert (up.isVisible(), up.isEnabled(), down.isEnabled()) == (True, False, True)
    shoot(rail, "rail-low")
    while down.isEnabled():
        QTest.mouseClick(down, Qt.MouseButton.LeftButton)
    assert is_in_view(rail, entry(rail, "日志"))
    assert up.isEnabled()
    rail.resize(rail.width(), ROOMY)
    settled()
    assert not up.isVisible()
    assert not down.isVisible()
