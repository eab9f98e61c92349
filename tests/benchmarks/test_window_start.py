"""The start of the window against a bare one that says one Chinese sentence, as processes."""

import os
import resource as usage
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from resources import resource

pytestmark = pytest.mark.benchmark
Compare = Callable[..., float]

# Both programs run up to their event loop, which is then left at the moment in question.
UNTIL = """
import os
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

run = QApplication.exec

def first_paint():
    QApplication.processEvents()
    shown = [one for one in QApplication.topLevelWindows() if one.isExposed()]
    os._exit(0 if shown else 1)

def interactive():
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, first_paint))
    run()

QApplication.exec = staticmethod(globals()[sys.argv.pop(1)])
"""
BARE = """
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

app = QApplication(sys.argv)
QFontDatabase.addApplicationFont(os.environ["FONT"])
app.setFont(QFont("Noto Sans SC"))
window = QMainWindow()
window.setCentralWidget(QLabel("云南省国际联合创新平台评审"))
window.show()
app.exec()
"""
OURS = """
from ui.launch import main

main()
"""


def of_children() -> float:
    """Return the seconds of processor that ended programs took; waiting is the neighbours'."""
    used = usage.getrusage(usage.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize(("moment", "most"), [("first_paint", 1.6), ("interactive", 1.8)])
def test_that_the_window_is_there_almost_as_soon_as_a_bare_one(
    compare: Compare, tmp_path: Path, moment: str, most: float
) -> None:
    around = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "FONT": str(resource("fonts", "NotoSansSC-Regular.ttf")),
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled"),
    }
    around.pop("PYTHONDONTWRITEBYTECODE", None)

    def start(program: str) -> None:
        command = [sys.executable, "-c", UNTIL + program, moment]
        subprocess.run(command, check=True, env=around, cwd=tmp_path, capture_output=True)

    for program in (BARE, OURS):
        start(program)

    ratio = compare(
        f"the window, {moment.replace('_', ' ')}, against a bare window",
        lambda: start(OURS),
        lambda: start(BARE),
        rounds=20,
        clock=of_children,
    )

    assert ratio <= most
