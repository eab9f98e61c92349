"""专家名单 by hand: taken over at once when it is the first, else old is seen beside new."""

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.organiser.ledger_hands import book, press, refused, settled, table
from ui.application import Application
from ui.dialogs.column_map import ColumnMapDialog
from ui.dialogs.panel_import import PanelImportDialog, import_panel_list
from ui.screen import Screen
from ui.shell.main_window import MainWindow
from ui.theme.tokens import Appearance
from ui.widgets.choice import Choice
from ynreview.app.outcome import Outcome
from ynreview.app.setup import create_round
from ynreview.app.work import Surroundings
from ynreview.kernel.terms import EvaluationType
from ynreview.panel.round import NewRound

PIN = "organiser-2026"
Shoot = Callable[[QWidget, str], None]
_SHOWN = list(Appearance)[1:] if os.environ.get("YNREVIEW_SHOTS") else [Appearance.LIGHT]
BOTH = pytest.mark.parametrize("appearance", _SHOWN, indirect=True)


@pytest.fixture
def screen(application: Application, window: MainWindow, tmp_path: Path, qtbot: object) -> Screen:
    """A fresh round in the window, at 专家与回避."""
    path = tmp_path / "round.ynd"
    kind = EvaluationType.POST_EVALUATION
    wanted = NewRound("2026年度评审", kind, date(2026, 11, 24), "yn-2022-2", reason="按原办法")
    create_round(path, PIN, wanted, Surroundings.real())
    application.context.open_with_pin(path, PIN)
    window.go("panel")
    settled(application, qtbot)
    return window.screen_shown


def experts(path: Path, unit: str, *codes: str, heads: Sequence[str] = ()) -> Path:
    rows = [[code, f"专家{code}", unit, "成员"] for code in codes]
    rows[0][3] = "组长"
    return book(path, [heads or ["编号", "姓名", "工作单位", "角色"], *rows])


@BOTH
def test_that_a_list_of_experts_read_again_is_seen_side_by_side_before_it_is_stored(
    screen: Screen, application: Application, qtbot: object, tmp_path: Path, shoot: Shoot
):
    came: list[Outcome] = []
    told: list[str] = []

    def load(file: Path) -> PanelImportDialog | None:
        import_panel_list(screen, application.context, file, came.append, told.append)
        settled(application, qtbot)
        return screen.window().findChild(PanelImportDialog)

    assert load(experts(tmp_path / "一.xlsx", "云岭大学", "E01", "E02")) is None
    assert came.pop().data["added"] == ["E01", "E02"]
    dialog = load(experts(tmp_path / "二.xlsx", "滇池科技大学", "E01", "E03"))
    changes = table(dialog, "变化").table_model.rows
    assert [(one.number, one.change) for one in changes] == [
        ("E01", "有改动"),
        ("E03", "新增"),
        ("E02", "将移除"),
    ]
    assert (changes[0].old, changes[0].new) == ("云岭大学", "滇池科技大学")
    shoot(dialog, "ledger-panel-again")
    assert came == []
    press(dialog, "确认导入")
    settled(application, qtbot)
    assert came.pop().data["gone"] == ["E02"]
    assert [one.code for one in application.workspace.ask(lambda uow: uow.experts())] == [
        "E01",
        "E03",
    ]

    (tmp_path / "坏.xlsx").write_bytes(b"no workbook")
    assert load(tmp_path / "坏.xlsx") in {None, dialog}
    assert "坏.xlsx" in told.pop()


def test_that_a_list_of_experts_under_odd_headings_is_led_to_columns(
    screen: Screen, application: Application, qtbot: object, tmp_path: Path
):
    came: list[Outcome] = []
    file = experts(tmp_path / "怪.xlsx", "云岭大学", "E01", heads=["甲", "乙", "丙", "丁"])
    import_panel_list(screen, application.context, file, came.append, lambda _: None)
    settled(application, qtbot)
    dialog = screen.window().findChild(PanelImportDialog)
    assert "怪.xlsx" in refused(dialog)

    press(dialog, "列对应(M)")
    settled(application, qtbot)
    columns = screen.window().findChild(ColumnMapDialog)
    for box, name in zip(
        columns.findChildren(Choice), ("编号", "姓名", "工作单位", "角色"), strict=True
    ):
        box.setCurrentText(name)
    press(columns, "按此核对")
    settled(application, qtbot)
    press(dialog, "确认导入")
    settled(application, qtbot)

    assert came.pop().data["experts"] == ["E01"]
