"""The example round's packages, and the chair's desk at two moments, copied for every test."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from ui.application import Application
from ynreview.app import commands as c
from ynreview.app.collecting import collect_files
from ynreview.app.demo import PIN, Demo, run_demo
from ynreview.app.opening import open_desk
from ynreview.app.session import ReviewSession
from ynreview.app.work import Surroundings


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("example") / "round"
    run_demo(root, Demo(), lambda _: None)
    return root


@pytest.fixture(scope="session")
def packages(example: Path) -> list[Path]:
    """What the other experts hand in."""
    found = sorted((example / "scores").glob("*.ynr"))
    return [path for path in found if "-E01-" not in path.name]


@pytest.fixture(scope="session")
def handed_in(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The chair's desk after the chair's own scores were handed in."""
    root = tmp_path_factory.mktemp("desk")
    (task,) = (example / "tasks").glob("*-E01-task-*.ynr")
    desk = root / "chair.ynd"
    assert open_desk(task, desk, PIN, Surroundings.real()).ok
    with ReviewSession.open(desk, PIN) as session:
        assert session.execute(c.EnterScores(example / "scores" / "E01.json")).ok
        assert session.execute(c.SubmitSheets(root)).ok
    return desk


@pytest.fixture(scope="session")
def closed(handed_in: Path, packages: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk after the close, the absent expert replaced by the alternate."""
    desk = Path(shutil.copy(handed_in, tmp_path_factory.mktemp("closed") / "chair.ynd"))
    own = next(iter(handed_in.parent.glob("*.ynr")))
    with ReviewSession.open(desk, PIN) as session:
        assert collect_files(session, [own, *packages], (), confirm_all=True).ok
        assert session.execute(c.CloseCollection("E05 因病缺席", replaced={"E05": "E08"})).ok
    return desk


def copied(desk: Path, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return Path(shutil.copy(desk, folder / "chair.ynd"))


@pytest.fixture
def sit_down(application: Application, tmp_path: Path) -> Callable[[Path], Application]:
    """Open a copy of a desk in the real window."""

    def seated(desk: Path) -> Application:
        application.window.resize(1366, 728)
        application.window.show()
        application.opening.open_with_pin(copied(desk, tmp_path / "mine"), PIN)
        settled()
        return application

    return seated


@pytest.fixture
def wait(application: Application) -> Callable[[], None]:
    """Wait until the work under way has ended."""

    def waited() -> None:
        for _ in range(3000):
            settled()
            if not application.tasks.is_busy:
                return
            QTest.qWait(20)
        pytest.fail("the work never ended")

    return waited


@pytest.fixture
def click() -> Callable[[QWidget, str], None]:
    """Click the visible button whose words begin so."""

    def clicked(parent: QWidget, words: str) -> None:
        found = [
            one
            for one in parent.findChildren(QPushButton)
            if one.isVisible() and one.isEnabled() and one.text().startswith(words)
        ]
        assert found, words
        found[0].click()
        settled()

    return clicked


def settled() -> None:
    for _ in range(3):
        QCoreApplication.processEvents()
