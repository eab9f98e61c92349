"""The delivery board by window: into a folder, and one stick after another without a click."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from ui.application import Application
from ui.screens.issue.screen import IssueScreen
from ui.shell.main_window import MainWindow
from ui.theme.tokens import Appearance
from ui.widgets.data_table import DataTable
from ui.widgets.refusal import Refusal
from ynreview.app import commands as c
from ynreview.app.session import ReviewSession
from ynreview.app.setup import create_round
from ynreview.app.work import Surroundings
from ynreview.kernel.terms import EvaluationType
from ynreview.panel.round import NewRound

DATA = Path(__file__).parents[2] / "data" / "post-evaluation"
PIN = "organiser-2026"
Shoot = Callable[[QWidget, str], None]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real ledger and panel, not issued yet."""
    path = tmp_path_factory.mktemp("ready") / "round.ynd"
    day, reason = date(2026, 11, 24), "按原办法"
    wanted = NewRound("2026年度后评估", EvaluationType.POST_EVALUATION, day, "yn-2022-2", reason)
    create_round(path, PIN, wanted, Surroundings.real())
    with ReviewSession.open(path, PIN) as session:
        session.execute(c.ImportPlatforms(DATA / "platforms.xlsx"))
        session.execute(c.ImportPanel(DATA / "panel.xlsx"))
    return path


@pytest.fixture
def screen(
    ready: Path, window: MainWindow, application: Application, tmp_path: Path, qtbot: object
) -> IssueScreen:
    path = tmp_path / "round.ynd"
    path.write_bytes(ready.read_bytes())
    application.context.open_with_pin(path, PIN)
    window.go("issue")
    shown = window.screen_shown
    assert isinstance(shown, IssueScreen)
    qtbot.waitUntil(lambda: not shown.frame.is_reading, timeout=30_000)
    return shown


@pytest.fixture
def sticks(screen: IssueScreen) -> list[Path]:
    """What is put in; the timer is stopped, a test looks when it wants to."""
    present: list[Path] = []
    screen.sticks = lambda: list(present)
    return present


def press(place: QWidget, name: str) -> None:
    buttons = place.findChildren(QAbstractButton)
    one = next(b for b in buttons if b.accessibleName() == name and b.isVisible())
    assert one.isEnabled(), name
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Space)


def done(qtbot: object, application: Application) -> None:
    qtbot.waitUntil(lambda: not application.tasks.is_busy, timeout=30_000)
    QApplication.processEvents()


def states(screen: IssueScreen) -> dict[str, str]:
    (table,) = (t for t in screen.findChildren(DataTable) if t.accessibleName().startswith("任务"))
    return {one.code: one.state for one in table.table_model.rows}


def told(screen: IssueScreen) -> str:
    return "\n".join(one.text() for one in screen.findChildren(QLabel) if one.isVisible())


def refused(screen: IssueScreen) -> str:
    return "".join(one.text for one in screen.findChildren(Refusal))


def stick(folder: Path, name: str) -> Path:
    place = folder / name
    place.mkdir()
    return place


def test_that_sticks_are_written_one_after_another_without_a_click(
    screen: IssueScreen,
    sticks: list[Path],
    application: Application,
    qtbot: object,
    tmp_path: Path,
    shoot: Shoot,
) -> None:
    private = stick(tmp_path, "private")
    sticks.append(private)
    shoot(screen.window(), "issue-ready")
    press(screen, "逐个写入 U 盘(U)")
    screen.look_for_stick()
    assert not application.tasks.is_busy
    assert "请插入下一个 U 盘：E01" in told(screen)
    assert "现在插着的 U 盘不会再写" in told(screen)
    shoot(screen.window(), "issue-stick")

    sticks[:] = []
    for number in range(1, 8):
        screen.look_for_stick()
        place = stick(tmp_path, f"usb{number}")
        sticks.append(place)
        screen.look_for_stick()
        assert "请不要拔出" in told(screen)
        done(qtbot, application)
        assert refused(screen) == ""
        assert [one.name[-15:] for one in place.iterdir()] == [f"E0{number}-task-v1.ynr"]
        assert states(screen)[f"E0{number}"] == "已读回核对，可以拔出"
        if number == 3:
            shoot(screen.window(), "issue-sticks-going")
        sticks.remove(place)

    assert list(private.iterdir()) == []
    assert "已全部写出" in told(screen)
    assert "请插入下一个" not in told(screen)


def test_that_a_stick_of_somebody_else_is_not_written(
    screen: IssueScreen,
    sticks: list[Path],
    application: Application,
    qtbot: object,
    tmp_path: Path,
    shoot: Shoot,
) -> None:
    press(screen, "逐个写入 U 盘(U)")
    place = stick(tmp_path, "usb")
    sticks.append(place)
    screen.look_for_stick()
    done(qtbot, application)
    screen.look_for_stick()
    assert "请插入下一个 U 盘：E02" in told(screen)

    sticks.remove(place)
    screen.look_for_stick()
    sticks.append(place)
    screen.look_for_stick()
    done(qtbot, application)

    assert "已有别人的任务包" in refused(screen)
    assert len(list(place.iterdir())) == 1
    assert states(screen)["E02"] == "待写入"
    shoot(screen.window(), "issue-refused")
    press(screen, "停止写 U 盘(T)")
    assert "请插入下一个" not in told(screen)


def test_that_a_full_stick_is_told_and_the_expert_stays_next(
    screen: IssueScreen,
    sticks: list[Path],
    application: Application,
    qtbot: object,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from collections import namedtuple

    usage = namedtuple("usage", "total used free")  # noqa: PYI024 - as shutil gives it
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(10, 10, 0))
    press(screen, "逐个写入 U 盘(U)")
    sticks.append(stick(tmp_path, "usb"))
    screen.look_for_stick()
    done(qtbot, application)

    assert "空间不足" in refused(screen)
    assert states(screen)["E01"] == "待写入"
    screen.look_for_stick()
    assert "请插入下一个 U 盘：E01" in told(screen)


def test_that_issuing_into_a_folder_can_be_stopped_and_taken_up_again(
    screen: IssueScreen,
    application: Application,
    fake_files: object,
    qtbot: object,
    tmp_path: Path,
) -> None:
    fake_files.folder = stick(tmp_path, "tasks")
    press(screen, "发放任务包")
    assert not screen._issue.isEnabled()
    application.tasks.cancel()
    done(qtbot, application)
    assert "已取消" in refused(screen)
    assert list(fake_files.folder.glob("*.part")) == []

    press(screen, screen._issue.accessibleName())
    done(qtbot, application)
    assert refused(screen) == ""
    assert set(states(screen).values()) == {"已读回核对"}


def test_that_papers_are_written_for_print(
    screen: IssueScreen,
    application: Application,
    fake_files: object,
    qtbot: object,
    tmp_path: Path,
) -> None:
    fake_files.folder = stick(tmp_path, "papers")
    press(screen, "打印材料(P)")
    done(qtbot, application)

    assert refused(screen) == ""
    assert "均为草稿" in told(screen)
    names = sorted(one.stem.rpartition("-")[2] for one in fake_files.folder.iterdir())
    assert names == sorted(
        ["签到表", "保密与廉洁承诺书", "会议须知", "U盘标签", "任务包移交清单", "身份核对确认表"]
    )


@pytest.mark.parametrize(("width", "height"), [(1366, 728), (1000, 728), (683, 640), (683, 356)])
@pytest.mark.parametrize("appearance", list(Appearance), indirect=True)
def test_that_the_board_fits_every_window(
    screen: IssueScreen,
    application: Application,
    fake_files: object,
    qtbot: object,
    tmp_path: Path,
    shoot: Shoot,
    width: int,
    height: int,
) -> None:
    fake_files.folder = stick(tmp_path, "tasks")
    press(screen, "发放任务包")
    done(qtbot, application)
    screen.window().resize(width, height)
    for _ in range(5):
        QApplication.processEvents()
    shoot(screen.window(), f"issue-board-{height}")
    assert screen.window().width() == width
    assert screen.width() <= width
    work = screen._table.parentWidget()
    assert work.width() <= work.parentWidget().width()
