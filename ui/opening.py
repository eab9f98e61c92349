"""Any file to its right place: a dossier to its desk, a task to its first opening, else 验证."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

from ui.context import Context
from ui.dialogs.pin import ask_pin
from ui.shell.main_window import MainWindow
from ui.tasks import Progress, Tasks
from ui.workspace import Workspace
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.terms import Duty
from ynreview.messages import explain_error

DOSSIER, PACKAGE = ".ynd", ".ynr"
FIRST_SCREEN = {Duty.ORGANISER: "round", Duty.EXPERT: "scoring", Duty.CHAIR: "collect"}
UNKNOWN = "这不是评审数据包（扩展名应为 .ynr）。没有读入任何内容。"
_RECENT = "recent"
_KEPT = 8


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
        if suffix == DOSSIER:
            self._unlock(path)
        elif suffix == PACKAGE:
            self._recognise(path)
        else:
            self._tell(UNKNOWN)

    def _tell(self, text: str) -> None:
        self.window.go("home")
        self.window.screen_shown.tell(text)  # type: ignore[attr-defined]

    def _unlock(self, path: Path) -> None:
        def opened(pin: str) -> str:
            try:
                self.workspace.open(path, pin)
            except YnReviewError as error:
                return explain_error(error)
            self._remember(path)
            duty = self.workspace.duty
            assert duty is not None
            self.window.go(FIRST_SCREEN[duty])
            return ""

        ask_pin(self.window, path.stem, opened)

    def _recognise(self, path: Path) -> None:
        from ynreview.app.queries.packages import package_type

        def read(progress: Progress) -> str:
            progress.tell("读取数据包")
            return package_type(path)

        def known(kind: str) -> None:
            if kind == "task":
                self.window.go("home")
                self.window.screen_shown.open_task(path)  # type: ignore[attr-defined]
            elif kind == "score" and self.workspace.duty is Duty.CHAIR:
                self.window.go("collect")
                self.window.screen_shown.collect([path])  # type: ignore[attr-defined]
            else:
                self.workspace.close()
                self.window.go("verify")
                self.window.screen_shown.verify(path)  # type: ignore[attr-defined]

        self.tasks.start("读取数据包", read, known, self._tell)

    def _remember(self, path: Path) -> None:
        remember(self.settings, path)


def remember(settings: QSettings, path: Path) -> None:
    """Put a dossier first among those worked on lately."""
    kept = [str(path), *(one for one in _stored(settings) if one != str(path))]
    settings.setValue(_RECENT, kept[:_KEPT])


def recent(settings: QSettings) -> list[Path]:
    """Return the dossiers worked on lately that are still there, the latest first."""
    return [Path(one) for one in _stored(settings) if Path(one).is_file()]


def _stored(settings: QSettings) -> list[str]:
    value = settings.value(_RECENT, [])
    if isinstance(value, str):
        return [value]
    return [str(one) for one in value] if isinstance(value, list) else []
