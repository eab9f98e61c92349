"""A platform scored by keys alone: nothing jumps, nothing is lost, what is impossible stays."""

from expert_hands import focus_name, press, settled, typed, until
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from ui.application import Application
from ui.screens.scoring.screen import ScoringScreen
from ynreview.app.queries.scoring_view import SheetView, sheet_view
from ynreview.kernel.points import Points

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
OPINION = "该平台研究方向明确，国际合作扎实，成果得到应用，建议继续加强人才联合培养和开放共享。"
REASON = "佐证材料不足，外方投入没有到位凭证。"


def screen_of(running: Application) -> ScoringScreen:
    screen = running.window.screen_shown
    assert isinstance(screen, ScoringScreen)
    return screen


def sheet(running: Application, number: str = "001") -> SheetView:
    return running.workspace.ask(lambda uow: sheet_view(uow, number))


def refusal(running: Application) -> str:
    return screen_of(running)._refusal.text


def score_everything(running: Application, number: str, mark: str) -> None:
    """Answer the 重点核查项, mark every item with Enter, write the overall opinion."""
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_J, CTRL)
    for item in sheet(running, number).form.items:
        assert focus_name() == f"{item.code} {item.name} 得分"
        typed(mark)
        press(Qt.Key.Key_Return)
    assert focus_name() == "总体意见"
    typed(OPINION)


def test_that_the_first_field_that_is_open_has_the_focus(at_scoring: Application) -> None:
    assert focus_name().startswith("V1 ")
    press(Qt.Key.Key_Space)
    assert sheet(at_scoring).sheet.veto == {"V1": False}
    press(Qt.Key.Key_J, CTRL)
    assert focus_name() == "1.1 承担任务 得分"


def test_that_tab_goes_from_number_to_number_and_enter_too(at_scoring: Application) -> None:
    press(Qt.Key.Key_J, CTRL)
    typed("7.5")
    press(Qt.Key.Key_Tab)
    assert focus_name() == "1.2 代表性成果 得分"
    typed("10")
    press(Qt.Key.Key_Return)
    assert focus_name() == "1.3 服务云南需求 得分"
    press(Qt.Key.Key_Backtab)
    assert focus_name() == "1.2 代表性成果 得分"
    marks = sheet(at_scoring).sheet.points
    assert (str(marks["1.1"]), str(marks["1.2"])) == ("7.50", "10.00")


def test_that_digits_of_an_input_method_are_read(at_scoring: Application) -> None:
    press(Qt.Key.Key_J, CTRL)
    typed("６。５")
    press(Qt.Key.Key_Return)
    assert sheet(at_scoring).sheet.points["1.1"] == Points.parse("6.5")


def test_that_a_value_is_stored_after_a_moment_and_the_focus_stays(
    at_scoring: Application,
) -> None:
    press(Qt.Key.Key_J, CTRL)
    typed("6")
    field = QApplication.focusWidget()
    until(lambda: "1.1" in sheet(at_scoring).sheet.points, 5)
    assert QApplication.focusWidget() is field
    typed(".5")
    assert isinstance(field, QLineEdit)
    assert field.text() == "6.5"
    assert "已保存" in at_scoring.window.status._saved.text()


def test_that_typing_fast_through_all_fields_loses_nothing(at_scoring: Application) -> None:
    press(Qt.Key.Key_J, CTRL)
    form = screen_of(at_scoring)._form
    items = sheet(at_scoring).form.items
    for _ in items:
        typed("3")
        press(Qt.Key.Key_Tab)
        if "说明" in focus_name():
            typed(REASON)
            press(Qt.Key.Key_Tab)
    assert {str(one) for one in sheet(at_scoring).sheet.points.values()} == {"3.00"}
    assert len(sheet(at_scoring).sheet.points) == len(items)
    assert screen_of(at_scoring)._form is form


def test_that_an_impossible_number_stays_as_typed_with_its_sentence(
    at_scoring: Application,
) -> None:
    press(Qt.Key.Key_J, CTRL)
    typed("7.3")
    press(Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "7.3"
    said = screen_of(at_scoring)._form.items["1.1"]._said
    assert said.isVisible()
    assert "7.3 分不是 0.5 分的整数倍" in said.text()
    assert "1.1" not in sheet(at_scoring).sheet.points
    press(Qt.Key.Key_Right, ALT)
    assert (focus_name(), field.text()) == ("1.1 承担任务 得分", "7.3")


def test_that_levels_open_by_key_and_enter_no_score(at_scoring: Application) -> None:
    press(Qt.Key.Key_J, CTRL)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        press(key, ALT)
        assert screen_of(at_scoring)._form.items["1.1"]._text.isVisible()
    assert focus_name() == "1.1 承担任务 得分"
    assert not sheet(at_scoring).sheet.points


def test_that_arrows_go_one_step(at_scoring: Application) -> None:
    press(Qt.Key.Key_J, CTRL)
    typed("6")
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert sheet(at_scoring).sheet.points["1.1"] == Points.parse("6.5")


def test_that_finishing_leads_to_what_is_missing_with_a_sentence(
    at_scoring: Application,
) -> None:
    press(Qt.Key.Key_Return, CTRL)
    assert "001 号还有 13 项未填" in refusal(at_scoring)
    assert focus_name() == "1.1 承担任务 得分"


def test_that_finishing_leads_to_the_remark_and_then_the_opinion(
    at_scoring: Application,
) -> None:
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_J, CTRL)
    for item in sheet(at_scoring).form.items:
        typed(str(item.full if item.code == "1.1" else item.levels[_good(item)].scores[0]))
        press(Qt.Key.Key_Return)
        if item.code == "1.1":
            assert focus_name() == "1.1 承担任务 说明"
            press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, CTRL)
    assert focus_name() == "1.1 承担任务 说明"
    assert "1.1" in refusal(at_scoring)
    typed("牵头国家重点研发计划项目，佐证齐全。")
    press(Qt.Key.Key_Return, CTRL)
    assert focus_name() == "总体意见"
    assert "总体意见为 0 字" in refusal(at_scoring)
    typed(OPINION)
    press(Qt.Key.Key_Return, CTRL)
    assert sheet(at_scoring).total
    assert screen_of(at_scoring)._number == "002"


def _good(item: object) -> object:
    return sorted(item.levels, key=str)[1]  # type: ignore[attr-defined]


def test_that_words_are_stored_while_they_are_being_written(at_scoring: Application) -> None:
    screen_of(at_scoring)._form.overall.setFocus()
    typed("主要成效明显")
    until(lambda: sheet(at_scoring).sheet.overall, 5)
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    typed("，建议加强")
    assert field.toPlainText() == "主要成效明显，建议加强"
    press(Qt.Key.Key_Right, ALT)
    assert sheet(at_scoring).sheet.overall == "主要成效明显，建议加强"
    assert sheet(at_scoring, "002").sheet.overall == ""


def test_that_a_declared_recusal_voids_the_sheet_and_goes_on(at_scoring: Application) -> None:
    press(Qt.Key.Key_J, CTRL)
    typed("6")
    press(Qt.Key.Key_R, ALT)
    until(QApplication.activeModalWidget, 5)
    press(Qt.Key.Key_Tab)
    typed("曾任合作单位顾问")
    press(Qt.Key.Key_Return)
    settled()
    screen = screen_of(at_scoring)
    assert screen._number == "002"
    assert "回避 1" in screen._progress.text()
    assert not sheet(at_scoring).sheet.points
