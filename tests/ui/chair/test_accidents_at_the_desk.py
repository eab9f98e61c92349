"""A second window, a window closed at work, a killed process: nothing acknowledged is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from chair_hands import CTRL, dragged, press, settled, typed, visit, words_of
from conftest import copied
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from ui.application import Application
from ui.context import Context
from ui.cover import Cover
from ui.dialogs.pin import PinDialog
from ui.screens.standing.screen import StandingScreen
from ynreview.app.demo import PIN
from ynreview.app.queries.board import collection_board
from ynreview.app.queries.grading_view import grading_view
from ynreview.app.queries.opinions_view import opinions_view
from ynreview.app.queries.sealing_view import sealing_view
from ynreview.app.session import ReviewSession

SitDown = Callable[[Path], Application]


def asked(desk: Path, query: Callable[..., object]) -> object:
    with ReviewSession.open(desk, PIN) as session:
        return session.ask(query)


def test_that_a_second_window_on_the_same_desk_is_refused_in_words(
    sit_down: SitDown, graded: Path, qapp: QApplication, tmp_path: Path, fake_files: object
) -> None:
    first = sit_down(graded)
    desk = first.workspace.path
    before = first.workspace.ask(grading_view)
    settings = QSettings(str(tmp_path / "second.ini"), QSettings.Format.IniFormat)
    second = Application(qapp, settings, fake_files.as_files(), tmp_path / "second")  # type: ignore[attr-defined]
    second.window.go("home")
    second.window.show()
    second.window.activateWindow()
    second.opening.open_file(desk)
    settled()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PinDialog)
    typed(PIN)
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "另一个" in words_of(dialog)
    assert second.workspace.duty is None
    press(Qt.Key.Key_Escape)
    assert first.workspace.ask(grading_view) == before
    second.window.close()
    second.window.deleteLater()


def test_that_closing_while_packages_are_collected_loses_nothing(
    sit_down: SitDown, received: Path, handed_in: Path, packages: list[Path]
) -> None:
    codes = {one.code: one.key_code for one in asked(received, collection_board).rows}  # type: ignore[attr-defined]
    running = sit_down(handed_in)
    desk = running.workspace.path
    confirm = tuple(code for code in codes.values() if code)
    running.window.screen_shown.collect(packages, confirm)
    while running.workspace.ask(collection_board).received < 3:
        time.sleep(0.02)
    seen = running.workspace.ask(collection_board).received
    running.window.close()
    settled()
    assert asked(desk, collection_board).received >= seen  # type: ignore[attr-defined]
    with ReviewSession.open(desk, PIN) as session:
        assert not session.ask(collection_board).closed


def test_that_closing_while_the_result_is_frozen_leaves_it_whole(
    sit_down: SitDown, worded: Path, tmp_path: Path, fake_files: object
) -> None:
    stick = fake_files.folder = tmp_path / "stick"  # type: ignore[attr-defined]
    stick.mkdir()
    running = sit_down(worded)
    desk = running.workspace.path
    visit(running, "定稿与封存")
    press(Qt.Key.Key_Return, CTRL)
    assert running.tasks.is_busy
    running.window.close()
    settled()
    view = asked(desk, sealing_view)
    assert len(list(stick.glob("*.pdf"))) == view.number  # type: ignore[attr-defined]
    assert not list(stick.glob("*.ynr"))


def test_that_closing_while_the_result_is_sealed_leaves_it_whole(
    sit_down: SitDown, worded: Path, tmp_path: Path, fake_files: object, wait: Callable[[], None]
) -> None:
    stick = fake_files.folder = tmp_path / "stick"  # type: ignore[attr-defined]
    stick.mkdir()
    running = sit_down(worded)
    desk = running.workspace.path
    visit(running, "定稿与封存")
    press(Qt.Key.Key_Return, CTRL)
    wait()
    press(Qt.Key.Key_Return, CTRL)
    typed(PIN)
    press(Qt.Key.Key_Return)
    assert running.tasks.is_busy
    running.window.close()
    settled()
    view = asked(desk, sealing_view)
    assert view.number == 1  # type: ignore[attr-defined]
    assert bool(list(stick.glob("*.ynr"))) is view.sealed  # type: ignore[attr-defined]
    assert not [one for one in stick.iterdir() if one.suffix not in {".ynr", ".pdf", ".xlsx"}]


def test_that_a_package_dropped_while_closing_is_not_half_taken(
    sit_down: SitDown, handed_in: Path, packages: list[Path]
) -> None:
    running = sit_down(handed_in)
    desk = running.workspace.path
    dragged(running.window, packages)
    running.window.close()
    settled()
    assert asked(desk, collection_board).received == 1  # type: ignore[attr-defined]


def test_that_a_second_screen_covers_the_figures_until_they_are_asked_for(
    context: Context, closed: Path, tmp_path: Path
) -> None:
    screens = [1]
    context = replace(context, cover=Cover(lambda: screens[0]))
    context.workspace.open(copied(closed, tmp_path / "mine"), PIN)
    shown = StandingScreen(context)
    shown.show()
    shown.refresh()
    assert "91.00" in words_of(shown)
    screens[0] = 2
    shown.refresh()
    told = words_of(shown)
    assert "检测到外接屏幕，分数已遮住。" in told
    assert "91.00" not in told
    shown.setFocus()
    context.cover.toggle()
    assert "91.00" in words_of(shown)
    shown.refresh()
    assert "91.00" in words_of(shown)
    context.workspace.close()
    shown.close()
    shown.deleteLater()


_VICTIM = """
import sys
from pathlib import Path
desk, pin, work, *rest = sys.argv[1:]
sys.path[:0] = rest[:2]
files = [Path(one) for one in rest[2:]]
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from chair_hands import CTRL, codes_on, dragged, filled, press, settled, typed, until, visit
from ui.application import Application
from ui.files import REAL_FILES
app = QApplication([])
home = Path(desk).parent
settings = QSettings(str(home / "s.ini"), QSettings.Format.IniFormat)
running = Application(app, settings, REAL_FILES, home)
running.window.show()
running.window.activateWindow()
running.opening.open_with_pin(Path(desk), pin)
settled()

def saved(*what):
    assert "已保存" in running.window.status._saved.text()
    print("saved", *what, flush=True)

if work == "collecting":
    shown = running.window.screen_shown
    dragged(running.window, files)
    until(lambda: not running.tasks.is_busy)
    print("ready", flush=True)
    while codes_on(shown):
        code = codes_on(shown)[0]
        press(Qt.Key.Key_Space)
        until(lambda: not running.tasks.is_busy)
        saved(code)
elif work == "grading":
    visit(running, "评定")
    print("ready", flush=True)
    press(Qt.Key.Key_Return, CTRL)
    saved("proposed")
    press(Qt.Key.Key_Return)
    for votes in ("4", "2", "0"):
        typed(votes)
        press(Qt.Key.Key_Tab)
    typed("该平台在周边国家的应用更扎实")
    press(Qt.Key.Key_Return, CTRL)
    saved("tie")
else:
    visit(running, "意见")
    print("ready", flush=True)
    press(Qt.Key.Key_Return)
    for place in range(20):
        typed(f"成效{place}")
        press(Qt.Key.Key_Return, CTRL)
        saved(place)
print("done", flush=True)
while True:
    QTest.qWait(50)
"""


def killed_at_work(desk: Path, work: str, after: float, files: list[Path]) -> list[str]:
    """Let the window work on a desk, kill it some seconds later; return what it said was saved."""
    program = desk.parent / "victim.py"
    program.write_text(_VICTIM, encoding="utf-8")
    here = Path(__file__).parent
    words = [desk, PIN, work, here, here.parent / "expert", *files]
    victim = subprocess.Popen(
        [sys.executable, str(program), *map(str, words)],
        stdout=subprocess.PIPE,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_DATA_HOME": str(desk.parent),
            "PYTHONPATH": str(Path.cwd()),
            "PYTHONIOENCODING": "utf-8",
        },
    )
    assert victim.stdout is not None
    assert victim.stdout.readline() == b"ready\n"
    time.sleep(after)
    victim.send_signal(signal.SIGKILL)
    out, _ = victim.communicate()
    said = [line.partition(" ") for line in out.decode("utf-8").splitlines()]
    return [what for word, _, what in said if word == "saved"]


def kept(desk: Path, work: str) -> set[str]:
    """Return what is on disk of the same kind."""
    if work == "collecting":
        return {one.key_code for one in asked(desk, collection_board).rows}  # type: ignore[attr-defined]
    if work == "grading":
        view = asked(desk, grading_view)
        tie = view.tie is not None and not view.tie.open  # type: ignore[attr-defined]
        return {*(["proposed"] if view.proposed else []), *(["tie"] if tie else [])}  # type: ignore[attr-defined]
    rows = asked(desk, opinions_view).rows  # type: ignore[attr-defined]
    written = {one.achievements for one in rows if one.achievements}
    assert all(one.startswith("成效") for one in written)
    return {one.removeprefix("成效") for one in written}


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
@pytest.mark.parametrize(
    ("work", "stage", "most"),
    [("collecting", "handed_in", 4), ("grading", "closed", 0.6), ("opinions", "graded", 0.8)],
)
def test_that_a_killed_desk_keeps_whatever_it_said_was_saved(
    request: pytest.FixtureRequest,
    packages: list[Path],
    tmp_path: Path,
    work: str,
    stage: str,
    most: float,
) -> None:
    chance = random.Random(2026)  # noqa: S311 - moments of a kill, no secret
    acknowledged = 0
    for turn in range(3):
        desk = copied(request.getfixturevalue(stage), tmp_path / f"{turn}")
        said = killed_at_work(desk, work, chance.uniform(0.3, 1) * most, packages[:3])
        assert set(said) <= kept(desk, work)
        acknowledged += len(said)
    assert acknowledged
