"""参评平台 by hand: real ledgers of four types, problems, maps, copies, read again, 状态."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from tests.ui.organiser.ledger_hands import book, offered, press, refused, settled, table
from ui.application import Application
from ui.dialogs.column_map import ColumnMapDialog
from ui.screens.entries.screen import EntriesScreen
from ui.screens.entries.state_dialog import StateDialog
from ui.shell.main_window import MainWindow
from ui.theme.tokens import Appearance
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ynreview.app.column_maps import column_maps
from ynreview.app.setup import create_round
from ynreview.app.work import Surroundings
from ynreview.kernel.terms import EvaluationType
from ynreview.panel.round import NewRound

DATA = Path(__file__).parents[2] / "data"
PIN = "organiser-2026"
TYPES = [
    (EvaluationType.ESTABLISHMENT, "establishment", 12),
    (EvaluationType.MIDTERM, "midterm", 9),
    (EvaluationType.ACCEPTANCE, "acceptance", 8),
    (EvaluationType.POST_EVALUATION, "post-evaluation", 23),
]
HEADINGS = ["编号", "平台名称", "平台类型", "验收通过日期", "推荐部门"]
Shoot = Callable[[QWidget, str], None]
SitDown = Callable[..., EntriesScreen]
_SHOWN = list(Appearance)[1:] if os.environ.get("YNREVIEW_SHOTS") else [Appearance.LIGHT]
BOTH = pytest.mark.parametrize("appearance", _SHOWN, indirect=True)


@pytest.fixture
def sit_down(
    application: Application, window: MainWindow, tmp_path: Path, qtbot: object
) -> Iterator[SitDown]:
    """Open a fresh round in the window, at 参评平台."""

    def open_round(kind: EvaluationType = EvaluationType.POST_EVALUATION) -> EntriesScreen:
        path = tmp_path / f"{kind}.ynd"
        wanted = NewRound("2026年度评审", kind, date(2026, 11, 24), "yn-2022-2", reason="按原办法")
        create_round(path, PIN, wanted, Surroundings.real())
        application.context.open_with_pin(path, PIN)
        window.go("entries")
        screen = window.screen_shown
        assert isinstance(screen, EntriesScreen)
        settled(application, qtbot)
        return screen

    yield open_round
    QApplication.processEvents()


def platform(number: str, name: str, department: str = "省教育厅") -> list[str]:
    return [number, f"云南省{name}国际联合实验室", "联合实验室", "2022-08-05", department]


def stored(application: Application) -> list[str]:
    return [one.number for one in application.workspace.ask(lambda uow: uow.entries())]


@pytest.mark.parametrize(("kind", "folder", "count"), TYPES)
@pytest.mark.parametrize("name", ["platforms.xlsx", "platforms-gb18030.csv"])
def test_that_real_ledgers_of_every_type_are_looked_at_and_taken_over(
    sit_down: SitDown,
    application: Application,
    fake_files: object,
    qtbot: object,
    kind: EvaluationType,
    folder: str,
    count: int,
    name: str,
):
    screen = sit_down(kind)
    fake_files.one = DATA / folder / name

    press(screen, "选择文件(O)")
    settled(application, qtbot)

    assert table(screen, "台账中的平台").row_count() == count
    assert stored(application) == []
    press(screen, "确认导入")
    settled(application, qtbot)
    assert len(stored(application)) == count
    assert table(screen, "参评平台").isVisible()
    assert offered(screen, "下一步：形式审查(N)")


def bad_ledger(path: Path) -> Path:
    rows = [["平台台账", *[None] * 4], HEADINGS]
    rows += [platform("001", "咖啡"), platform("002", "水稻")]
    rows += [["003", "云南省茶树国际联合实验室", "作坊", "2012.13.40", ""]]
    return book(path, rows)


@BOTH
def test_that_every_problem_is_listed_with_its_place_and_leads_to_its_row(
    sit_down: SitDown,
    application: Application,
    fake_files: object,
    qtbot: object,
    tmp_path: Path,
    window: MainWindow,
    shoot: Shoot,
):
    screen = sit_down()
    shoot(window, "ledger-empty")
    fake_files.one = bad_ledger(tmp_path / "平台台账.xlsx")
    press(screen, "选择文件(O)")
    settled(application, qtbot)

    problems = table(screen, "问题清单")
    rows = {one.place: one for one in problems.table_model.rows}
    assert (rows["C5"].found, rows["C5"].expected) == ("作坊", "联合实验室、联合研发中心")
    assert rows["D5"].cites == "第二十四条"
    preview = table(screen, "台账中的平台")
    assert [one.change for one in preview.table_model.rows] == ["", "", "未读入"]
    problems.select_where(lambda one: one.place == "D5")
    problems.setFocus()
    QTest.keyClick(problems, Qt.Key.Key_Return)
    assert preview.current_row().number == "003"
    button = next(b for b in screen.findChildren(QAbstractButton) if b.text() == "确认导入")
    assert not button.isEnabled()
    shoot(window, "ledger-problems")
    _every_size(window, application, shoot, "ledger-problems")

    press(screen, "放弃，不导入(X)")
    assert stored(application) == []
    assert screen.findChild(EmptyState).isVisible()


def _every_size(window: MainWindow, application: Application, shoot: Shoot, name: str) -> None:
    if not os.environ.get("YNREVIEW_SHOTS"):
        return
    for width, height in ((1000, 728), (683, 640), (683, 356)):
        window.resize(width, height)
        shoot(window, f"{name}-{height}")
    window.resize(1366, 728)
    application.look.resize_text(3)
    shoot(window, f"{name}-large")
    window.resize(683, 640)
    shoot(window, f"{name}-large-640")
    application.look.resize_text(-3)
    window.resize(1366, 728)


def test_that_a_copy_with_the_problems_marked_is_written_and_nothing_stored(
    sit_down: SitDown,
    application: Application,
    fake_files: object,
    qtbot: object,
    tmp_path: Path,
):
    screen = sit_down()
    fake_files.one = bad_ledger(tmp_path / "平台台账.xlsx")
    before = fake_files.one.read_bytes()
    press(screen, "选择文件(O)")
    settled(application, qtbot)
    fake_files.saved = tmp_path / "标注副本"

    press(screen, "导出标注副本(E)")
    settled(application, qtbot)

    made = openpyxl.load_workbook(tmp_path / "标注副本.xlsx")
    assert "作坊" in made["台账"]["F5"].value
    assert fake_files.one.read_bytes() == before
    assert stored(application) == []
    assert table(screen, "问题清单").isVisible()


def test_that_a_template_for_the_type_of_the_round_is_written(
    sit_down: SitDown, application: Application, fake_files: object, qtbot: object, tmp_path: Path
):
    screen = sit_down(EvaluationType.MIDTERM)
    fake_files.saved = tmp_path / "模板.xlsx"

    press(screen, "下载模板(D)")
    settled(application, qtbot)

    heads = [cell.value for cell in openpyxl.load_workbook(fake_files.saved).worksheets[0][1]]
    assert "财政资助资金(万元)" in heads
    assert "验收通过日期" not in heads


@BOTH
def test_that_headings_nobody_could_guess_are_led_to_columns_by_hand_and_remembered(
    sit_down: SitDown,
    application: Application,
    fake_files: object,
    qtbot: object,
    tmp_path: Path,
    shoot: Shoot,
):
    screen = sit_down()
    rows = [["代号", "叫什么", "平台类型", "何时过的"], ["001", "甲", "联合实验室", "2022-8-5"]]
    fake_files.one = book(tmp_path / "怪表.xlsx", rows)
    press(screen, "选择文件(O)")
    settled(application, qtbot)
    assert "怪表.xlsx" in refused(screen)

    press(screen, "列对应(M)")
    settled(application, qtbot)
    dialog = screen.window().findChild(ColumnMapDialog)
    boxes = {one.accessibleName(): one for one in dialog.findChildren(Choice)}
    assert "A 列 代号 读作" in boxes
    for name, field in (
        ("A 列 代号", "编号"),
        ("B 列 叫什么", "编号"),
        ("D 列 何时过的", "验收通过日期"),
    ):
        boxes[f"{name} 读作"].setCurrentText(field)
    press(dialog, "按此核对")
    assert "都选作编号" in refused(dialog)
    boxes["B 列 叫什么 读作"].setCurrentText("平台名称")
    shoot(dialog, "ledger-columns")
    press(dialog, "按此核对")
    settled(application, qtbot)

    assert [one.name for one in table(screen, "台账中的平台").table_model.rows] == ["甲"]
    press(screen, "确认导入")
    settled(application, qtbot)
    assert stored(application) == ["001"]
    assert len(application.workspace.ask(column_maps)) == 1
    press(screen, "选择文件(O)")
    settled(application, qtbot)
    assert refused(screen) == ""
    assert table(screen, "台账中的平台").row_count() == 1


@BOTH
def test_that_a_ledger_read_again_shows_old_beside_new_before_anything_changes(
    sit_down: SitDown,
    application: Application,
    fake_files: object,
    qtbot: object,
    tmp_path: Path,
    window: MainWindow,
    shoot: Shoot,
):
    screen = sit_down()
    first = [HEADINGS, platform("001", "咖啡"), platform("002", "水稻"), platform("003", "茶树")]
    fake_files.one = book(tmp_path / "一.xlsx", first)
    press(screen, "选择文件(O)")
    settled(application, qtbot)
    press(screen, "确认导入")
    settled(application, qtbot)
    again = [HEADINGS, platform("001", "咖啡", "省科学院"), platform("002", "水稻")]
    fake_files.one = book(tmp_path / "二.xlsx", [*again, platform("004", "花卉")])

    press(screen, "选择文件(O)")
    settled(application, qtbot)

    changes = table(screen, "变化")
    assert changes.isVisible()
    lines = {
        one.number: (one.change, one.heading, one.old, one.new) for one in changes.table_model.rows
    }
    assert lines["001"] == ("有改动", "推荐部门", "省教育厅", "省科学院")
    assert (lines["003"][0], lines["004"][0]) == ("将移除", "新增")
    shoot(window, "ledger-changes")
    _every_size(window, application, shoot, "ledger-changes")
    assert stored(application) == ["001", "002", "003"]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=2_000)
    QTest.keyClick(changes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(application, qtbot)
    assert stored(application) == ["001", "002", "004"]


def test_that_another_sheet_is_chosen_beside_the_name_of_the_file(
    sit_down: SitDown, application: Application, fake_files: object, qtbot: object, tmp_path: Path
):
    screen = sit_down()
    path = book(tmp_path / "两表.xlsx", [HEADINGS, platform("001", "咖啡")])
    made = openpyxl.load_workbook(path)
    second = made.create_sheet("第二批")
    for row in (HEADINGS, platform("002", "水稻")):
        second.append(row)
    made.save(path)
    fake_files.one = path
    press(screen, "选择文件(O)")
    settled(application, qtbot)
    sheet = next(one for one in screen.findChildren(Choice) if one.accessibleName() == "工作表")
    assert sheet.isVisible()

    sheet.setFocus()
    QTest.keyClick(sheet, Qt.Key.Key_Down)
    settled(application, qtbot)

    assert [one.number for one in table(screen, "台账中的平台").table_model.rows] == ["002"]


@BOTH
def test_that_a_platform_is_withdrawn_with_a_reason_and_comes_back(
    sit_down: SitDown,
    application: Application,
    fake_files: object,
    qtbot: object,
    window: MainWindow,
    shoot: Shoot,
):
    screen = sit_down()
    fake_files.one = DATA / "post-evaluation" / "platforms.xlsx"
    press(screen, "选择文件(O)")
    settled(application, qtbot)
    shoot(window, "ledger-preview")
    press(screen, "确认导入")
    settled(application, qtbot)
    press(screen, "状态变更(S)")
    assert "选定一个平台" in refused(screen)
    entries = table(screen, "参评平台")
    entries.select_where(lambda one: one.number == "003")
    press(screen, "状态变更(S)")
    dialog = screen.window().findChild(StateDialog)
    dialog.findChild(Choice).setCurrentText("撤回")
    press(dialog, "变更状态")
    assert "理由" in refused(dialog)
    next(iter(dialog.findChildren(QLineEdit))).setText("书面申请")
    shoot(dialog, "ledger-state")
    press(dialog, "变更状态")
    settled(application, qtbot)

    assert entries.current_row().state == "撤回"
    assert "参评 22 个" in screen._told.text()
    shoot(window, "ledger-stored")
    _every_size(window, application, shoot, "ledger-stored")


def test_that_a_damaged_file_is_refused_beside_the_buttons(
    sit_down: SitDown, application: Application, fake_files: object, qtbot: object, tmp_path: Path
):
    screen = sit_down()
    fake_files.one = tmp_path / "坏.xlsx"
    fake_files.one.write_bytes(b"PK\x03\x04 broken")

    press(screen, "选择文件(O)")
    settled(application, qtbot)

    assert "坏.xlsx" in refused(screen)
    assert stored(application) == []


def test_that_a_ledger_dropped_on_the_window_is_looked_at(
    sit_down: SitDown, application: Application, qtbot: object
):
    screen = sit_down()

    assert screen.take([DATA / "midterm" / "platforms.xlsx"])
    settled(application, qtbot)

    assert table(screen, "台账中的平台").row_count() == 9
    assert not screen.take([Path("某包.ynr")])


def test_that_a_reading_that_is_stopped_leaves_everything_as_it_was(
    sit_down: SitDown, application: Application, fake_files: object, qtbot: object, tmp_path: Path
):
    screen = sit_down()
    rows = [platform(f"{n:05d}", f"第{n}号") for n in range(3_000)]
    fake_files.one = book(tmp_path / "大.xlsx", [HEADINGS, *rows])

    press(screen, "选择文件(O)")
    application.tasks.cancel()
    settled(application, qtbot)

    assert "已取消" in refused(screen)
    assert stored(application) == []
    assert offered(screen, "选择文件(O)")
