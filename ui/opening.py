"""Any file to its right place: a dossier to its desk, a task to its first opening, else 验证."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSettings

from ui.context import Context
from ui.shell.main_window import MainWindow
from ui.tasks import Progress, Tasks
from ui.workspace import Workspace
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.terms import Duty

DOSSIER, PACKAGE = ".ynd", ".ynr"
FIRST_SCREEN = {Duty.ORGANISER: "round", Duty.EXPERT: "scoring", Duty.CHAIR: "collect"}
FOLDER = "这是一个文件夹。请打开其中的任务包或数据包（扩展名为 .ynr）。没有读入任何内容。"
UNKNOWN = "这不是评审数据包（扩展名应为 .ynr）。没有读入任何内容。"


class Opening:
    """Recognises files and opens dossiers; ``wanted`` is the file the next screen is about."""

    def __init__(
        self, window: MainWindow, workspace: Workspace, tasks: Tasks, settings: QSettings
    ) -> None:
        self.window, self.workspace, self.tasks, self.settings = window, workspace, tasks, settings
        self.context: Context | None = None

    def open_file(self, path: Path) -> None:
        """Go to the right place for a file; an unknown one gets its sentence on the first page."""
        suffix = path.suffix.lower()
        if path.is_dir():
            self._tell(FOLDER)
        elif suffix == DOSSIER:
            self._unlock(path)
        elif suffix == PACKAGE:
            self._recognise(path)
        else:
            self._tell(UNKNOWN)

    def _tell(self, text: str) -> None:
        self.window.go("home")
        self.window.screen_shown.tell(text)  # type: ignore[attr-defined]

    def lock(self) -> None:
        """Close the dossier and ask for its 口令 again; it opens on the same screen."""
        path, screen = self.workspace.path, self.window.screen_id
        if path is None or self.tasks.is_busy:
            return
        self.window.settle()
        self.workspace.close()
        self.window.go("home")
        self._unlock(path, screen)

    def _unlock(self, path: Path, screen: str = "") -> None:
        from ui.dialogs.pin import ask_pin

        duty = self.workspace.duty
        if duty is not None and path == self.workspace.path:
            self.window.go(FIRST_SCREEN[duty])
            return

        def opened(pin: str) -> str:
            try:
                self.open_with_pin(path, pin)
            except YnReviewError as error:
                from ynreview.messages import explain_error

                return explain_error(error)
            if screen:
                self.window.go(screen)
            return ""

        ask_pin(self.window, path.stem, opened)

    def open_with_pin(self, path: Path, pin: str) -> None:
        """Open a dossier and go to its first screen; raises YnReviewError."""
        from ui.screens.home.presenter import Recent, remember
        from ynreview.app.queries.round_head import round_head

        self.workspace.open(path, pin)
        head = self.workspace.ask(round_head)
        now = datetime.now().astimezone()
        remember(self.settings, Recent(str(path), head.title, head.who, f"{now:%Y-%m-%d %H:%M}"))
        self.window.show_head(head)
        duty = self.workspace.duty
        assert duty is not None
        self.window.go(FIRST_SCREEN[duty])

    def _recognise(self, path: Path) -> None:
        from ynreview.app.queries.packages import package_type

        def read(progress: Progress) -> str:
            progress.tell("读取数据包")
            return package_type(path)

        def known(kind: str) -> None:
            if kind == "task":
                self.window.go("home")
                self.window.screen_shown.open_task(path)  # type: ignore[attr-defined]
            elif kind in {"score", "roster"} and self.workspace.duty is Duty.CHAIR:
                self.window.go("collect")
                self.window.screen_shown.collect([path])  # type: ignore[attr-defined]
            else:
                self.workspace.close()
                self.window.go("verify")
                self.window.screen_shown.verify(path)  # type: ignore[attr-defined]

        self.tasks.start("读取数据包", read, known, self._tell)
