"""The composition root: everything is made here once and handed to who needs it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QObject, QSettings, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.context import Context, Files
from ui.faults import Faults
from ui.files import REAL_FILES
from ui.opening import Opening
from ui.preload import preload
from ui.shell.idle import Idle
from ui.shell.keys import bind_keys
from ui.shell.main_window import MainWindow
from ui.tasks import Tasks
from ui.theme.appearance import Look
from ui.theme.style import load_fonts
from ui.workspace import Workspace

PRELOAD_AFTER = 150  # ms after the window is shown: the first paint comes first


class Application:
    """One running program with its one window."""

    def __init__(
        self, app: QApplication, settings: QSettings, files: Files, data: Path | None = None
    ) -> None:
        app.setApplicationName("ynreview")
        app.setStyle("Fusion")
        QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        load_fonts()
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
        data = data or Path(folder) / "评审数据"
        self.faults = Faults(Path(folder))
        self.look = Look(app, settings)
        self.workspace = Workspace()
        self.tasks = Tasks(self.faults.tell)
        self.window = MainWindow()
        self.faults.parent = self.window
        self.opening = Opening(self.window, self.workspace, self.tasks, settings)
        self.context = Context(
            workspace=self.workspace,
            tasks=self.tasks,
            look=self.look,
            files=files,
            settings=settings,
            data=data,
            go=self.window.go,
            open_file=self.opening.open_file,
            open_with_pin=self.opening.open_with_pin,
            say=self.window.say,
        )
        self.opening.context = self.context
        self.window.furnish(self.context)

    def begin(self, file: Path | None = None) -> None:
        """Show the first page and listen to the keys; then open a file, if there is one."""
        self.window.go("home")
        bind_keys(self.window, self.context, self.opening.lock)
        Idle(self.opening.lock, lambda: self.tasks.is_busy, self.window)
        if file is not None:
            preload()
            QTimer.singleShot(0, lambda: self.opening.open_file(file))


class _Painted(QObject):
    """Calls ``then`` once, as soon as a window has been painted for the first time."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._then = window, then
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


def _settle_in() -> None:
    gc.enable()
    preload()


def _offer(dossiers: Sequence[Path], settings: QSettings) -> None:
    if dossiers:
        from ui.screens.home.presenter import Recent, remember

        for path in dossiers:
            remember(settings, Recent(str(path.absolute()), "示例会次", path.stem, "—"))


def run_window(file: Path | None = None, offered: Sequence[Path] = ()) -> int:
    """Open the window, with a package or dossier if one is given; returns when it is closed.

    ``offered`` are dossiers of an example to be found on the first page.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    settings = QSettings("ynreview", "ynreview")
    _offer(offered, settings)
    running = Application(app, settings, REAL_FILES)
    running.faults.install()
    running.window.resize(1366, 728)
    _Painted(running.window, lambda: running.begin(file))
    running.window.show()
    QTimer.singleShot(PRELOAD_AFTER, _settle_in)
    return app.exec()
