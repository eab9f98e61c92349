"""Findings and refusals where the eye is: order, words, jumps, slim columns."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.findings import SHOWN_AT_ONCE, FindingList
from ui.widgets.layout import Prose
from ui.widgets.refusal import Refusal
from ui.widgets.shapes import StateLabel
from ynreview.kernel.finding import Finding, Severity
from ynreview.messages import explain

EVEN = Finding(
    "app.panel_even", Severity.WARNING, "第一组", {"panel": "第一组", "count": 6}, ("会次设定",)
)
FEW = Finding(
    "scoring.too_few_experts",
    Severity.BLOCKING,
    "012",
    {"entry": "012", "valid": 4, "floor": 5},
    ("会次设定",),
)
NONE = Finding("app.no_excellent", Severity.NOTE, "", {"count": 7, "share": "10%"}, ("第二十四条",))


@pytest.fixture
def findings(stage: Callable) -> FindingList:
    found = FindingList()
    found.place = stage(found)
    return found


def shown(within: QWidget, kind: type) -> list:
    return [one for one in within.findChildren(kind) if one.isVisible()]


def test_that_blockers_come_first_each_with_its_word(findings: FindingList) -> None:
    findings.show_findings([NONE, EVEN, FEW])
    words = [one.word for one in shown(findings, StateLabel)]
    assert words == ["必须处理", "需要说明", "提示"]
    assert [one.text() for one in shown(findings, Prose)] == [
        explain(one) for one in (FEW, EVEN, NONE)
    ]


def test_that_nothing_to_say_takes_no_room(findings: FindingList) -> None:
    findings.show_findings([FEW])
    assert findings.isVisible()
    findings.show_findings([])
    assert not findings.isVisible()
    assert shown(findings, Prose) == []


def test_that_a_jump_carries_whom_it_is_about(findings: FindingList) -> None:
    jumped = QSignalSpy(findings.jump)
    findings.show_findings([FEW, NONE])
    (button,) = shown(findings, QPushButton)
    assert button.accessibleName() == "跳转到 012"
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert jumped.at(0)[0] == "012"


def test_that_the_same_findings_again_keep_the_focus(findings: FindingList) -> None:
    findings.show_findings([FEW])
    (button,) = shown(findings, QPushButton)
    button.setFocus()
    findings.show_findings([FEW])
    assert button.hasFocus()


def test_that_many_findings_are_counted_and_shown_on_demand(findings: FindingList) -> None:
    findings.show_findings([NONE] * (SHOWN_AT_ONCE + 12))
    (more,) = shown(findings, QPushButton)
    assert more.text() == "再显示其余 12 条"
    more.click()
    QApplication.processEvents()
    assert len(shown(findings, Prose)) == SHOWN_AT_ONCE + 12


def test_that_in_a_slim_column_the_sentence_stands_below_its_state(findings: FindingList) -> None:
    findings.show_findings([FEW])
    (state,), (text,) = shown(findings, StateLabel), shown(findings, Prose)
    QApplication.processEvents()
    assert text.x() > state.x()
    findings.place.resize(280, 420)
    QApplication.processEvents()
    assert text.x() == state.x()
    assert text.y() > state.y()
    assert text.height() >= text.heightForWidth(text.width())


def test_that_a_refusal_says_its_sentences_until_it_is_cleared(stage: Callable) -> None:
    refusal = Refusal()
    place = stage(refusal)
    assert not refusal.isVisibleTo(place)
    refusal.tell([EVEN, FEW])
    assert refusal.text == f"{explain(FEW)}\n{explain(EVEN)}"
    assert refusal.accessibleName() == refusal.text
    assert refusal.isVisible()
    refusal.clear()
    assert not refusal.isVisible()


def test_that_a_refusal_below_the_edge_comes_into_view(stage: Callable) -> None:
    area, inside, refusal = QScrollArea(), QWidget(), Refusal()
    column = QVBoxLayout(inside)
    column.addSpacing(3000)
    column.addWidget(refusal)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    stage(area)
    refusal.tell("没有改动任何内容。")
    QTest.qWait(20)
    assert area.verticalScrollBar().value() > 2000
