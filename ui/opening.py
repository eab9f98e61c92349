"""Any file to its right place: a dossier to its desk, a task to its first opening, else 验证."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from ui.context import Context
from ui.shell.main_window import MainWindow
from ui.tasks import Progress, Tasks
from ui.workspace import Workspace
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.terms import Duty

if TYPE_CHECKING:
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.task_facts import TaskFacts

DOSSIER, PACKAGE = ".ynd", ".ynr"
FIRST_SCREEN = {Duty.ORGANISER: "round", Duty.EXPERT: "scoring", Duty.CHAIR: "collect"}
FOLDER = "这是一个文件夹。请打开其中的任务包或数据包（扩展名为 .ynr）。没有读入任何内容。"
ANOTHER_VERSION = (
    "这是第 {version} 版任务包，这台电脑上已有本会次原来的评审数据。还没有提交过的，请取消，"
    "先打开原来的评审数据，再打开这个任务包，未改动指标的分数会保留。"
    "已经提交过的，请另建评审数据，重新评分。"
)
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

        ask_pin(self.window, self._name_of(path), opened)

    def _name_of(self, path: Path) -> str:
        """Return what a dossier that was open here before is of, else the name of its file."""
        from ui.screens.home.presenter import recents

        known = (one for one in recents(self.settings) if one.path == str(path))
        return next((f"{one.title} · {one.who}" for one in known), path.stem)

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

        def read(progress: Progress) -> tuple[str, TaskFacts | None]:
            progress.tell("读取数据包")
            kind = package_type(path)
            return kind, read_task(path) if kind == "task" else None

        def known(found: tuple[str, TaskFacts | None]) -> None:
            kind, facts = found
            if facts is not None:
                self._open_task(path, facts)
            elif kind in {"score", "roster"} and self.workspace.duty is Duty.CHAIR:
                self.window.go("collect")
                self.window.screen_shown.collect([path])  # type: ignore[attr-defined]
            else:
                self.workspace.close()
                self.window.go("verify")
                self.window.screen_shown.verify(path)  # type: ignore[attr-defined]

        self.tasks.start("读取数据包", read, known, self._tell)

    def _open_task(self, path: Path, facts: TaskFacts) -> None:
        """Open a task for the first time, or put its newer version over the open dossier."""

        def first() -> None:
            self.window.go("home")
            self.window.screen_shown.open_task(path)  # type: ignore[attr-defined]

        if self._is_next_version(facts):
            self._update(path)
        elif facts.version > 1 and self._kept(facts) is not None:
            from ui.dialogs.confirm import confirm

            self.window.go("home")
            text = ANOTHER_VERSION.format(version=facts.version)
            confirm(self.window.screen_shown, text, "另建评审数据", first)
        else:
            first()

    def _is_next_version(self, facts: TaskFacts) -> bool:
        from ynreview.app.queries.task_facts import is_next_version

        if self.workspace.duty not in {Duty.EXPERT, Duty.CHAIR}:
            return False
        return self.workspace.ask(lambda uow: is_next_version(uow, facts))

    def _kept(self, facts: TaskFacts) -> Path | None:
        """Return the dossier that an earlier version was opened into on this machine."""
        assert self.context is not None
        name = f"{facts.round_id}-{'chair' if facts.leads else facts.expert}"
        return next(iter(sorted(self.context.data.glob(f"{name}*{DOSSIER}"))), None)

    def _update(self, path: Path) -> None:
        from ui.dialogs.confirm import confirm
        from ynreview.app.commands import UpdateTask
        from ynreview.messages import explain

        def work(progress: Progress) -> Outcome:
            progress.tell("更新任务包")
            return self.workspace.carried_out(UpdateTask(path), progress)

        def done(outcome: Outcome) -> None:
            if not outcome.ok:
                text = "\n".join(map(explain, outcome.findings))
                confirm(self.window.screen_shown, text, "知道了", lambda: None)
                return
            self.workspace.tell(outcome)
            self.window.go("scoring")
            confirm(self.window.screen_shown, updated_text(outcome), "知道了", lambda: None)

        self.window.settle()
        self.tasks.start("更新任务包", work, done, self.window.say)


def read_task(path: Path) -> TaskFacts:
    """Read what a task package says; raises YnReviewError."""
    from ynreview.app.queries.task_facts import task_facts

    return task_facts(path)


def updated_text(outcome: Outcome) -> str:
    """Return what a newer task changed, in sentences."""
    lines = [f"已换用第 {outcome.data['task_version']} 版任务包，未改动指标的分数都已保留。"]
    if outcome.data["emptied"]:
        lines.append(f"以下指标有改动，须重新填写：{'；'.join(outcome.data['emptied'])}。")
    if outcome.data["changed_entries"]:
        numbers = "、".join(outcome.data["changed_entries"])
        lines.append(f"{numbers} 号的材料或基本情况有变化，请重新核对。")
    return "\n".join(lines)
