"""The organiser's way by window alone: new round, ledger, panel, recusal, packages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTabWidget, QWidget

from ui.application import Application
from ui.dialogs.new_round import NewRoundDialog, ask_new_round
from ui.dialogs.new_round_words import dossier_path, pin_strength, read_day
from ui.screens.panel.matrix import Matrix
from ui.shell.main_window import MainWindow
from ui.theme.tokens import Appearance
from ui.widgets.code_label import CodeLabel
from ui.widgets.data_table import DataTable
from ui.widgets.findings import FindingList
from ui.widgets.refusal import Refusal

DATA = Path(__file__).parents[2] / "data" / "post-evaluation"
PIN = "organiser-2026"
Shoot = Callable[[QWidget, str], None]


def by_name(place: QWidget, kind: type, name: str) -> QWidget:
    return next(
        one
        for one in place.findChildren(kind)
        if one.accessibleName() == name and not (kind is QAbstractButton and one.isHidden())
    )


def press(place: QWidget, name: str) -> None:
    one = by_name(place, QAbstractButton, name)
    assert one.isEnabled(), name
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Space)


def done(qtbot: object, application: Application) -> None:
    qtbot.waitUntil(lambda: not application.tasks.is_busy, timeout=30_000)
    QApplication.processEvents()


def asked(window: MainWindow, application: Application) -> NewRoundDialog:
    dialog = ask_new_round(window.screen_shown, application.context)
    press(dialog, "新建会次(N)")
    return dialog


def fill(dialog: NewRoundDialog, **values: str) -> None:
    for name, text in values.items():
        by_name(dialog, QLineEdit, name).setText(text)


@pytest.fixture
def new_round(
    window: MainWindow, application: Application, qtbot: object
) -> Callable[[], MainWindow]:
    def make() -> MainWindow:
        dialog = asked(window, application)
        fill(dialog, 会次名称="2026年度后评估", 评审日期="2026-11-24", 依据说明="按原办法评估")
        fill(dialog, 口令=PIN, 再输一次=PIN)
        press(dialog, "新建会次")
        assert refused(dialog) == ""
        done(qtbot, application)
        return window

    return make


def table(window: MainWindow, name: str) -> DataTable:
    found = by_name(window.screen_shown, DataTable, name)
    assert isinstance(found, DataTable)
    return found


def refused(place: QWidget) -> str:
    return "".join(one.text for one in place.findChildren(Refusal))


def test_that_a_round_is_made_and_issued_by_window_alone(  # noqa: PLR0915 - one journey
    new_round: Callable[[], MainWindow],
    application: Application,
    fake_files: object,
    qtbot: object,
    tmp_path: Path,
    shoot: Shoot,
) -> None:
    window = new_round()
    assert window.screen_id == "round"
    shoot(window, "round")

    window.go("entries")
    fake_files.one = DATA / "platforms.xlsx"
    press(window.screen_shown, "选择文件(O)")
    done(qtbot, application)
    assert table(window, "台账中的平台").row_count() == 23
    assert application.workspace.ask(lambda uow: len(uow.entries())) == 0
    shoot(window, "entries-preview")
    press(window.screen_shown, "确认导入")
    done(qtbot, application)
    assert application.workspace.ask(lambda uow: len(uow.entries())) == 23

    window.go("panel")
    fake_files.one = DATA / "panel.xlsx"
    press(window.screen_shown, "选择名单(O)")
    done(qtbot, application)
    assert table(window, "专家名单").row_count() == 7
    window.screen_shown.findChild(QTabWidget).setCurrentIndex(1)
    matrix = window.screen_shown.findChild(Matrix)
    for expert in ("E02", "E03", "E04"):
        matrix.go_to(expert, "003")
        press(window.screen_shown, "登记回避(G)")
    assert len(application.workspace.ask(lambda uow: uow.recusals())) == 3
    lists = window.screen_shown.findChildren(FindingList)
    told = [one.params for shown in lists for one in shown.findings]
    assert any(one.get("entry") == "003" and one.get("left") == 4 for one in told)
    shoot(window, "panel")
    window.resize(683, 640)
    shoot(window, "panel")
    window.resize(1366, 728)

    window.go("issue")
    shoot(window, "issue-before")
    folder = tmp_path / "tasks"
    folder.mkdir()
    fake_files.folder = folder
    qtbot.waitUntil(lambda: not window.screen_shown.frame.is_reading, timeout=30_000)
    press(window.screen_shown, "发放任务包")
    done(qtbot, application)
    assert refused(window.screen_shown) == ""
    assert len(list(folder.glob("*.ynr"))) == 7
    assert {one.state for one in table(window, "任务包发放情况").table_model.rows} == {"已读回核对"}
    assert all(one.code for one in window.screen_shown.findChildren(CodeLabel))
    shoot(window, "issue-after")
    application.look.choose(Appearance.DARK)
    window.resize(1000, 728)
    shoot(window, "issue-after")

    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    again = tmp_path / "again"
    again.mkdir()
    fake_files.folder = again
    press(window.screen_shown, "再次写出任务包")
    done(qtbot, application)
    assert {one.name: one.read_bytes() for one in again.iterdir()} == before


def test_that_a_bad_workbook_is_told_and_nothing_changes(
    new_round: Callable[[], MainWindow],
    application: Application,
    fake_files: object,
    qtbot: object,
    tmp_path: Path,
) -> None:
    window = new_round()
    bad = tmp_path / "台账.xlsx"
    bad.write_bytes(b"no workbook")
    fake_files.one = bad
    for screen, name in (("entries", "选择文件(O)"), ("panel", "选择名单(O)")):
        window.go(screen)
        press(window.screen_shown, name)
        done(qtbot, application)
        assert "台账.xlsx" in refused(window.screen_shown)
    assert application.workspace.ask(lambda uow: (uow.entries(), uow.experts())) == ((), ())


def test_that_only_settings_of_the_round_are_changed_by_a_file(
    new_round: Callable[[], MainWindow],
    application: Application,
    fake_files: object,
    tmp_path: Path,
) -> None:
    window = new_round()
    file = tmp_path / "设定.toml"
    fake_files.one = file
    file.write_text("[rules.excellent_quota]\ndenominator = 5\n", "utf-8")
    press(window.screen_shown, "载入设定文件(L)")
    assert "第二十四条" in refused(window.screen_shown)
    assert application.workspace.ask(lambda uow: uow.round_setup().overrides) == {}
    file.write_text("[rules.valid_experts_floor]\nvalue = 6\n", "utf-8")
    press(window.screen_shown, "载入设定文件(L)")
    assert refused(window.screen_shown) == ""
    changed = [one for one in table(window, "计票与计分设定").table_model.rows if one.changed]
    assert [one.id for one in changed] == ["valid_experts_floor"]


def test_that_a_day_out_of_force_asks_for_a_reason_at_once(
    window: MainWindow, application: Application, shoot: Shoot
) -> None:
    dialog = asked(window, application)
    fill(dialog, 会次名称="后评估", 评审日期="2024-11-24")
    reason = by_name(dialog, QLineEdit, "依据说明")
    assert not reason.isVisible()
    fill(dialog, 评审日期="2026年11月24日", 口令=PIN, 再输一次=PIN)
    assert reason.isVisible()
    shoot(dialog, "new-round")
    press(dialog, "新建会次")
    assert "依据说明" in refused(dialog)
    assert dialog.focusWidget() is reason
    assert not application.tasks.is_busy
    dialog.reject()


def test_that_days_are_read_as_people_write_them() -> None:
    days = {
        str(read_day(one)) for one in ("2026-11-24", "2026.11.24", "２０２６年11月24日", "20261124")
    }
    assert days == {"2026-11-24"}
    assert read_day("2026-13-24") is None
    assert read_day("明天") is None


def test_that_no_round_is_overwritten(tmp_path: Path) -> None:
    first = dossier_path(tmp_path, "后评估 / 一组")
    first.write_bytes(b"")
    assert first.name == "后评估一组.ynd"
    assert dossier_path(tmp_path, "后评估 / 一组").name == "后评估一组-2.ynd"
    assert [pin_strength(one) for one in ("12345", "123456", "abcdef-2026")] == [
        "太短",
        "可用",
        "较强",
    ]
