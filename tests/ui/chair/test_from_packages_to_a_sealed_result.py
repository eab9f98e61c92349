"""The chair's afternoon in the real window: packages in, close, grades, amounts, seal, verify."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ui.application import Application
from ui.theme.tokens import Appearance
from ui.workspace import Workspace
from ynreview.app.demo import PIN
from ynreview.app.queries.awards_view import awards_view_of
from ynreview.app.queries.grading_view import grading_view
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.money import Money
from ynreview.kernel.terms import Grade
from ynreview.messages import explain_error

Click = Callable[[QWidget, str], None]
SitDown = Callable[[Path], Application]
Wait = Callable[[], None]
SIZES = ((1366, 728), (1000, 728), (683, 640))


def words_of(screen: QWidget) -> str:
    return "\n".join(one.text() for one in screen.findChildren(QLabel) if one.isVisible())


def codes_on(shown: QWidget) -> tuple[str, ...]:
    """Return the codes that wait to be compared, as they stand on the screen."""
    return tuple(re.findall(r"\b(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}\b", words_of(shown)))


def screen(running: Application, name: str) -> QWidget:
    running.window.go(name)
    QApplication.processEvents()
    return running.window.screen_shown


def test_that_packages_are_compared_in_person_and_a_bad_one_stops_nobody(
    sit_down: SitDown,
    handed_in: Path,
    packages: list[Path],
    tmp_path: Path,
    click: Click,
    wait: Wait,
) -> None:
    running = sit_down(handed_in)
    bad = tmp_path / "坏包.ynr"
    bad.write_bytes(b"not a package")
    shown = screen(running, "collect")
    shown.collect([packages[0], bad, packages[1]])
    wait()
    assert "坏包.ynr" in words_of(shown)
    before = shown._board.received
    for _ in range(2):
        click(shown, "与专家屏幕上的核对码一致")
        wait()
        if shown._aside.isHidden():
            shown.collect([packages[1]])
            wait()
    assert shown._board.received == before + 2


def test_that_the_close_asks_what_became_of_everyone(
    sit_down: SitDown, handed_in: Path, packages: list[Path], click: Click, wait: Wait
) -> None:
    running = sit_down(handed_in)
    shown = screen(running, "collect")
    (own,) = handed_in.parent.glob("*.ynr")
    packages = [own, *packages]
    shown.collect(packages)
    wait()
    for _ in packages:
        if shown._aside.isHidden():
            break
        shown.collect(packages, codes_on(shown))
        wait()
    click(shown, "收卷截止")
    dialog = QApplication.activeModalWidget()
    choice = dialog._choices["E05"]
    choice.setCurrentIndex(choice.count() - 1)
    dialog.reason.setText("E05 因病缺席")
    dialog.confirm.click()
    assert shown._board.closed


def test_that_figures_are_covered_at_once(sit_down: SitDown, closed: Path) -> None:
    shown = screen(sit_down(closed), "standing")
    score = shown._table.model().index(0, 3)
    assert "." in score.data()
    QTest.keyClick(shown, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert shown._table.model().index(0, 3).data() == "••••"


def test_that_a_grade_beyond_the_quota_is_refused_beside_the_row(
    sit_down: SitDown, closed: Path, click: Click
) -> None:
    running = sit_down(closed)
    shown = screen(running, "grading")
    settle_grades(running, click)
    before = running.workspace.ask(grading_view)
    assert before.used == before.places
    shown._changed(before.rows[5].number, Grade.EXCELLENT, (6, 0, 0), "表现突出")
    assert shown._refusal.isVisible()
    assert running.workspace.ask(grading_view).rows == before.rows


def test_that_an_amount_outside_its_band_is_refused(
    sit_down: SitDown, closed: Path, click: Click
) -> None:
    running = sit_down(closed)
    settle_grades(running, click)
    shown = screen(running, "awards")
    shown._budget.set_money(Money.parse_wan("600"))
    click(shown, "计算")
    before = running.workspace.ask(awards_view_of)
    shown._amount.set_money(Money.parse_wan("500"))
    click(shown, "保存金额")
    assert shown._refusal.isVisible()
    assert running.workspace.ask(awards_view_of).rows == before.rows


def test_that_a_desk_open_elsewhere_is_refused_politely(sit_down: SitDown, closed: Path) -> None:
    running = sit_down(closed)
    path = running.workspace.path
    second = Workspace()
    with pytest.raises(YnReviewError) as refused:
        second.open(path, PIN)
    assert explain_error(refused.value).endswith("。")


def settle_grades(running: Application, click: Click) -> None:
    shown = screen(running, "grading")
    click(shown, "按规则提出建议等级")
    tie = shown._view.tie
    if tie is not None and tie.open:
        first, *_ = tie.open
        shown._tie._fields[first].setValue(4)
        shown._tie._fields[tie.open[1]].setValue(2)
        shown._tie._reason.setText("该平台在周边国家的应用更扎实")
        click(shown, "记录表决")
    for one in shown._view.rows:
        if one.grade.startswith("不合格"):
            shown._confirmed(one.number, (6, 0, 0), "存在问题属实")


def test_that_the_round_ends_in_a_sealed_package_that_verifies(
    sit_down: SitDown,
    closed: Path,
    click: Click,
    wait: Wait,
    tmp_path: Path,
    fake_files: object,
    shoot: Callable[[QWidget, str], None],
) -> None:
    running = sit_down(closed)
    settle_grades(running, click)
    shown = screen(running, "awards")
    shown._budget.set_money(Money.parse_wan("600"))
    click(shown, "计算")
    screen(running, "opinions")
    shown = screen(running, "sealing")
    fake_files.folder = tmp_path / "stick"
    fake_files.folder.mkdir()
    click(shown, "定稿")
    wait()
    click(shown, "封存")
    dialog = QApplication.activeModalWidget()
    dialog.field.setText(PIN)
    click(dialog, "封存")
    wait()
    assert "读回核对一致" in words_of(shown)
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        running.look.choose(appearance)
        for name in ("collect", "standing", "grading", "awards", "opinions", "sealing"):
            screen(running, name)
            for width, height in SIZES:
                running.window.resize(width, height)
                QApplication.processEvents()
                shoot(running.window, f"chair-{name}")
    (package,) = (tmp_path / "stick").glob("*.ynr")
    running.workspace.close()
    shown = screen(running, "verify")
    shown.verify(package)
    wait()
    assert "完整，未被改动" in words_of(shown)
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        running.look.choose(appearance)
        for width, height in SIZES:
            running.window.resize(width, height)
            QApplication.processEvents()
            shoot(running.window, "chair-verify")
