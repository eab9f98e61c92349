"""验证 in the window: the verdict, what was recomputed, who signed, and how to do without us."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QScrollArea, QWidget

from ui.theme.tokens import Appearance
from ynreview.app.demo import Demo, run_demo

if TYPE_CHECKING:
    from ui.application import Application
    from ui.screens.verify.screen import VerifyScreen
    from ui.shell.main_window import MainWindow

PATIENCE = 60
SIZES = ((1366, 728), (1000, 728), (683, 640), (683, 356))
Shoot = Callable[[QWidget, str], None]


@pytest.fixture(scope="session")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sealed result package of the example round."""
    folder = tmp_path_factory.mktemp("verify") / "example"
    run_demo(folder, Demo(), lambda _: None)
    return next(folder.rglob("*-result-1.ynr"))


@pytest.fixture
def packages(result: Path, tmp_path: Path) -> dict[str, Path]:
    """The package as it is, altered, cut short, no package at all, and somebody's ZIP."""
    content = result.read_bytes()
    made = {name: tmp_path / f"{name}.ynr" for name in ("altered", "cut", "text", "foreign")}
    at = content.index(b'"overall"')
    made["altered"].write_bytes(content[: at + 1] + b"O" + content[at + 2 :])
    made["cut"].write_bytes(content[: len(content) * 2 // 3])
    made["text"].write_text("这不是数据包", encoding="utf-8")
    with zipfile.ZipFile(made["foreign"], "w") as other:
        other.writestr("readme.txt", "somebody else's")
    return {"intact": result, **made}


def verified(window: MainWindow, path: Path) -> VerifyScreen:
    """Verify a package in the window and wait for the verdict."""
    window.go("verify")
    screen = window.screen_shown
    screen.verify(path)
    end = time.monotonic() + PATIENCE
    while screen.context.tasks.is_busy:
        assert time.monotonic() < end
        QTest.qWait(20)
    return screen


def dialog() -> QDialog:
    found = QGuiApplication.instance().activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def test_that_the_commands_of_the_package_itself_are_shown_and_copied(
    window: MainWindow, packages: dict[str, Path]
):
    screen = verified(window, packages["intact"])
    with zipfile.ZipFile(packages["intact"]) as bag:
        told = bag.read(next(one for one in bag.namelist() if one.endswith("/VERIFY.txt"))).decode()

    screen._copy.click()

    commands = QGuiApplication.clipboard().text().splitlines()
    assert len(commands) >= 4
    assert {one.partition(" ")[0] for one in commands} == {"unzip", "openssl", "sha256sum"}
    assert all(f"    {one}\n" in told for one in commands)
    screen._see.click()
    assert dialog().findChild(QPlainTextEdit).toPlainText().split("\n\n") == commands


def test_that_every_expert_who_signed_can_be_looked_at(
    window: MainWindow, packages: dict[str, Path]
):
    screen = verified(window, packages["intact"])

    screen._each.click()

    lines = dialog().findChild(QPlainTextEdit).toPlainText().split("\n\n")
    assert len(lines) == 7
    assert all("有效" in line for line in lines)


def test_that_the_report_holds_verdict_signers_figures_and_commands(
    window: MainWindow,
    packages: dict[str, Path],
    fake_files: object,
    tmp_path: Path,
):
    screen = verified(window, packages["intact"])
    fake_files.saved = tmp_path / "report.txt"  # type: ignore[attr-defined]

    screen._export.click()

    report = (tmp_path / "report.txt").read_text(encoding="utf-8")
    found = screen._found
    assert found["sentence"] in report
    assert found["file_code"] in report
    assert found["result_code"] in report
    assert all(one["key_code"] in report for one in found["signers"])
    assert all(f"{row['number']}  {row['name']}" in report for row in found["rows"])
    assert all(command in report for command in found["commands"])
    assert "优秀名额 2 个，已评优秀 2 个，未超出（第二十四条" in screen._quota.text()
    assert screen._quota.text() in report
    assert "写出并读回核对" in screen._said.text()


def test_that_a_report_never_takes_the_place_of_another_file(
    window: MainWindow, packages: dict[str, Path], fake_files: object, tmp_path: Path
):
    screen = verified(window, packages["intact"])
    fake_files.saved = tmp_path / "mine.txt"  # type: ignore[attr-defined]
    (tmp_path / "mine.txt").write_text("mine")

    screen._export.click()

    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert "mine.txt" in screen._refusal.text


@pytest.mark.parametrize(
    ("name", "readable"), [("altered", True), ("cut", False), ("text", False), ("foreign", False)]
)
def test_that_a_bad_package_shows_what_could_be_read_and_what_could_not(
    window: MainWindow, packages: dict[str, Path], name: str, *, readable: bool
):
    screen = verified(window, packages[name])

    told = screen._facts.text()
    assert not screen._found["ok"]
    assert ("没有通过核对，不能采信" in told) is readable
    assert ("结果包" in told) is readable
    assert ("没有读到任何可以识别的内容" in told) is not readable
    assert not screen._table.isVisible()
    assert not screen._by_hand.isVisible()
    assert screen._another.isVisible()


_SHOWN = list(Appearance)[1:]


@pytest.mark.parametrize("appearance", _SHOWN, indirect=True)
@pytest.mark.parametrize("name", ["nothing", "intact", "altered", "text"])
def test_that_a_verdict_fits_every_width(
    application: Application,
    window: MainWindow,
    packages: dict[str, Path],
    shoot: Shoot,
    name: str,
):
    window.go("verify")
    if name != "nothing":
        verified(window, packages[name])
    for step in (0, 3):
        application.look.resize_text(step)
        for width, height in SIZES:
            window.resize(width, height)
            for _ in range(5):
                QCoreApplication.processEvents()
            shoot(window, f"verify-{name}-{step}-{height}")
            assert window.width() == width
            # the table may scroll beside its first two columns, the page never
            page = window.screen_shown.findChild(QScrollArea)
            assert page.horizontalScrollBar().maximum() == 0
    application.look.resize_text(0)
