"""形式审查 by keys: walking the matrix, answering, 到期测算, the paper; pictures of every size."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLineEdit, QWidget

from ui.application import Application
from ui.preparation.reading import PreparationReading
from ui.screens.formal.due_dialog import DueDialog
from ui.screens.formal.item_panel import ItemPanel
from ui.screens.formal.matrix import FormalMatrix
from ui.screens.formal.presenter import cell_word
from ui.screens.formal.screen import FormalScreen
from ui.shell.main_window import MainWindow
from ui.theme.tokens import Appearance
from ui.widgets.empty_state import EmptyState
from ui.widgets.refusal import Refusal
from ynreview.app import commands as c
from ynreview.app.formal_document import stored_replies
from ynreview.app.session import ReviewSession
from ynreview.app.setup import NewRound, create_round
from ynreview.app.work import Surroundings
from ynreview.kernel.terms import Compliance, EvaluationType, FormalItem

DATA = Path(__file__).parents[2] / "data"
PIN = "organiser-2026"
DAY = date(2026, 11, 24)
FOLDERS = {
    EvaluationType.ESTABLISHMENT: "establishment",
    EvaluationType.MIDTERM: "midterm",
    EvaluationType.ACCEPTANCE: "acceptance",
    EvaluationType.POST_EVALUATION: "post-evaluation",
}
Shoot = Callable[[QWidget, str], None]
SitDown = Callable[..., FormalScreen]
_SHOWN = list(Appearance)[1:] if os.environ.get("YNREVIEW_SHOTS") else [Appearance.LIGHT]
BOTH = pytest.mark.parametrize("appearance", _SHOWN, indirect=True)


@pytest.fixture
def sit_down(
    application: Application, window: MainWindow, tmp_path: Path, qtbot: object
) -> Iterator[SitDown]:
    """Open a round with its ledger in the window, at 形式审查."""

    def open_round(
        kind: EvaluationType = EvaluationType.ESTABLISHMENT, *, ledger: bool = True
    ) -> FormalScreen:
        path = tmp_path / f"{kind}.ynd"
        wanted = NewRound("2026年度评审", kind, DAY, "yn-2022-2", reason="按原办法评审")
        create_round(path, PIN, wanted, Surroundings.real())
        if ledger:
            with ReviewSession.open(path, PIN) as session:
                file = DATA / FOLDERS[kind] / "platforms.xlsx"
                assert session.execute(c.ImportPlatforms(file)).ok
        application.context.open_with_pin(path, PIN)
        window.go("formal")
        screen = window.screen_shown
        assert isinstance(screen, FormalScreen)
        settled(screen, qtbot)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=2_000)
        return screen

    yield open_round
    QApplication.processEvents()


def settled(screen: FormalScreen, qtbot: object) -> None:
    reading = PreparationReading.of(screen.context.workspace)
    qtbot.waitUntil(lambda: not reading.is_reading, timeout=20_000)
    QApplication.processEvents()


def matrix(screen: FormalScreen) -> FormalMatrix:
    return screen.findChild(FormalMatrix)


def panel(screen: FormalScreen) -> ItemPanel:
    return screen.findChild(ItemPanel)


def pressed(place: QWidget, name: str) -> None:
    one = next(
        one
        for one in place.findChildren(QAbstractButton)
        if one.accessibleName() == name or one.text() == name
    )
    assert one.isEnabled(), name
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Space)
    QApplication.processEvents()


def keyed(widget: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(widget, key, modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier)
    QApplication.processEvents()


def stood_at(screen: FormalScreen) -> tuple[str, FormalItem]:
    (row, cell), *_ = matrix(screen).picked.cells
    return row.entry.number, cell.item


def told(place: QWidget) -> str:
    return "".join(one.text for one in place.findChildren(Refusal))


def replies(application: Application) -> dict[tuple[str, FormalItem], tuple[Compliance, str]]:
    found = application.workspace.ask(stored_replies).replies
    return {(one.entry, one.item): (one.answer, one.reason) for one in found}


def test_that_arrows_walk_the_matrix_and_enter_answers_a_cell(
    sit_down: SitDown, application: Application, qtbot: object
) -> None:
    screen = sit_down()
    table = matrix(screen)
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert stood_at(screen) == ("001", FormalItem.LEAD_LEGAL_PERSON)
    keyed(table, Qt.Key.Key_Down)
    keyed(table, Qt.Key.Key_Left)
    keyed(table, Qt.Key.Key_Left)  # the identity columns are no cells
    assert stood_at(screen) == ("002", FormalItem.SUBTYPE)

    keyed(table, Qt.Key.Key_Right)
    keyed(table, Qt.Key.Key_Return)
    reason = panel(screen).findChild(QLineEdit)
    assert QApplication.focusWidget() is reason
    assert reason.accessibleName() == "说明"
    QTest.keyClicks(reason, "p. 3")
    keyed(reason, Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(replies(application)), timeout=2_000)

    assert replies(application) == {("002", FormalItem.LEAD_LEGAL_PERSON): (Compliance.MET, "p. 3")}
    assert QApplication.focusWidget() is table
    assert stood_at(screen) == ("002", FormalItem.LEAD_LEGAL_PERSON)


def test_that_an_answer_without_a_reason_is_told_beside_it_and_kept_nowhere(
    sit_down: SitDown, application: Application
) -> None:
    screen = sit_down()
    matrix(screen).setFocus(Qt.FocusReason.TabFocusReason)
    keyed(matrix(screen), Qt.Key.Key_Return)

    pressed(panel(screen), "不符合(X)")

    assert "没有写明理由" in told(panel(screen))
    assert replies(application) == {}


def test_that_several_platforms_are_answered_alike_and_taken_back(
    sit_down: SitDown, application: Application, qtbot: object
) -> None:
    screen = sit_down()
    table = matrix(screen)
    table.setFocus(Qt.FocusReason.TabFocusReason)
    keyed(table, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert stood_at(screen) == ("002", FormalItem.LEAD_LEGAL_PERSON)
    keyed(table, Qt.Key.Key_Up)
    for _ in range(11):
        keyed(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    keyed(table, Qt.Key.Key_Return)
    QTest.keyClicks(panel(screen).findChild(QLineEdit), "OK")
    pressed(panel(screen), "符合(Y)")
    qtbot.waitUntil(lambda: len(replies(application)) == 12, timeout=5_000)
    qtbot.waitUntil(lambda: not application.tasks.is_busy, timeout=5_000)
    assert {cell_word(cell) for _, cell in table.picked.cells} == {"符合*"}

    pressed(panel(screen), "撤回答复(B)")

    qtbot.waitUntil(lambda: not replies(application), timeout=5_000)


def test_that_only_platforms_and_items_that_are_open_are_shown(sit_down: SitDown) -> None:
    screen = sit_down(EvaluationType.MIDTERM)
    whole = matrix(screen).row_count()

    pressed(screen, "只看不符合和待核(&O)")

    shown = matrix(screen)
    assert (whole, shown.row_count()) == (9, 9)
    columns = [item for n, item in enumerate(shown.items, 2) if not shown.isColumnHidden(n)]
    assert set(columns) == {
        FormalItem.MIDTERM_FUNDS,
        FormalItem.ENGLISH_NAME,
        FormalItem.ANNUAL_REPORTS,
    }


def test_that_a_finding_leads_to_its_platform(sit_down: SitDown, window: MainWindow) -> None:
    screen = sit_down(EvaluationType.MIDTERM)

    window.go("formal#004")

    assert stood_at(screen) == ("004", FormalItem.MIDTERM_FUNDS)
    working = panel(screen)
    assert any(
        "不足 200 万元" in one.text() for one in working.findChildren(type(working._working))
    )
    assert panel(screen).findChild(QLineEdit).accessibleName() == "仍予参评的理由"


def test_that_who_is_due_is_worked_out_for_any_day_and_written_out(
    sit_down: SitDown,
    application: Application,
    fake_files: object,
    tmp_path: Path,
    qtbot: object,
    shoot: Shoot,
) -> None:
    screen = sit_down(EvaluationType.POST_EVALUATION)
    pressed(screen, "到期测算(D)…")
    dialog = next(one for one in application.window.findChildren(DueDialog))
    day = dialog.findChild(QLineEdit)
    day.setText("2026.11")
    keyed(day, Qt.Key.Key_Return)
    assert "不是日期" in told(dialog)
    day.setText("2026-11-24")
    keyed(day, Qt.Key.Key_Return)
    assert (told(dialog), dialog.lines.row_count()) == ("", 23 * 4)
    shoot(dialog, "formal-due")
    dialog.findChild(QCheckBox).setChecked(True)
    assert 0 < dialog.lines.row_count() < 23 * 4

    fake_files.saved = tmp_path / "due.xlsx"
    pressed(dialog, "导出表格(E)…")
    qtbot.waitUntil(lambda: not application.tasks.is_busy, timeout=20_000)

    assert fake_files.saved.stat().st_size > 5_000


def test_that_the_table_is_printed(
    sit_down: SitDown,
    application: Application,
    fake_files: object,
    tmp_path: Path,
    qtbot: object,
) -> None:
    screen = sit_down()
    fake_files.saved = tmp_path / "table.pdf"

    pressed(screen, "打印(P)…")
    qtbot.waitUntil(lambda: not application.tasks.is_busy, timeout=20_000)

    assert fake_files.saved.read_bytes().startswith(b"%PDF")


def test_that_without_platforms_the_ledger_is_the_first_step(
    sit_down: SitDown, window: MainWindow
) -> None:
    screen = sit_down(ledger=False)

    empty = [one for one in screen.findChildren(EmptyState) if one.isVisible()]
    assert ["导入平台台账" in one.text for one in empty] == [True]
    pressed(screen, "去导入参评平台")
    assert window.screen_id == "entries"


def test_that_a_low_window_shows_table_and_answer_one_at_a_time(
    sit_down: SitDown, window: MainWindow
) -> None:
    screen = sit_down()
    window.resize(683, 356)
    QApplication.processEvents()
    matrix(screen).setFocus(Qt.FocusReason.TabFocusReason)
    assert not panel(screen).isVisible()

    keyed(matrix(screen), Qt.Key.Key_Return)
    assert (panel(screen).isVisible(), matrix(screen).isVisible()) == (True, False)

    keyed(panel(screen).findChild(QLineEdit), Qt.Key.Key_Escape)
    assert (panel(screen).isVisible(), matrix(screen).isVisible()) == (False, True)


@BOTH
@pytest.mark.parametrize("kind", list(EvaluationType))
def test_that_the_screen_fits_every_size(
    sit_down: SitDown,
    window: MainWindow,
    application: Application,
    shoot: Shoot,
    qtbot: object,
    kind: EvaluationType,
) -> None:
    screen = sit_down(kind)
    matrix(screen).setFocus(Qt.FocusReason.TabFocusReason)
    for step in (0, 3):
        application.context.look.resize_text(0)
        application.context.look.resize_text(step)
        for width, height in ((1920, 1000), (1366, 728), (1000, 728), (683, 640), (683, 356)):
            window.resize(width, height)
            settled(screen, qtbot)
            assert window.width() <= width
            assert window.height() <= height
            shoot(window, f"formal-{kind}-{height}-text{step}")
    application.context.look.resize_text(0)
