"""What is loaded when: no window in the core, no heavy library before it is needed."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

BLOCK_QT = """
import importlib, pkgutil, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError(name)

sys.meta_path.insert(0, Blocked())
import ynreview, ui.launch
names = [found.name for found in pkgutil.walk_packages(ynreview.__path__, "ynreview.")]
for name in names:
    if not name.endswith("__main__"):
        importlib.import_module(name)
try:
    import PySide6
except ImportError:
    print(len(names))
"""
LOADED = """
import sys
from ynreview.cli.main import run
status = run({arguments!r})
heavy = {heavy!r}
print("LOADED", status, *[name for name in heavy if name in sys.modules])
"""
PAPER = ("reportlab", "xlsxwriter", "pikepdf", "python_calamine", "openpyxl", "PIL", "lxml")
STORE = ("sqlmodel", "sqlalchemy", "sqlcipher3")
TRUST = ("pyhanko", "cryptography", "aiohttp")
ALL = (*PAPER, *STORE, *TRUST, "PySide6")


def run(code: str, *folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=folder[0] if folder else None,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded(arguments: Sequence[str], heavy: Sequence[str]) -> list[str]:
    """Return the status of a call and which heavy libraries it loaded."""
    lines = run(LOADED.format(arguments=list(arguments), heavy=list(heavy))).splitlines()
    return lines[-1].split()[1:]


def test_that_the_core_stands_without_the_window(root: Path) -> None:
    assert int(run(BLOCK_QT, root)) > 150


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["round", "--help"],
        ["expert", "submit", "--help"],
        ["chair", "collect", "--help"],
        ["no-such-command"],
    ],
)
def test_that_help_and_wrong_usage_load_nothing_heavy(arguments: list[str]) -> None:
    status = "2" if "--help" not in arguments else "0"
    assert loaded(arguments, ALL) == [status]


def test_that_a_refused_file_is_verified_without_paper_and_store(tmp_path: Path) -> None:
    tmp_path.joinpath("x.ynr").write_bytes(b"no package")
    assert loaded(["verify", str(tmp_path / "x.ynr"), "--json"], (*PAPER, *STORE, "PySide6")) == [
        "3"
    ]
