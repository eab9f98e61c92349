"""Closing, killing, locking, a second window: an acknowledged change is never lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from expert_hands import PIN, focus_name, press, settled, typed
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from ui.application import Application
from ui.dialogs.pin import PinDialog
from ynreview.app.queries.scoring_view import sheet_view
from ynreview.app.session import ReviewSession

CTRL = Qt.KeyboardModifier.ControlModifier
_VICTIM = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from expert_hands import press, settled, typed, until
from ui.application import Application
from ui.files import REAL_FILES
app = QApplication([])
home = Path(sys.argv[1]).parent
settings = QSettings(str(home / "s.ini"), QSettings.Format.IniFormat)
running = Application(app, settings, REAL_FILES, home)
running.window.show()
running.window.activateWindow()
running.opening.open_with_pin(Path(sys.argv[1]), sys.argv[2])
settled()
press(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
for mark in ("7", "9.5", "8"):
    typed(mark)
    press(Qt.Key.Key_Return)
until(lambda: "已保存" in running.window.status._saved.text())
typed("6")
print("已保存", flush=True)
while True:
    QTest.qWait(50)
"""


def marks(dossier: Path) -> dict[str, str]:
    with ReviewSession.open(dossier, PIN) as session:
        points = session.ask(lambda uow: sheet_view(uow, "001")).sheet.points
    return {code: str(one) for code, one in points.items()}


def test_that_a_killed_window_loses_nothing_it_said_was_saved(
    dossier: Path, tmp_path: Path
) -> None:
    program = tmp_path / "victim.py"
    program.write_text(_VICTIM, encoding="utf-8")
    here = str(Path(__file__).parent)
    victim = subprocess.Popen(
        [sys.executable, str(program), str(dossier), PIN, here],
        stdout=subprocess.PIPE,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_DATA_HOME": str(tmp_path),
            "PYTHONPATH": str(Path.cwd()),
            "PYTHONIOENCODING": "utf-8",
        },
    )
    assert victim.stdout is not None
    said = victim.stdout.readline().decode("utf-8").strip()
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    victim.stdout.close()
    assert said == "已保存"
    kept = marks(dossier)
    assert {code: kept[code] for code in ("1.1", "1.2", "1.3")} == {
        "1.1": "7.00",
        "1.2": "9.50",
        "1.3": "8.00",
    }


def test_that_closing_in_the_middle_of_typing_stores(
    at_scoring: Application, dossier: Path
) -> None:
    press(Qt.Key.Key_J, CTRL)
    typed("7")
    at_scoring.window.close()
    assert marks(dossier) == {"1.1": "7.00"}


def test_that_leaving_for_another_screen_stores_and_coming_back_finds_the_place(
    at_scoring: Application,
) -> None:
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_J, CTRL)
    typed("7")
    press(Qt.Key.Key_T, CTRL)
    assert at_scoring.window.screen_id == "overview"
    press(Qt.Key.Key_T, CTRL)
    stored = at_scoring.workspace.ask(lambda uow: sheet_view(uow, "002")).sheet.points
    assert str(stored["1.1"]) == "7.00"
    assert focus_name() == "1.1 承担任务 得分"


def test_that_locking_asks_for_the_secret_and_returns_to_the_same_platform(
    at_scoring: Application,
) -> None:
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_J, CTRL)
    typed("7")
    press(Qt.Key.Key_L, CTRL)
    assert at_scoring.workspace.duty is None
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PinDialog)
    typed("wrong-one")
    press(Qt.Key.Key_Return)
    assert at_scoring.workspace.duty is None
    typed(PIN)
    press(Qt.Key.Key_Return)
    assert at_scoring.window.screen_id == "scoring"
    assert at_scoring.window.screen_shown._number == "002"
    stored = at_scoring.workspace.ask(lambda uow: sheet_view(uow, "002")).sheet.points
    assert str(stored["1.1"]) == "7.00"


def test_that_enter_on_the_first_page_goes_on(at_scoring: Application) -> None:
    at_scoring.window.go("home")
    settled()
    assert focus_name() == "继续评审(C)"
    press(Qt.Key.Key_Return)
    assert at_scoring.window.screen_id == "scoring"


def test_that_a_dossier_in_use_is_refused_in_words(
    application: Application, window: object, dossier: Path
) -> None:
    with ReviewSession.open(dossier, PIN):
        application.opening.open_file(dossier)
        settled()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PinDialog)
        typed(PIN)
        press(Qt.Key.Key_Return)
        assert "另一个" in dialog._said.text()
        assert application.workspace.duty is None
        press(Qt.Key.Key_Escape)
    del window


def test_that_an_unknown_file_dropped_gets_its_sentence(
    application: Application, window: object, tmp_path: Path
) -> None:
    del window
    file = tmp_path / "成绩.xlsx"
    file.write_bytes(b"")
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPointF(QPoint(5, 5)),
        Qt.DropAction.CopyAction,
        dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    application.window.dropEvent(drop)
    refusal = application.window.screen_shown._refusal
    assert refusal.text == "这不是评审数据包（扩展名应为 .ynr）。没有读入任何内容。"
    assert refusal.isVisible()
