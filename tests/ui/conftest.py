"""The window under test: the real application with fake files, nothing left behind after it."""

import gc
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QtMsgType
from PySide6.QtWidgets import QApplication, QWidget

from ui.application import Application
from ui.context import Context, Files
from ui.shell.main_window import MainWindow
from ui.tasks import Tasks
from ui.theme.appearance import Look
from ui.theme.style import load_fonts
from ui.theme.tokens import Appearance
from ui.workspace import Workspace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SHOTS = Path("build", "shots")
_LOUD = {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}
_OF_THE_PLATFORM = ("This plugin does not support",)


@dataclass
class FakeFiles:
    """What the person would answer when asked for a file; ``asked`` holds the titles."""

    one: Path | None = None
    many: list[Path] = field(default_factory=list)
    saved: Path | None = None
    folder: Path | None = None
    asked: list[str] = field(default_factory=list)

    def as_files(self) -> Files:
        def heard(title: str, answer: object) -> object:
            self.asked.append(title)
            return answer

        return Files(
            open_one=lambda _, title, __: heard(title, self.one),
            open_many=lambda _, title, __: heard(title, list(self.many)),
            save_one=lambda _, title, __, ___: heard(title, self.saved),
            folder=lambda _, title: heard(title, self.folder),
        )


@dataclass
class Heard:
    """What a screen asked of the shell, where there is no window."""

    went: list[str] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def flush_deleted() -> None:
    """Let go of every widget that was to be deleted later."""
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    yield
    for widget in qapp.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    flush_deleted()


@pytest.fixture(autouse=True)
def qt_is_content(qtlog: object) -> Iterator[None]:
    yield
    loud = [one.message for one in qtlog.records if one.type in _LOUD]
    assert [one for one in loud if not one.startswith(_OF_THE_PLATFORM)] == []


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    qapp.setStyle("Fusion")
    load_fonts()
    return qapp


@pytest.fixture
def appearance(request: pytest.FixtureRequest) -> Appearance:
    """Light, unless a test is parametrized with ``appearance``, ``indirect=True``."""
    chosen: Appearance = getattr(request, "param", Appearance.LIGHT)
    return chosen


@pytest.fixture
def settings(tmp_path: Path, appearance: Appearance) -> QSettings:
    found = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    found.setValue("appearance", appearance.value)
    return found


@pytest.fixture
def look(qapp: QApplication, settings: QSettings) -> Look:
    return Look(qapp, settings, lambda: False)


@pytest.fixture
def fake_files() -> FakeFiles:
    return FakeFiles()


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def context(
    look: Look, settings: QSettings, fake_files: FakeFiles, heard: Heard, tmp_path: Path
) -> Context:
    """A context for one screen alone; ``heard`` is what it asked of the shell."""

    def broke(error: Exception) -> None:
        raise error

    workspace = Workspace()
    return Context(
        workspace=workspace,
        tasks=Tasks(broke),
        look=look,
        files=fake_files.as_files(),
        settings=settings,
        data=tmp_path / "local",
        go=heard.went.append,
        open_file=heard.opened.append,
        open_with_pin=workspace.open,
        say=heard.said.append,
    )


@pytest.fixture
def application(
    qapp: QApplication,
    settings: QSettings,
    fake_files: FakeFiles,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Application]:
    """The real application with its window, not yet shown."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "local"))
    running = Application(qapp, settings, fake_files.as_files(), tmp_path / "local")
    running.begin()
    yield running
    running.tasks.cancel()
    running.tasks.wait()
    flush_deleted()
    running.window.close()
    running.window.deleteLater()
    flush_deleted()
    del running
    gc.collect()


@pytest.fixture
def window(application: Application) -> MainWindow:
    """The window as it is on a laptop of 1366 by 768."""
    application.window.resize(1366, 728)
    application.window.show()
    QCoreApplication.processEvents()
    return application.window


@pytest.fixture
def shoot() -> Callable[[QWidget, str], None]:
    """Save a picture of a widget when YNREVIEW_SHOTS is set."""

    def save(widget: QWidget, name: str) -> None:
        if not os.environ.get("YNREVIEW_SHOTS"):
            return
        QCoreApplication.processEvents()
        SHOTS.mkdir(parents=True, exist_ok=True)
        dark = widget.palette().window().color().lightness() < 128
        theme = "dark" if dark else "light"
        widget.grab().save(str(SHOTS / f"{name}-{theme}-{widget.width()}.png"))

    return save
