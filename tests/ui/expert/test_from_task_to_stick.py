"""The whole walk of an expert by keys: open the task, three pages, score, submit, the code."""

from pathlib import Path

from expert_hands import PIN, focus_name, press, typed, until
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from test_scoring_by_keys import OPINION, REASON

from ui.application import Application
from ui.screens.submit.screen import SubmitScreen
from ynreview.app.queries.packages import package_type
from ynreview.app.queries.scoring_view import scoring_view, sheet_view

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(running: Application, task: Path) -> None:
    """Walk through the three pages of the first opening."""
    running.opening.open_file(task)
    until(lambda: focus_name().startswith("与会议须知"))
    press(Qt.Key.Key_Return)
    assert focus_name().startswith("与会议须知")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    assert focus_name() == "口令"
    typed(PIN)
    press(Qt.Key.Key_Tab)
    typed(PIN)
    press(Qt.Key.Key_Return)
    assert "承诺" in focus_name()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    until(lambda: running.window.screen_id == "scoring", 30)


def scored(running: Application, number: str) -> None:
    """Score the platform in view by keys alone."""
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_J, CTRL)
    view = running.workspace.ask(lambda uow: sheet_view(uow, number))
    for item in view.form.items:
        assert focus_name() == f"{item.code} {item.name} 得分"
        typed(str(item.full.hundredths * 3 // 400))
        press(Qt.Key.Key_Return)
        if "说明" in focus_name():
            typed(REASON)
            press(Qt.Key.Key_Return)
    assert focus_name() == "总体意见"
    typed(OPINION)
    press(Qt.Key.Key_Return, CTRL)


def test_that_an_expert_walks_from_the_task_to_the_stick_by_keys(
    application: Application,
    window: QWidget,
    tasks: dict[str, Path],
    tmp_path: Path,
    fake_files: object,
) -> None:
    window.activateWindow()
    stick = tmp_path / "stick"
    stick.mkdir()
    fake_files.folder = stick  # type: ignore[attr-defined]
    opened(application, tasks["E06"])
    for number in ("001", "002", "003"):
        scored(application, number)
    view = application.workspace.ask(scoring_view)
    assert (view.done, view.due) == (3, 3)
    screen = application.window.screen_shown
    assert isinstance(screen, SubmitScreen)
    assert "承诺" in focus_name()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return, CTRL)
    until(QApplication.activeModalWidget, 5)
    typed("not-the-pin")
    press(Qt.Key.Key_Return)
    assert not list(stick.iterdir())
    typed(PIN)
    press(Qt.Key.Key_Return)
    assert not screen._submit.isEnabled()
    until(lambda: screen._code.code, 30)
    assert screen._submit.isEnabled()
    (package,) = stick.glob("*.ynr")
    assert package_type(package) == "score"
    assert "可以拔出 U 盘" in screen._done.text()
    assert screen._handed_in.isVisible()
    window.activateWindow()
    until(lambda: focus_name().startswith("身份核对码"), 5)
