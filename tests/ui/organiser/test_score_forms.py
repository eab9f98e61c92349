"""评分表 by keys and clicks: edit, undo, faults, 使用此评分表, files, 不适用; pictures."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QPlainTextEdit,
)

from tests.ui.organiser.form_hands import Hands
from ui.screens.forms.cites import CitesDialog
from ui.screens.forms.presenter import Node
from ynreview.kernel.terms import EvaluationType, Subtype

ITEM = Node(section=0, item=0)


Sit = Callable[..., Hands]


@pytest.mark.parametrize("kind", EvaluationType)
def test_that_every_type_shows_its_default_forms_without_faults(
    sit_at_forms: Sit, kind: EvaluationType
):
    hands = sit_at_forms(kind, ledger=False)

    for place in range(2):
        hands.tab("平台类型", place)
        assert hands.faults() == []
        assert hands.tree.topLevelItemCount() > 4
    assert not hands.field("使用此评分表", QAbstractButton).isEnabled()


def test_that_words_are_kept_as_a_draft_until_the_form_is_used(sit_at_forms: Sit):
    hands = sit_at_forms()
    hands.go(ITEM)

    hands.type("名称", "承担国家任务")

    assert hands.draft().items[0].name == "承担国家任务"
    assert hands.stored().items[0].name == "承担任务"
    hands.press("使用此评分表")
    assert hands.stored().items[0].name == "承担国家任务"
    assert hands.draft() is None


def test_that_every_field_of_an_item_reaches_the_form(sit_at_forms: Sit):
    hands = sit_at_forms()
    hands.go(ITEM)

    hands.type("编号", "1.9")
    hands.type("看什么", "看任务书。")
    hands.type("看什么（双边共建另加）", "看对等投入。")
    for word, text in (("优", "甲"), ("良", "乙"), ("中", "丙"), ("差", "丁")):
        hands.type(word, text)
    hands.press("客观指标（按材料即可认定，专家之间应一致）")

    item = hands.draft().items[0]
    assert (item.code, item.guidance, item.objective) == ("1.9", "看任务书。", True)
    assert (item.excellent, item.good, item.fair, item.poor) == ("甲", "乙", "丙", "丁")
    assert item.guidance_by_subtype[Subtype.BILATERAL] == "看对等投入。"


def test_that_tab_goes_through_the_fields_as_one_reads(sit_at_forms: Sit):
    hands = sit_at_forms()
    hands.go(ITEM)
    hands.field("编号").setFocus()

    names = []
    for _ in range(12):
        focused = hands.window.focusWidget()
        names.append(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    assert names[:3] == ["编号", "名称", "满分"]
    assert names[5:12] == [
        *("选择条款", "看什么", "看什么（双边共建另加）", "看什么（多边共建另加）"),
        *("优", "良", "中"),
    ]


def test_that_marks_change_the_live_sum_and_the_fault_goes_with_them(sit_at_forms: Sit):
    hands = sit_at_forms()
    hands.go(ITEM)

    hands.type("满分", "9")

    assert hands.draft().sections[0].full == hands.draft().sections[0].full
    assert "rulebook.form_total" in hands.faults()
    hands.press("使用此评分表")
    assert "101" in hands.refusal()
    assert hands.stored().items[0].full != hands.draft().items[0].full
    hands.go(Node(section=0, item=1))
    hands.type("满分", "11")
    assert hands.faults() == []
    hands.press("使用此评分表")
    assert hands.refusal() == ""
    assert [str(item.full) for item in hands.stored().items[:2]] == ["9.00", "11.00"]


def test_that_ctrl_z_takes_back_step_by_step(sit_at_forms: Sit):
    hands = sit_at_forms()
    hands.go(ITEM)
    hands.type("名称", "甲")
    hands.type("名称", "乙")

    hands.undo()
    assert hands.draft().items[0].name == "甲"
    assert hands.field("名称").text() == "甲"
    hands.undo()
    assert hands.draft() is None
    hands.undo()
    assert hands.draft() is None


def test_that_items_move_by_ctrl_and_arrow_into_the_next_section(sit_at_forms: Sit):
    hands = sit_at_forms()
    hands.go(Node(section=0, item=2))

    QTest.keyClick(hands.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)

    form = hands.draft()
    assert [len(section.items) for section in form.sections[:2]] == [2, 4]
    assert form.sections[1].items[0].code == "1.3"
    assert hands.faults() == []
    current = hands.tree.currentItem().data(0, Qt.ItemDataRole.UserRole)
    assert current == Node(section=1, item=0)
    hands.press("重编号")
    assert [item.code for item in hands.draft().sections[1].items] == ["2.1", "2.2", "2.3", "2.4"]


def test_that_parts_are_added_and_removed(sit_at_forms: Sit):
    hands = sit_at_forms()
    hands.go(Node(section=3))

    hands.press("加一级指标")
    hands.type("名称", "特色工作")
    hands.press("加指标")
    hands.press("加核查项")

    form = hands.draft()
    assert form.sections[-1].name == "特色工作"
    assert len(form.sections[-1].items) == 1
    assert len(form.veto) == len(hands.stored().veto) + 1
    assert "rulebook.form_level_impossible" in hands.faults()
    hands.go(Node(section=4))
    QTest.keyClick(hands.tree, Qt.Key.Key_Delete)
    assert len(hands.draft().sections) == 4


def test_that_a_fault_leads_to_its_field(sit_at_forms: Sit):
    hands = sit_at_forms()
    hands.go(Node(section=1, item=0))
    hands.type("看什么", "")
    hands.go(Node())

    hands.press("跳转到 laboratory item 2.1 guidance")

    focused = hands.window.focusWidget()
    assert focused.accessibleName() == "看什么"
    assert hands.tree.currentItem().data(0, Qt.ItemDataRole.UserRole) == Node(section=1, item=0)


def test_that_a_bonus_section_asks_for_no_levels(sit_at_forms: Sit):
    hands = sit_at_forms()
    hands.press("加一级指标")
    kinds = hands.field("性质")
    kinds.setFocus()
    QTest.keyClick(kinds, Qt.Key.Key_Down)
    hands.type("名称", "加分项")
    hands.type("满分（加分项、扣分项为最多计多少分）", "3")
    hands.press("加指标")
    hands.type("满分", "5")
    hands.type("看什么", "看证书。")

    assert hands.draft().sections[-1].is_extra
    assert hands.faults() == ["rulebook.form_uncited"]
    names = {one.accessibleName() for one in hands.screen.findChildren(QPlainTextEdit)}
    assert "优" not in names


def test_that_another_step_is_chosen_by_key_and_keeps_the_focus(sit_at_forms: Sit):
    hands = sit_at_forms()
    hands.go(Node())
    step = hands.field("打分步长（分）")
    step.setFocus()

    QTest.keyClick(step, Qt.Key.Key_Down)
    QApplication.processEvents()

    assert str(hands.draft().step) == "1.00"
    assert {str(item.step) for item in hands.draft().items} == {"1.00"}
    assert hands.window.focusWidget().accessibleName() == "打分步长（分）"


def test_that_articles_are_ticked_not_typed(sit_at_forms: Sit):
    hands = sit_at_forms()
    hands.go(ITEM)

    hands.press("选择条款")
    dialog = hands.window.findChild(CitesDialog)
    row = next(
        at for at in range(dialog.list.count()) if dialog.list.item(at).text() == "第二十五条"
    )
    dialog.list.setCurrentRow(row)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    dialog.take.click()

    assert "第二十五条" in hands.draft().items[0].cites
