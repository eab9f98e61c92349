"""更换专家 by window: compared first, then signed with a reason; refused where sheets would go."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QLineEdit, QWidget

from ui.application import Application
from ui.dialogs.roster_change import RosterDialog, show_roster_change
from ui.shell.main_window import MainWindow
from ui.widgets.refusal import Refusal
from ynreview.app import demo
from ynreview.app.work import Surroundings

Shoot = Callable[[QWidget, str], None]
HEAD = "编号,姓名,工作单位,角色"


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    stage = demo._Stage(
        tmp_path_factory.mktemp("issued"), demo.Demo(entries=11, experts=6), Surroundings.real()
    )
    demo._prepare(stage)
    demo._issue(stage)
    return stage.organiser


@pytest.fixture
def dialog(
    issued: Path, application: Application, window: MainWindow, tmp_path: Path
) -> RosterDialog:
    path = Path(shutil.copy(issued, tmp_path / "round.ynd"))
    application.context.open_with_pin(path, demo.PIN)
    window.go("issue")
    return show_roster_change(window.screen_shown, application.context)


def press(place: QWidget, name: str) -> None:
    one = next(b for b in place.findChildren(QAbstractButton) if b.accessibleName() == name)
    assert one.isEnabled(), name
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Space)


def done(qtbot: object, application: Application) -> None:
    qtbot.waitUntil(lambda: not application.tasks.is_busy, timeout=30_000)
    QApplication.processEvents()


def told(dialog: RosterDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def refused(dialog: RosterDialog) -> str:
    return "".join(one.text for one in dialog.findChildren(Refusal))


def panel_file(application: Application, folder: Path, *new: str, without: str = "") -> Path:
    roles = {"chair": "组长", "deputy": "副组长", "member": "成员", "alternate": "备选"}
    experts = application.workspace.ask(lambda uow: uow.experts())
    rows = [
        f"{one.code},{one.name},{one.unit},{roles[one.role.value]}"
        for one in experts
        if one.code != without
    ]
    path = folder / "新名单.csv"
    path.write_text("\n".join([HEAD, *rows, *new]) + "\n", encoding="utf-8-sig")
    return path


def test_that_a_new_expert_is_compared_recused_and_written(
    dialog: RosterDialog,
    application: Application,
    fake_files: object,
    qtbot: object,
    tmp_path: Path,
    shoot: Shoot,
) -> None:
    entry = application.workspace.ask(lambda uow: uow.entries())[0]
    new = f"E31,新来人,{entry.facts.lead_unit},成员"
    fake_files.one = panel_file(application, tmp_path, new, without="E05")
    press(dialog, "选择新名单(O)")
    done(qtbot, application)

    assert refused(dialog) == ""
    assert "新增 E31；不再参加 E05。将成为专家名单第 2 版。" in told(dialog)
    ticks = dialog.findChildren(QCheckBox)
    assert any(entry.number in one.text() for one in ticks)
    assert not dialog._write.isEnabled()
    for one in ticks:
        one.setChecked(True)
    (reason,) = dialog.findChildren(QLineEdit)
    reason.setText("因病不能到会")
    shoot(dialog, "roster-compared")
    fake_files.folder = tmp_path / "out"
    fake_files.folder.mkdir()
    press(dialog, "写出新名单和任务包")
    done(qtbot, application)

    assert refused(dialog) == ""
    names = sorted(one.name.partition("-")[2][5:] for one in fake_files.folder.iterdir())
    assert names == ["E31-task-v1.ynr", "roster-2.ynr"]
    recused = application.workspace.ask(lambda uow: [one for one, _ in uow.recusals()])
    assert entry.number in {one.entry for one in recused if one.expert == "E31"}
    shoot(application.window, "issue-after-roster")


def test_that_a_list_without_the_chair_is_refused(
    dialog: RosterDialog,
    application: Application,
    fake_files: object,
    qtbot: object,
    tmp_path: Path,
) -> None:
    new = "E31,新来人,新单位,组长"
    fake_files.one = panel_file(application, tmp_path, new, without="E01")
    press(dialog, "选择新名单(O)")
    done(qtbot, application)

    assert "发放后不能更换" in refused(dialog)
    assert not dialog._write.isEnabled()
    dialog.reject()
    assert not dialog.isVisible()
