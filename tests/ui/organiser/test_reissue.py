"""重新发放 by window: taken back with a reason, issued as version 2, taken over by an expert."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QWidget

from ui.application import Application
from ui.dialogs.reissue import ReissueDialog
from ui.shell.main_window import MainWindow
from ynreview.app import commands as c
from ynreview.app import demo
from ynreview.app.opening import open_task
from ynreview.app.session import ReviewSession
from ynreview.app.work import Surroundings
from ynreview.kernel.points import Points
from ynreview.panel.sheets import ScoreSheet

AROUND = Surroundings.real()
Shoot = Callable[[QWidget, str], None]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> demo._Stage:
    made = demo._Stage(tmp_path_factory.mktemp("issued"), demo.Demo(entries=11, experts=6), AROUND)
    demo._prepare(made)
    demo._issue(made)
    return made


def press(place: QWidget, name: str) -> None:
    buttons = place.findChildren(QAbstractButton)
    one = next(b for b in buttons if b.accessibleName() == name and b.isVisible())
    assert one.isEnabled(), name
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Space)


def done(qtbot: object, application: Application) -> None:
    qtbot.waitUntil(lambda: not application.tasks.is_busy, timeout=30_000)
    QApplication.processEvents()


def told(place: QWidget) -> str:
    return "\n".join(one.text() for one in place.findChildren(QLabel) if one.isVisible())


def dialog_of(window: MainWindow) -> QDialog:
    return next(one for one in window.findChildren(QDialog) if one.isVisible())


def version_two(stage: demo._Stage, folder: Path) -> dict[str, Path]:
    path = Path(shutil.copy(stage.organiser, folder / "organiser.ynd"))
    with ReviewSession.open(path, demo.PIN, AROUND) as session:
        session.execute(c.WithdrawIssue("评分表有误"))
        outcome = session.execute(c.IssuePackages(folder))
    return {one.recipient: one.path for one in outcome.files}


def test_that_a_round_is_taken_back_and_issued_again(
    stage: demo._Stage,
    window: MainWindow,
    application: Application,
    fake_files: object,
    qtbot: object,
    tmp_path: Path,
    shoot: Shoot,
) -> None:
    path = Path(shutil.copy(stage.organiser, tmp_path / "round.ynd"))
    application.context.open_with_pin(path, demo.PIN)
    window.go("issue")
    press(window.screen_shown, "重新发放(I)")
    dialog = dialog_of(window)
    assert isinstance(dialog, ReissueDialog)
    assert not dialog._take_back.isEnabled()
    (reason,) = dialog.findChildren(QLineEdit)
    reason.setText("评分表指标表述有误")
    shoot(dialog, "reissue")
    press(dialog, "收回发放")

    assert "第 2 版任务包" in told(window.screen_shown)
    shoot(window, "issue-withdrawn")
    fake_files.folder = tmp_path / "v2"
    fake_files.folder.mkdir()
    qtbot.waitUntil(lambda: not window.screen_shown.frame.is_reading, timeout=30_000)
    press(window.screen_shown, "发放第 2 版任务包")
    done(qtbot, application)
    assert {one.stem[-2:] for one in fake_files.folder.iterdir()} == {"v2"}


def test_that_an_expert_s_open_desk_takes_the_next_version_over(
    stage: demo._Stage,
    window: MainWindow,
    application: Application,
    qtbot: object,
    tmp_path: Path,
) -> None:
    tasks = version_two(stage, tmp_path)
    dossier = tmp_path / "E03.ynd"
    open_task(stage.tasks["E03"], dossier, demo.PIN, AROUND)
    with ReviewSession.open(dossier, demo.PIN, AROUND) as session:
        session.execute(c.EnterSheet(ScoreSheet("001", {"1.1": Points.parse("1")})))
    application.context.open_with_pin(dossier, demo.PIN)

    application.context.open_file(tasks["E03"])
    done(qtbot, application)
    done(qtbot, application)

    assert "已换用第 2 版任务包" in told(dialog_of(window))
    sheets = application.workspace.ask(lambda uow: uow.sheets())
    assert sheets["001"].points == {"1.1": Points.parse("1")}
    assert window.screen_id == "scoring"


def test_that_a_closed_desk_is_not_passed_over_unasked(
    stage: demo._Stage,
    window: MainWindow,
    application: Application,
    qtbot: object,
    tmp_path: Path,
) -> None:
    tasks = version_two(stage, tmp_path)
    kept = application.context.data / f"{tasks['E03'].name.partition('-E03')[0]}-E03.ynd"
    kept.parent.mkdir(parents=True, exist_ok=True)
    open_task(stage.tasks["E03"], kept, demo.PIN, AROUND)

    application.context.open_file(tasks["E03"])
    done(qtbot, application)

    asked = dialog_of(window)
    assert "先打开原来的评审数据" in told(asked)
    asked.reject()
    assert list(kept.parent.glob("*.ynd")) == [kept]
