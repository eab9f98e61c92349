"""When the program itself fails: an apology, a crash file without scores, the dossier unharmed."""

from __future__ import annotations

import sys
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QWidget


def crash_lines(error: BaseException) -> list[str]:
    """Return where it happened, without one word of what was being worked on."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return [type(error).__name__, *places]


def write_crash_file(error: BaseException, folder: Path) -> Path | None:
    """Write the crash file; None where even that is impossible."""
    now = datetime.now().astimezone()
    file = folder / f"ynreview-故障-{now:%Y%m%d-%H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(crash_lines(error)) + "\n", encoding="utf-8")
    except OSError:
        return None
    return file


class Faults:
    """Catches what nobody caught and tells it once, in words."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.parent: QWidget | None = None

    def install(self) -> None:
        """Take over uncaught exceptions."""
        sys.excepthook = self._hook

    def tell(self, error: BaseException) -> None:
        """Apologise; the transaction was undone, so the dossier is as it was."""
        from PySide6.QtWidgets import QMessageBox

        file = write_crash_file(error, self._folder)
        where = f"\n记录在 {file}（不含评分内容），请交给技术人员。" if file else ""
        box = QMessageBox(self.parent)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("程序内部出错")
        box.setText("程序内部出错，这不是您的操作造成的。")
        box.setInformativeText(f"已保存的内容没有受影响，刚才的一步没有保存。{where}")
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        box.open()

    def _hook(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.tell(error)
