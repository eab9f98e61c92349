"""The way to the window: a bare call, a file, no display; and what the first paint may cost."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HEAVY = {
    *("sqlmodel", "sqlalchemy", "pyhanko", "reportlab"),
    *("xlsxwriter", "pikepdf", "python_calamine", "openpyxl"),
}
FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from ui.application import Application
from ui.files import REAL_FILES
app = QApplication([])
settings = QSettings(sys.argv[1] + "/settings.ini", QSettings.Format.IniFormat)
running = Application(app, settings, REAL_FILES, Path(sys.argv[1]))
running.window.show()
running.begin()
for _ in range(5):
    app.processEvents()
print(*sys.modules)
"""
PRELOADED = "import sys; from ui.preload import preload; preload().join(); print(*sys.modules)"


def call(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    wanted = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": ".", **environment}
    wanted = {name: value for name, value in wanted.items() if value}
    return subprocess.run(
        [sys.executable, *arguments], env=wanted, capture_output=True, text=True, check=False
    )


def test_that_nothing_heavy_is_loaded_at_the_first_paint(tmp_path: Path):
    done = call("-c", FIRST_PAINT, str(tmp_path), XDG_DATA_HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "PySide6" in loaded
    assert sorted(loaded & HEAVY) == []


def test_that_the_first_dossier_finds_everything_loaded():
    done = call("-c", PRELOADED)
    assert done.returncode == 0, done.stderr
    assert {"sqlmodel", "pyhanko"} <= set(done.stdout.split())


@pytest.mark.parametrize("arguments", [(), ("gui",), ("gui", "nothing.ynd")])
def test_that_without_a_display_one_sentence_says_how_to_see_the_window(arguments: tuple[str, ...]):
    nowhere = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    done = call("-m", "ui.launch", *arguments, **nowhere)
    assert done.returncode == 2
    assert "显示器" in done.stderr
    assert done.stdout == ""


def test_that_a_stale_display_is_no_display():
    stale = {"DISPLAY": ":9873", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    done = call("-m", "ui.launch", "gui", **stale)
    assert done.returncode == 2
    assert "显示器" in done.stderr


@pytest.fixture
def without_cursors(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A display that answers on a machine whose libxcb-cursor0 cannot be loaded."""
    sockets = Path("/tmp/.X11-unix")  # noqa: S108 - where X servers listen
    sockets.mkdir(exist_ok=True)
    number = 4_000 + os.getpid() % 50_000
    (tmp_path / "libxcb-cursor.so.0").write_bytes(b"nothing of the kind")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(sockets / f"X{number}"))
        listening.listen()
        yield {
            "DISPLAY": f":{number}",
            "WAYLAND_DISPLAY": "",
            "QT_QPA_PLATFORM": "",
            "LD_LIBRARY_PATH": str(tmp_path),
        }
    (sockets / f"X{number}").unlink()


@pytest.mark.parametrize("arguments", [(), ("gui",), ("gui", "nothing.ynd")])
def test_that_a_missing_library_is_named_with_its_package(
    arguments: tuple[str, ...], without_cursors: dict[str, str]
):
    done = call("-m", "ui.launch", *arguments, **without_cursors)
    assert done.returncode == 2
    assert "apt-get install libxcb-cursor0" in done.stderr
    assert done.stdout == ""


def test_that_the_example_round_ends_without_the_library_too(
    tmp_path: Path, without_cursors: dict[str, str]
):
    done = call("-m", "ui.launch", "demo", str(tmp_path / "example"), **without_cursors)
    assert done.returncode == 0, done.stderr
    assert "完整，未被改动" in done.stdout
    assert "libxcb-cursor0" in done.stderr
    assert "ynreview gui" in done.stderr


def test_that_the_example_round_ends_by_itself_where_nobody_sees_a_window(tmp_path: Path):
    nowhere = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": "offscreen"}
    done = call("-m", "ui.launch", "demo", str(tmp_path / "example"), **nowhere)
    assert done.returncode == 0, done.stderr
    assert "完整，未被改动" in done.stdout
    assert "ynreview gui" in done.stderr


def test_that_the_command_line_alone_never_loads_the_window():
    script = "import sys; import ui.launch; print(*sys.modules)"
    assert "PySide6" not in call("-c", script).stdout
