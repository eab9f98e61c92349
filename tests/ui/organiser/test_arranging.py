"""会次设置 and 专家与回避 by keys: steps, check list, facts, rules, matrix, experts, draw."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabWidget,
    QWidget,
)

from tests.ui.organiser.arranging_hands import key, named, press, write
from ui.application import Application
from ui.preparation.checks import CheckColumn
from ui.preparation.frame import PreparationScreen
from ui.preparation.reading import PreparationReading
from ui.preparation.steps import StepColumn
from ui.screens.panel.expert_dialog import ExpertDialog
from ui.screens.panel.matrix import Matrix
from ui.screens.panel.screen import PanelScreen
from ui.screens.round.screen import RoundScreen
from ui.widgets.data_table import DataTable
from ui.widgets.refusal import Refusal
from ynreview.app import commands as c
from ynreview.app.queries.panel_view import panel_view
from ynreview.app.session import ReviewSession
from ynreview.app.setup import create_round
from ynreview.app.work import Surroundings
from ynreview.kernel.money import Money
from ynreview.kernel.terms import EvaluationType, Ground, Role
from ynreview.panel.draw import drawn_order
from ynreview.panel.round import NewRound

DATA = Path(__file__).parents[2] / "data" / "post-evaluation"
PIN = "organiser-2026"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("prepared") / "organiser.ynd"
    wanted = NewRound(
        "2026年度后评估",
        EvaluationType.POST_EVALUATION,
        date(2026, 11, 24),
        "yn-2022-2",
        reason="按原办法评估",
    )
    assert create_round(path, PIN, wanted, Surroundings.real()).ok
    with ReviewSession.open(path, PIN) as session:
        assert session.execute(c.ImportPlatforms(DATA / "platforms.xlsx")).ok
        assert session.execute(c.ImportPanel(DATA / "panel.xlsx")).ok
    return path


@pytest.fixture
def running(
    prepared: Path, application: Application, window: QWidget, tmp_path: Path, qtbot: object
) -> Application:
    """The window at 会次设置 of a round with platforms and experts."""
    copy = Path(shutil.copy(prepared, tmp_path / "organiser.ynd"))
    application.context.open_with_pin(copy, PIN)
    QApplication.processEvents()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return application


def read(running: Application, qtbot: object) -> PreparationScreen:
    """Return the screen shown once steps and check list are those of now."""
    reading = PreparationReading.of(running.workspace)
    qtbot.waitUntil(lambda: not reading.is_reading and reading.view is not None, timeout=20_000)
    QApplication.processEvents()
    screen = running.window.screen_shown
    assert isinstance(screen, PreparationScreen)
    return screen


def kept(running: Application) -> object:
    return running.workspace.ask(lambda uow: uow.round_setup())


def refused(place: QWidget) -> str:
    return "".join(one.text for one in place.findChildren(Refusal))


def at_panel(running: Application, tab: int) -> PanelScreen:
    running.window.go("panel")
    screen = running.window.screen_shown
    assert isinstance(screen, PanelScreen)
    screen.findChild(QTabWidget).setCurrentIndex(tab)
    QApplication.processEvents()
    return screen


def test_that_the_six_steps_tell_their_state_in_words(running: Application, qtbot: object) -> None:
    screen = read(running, qtbot)

    names = [one.accessibleName() for one in screen.findChild(StepColumn)._buttons]

    assert names[0] == "第 1 步 会次设置，待核 1"
    assert names[1] == "第 2 步 参评平台，已完成"
    assert names[4].startswith("第 5 步 专家与回避，待核 ")
    assert names[5] == "第 6 步 核对与发放，未开始"


def test_that_one_goes_to_a_step_by_arrow_and_enter(running: Application, qtbot: object) -> None:
    screen = read(running, qtbot)
    first = screen.findChild(StepColumn)._buttons[0]
    first.setFocus()
    assert running.window.focusWidget() is first

    for _ in range(4):
        key(running.window.focusWidget(), Qt.Key.Key_Down)
    assert running.window.screen_id == "round"
    key(running.window.focusWidget(), Qt.Key.Key_Return)

    assert running.window.screen_id == "panel"


def test_that_the_check_list_leads_to_the_square_of_the_matrix(
    running: Application, qtbot: object
) -> None:
    running.workspace.run(c.RecuseExpert("E02", "003", Ground.SAME_UNIT))
    running.workspace.run(c.RecuseExpert("E04", "003", Ground.SAME_UNIT))
    running.workspace.run(c.RecuseExpert("E05", "003", Ground.SAME_UNIT))
    screen = read(running, qtbot)

    press(screen.findChild(CheckColumn), "跳转：003 号回避后只剩 4 名有效专家")

    assert running.window.screen_id == "panel"
    panel = running.window.screen_shown
    assert panel.findChild(QTabWidget).currentIndex() == 1
    assert panel.findChild(Matrix).pair == ("E03", "003")


@pytest.mark.parametrize(
    ("width", "column", "strip", "folded"),
    [(1366, True, False, False), (1000, True, False, True), (683, False, True, True)],
)
def test_that_the_frame_fits_three_widths(
    running: Application, qtbot: object, width: int, column: bool, strip: bool, folded: bool
) -> None:
    screen = read(running, qtbot)
    running.window.resize(width, 640)
    QApplication.processEvents()
    frame = screen.frame

    assert frame._column.isVisible() is column
    assert frame._strip.isVisible() is strip
    assert frame._fold.isVisible() is folded
    assert frame._checks.isVisible() is not folded
    if folded:
        frame._fold.setFocus()
        key(frame._fold, Qt.Key.Key_Space)
        assert frame._checks.isVisible()
        assert frame._checks.width() <= screen.width()


def test_that_a_fact_is_stored_when_its_field_is_left(running: Application, qtbot: object) -> None:
    screen = read(running, qtbot)

    write(screen, "地点", "第一会议室")
    write(screen, "预算（万元）", "37.5")
    write(screen, "工作人员", "何霖，周珺")
    write(screen, "材料截止日", "2026年10月31日")

    found = kept(running)
    assert (found.venue, found.budget) == ("第一会议室", Money.parse_wan("37.5"))
    assert found.secretaries == ("何霖", "周珺")
    assert found.material_deadline == date(2026, 10, 31)
    assert named(screen, QLineEdit, "材料截止日").text() == "2026-10-31"


def test_that_an_impossible_day_stays_as_typed_and_is_not_stored(
    running: Application, qtbot: object
) -> None:
    screen = read(running, qtbot)

    edit = write(screen, "评审日期", "2026-13-40")
    running.window.settle()

    assert edit.text() == "2026-13-40"
    assert kept(running).review_date == date(2026, 11, 24)
    told = [one.accessibleName() for one in screen.findChildren(QLabel)]
    assert any("2026-13-40" in one and "还没有保存" in one for one in told)
    key(edit, Qt.Key.Key_Return, CTRL)
    assert running.window.screen_id == "round"
    write(screen, "评审日期", "2024-11-24")
    press(screen, "保存并继续")
    assert running.window.screen_id == "entries"


def rules(running: Application) -> RoundScreen:
    screen = running.window.screen_shown
    assert isinstance(screen, RoundScreen)
    screen.findChild(QTabWidget).setCurrentIndex(1)
    QApplication.processEvents()
    return screen


def choose(screen: QWidget, rule: str) -> None:
    table = named(screen, DataTable, "计票与计分设定")
    assert table.select_where(lambda one: one.id == rule), rule
    QApplication.processEvents()


def test_that_a_rule_of_the_round_is_changed_and_put_back(
    running: Application, qtbot: object
) -> None:
    read(running, qtbot)
    screen = rules(running)
    choose(screen, "valid_experts_floor")

    write(screen, "取值（名）", "6")
    press(screen, "保存设定(S)")

    assert dict(kept(running).overrides) == {"valid_experts_floor": {"value": 6}}
    assert screen._table.current_row().value == "6 名"
    press(screen, "恢复默认(R)")
    assert dict(kept(running).overrides) == {}


def test_that_options_switches_and_orders_have_their_own_editors(
    running: Application, qtbot: object
) -> None:
    read(running, qtbot)
    screen = rules(running)
    choose(screen, "panel_score_rounding")
    box = named(screen, QComboBox, "修约方式")
    box.setCurrentIndex(box.findText("四舍六入五成双"))
    press(screen, "保存设定(S)")
    choose(screen, "trimming")
    box = next(one for one in screen._editor.findChildren(QCheckBox) if one.text() == "采用")
    key(box, Qt.Key.Key_Space)
    press(screen, "保存设定(S)")
    choose(screen, "tie_chain")
    press(screen, "下移(D)")
    press(screen, "保存设定(S)")

    found = kept(running).overrides
    assert found["panel_score_rounding"] == {"mode": "half_even"}
    assert found["trimming"] == {"enabled": True}
    assert found["tie_chain"]["steps"] == ("exact_mean", "main_section_rate", "panel_vote")


def test_that_what_the_regulation_says_has_no_editor(running: Application, qtbot: object) -> None:
    read(running, qtbot)
    screen = rules(running)
    screen._mark.setCurrentText("全部")
    choose(screen, "excellent_quota")

    shown = {
        one.accessibleName(): one.isVisible()
        for one in screen._editor.findChildren(QAbstractButton)
    }

    assert shown["保存设定(S)"] is False
    assert "不能在会次中改动" in screen._editor._stands.text()


def test_that_a_value_that_makes_no_sense_is_refused_beside_its_editor(
    running: Application, qtbot: object
) -> None:
    read(running, qtbot)
    screen = rules(running)
    choose(screen, "grade_thresholds")

    write(screen, "良", "90")
    press(screen, "保存设定(S)")

    assert "等级线" in screen._editor.refusal.text
    assert dict(kept(running).overrides) == {}


def test_that_a_recusal_shows_its_effect_before_and_after(running: Application) -> None:
    for expert in ("E02", "E04"):
        running.workspace.run(c.RecuseExpert(expert, "003", Ground.SAME_UNIT))
    screen = at_panel(running, 1)
    matrix = screen.findChild(Matrix)
    matrix.setFocus()
    press(screen, "下一处建议(J)")
    assert matrix.pair == ("E01", "008")

    matrix.go_to("E05", "003")
    assert "只剩 4 名有效专家" in screen._card._effect.text()
    key(matrix, Qt.Key.Key_Return)
    assert running.window.focusWidget() is screen._card.words
    press(screen, "登记回避(G)")

    view = running.workspace.ask(panel_view)
    line = next(one for one in view.entries if one.number == "003")
    assert (line.left, view.pairs["E05", "003"].state.value) == (4, "recused")
    model = matrix.model()
    foot = model.index(model.rowCount() - 1, 2)
    assert foot.data() == "4 缺"
    assert "少于 5 名" in foot.data(Qt.ItemDataRole.AccessibleTextRole)


def test_that_a_suggestion_is_dismissed_with_a_reason_only(running: Application) -> None:
    screen = at_panel(running, 1)
    screen.findChild(Matrix).go_to("E01", "008")
    press(screen, "已核，无须回避(Y)")
    assert "理由" in refused(screen)

    screen._card.words.setText("离职已满三年")
    press(screen, "已核，无须回避(Y)")

    assert running.workspace.ask(panel_view).pairs["E01", "008"].state.value == "cleared"
    screen._card.words.setText("核对有误")
    press(screen, "撤回登记(T)")
    assert running.workspace.ask(panel_view).pairs["E01", "008"].state.value == "suggested"


def test_that_an_expert_is_added_and_changed_by_hand(
    running: Application, shoot: Callable[[QWidget, str], None]
) -> None:
    screen = at_panel(running, 0)
    press(screen, "增加专家(A)")
    dialog = screen.window().findChild(ExpertDialog)
    press(dialog, "保存")
    assert "编号" in refused(dialog)
    for name, text in (("编号", "E08"), ("姓名", "何霖"), ("工作单位", "云岭大学")):
        named(dialog, QLineEdit, name).setText(text)
    role = named(dialog, QComboBox, "角色")
    role.setCurrentIndex(role.findData(Role.ALTERNATE))
    shoot(dialog, "arranging-expert")
    press(dialog, "保存")

    experts = running.workspace.ask(lambda uow: uow.experts())
    assert [(one.code, one.role, one.panel) for one in experts][-1] == (
        "E08",
        Role.ALTERNATE,
        "第一组",
    )
    assert named(screen, DataTable, "专家名单").row_count() == 8


def test_that_the_order_is_drawn_with_a_seed_in_view(running: Application) -> None:
    screen = at_panel(running, 2)
    write(screen, "抽签码", "20261124")
    press(screen, "抽签排序(D)")

    entries = running.workspace.ask(lambda uow: uow.entries())
    assert {one.number: one.order for one in entries} == drawn_order("20261124", entries)
    assert "抽签码：20261124" in screen._grouping._told.text()


def test_that_selected_platforms_go_to_a_panel(running: Application) -> None:
    screen = at_panel(running, 2)
    press(screen, "所选归入专家组(A)")
    assert "请先选中" in refused(screen)
    table = named(screen, DataTable, "平台的专家组和顺序")
    table.setFocus()
    key(table, Qt.Key.Key_Home, CTRL)
    key(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    named(screen, QComboBox, "专家组").setCurrentText("第二组")
    press(screen, "所选归入专家组(A)")

    panels = running.workspace.ask(lambda uow: [one.panel for one in uow.entries()])
    assert panels.count("第二组") == 2


def test_that_nothing_can_be_changed_after_issue(
    running: Application, qtbot: object, tmp_path: Path
) -> None:
    assert running.workspace.run(c.IssuePackages(tmp_path)).ok
    screen = read(running, qtbot)
    assert named(screen, QLineEdit, "地点").isReadOnly()
    panel = at_panel(running, 1)
    panel.findChild(Matrix).go_to("E01", "008")
    for name in ("登记回避(G)", "已核，无须回避(Y)"):
        assert not named(panel, QAbstractButton, name).isEnabled()
