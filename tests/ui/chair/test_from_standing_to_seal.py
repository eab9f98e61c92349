"""The chair's afternoon by keys: standing, tie, grades, amounts, words, 定稿, 封存, 验证."""

from collections.abc import Callable
from pathlib import Path

from chair_hands import (
    ALT,
    CTRL,
    click,
    control,
    filled,
    focus_name,
    press,
    settled,
    typed,
    until,
    visit,
    words_of,
)
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from ui.application import Application
from ui.widgets.data_table import DataTable
from ui.widgets.findings import FindingList
from ui.widgets.refusal import Refusal
from ynreview.app.demo import PIN
from ynreview.app.queries.awards_view import awards_view_of
from ynreview.app.queries.grading_view import GradingView, grading_view
from ynreview.app.queries.opinions_view import OpinionRow, opinions_view
from ynreview.app.queries.sealing_view import sealing_view

SitDown = Callable[[Path], Application]
Wait = Callable[[], None]


def grading(running: Application) -> GradingView:
    return running.workspace.ask(grading_view)


def refused(running: Application) -> str:
    (found,) = running.window.screen_shown.findChildren(Refusal)
    return found.text if found.isVisible() else ""


def at_row(running: Application, number: str) -> DataTable:
    """Walk through the ranking with the arrow until the entry is reached."""
    table = next(
        one for one in running.window.screen_shown.findChildren(DataTable) if one.isVisible()
    )
    table.setFocus()
    press(Qt.Key.Key_Home)
    for _ in range(table.row_count()):
        if getattr(table.current_row(), "number", "") == number:
            return table
        press(Qt.Key.Key_Down)
    raise AssertionError(number)


def test_that_the_working_of_a_row_opens_by_enter(sit_down: SitDown, closed: Path) -> None:
    running = sit_down(closed)
    shown = visit(running, "得分汇总")
    assert focus_name() == "得分汇总"
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert focus_name() == "计算过程"
    assert "009 号   得分 88.50   第 2 名，并列" in words_of(shown)
    assert "6 名有效专家合计" in words_of(shown)


def voted(running: Application) -> None:
    """Propose by the rules, settle the tie and confirm every 不合格, all by keys."""
    press(Qt.Key.Key_Return, CTRL)
    tie = grading(running).tie
    assert tie is not None
    assert running.window.screen_shown._table.current_row().number == tie.open[0]
    press(Qt.Key.Key_Return)
    for votes in ("4", "2", "0"):
        typed(votes)
        press(Qt.Key.Key_Tab)
    assert focus_name() == "并列表决理由"
    press(Qt.Key.Key_Return, CTRL)
    assert "须写明理由" in refused(running)
    assert grading(running).tie == tie
    typed("该平台在周边国家的应用更扎实")
    press(Qt.Key.Key_Return, CTRL)
    assert not grading(running).tie.open
    for _ in [one for one in grading(running).rows if one.grade.startswith("不合格")]:
        press(Qt.Key.Key_Return)
        assert focus_name() == "同意"
        typed("6")
        for _ in range(3):
            press(Qt.Key.Key_Tab)
        typed("存在问题属实")
        press(Qt.Key.Key_Return, CTRL)
        assert refused(running) == ""
    assert all(one.confirmed or one.grade != "不合格" for one in grading(running).rows)


def worded_by_keys(running: Application) -> None:
    """Write what the low grade needs, and the words on the round."""
    low = next(one.number for one in grading(running).rows if one.grade.startswith("不合格"))
    at_row(running, low)
    press(Qt.Key.Key_Return)
    for text in ("", "外方投入没有落实，年度报告缺两年。", "重新签订合作协议，按期提交报告。"):
        typed(text)
        press(Qt.Key.Key_Tab)
    for _ in range(5):
        if focus_name() == "总体意见":
            break
        press(Qt.Key.Key_Tab)
    typed("本次后评估程序规范，参评平台总体运行良好。")


def sealed_by_keys(running: Application, wait: Wait) -> None:
    """定稿, a wrong 口令, the right one, 封存."""
    press(Qt.Key.Key_Return, CTRL)
    wait()
    assert running.workspace.ask(sealing_view).number == 1
    assert "2 定稿 已完成（定稿 1）" in words_of(running.window.screen_shown)
    press(Qt.Key.Key_Return, CTRL)
    until(QApplication.activeModalWidget, 5)
    typed("not-the-pin")
    press(Qt.Key.Key_Return)
    assert not running.workspace.ask(sealing_view).sealed
    typed(PIN)
    press(Qt.Key.Key_Return)
    running.window.activateWindow()
    wait()


def test_that_the_whole_afternoon_is_walked_by_keys(
    sit_down: SitDown, closed: Path, tmp_path: Path, fake_files: object, wait: Wait
) -> None:
    running = sit_down(closed)
    (tmp_path / "stick").mkdir()
    fake_files.folder = tmp_path / "stick"  # type: ignore[attr-defined]
    window = running.window

    visit(running, "得分汇总")
    press(Qt.Key.Key_N, ALT)
    until(lambda: window.screen_id == "grading")
    voted(running)
    press(Qt.Key.Key_N, ALT)
    until(lambda: window.screen_id == "awards")
    press(Qt.Key.Key_Return, CTRL)
    assert all(one.amount for one in running.workspace.ask(awards_view_of).rows)
    press(Qt.Key.Key_N, ALT)
    until(lambda: window.screen_id == "opinions")
    worded_by_keys(running)
    press(Qt.Key.Key_N, ALT)
    until(lambda: window.screen_id == "sealing")
    assert running.workspace.ask(opinions_view).overall.startswith("本次后评估")
    sealed_by_keys(running, wait)

    view, told = running.workspace.ask(sealing_view), words_of(window.screen_shown)
    assert view.sealed
    for words in ("可以拔出 U 盘", view.file_code, view.result_code, "4 封存 已完成"):
        assert words in told
    assert focus_name() == "验证结果包"
    press(Qt.Key.Key_Return, CTRL)
    until(lambda: window.screen_id == "verify", 30)
    wait()
    assert "完整，未被改动" in words_of(window.screen_shown)


def test_that_a_grade_beyond_the_quota_is_refused_beside_the_row(
    sit_down: SitDown, graded: Path
) -> None:
    running = sit_down(graded)
    shown = visit(running, "评定")
    before = grading(running)
    assert before.used == before.places
    at_row(running, before.rows[5].number)
    press(Qt.Key.Key_Return)
    typed("7")
    filled(shown, "表决理由", "表现突出")
    click(shown, "记录调整")
    assert "超出名额" in refused(running)
    assert grading(running).rows == before.rows
    assert control(shown, "表决理由").text() == "表现突出"


def test_that_no_arrow_key_stops_at_a_line_of_the_ranking(sit_down: SitDown, graded: Path) -> None:
    running = sit_down(graded)
    visit(running, "评定")
    walked = []
    table = at_row(running, grading(running).rows[0].number)
    for _ in grading(running).rows:
        walked.append(table.current_row().number)
        press(Qt.Key.Key_Down)
    assert walked == [one.number for one in grading(running).rows]


def test_that_an_amount_outside_its_band_is_refused_and_stays_as_typed(
    sit_down: SitDown, worded: Path
) -> None:
    running = sit_down(worded)
    shown = visit(running, "建议金额")
    before = running.workspace.ask(awards_view_of)
    press(Qt.Key.Key_Return)
    assert focus_name() == "建议支持金额（万元）"
    press(Qt.Key.Key_A, CTRL)
    typed("500")
    press(Qt.Key.Key_Return)
    assert "50 至 100 万元" in refused(running)
    assert running.workspace.ask(awards_view_of).rows == before.rows
    assert control(shown, "建议支持金额（万元）").text() == "500"


def test_that_words_are_stored_on_leaving_and_when_the_window_is_locked(
    sit_down: SitDown, graded: Path
) -> None:
    running = sit_down(graded)
    visit(running, "意见")
    press(Qt.Key.Key_Return)
    typed("主要成效明显")
    press(Qt.Key.Key_Return, CTRL)
    assert focus_name() == "主要成效"
    typed("第二个平台的成效")
    visit(running, "得分汇总")
    rows: tuple[OpinionRow, ...] = running.workspace.ask(opinions_view).rows
    assert [one.achievements for one in rows[:3]] == ["主要成效明显", "第二个平台的成效", ""]


def test_that_every_finding_leads_to_the_screen_that_cures_it(
    sit_down: SitDown, proposed: Path
) -> None:
    running = sit_down(proposed)
    wanted = {
        "app.tie_open": "grading",
        "app.opinion_missing": "opinions",
        "app.confirmation_missing": "grading",
        "app.overall_missing": "opinions",
        "scoring.outlier": "standing",
    }
    met = set()
    for finding in running.workspace.ask(sealing_view).findings:
        shown = visit(running, "定稿与封存")
        (found,) = shown.findChildren(FindingList)
        place = found.findings.index(finding)
        jumps = [one for one in found.findChildren(QPushButton) if one.text() == "跳转"]
        jumps[place].click()
        settled()
        assert running.window.screen_id == wanted[finding.code]
        if finding.subject:
            number = finding.subject.partition("、")[0]
            row = running.window.screen_shown._table.current_row()
            assert number == (row["number"] if isinstance(row, dict) else row.number)
        met.add(finding.code)
    assert met == set(wanted)


def test_that_figures_are_covered_on_every_screen_at_once(sit_down: SitDown, worded: Path) -> None:
    running = sit_down(worded)
    shown = visit(running, "得分汇总")
    assert shown._table.model().index(0, 3).data() == "91.00"
    press(Qt.Key.Key_H, CTRL)
    assert shown._table.model().index(0, 3).data() == "••••"
    assert "91.00" not in words_of(shown)
    shown = visit(running, "评定")
    assert shown._table.model().index(0, 3).data() == "••••"
    assert "91.00" not in words_of(shown)
    shown = visit(running, "建议金额")
    assert shown._table.model().index(0, 3).data() == "••••"
    press(Qt.Key.Key_H, CTRL)
    assert shown._table.model().index(0, 3).data() == "91.00"
