"""首页: what is here, one door in, going on from a backup; and every control by its name."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget

from ui.dialogs.pin import PinDialog
from ui.theme.tokens import Appearance
from ynreview.app.session import ReviewSession
from ynreview.app.setup import NewRound, create_round
from ynreview.app.work import Surroundings
from ynreview.kernel.terms import EvaluationType

if TYPE_CHECKING:
    from ui.application import Application
    from ui.shell.main_window import MainWindow

PIN = "kou-ling-2026"
SIZES = ((1366, 728), (1000, 728), (683, 640), (683, 356))
_SPOKEN = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.Table,
    QAccessible.Role.Link,
}


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("organiser") / "organiser.ynd"
    wanted = NewRound(
        title="2026年度后评估",
        type=EvaluationType.POST_EVALUATION,
        review_date=date(2026, 11, 24),
        rulebook_id="yn-2022-2",
        reason="平台于办法有效期内立项",
    )
    assert create_round(path, PIN, wanted, Surroundings.real()).ok
    return path


@pytest.fixture
def dossier(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "organiser.ynd"))


def said(window: MainWindow) -> str:
    return "\n".join(one.text() for one in window.screen_shown.findChildren(QLabel))


def named(window: MainWindow, name: str) -> QPushButton:
    buttons = window.screen_shown.findChildren(QPushButton)
    return next(one for one in buttons if one.accessibleName().startswith(name))


def answer(pin: str) -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PinDialog)
    dialog.field.setText(pin)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)


def test_that_a_machine_without_data_says_what_to_do(window: MainWindow):
    assert "请插入工作人员发给您的 U 盘，或打开示例会次先作练习" in said(window)
    assert not window.screen_shown._resume_card.isVisible()


def test_that_enter_goes_on_with_what_was_last_worked_on(
    application: Application, window: MainWindow, dossier: Path
):
    window.activateWindow()
    application.opening.open_with_pin(dossier, PIN)
    application.workspace.close()
    window.go("home")

    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Return)
    answer(PIN)

    assert application.workspace.path == dossier


@pytest.mark.parametrize(("name", "told"), [("notes.txt", "扩展名应为 .ynr"), ("", "文件夹")])
def test_that_what_is_no_package_gets_its_sentence(
    application: Application, window: MainWindow, tmp_path: Path, name: str, told: str
):
    (tmp_path / "notes.txt").write_text("notes")

    application.opening.open_file(tmp_path / name)

    assert told in window.screen_shown._refusal.text
    assert "没有读入任何内容" in window.screen_shown._refusal.text


def test_that_a_backup_goes_on_as_a_dossier_of_this_machine(
    application: Application,
    window: MainWindow,
    dossier: Path,
    fake_files: object,
    tmp_path: Path,
):
    backup = tmp_path / "backup.ynd"
    with ReviewSession.open(dossier, PIN) as session:
        session.backup(backup, attachments=False)
    kept = backup.read_bytes()
    fake_files.one = backup  # type: ignore[attr-defined]

    named(window, "从 U 盘备份继续").click()
    answer("not the right one")
    assert application.workspace.path is None
    answer(PIN)

    assert application.workspace.path == tmp_path / "local" / "backup.ynd"
    assert window.screen_id == "round"
    assert backup.read_bytes() == kept


def nameless(top: QAccessibleInterface) -> list[str]:
    """Return what a screen reader would meet without a name."""
    found, waiting = [], [top]
    while waiting:
        one = waiting.pop()
        waiting += [child for at in range(one.childCount()) if (child := one.child(at))]
        scrolls = one.role() is QAccessible.Role.Button and not one.object()
        if one.role() in _SPOKEN and not one.state().invisible and not scrolls:
            found += [] if one.text(QAccessible.Text.Name) else [f"{one.role()} {one.object()}"]
    return found


@pytest.mark.parametrize("screen", ["home", "verify", "rulebook"])
@pytest.mark.parametrize("width", [1366, 683])
def test_that_every_control_has_a_name(window: MainWindow, screen: str, width: int):
    window.go(screen)
    window.resize(width, 700)
    QCoreApplication.processEvents()
    top = QAccessible.queryAccessibleInterface(window.screen_shown)
    assert top is not None
    assert nameless(top) == []
    assert window.windowTitle().endswith("云南省国际联合创新平台评审")


def test_that_every_control_of_the_journal_has_a_name(
    application: Application, window: MainWindow, dossier: Path
):
    application.opening.open_with_pin(dossier, PIN)
    window.go("journal")
    top = QAccessible.queryAccessibleInterface(window.screen_shown)
    assert top is not None
    assert nameless(top) == []


@pytest.mark.parametrize("appearance", list(Appearance)[1:], indirect=True)
@pytest.mark.parametrize("what", ["empty", "work", "rulebook", "journal", "pin"])
def test_that_these_screens_fit_every_width(
    application: Application,
    window: MainWindow,
    dossier: Path,
    shoot: Callable[[QWidget, str], None],
    what: str,
):
    if what in {"work", "journal", "pin"}:
        application.opening.open_with_pin(dossier, PIN)
    if what in {"work", "pin"}:
        application.workspace.close()
    window.go(what if what in {"rulebook", "journal"} else "home")
    if what == "pin":
        application.opening.open_file(dossier)
    for step in (0, 3):
        application.look.resize_text(step)
        for width, height in SIZES:
            window.resize(width, height)
            for _ in range(5):
                QCoreApplication.processEvents()
            shown = QApplication.activeModalWidget() if what == "pin" else window
            shoot(shown, f"first-{what}-{step}-{height}")
            assert window.width() == width
            for page in window.screen_shown.findChildren(QScrollArea):
                assert page.horizontalScrollBar().maximum() == 0
    application.look.resize_text(0)
