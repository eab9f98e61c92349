"""评分表: files in and out, 不适用, 预览, drafts that are there again; pictures."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QWidget,
)

from tests.ui.organiser.form_hands import Hands
from ui.application import Application
from ui.screens.forms.presenter import Node
from ui.screens.forms.skips import SkipMatrix
from ui.shell.main_window import MainWindow
from ui.theme.tokens import Appearance
from ui.widgets.form.form_view import FormView
from ynreview.app import commands as c
from ynreview.kernel.terms import EvaluationType, PlatformKind
from ynreview.rulebook.form_writing import form_to_toml
from ynreview.rulebook.forms import default_form, load_form

DATA = Path(__file__).parents[2] / "data"
PIN = "organiser-2026"
Shoot = Callable[[QWidget, str], None]
_SHOWN = list(Appearance)[1:] if os.environ.get("YNREVIEW_SHOTS") else [Appearance.LIGHT]
BOTH = pytest.mark.parametrize("appearance", _SHOWN, indirect=True)
ITEM = Node(section=0, item=0)


Sit = Callable[..., Hands]


def test_that_a_workbook_goes_out_and_comes_in_again(
    sit_at_forms: Sit, fake_files: object, tmp_path: Path
):
    hands = sit_at_forms()
    file = tmp_path / "form.xlsx"
    fake_files.saved = fake_files.one = file  # type: ignore[attr-defined]

    hands.press("导出(E)")
    hands.press("导入(I)")

    assert hands.draft() is None
    assert hands.refusal() == ""
    fake_files.saved = tmp_path / "form.pdf"  # type: ignore[attr-defined]
    hands.press("空白表(P)")
    assert (tmp_path / "form.pdf").read_bytes().startswith(b"%PDF")


def test_that_a_form_of_another_kind_is_refused_and_changes_nothing(
    sit_at_forms: Sit, fake_files: object, tmp_path: Path
):
    hands = sit_at_forms()
    file = tmp_path / "form.toml"
    file.write_bytes(default_form(EvaluationType.MIDTERM, PlatformKind.LABORATORY))
    fake_files.one = file  # type: ignore[attr-defined]

    hands.press("导入(I)")

    assert "中期评估" in hands.refusal()
    assert hands.draft() is None


def test_that_a_dropped_form_with_faults_can_be_mended(sit_at_forms: Sit, tmp_path: Path):
    hands = sit_at_forms()
    text = default_form(EvaluationType.POST_EVALUATION, PlatformKind.LABORATORY)
    file = tmp_path / "form.toml"
    file.write_bytes(text.replace(b'full = "12"', b'full = "13"', 1))

    assert hands.screen.take([file])

    assert "rulebook.form_section_total" in hands.faults()
    hands.go(Node(section=0, item=1))
    hands.type("满分", "12")
    assert hands.faults() == []


def test_that_changes_are_given_up_and_the_default_comes_back(sit_at_forms: Sit):
    hands = sit_at_forms()
    hands.go(ITEM)
    hands.type("名称", "甲")
    hands.press("放弃修改")
    hands.confirm()
    assert hands.draft() is None

    hands.type("名称", "乙")
    hands.press("使用此评分表")
    hands.press("恢复默认")
    hands.confirm()

    shipped = default_form(EvaluationType.POST_EVALUATION, PlatformKind.LABORATORY)
    assert hands.stored() == load_form(shipped)


def test_that_items_are_set_aside_by_the_space_key(sit_at_forms: Sit):
    hands = sit_at_forms()
    hands.side("不适用")
    matrix = hands.screen.findChild(SkipMatrix)
    matrix.setFocus()
    QTest.keyClick(matrix, Qt.Key.Key_Right)
    QTest.keyClick(matrix, Qt.Key.Key_Space)

    line = next(one for one in hands.view().entries if one.kind is PlatformKind.LABORATORY)
    assert line.skipped == {"1.2"}
    assert matrix.item(0, 1).text() == "不适用"
    QTest.keyClick(matrix, Qt.Key.Key_Space)
    assert matrix.item(0, 1).text() == ""


def test_that_the_last_item_cannot_be_set_aside(sit_at_forms: Sit):
    hands = sit_at_forms()
    hands.side("不适用")
    matrix = hands.screen.findChild(SkipMatrix)
    for column in range(matrix.columnCount()):
        matrix.setCurrentCell(0, column)
        QTest.keyClick(matrix, Qt.Key.Key_Space)

    line = next(one for one in hands.view().entries if one.kind is PlatformKind.LABORATORY)
    assert len(line.skipped) == matrix.columnCount() - 1
    assert "至少保留一项" in hands.refusal()


def test_that_the_preview_is_the_expert_s_form_and_stores_nothing(sit_at_forms: Sit):
    hands = sit_at_forms()
    hands.press("加一级指标")
    kinds = hands.field("性质")
    kinds.setFocus()
    QTest.keyClick(kinds, Qt.Key.Key_Down)
    hands.press("加指标")
    hands.type("满分", "5")
    hands.side("预览")
    (view,) = (one for one in hands.screen.findChildren(FormView) if one.isVisible())

    mark = view.items["1.1"].field
    mark.setFocus()
    QTest.keyClicks(mark, "7.5")
    QTest.keyClick(mark, Qt.Key.Key_Return)
    bonus = view.items["5.1"]
    bonus.field.setFocus()
    QTest.keyClicks(bonus.field, "2")
    QTest.keyClick(bonus.field, Qt.Key.Key_Return)

    texts = [one.text() for one in view.findChildren(QLabel) if one.isVisible()]
    assert "7.50 / 30.00" in texts
    assert "加 0.00，最多加 0" in texts
    assert bonus.lacks_remark
    assert any("依据" in text and "没有的填 0" in text for text in texts)
    assert hands.screen.context.workspace.ask(lambda uow: uow.sheets()) == {}


def test_that_the_check_list_leads_to_the_field_and_to_the_platform(
    sit_at_forms: Sit, window: MainWindow
):
    hands = sit_at_forms()

    window.go("home")
    window.go("forms#rd_center item 2.1 guidance")
    assert window.focusWidget().accessibleName() == "看什么"
    assert hands.tree.currentItem().data(0, Qt.ItemDataRole.UserRole) == Node(section=1, item=0)

    number = next(one.number for one in hands.view().entries if one.kind is PlatformKind.LABORATORY)
    window.go("home")
    window.go(f"forms#{number}")
    matrix = hands.screen.findChild(SkipMatrix)
    assert window.focusWidget() is matrix
    assert matrix.verticalHeaderItem(matrix.currentRow()).text().startswith(number)


def test_that_nothing_can_be_changed_after_issue(
    sit_at_forms: Sit, application: Application, tmp_path: Path
):
    hands = sit_at_forms()
    run = application.workspace.run
    assert run(c.ImportPanel(DATA / "post-evaluation" / "panel.xlsx")).ok
    out = tmp_path / "tasks"
    out.mkdir()
    assert run(c.IssuePackages(out)).ok
    hands.settled()

    hands.go(Node(section=0, item=1))
    QTest.keyClick(hands.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(hands.tree, Qt.Key.Key_Delete)

    assert hands.draft() is None
    assert not hands.field("名称").isEnabled()
    assert not hands.field("使用此评分表", QAbstractButton).isEnabled()
    assert hands.field("导出(E)", QAbstractButton).isEnabled()
    assert not hands.field("导入(I)", QAbstractButton).isEnabled()
    assert not hands.screen.take([tmp_path / "form.toml"])


def test_that_a_draft_is_there_again_when_the_round_is_opened_again(
    sit_at_forms: Sit, application: Application, window: MainWindow
):
    hands = sit_at_forms()
    hands.go(ITEM)
    hands.type("名称", "甲")
    path = application.workspace.path
    hands.settled()
    application.workspace.close()
    application.context.open_with_pin(path, PIN)
    window.go("forms")

    again = Hands(window.screen_shown, window, None)
    again.go(ITEM)
    assert again.field("名称").text() == "甲"
    hands.settled()


@BOTH
def test_that_the_screen_fits_every_window(
    sit_at_forms: Sit, window: MainWindow, shoot: Shoot, application: Application
):
    hands = sit_at_forms()
    hands.go(Node())
    shoot(window, "forms-whole")
    hands.side("不适用")
    hands.screen.findChild(SkipMatrix).setFocus()
    QTest.keyClick(hands.screen.findChild(SkipMatrix), Qt.Key.Key_Space)
    shoot(window, "forms-skips")
    hands.side("编辑")
    hands.go(Node(section=1, item=0))
    shoot(window, "forms-item")
    hands.type("满分", "13")
    hands.side("预览")
    shoot(window, "forms-preview")
    hands.side("编辑")
    for step in (0, 3):
        application.context.look.resize_text(step)
        for width, height in ((1366, 728), (1000, 728), (683, 640), (683, 356)):
            window.resize(width, height)
            QApplication.processEvents()
            assert (window.width(), window.height()) == (width, height)
            shoot(window, f"forms-{height}-text{step}")
    application.context.look.resize_text(0)
    hands.settled()


def test_that_the_stored_form_is_the_text_of_the_editor(sit_at_forms: Sit):
    hands = sit_at_forms()
    hands.go(ITEM)
    hands.type("名称", "甲")
    hands.press("使用此评分表")

    stored = hands.screen.context.workspace.ask(
        lambda uow: uow.require_document("form/post_evaluation-laboratory.toml")
    )
    assert stored == form_to_toml(hands.stored())
