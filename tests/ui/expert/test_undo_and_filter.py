"""Ctrl+Z takes back one change after the other until 提交; 待评 and 全部 filter the list."""

from expert_hands import focus_name, press, settled, typed, until
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from test_from_task_to_stick import scored
from test_scoring_by_keys import REASON, screen_of, sheet

from ui.application import Application
from ui.screens.scoring import presenter
from ui.screens.scoring.history import History, differences, with_value
from ui.widgets.form.steps import Part, Step
from ui.widgets.form.words import level_text
from ynreview.app.commands import EnterSheet
from ynreview.kernel.points import Points
from ynreview.kernel.terms import Ground, Vote
from ynreview.panel.sheets import ScoreSheet

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def undo() -> None:
    press(Qt.Key.Key_Z, CTRL)


def said(running: Application) -> str:
    return running.window.status._said.text()


def shown_numbers(running: Application) -> list[str]:
    return [one.number for one in screen_of(running)._list.table.table_model.rows]


def test_that_marks_are_undone_one_by_one_with_a_sentence(at_scoring: Application) -> None:
    press(Qt.Key.Key_J, CTRL)
    for mark in ("8", "6.5"):
        press(Qt.Key.Key_A, CTRL)
        typed(mark)
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Backtab)
        screen_of(at_scoring)._form.go_to("1.1")
    undo()
    assert said(at_scoring) == "已撤销：001 号 1.1 由 6.50 改回 8.00。"
    assert str(sheet(at_scoring).sheet.points["1.1"]) == "8.00"
    assert focus_name() == "1.1 承担任务 得分"
    assert QApplication.focusWidget().text() == "8"
    undo()
    assert said(at_scoring) == "已撤销：001 号 1.1 由 8.00 改回 未填。"
    assert "1.1" not in sheet(at_scoring).sheet.points
    undo()
    assert "没有可以撤销的改动" in said(at_scoring)


def test_that_what_is_typed_and_not_stored_is_taken_back_first(at_scoring: Application) -> None:
    press(Qt.Key.Key_J, CTRL)
    typed("6")
    press(Qt.Key.Key_Return)
    typed("7.3")
    press(Qt.Key.Key_Return)
    undo()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert (focus_name(), field.text()) == ("1.2 代表性成果 得分", "")
    assert str(sheet(at_scoring).sheet.points["1.1"]) == "6.00"
    undo()
    assert "1.1" not in sheet(at_scoring).sheet.points
    assert focus_name() == "1.1 承担任务 得分"


def test_that_a_change_of_another_platform_is_undone_where_it_was_made(
    at_scoring: Application,
) -> None:
    press(Qt.Key.Key_J, CTRL)
    typed("6")
    press(Qt.Key.Key_Right, ALT)
    assert screen_of(at_scoring)._number == "002"
    undo()
    assert screen_of(at_scoring)._number == "001"
    assert said(at_scoring) == "已撤销：001 号 1.1 由 6.00 改回 未填。"
    assert focus_name() == "1.1 承担任务 得分"


def test_that_an_answer_to_a_key_question_is_undone(at_scoring: Application) -> None:
    press(Qt.Key.Key_Space)
    undo()
    assert said(at_scoring) == "已撤销：001 号 V1 由 “否” 改回 未填。"
    assert sheet(at_scoring).sheet.veto == {}
    assert not screen_of(at_scoring)._form.vetoes["V1"].no.isChecked()


def test_that_words_are_undone_by_their_field_first(at_scoring: Application) -> None:
    field = screen_of(at_scoring)._form.overall
    field.setFocus()
    typed("主要成效明显")
    undo()
    assert field.toPlainText() == ""
    until(lambda: not sheet(at_scoring).sheet.overall, 5)


def test_that_words_stored_before_are_undone_by_the_screen(at_scoring: Application) -> None:
    field = screen_of(at_scoring)._form.overall
    field.setFocus()
    typed("主要成效明显")
    press(Qt.Key.Key_Right, ALT)
    undo()
    assert said(at_scoring) == "已撤销：001 号 总体意见改回未填。"
    assert sheet(at_scoring).sheet.overall == ""
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPlainTextEdit)
    assert focused.toPlainText() == ""


def test_that_a_remark_is_undone(at_scoring: Application) -> None:
    press(Qt.Key.Key_J, CTRL)
    press(Qt.Key.Key_M, CTRL)
    typed(REASON)
    press(Qt.Key.Key_Right, ALT)
    undo()
    assert said(at_scoring) == "已撤销：001 号 1.1 说明改回未填。"
    assert sheet(at_scoring).sheet.remarks == {}
    assert focus_name() == "1.1 承担任务 说明"


def test_that_nothing_is_undone_after_a_recusal(at_scoring: Application) -> None:
    press(Qt.Key.Key_J, CTRL)
    typed("6")
    press(Qt.Key.Key_Return)
    presenter.recuse(at_scoring.workspace, "001", Ground.BOARD, "曾任顾问")
    settled()
    undo()
    assert "没有可以撤销的改动" in said(at_scoring)


def test_that_a_value_changed_elsewhere_since_is_left_alone(at_scoring: Application) -> None:
    press(Qt.Key.Key_J, CTRL)
    typed("6")
    press(Qt.Key.Key_Return)
    other = sheet(at_scoring).sheet.with_points("1.1", Points.parse("7"))
    at_scoring.workspace.run(EnterSheet(other))
    settled()
    undo()
    assert str(sheet(at_scoring).sheet.points["1.1"]) == "7.00"


def test_that_submitting_ends_what_can_be_undone(at_scoring: Application) -> None:
    history = History(at_scoring.workspace)
    before = sheet(at_scoring).sheet
    history.keep(before, before.with_points("1.1", Points.parse("6")))
    from ynreview.app.outcome import Outcome

    at_scoring.workspace.tell(Outcome((), {"revision": 1}))
    assert history.undo() is None


def test_that_every_part_of_a_sheet_comes_back() -> None:
    old = ScoreSheet("008", veto={"V1": True}, overall="好", vote=Vote.AGREE)
    new = ScoreSheet("008", {"3.1": Points.parse("8.5")}, {"3.1": "理由"}, {"V1": False}, "")
    steps = differences(old, new)
    assert {one.part for one in steps} == set(Part) - {Part.AMOUNT}
    back = new
    for step in steps:
        back = with_value(back, step)
    assert back == old


def test_that_the_sentence_names_platform_item_and_both_values() -> None:
    step = Step("008", Part.POINTS, "3.1", Points.parse("8"), Points.parse("8.5"))
    assert step.words == "已撤销：008 号 3.1 由 8.50 改回 8.00。"


def test_that_the_list_shows_only_what_is_to_be_judged(at_scoring: Application) -> None:
    scored(at_scoring, "001")
    assert screen_of(at_scoring)._number == "002"
    assert screen_of(at_scoring)._list.waiting.text() == "待评 2"
    press(Qt.Key.Key_W, ALT)
    assert shown_numbers(at_scoring) == ["002", "003"]
    press(Qt.Key.Key_Left, ALT)
    assert screen_of(at_scoring)._number == "002"
    press(Qt.Key.Key_W, ALT)
    assert shown_numbers(at_scoring) == ["001", "002", "003"]


def test_that_the_filter_is_worked_by_tab_and_arrows(at_scoring: Application) -> None:
    chosen = screen_of(at_scoring)._list
    chosen.table.setFocus()
    press(Qt.Key.Key_Backtab)
    assert focus_name() == "全部"
    press(Qt.Key.Key_Left)
    assert (focus_name(), chosen.only_waiting) == ("待评 3", True)
    press(Qt.Key.Key_Tab)
    assert focus_name() == "我的平台"


def test_that_the_list_says_each_state_in_shape_and_word(at_scoring: Application) -> None:
    scored(at_scoring, "001")
    press(Qt.Key.Key_J, CTRL)
    typed("5")
    press(Qt.Key.Key_Return)
    presenter.recuse(at_scoring.workspace, "003", Ground.BOARD, "曾任顾问")
    settled()
    rows = screen_of(at_scoring)._list.table.table_model.rows
    states = [f"{presenter.shape_of(one).sign} {presenter.state_text(one)}" for one in rows]
    assert states == ["✓ 71.00", "◐ 缺 12 项", "⊘ 回避"]


def test_that_a_level_of_one_score_is_written_once(at_scoring: Application) -> None:
    item = sheet(at_scoring).form.item("4.4")
    assert item is not None
    texts = [level_text(item, level) for level in item.levels]
    assert "良 3" in texts
    assert "优 3.5-4" in texts
