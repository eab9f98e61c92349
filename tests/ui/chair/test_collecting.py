"""收卷 in the real window: own package, files and drops, codes, close."""

from collections.abc import Callable
from pathlib import Path

from chair_hands import (
    ALT,
    CTRL,
    click,
    codes_on,
    control,
    dragged,
    focus_name,
    press,
    settled,
    typed,
    until,
    visit,
    words_of,
)
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from ui.application import Application
from ui.shell.main_window import MainWindow
from ui.widgets.package_drop import PackageDrop
from ynreview.app import commands as c
from ynreview.app.queries.board import Board, collection_board
from ynreview.app.queries.scoring_view import sheet_view

SitDown = Callable[[Path], Application]
Wait = Callable[[], None]
OPINION = "该平台研究方向明确，国际合作扎实，成果得到应用，建议继续加强人才联合培养和开放共享。"


def board(running: Application) -> Board:
    return running.workspace.ask(collection_board)


def opened_by_keys(running: Application, task: Path) -> None:
    """Walk through the three pages of the first opening."""
    running.opening.open_file(task)
    until(lambda: focus_name().startswith("与会议须知"))
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    typed("zu-zhang-2026")
    press(Qt.Key.Key_Tab)
    typed("zu-zhang-2026")
    press(Qt.Key.Key_Return)
    assert "承诺" in focus_name()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    until(lambda: running.window.screen_id in {"scoring", "collect"}, 30)


def scored_by_keys(running: Application, number: str) -> None:
    """Mark every item of a platform and write the opinion."""
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_J, CTRL)
    for item in running.workspace.ask(lambda uow: sheet_view(uow, number)).form.items:
        typed(str(item.full.hundredths * 3 // 400))
        press(Qt.Key.Key_Return)
        if "说明" in focus_name():
            typed("佐证材料不足，外方投入没有到位凭证。")
            press(Qt.Key.Key_Return)
    typed(OPINION)
    press(Qt.Key.Key_Return, CTRL)


def test_that_the_chair_opens_scores_and_hands_in_with_no_file_to_carry(
    application: Application,
    window: MainWindow,
    task: Path,
    example: Path,
    tmp_path: Path,
    fake_files: object,
) -> None:
    window.activateWindow()
    fake_files.folder = tmp_path / "stick"  # type: ignore[attr-defined]
    (tmp_path / "stick").mkdir()
    opened_by_keys(application, task)
    assert application.workspace.run(c.EnterScores(example / "scores" / "E01.json")).ok
    visit(application, "评分")
    scored_by_keys(application, "001")
    total = application.workspace.ask(lambda uow: sheet_view(uow, "001")).total
    assert str(total).startswith("7")
    visit(application, "提交")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return, CTRL)
    until(QApplication.activeModalWidget, 5)
    typed("zu-zhang-2026")
    press(Qt.Key.Key_Return)
    until(lambda: "可以拔出" in words_of(window.screen_shown), 60)
    shown = visit(application, "收卷")
    assert "收到 1 / 7" in words_of(shown)
    own = board(application).rows[0]
    assert (own.code, own.handing, own.sheets) == ("E01", "received", 23)
    assert len(own.key_code) == 19


def test_that_codes_are_compared_one_by_one_and_a_bad_package_stops_nobody(
    sit_down: SitDown,
    handed_in: Path,
    packages: list[Path],
    tmp_path: Path,
    fake_files: object,
    wait: Wait,
) -> None:
    running = sit_down(handed_in)
    bad = tmp_path / "坏包.ynr"
    bad.write_bytes(b"not a package")
    fake_files.many = [packages[0], bad, *packages[1:3]]  # type: ignore[attr-defined]
    shown = running.window.screen_shown
    press(Qt.Key.Key_O, CTRL)
    wait()
    assert "坏包.ynr" in words_of(shown)
    assert board(running).received == 1
    waiting = codes_on(shown)
    for left in (3, 2, 1):
        assert len(codes_on(shown)) == left
        assert focus_name().endswith("一致，收入")
        press(Qt.Key.Key_Space)
        wait()
    assert board(running).received == 4
    assert {one.key_code for one in board(running).rows} >= set(waiting)
    assert "坏包.ynr" not in words_of(shown)


def test_that_packages_are_dropped_on_the_field_and_anywhere_on_the_window(
    sit_down: SitDown, handed_in: Path, packages: list[Path], wait: Wait
) -> None:
    running = sit_down(handed_in)
    shown = running.window.screen_shown
    (drop,) = shown.findChildren(PackageDrop)
    dragged(drop, packages[:1])
    wait()
    assert len(codes_on(shown)) == 1
    dragged(running.window, packages[1:3])
    wait()
    assert len(codes_on(shown)) == 3
    click(shown, "一致，收入")
    wait()
    assert board(running).received == 2
    assert len(codes_on(shown)) == 2


def test_that_a_package_dropped_on_another_screen_is_brought_to_the_desk(
    sit_down: SitDown, handed_in: Path, packages: list[Path], wait: Wait
) -> None:
    running = sit_down(handed_in)
    visit(running, "规则")
    dragged(running.window, packages[:1])
    until(lambda: running.window.screen_id == "collect")
    wait()
    assert len(codes_on(running.window.screen_shown)) == 1


def test_that_files_dropped_while_others_are_checked_are_refused_in_words(
    sit_down: SitDown, handed_in: Path, packages: list[Path], wait: Wait
) -> None:
    running = sit_down(handed_in)
    shown = running.window.screen_shown
    dragged(running.window, packages[:3])
    if running.tasks.is_busy:
        dragged(running.window, packages[3:4])
        assert "请等核对完再收" in words_of(shown)
    wait()
    assert len(codes_on(shown)) == 3


def chosen(dialog: QWidget, who: str, words: str) -> None:
    """Choose a line of a box by its keys."""
    box = control(dialog, who)
    assert isinstance(box, QComboBox)
    box.setFocus()
    press(Qt.Key.Key_Home)
    while not box.currentText().startswith(words):
        before = box.currentIndex()
        press(Qt.Key.Key_Down)
        assert box.currentIndex() != before, words


def test_that_the_close_asks_what_became_of_everyone_and_is_refused_in_place(
    sit_down: SitDown, received: Path
) -> None:
    running = sit_down(received)
    absent = next(one for one in board(running).rows if one.handing == "awaited")
    press(Qt.Key.Key_Return, CTRL)
    dialog = QApplication.activeModalWidget()
    assert focus_name() == "理由"
    press(Qt.Key.Key_Return, CTRL)
    assert "请写明理由" in words_of(dialog)
    typed("E05 因病缺席")
    press(Qt.Key.Key_Return, CTRL)
    assert dialog.isVisible()
    assert absent.code in words_of(dialog)
    assert not board(running).closed
    chosen(dialog, f"{absent.code} {absent.name}", "由备选专家 E08 接替")
    press(Qt.Key.Key_Return, CTRL)
    assert board(running).closed
    assert {one.code: one.handing for one in board(running).rows}["E05"] == "replaced"


def test_that_an_absence_and_an_early_leave_are_recorded_as_chosen(
    sit_down: SitDown, received: Path
) -> None:
    running = sit_down(received)
    names = {one.code: one.name for one in board(running).rows}
    press(Qt.Key.Key_Return, CTRL)
    dialog = QApplication.activeModalWidget()
    typed("一人因病，一人因公")
    chosen(dialog, f"E05 {names['E05']}", "缺席")
    chosen(dialog, f"E07 {names['E07']}", "中途退出")
    press(Qt.Key.Key_Return, CTRL)
    found = {one.code: one.handing for one in board(running).rows}
    assert (found["E05"], found["E07"]) == ("absent", "left")


def test_that_collecting_is_opened_again_with_a_reason_and_covers_the_figures(
    sit_down: SitDown, closed: Path
) -> None:
    running = sit_down(closed)
    press(Qt.Key.Key_R, ALT)
    until(QApplication.activeModalWidget, 5)
    typed("E05 已到会")
    press(Qt.Key.Key_Return)
    settled()
    assert not board(running).closed
    assert "收卷尚未截止" in words_of(visit(running, "得分汇总"))
