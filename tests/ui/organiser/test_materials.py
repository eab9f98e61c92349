"""关联材料 by hand: choose, look, take in; stop on the way; nothing where nothing was found."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.application import Application
from ui.dialogs.attachments import AttachmentsDialog, show_attachments
from ui.shell.main_window import MainWindow
from ui.theme.tokens import Appearance
from ui.widgets.data_table import DataTable
from ui.widgets.refusal import Refusal
from ynreview.app import commands as c
from ynreview.app.session import ReviewSession
from ynreview.app.setup import NewRound, create_round
from ynreview.app.work import Surroundings
from ynreview.kernel.terms import EvaluationType

DATA = Path(__file__).parents[2] / "data" / "post-evaluation"
PIN = "organiser-2026"
Shoot = Callable[[QWidget, str], None]


@pytest.fixture
def round_open(window: MainWindow, application: Application, tmp_path: Path) -> MainWindow:
    """The real ledger and panel, nothing attached yet."""
    path = tmp_path / "round.ynd"
    wanted = NewRound(
        "2026年度后评估",
        EvaluationType.POST_EVALUATION,
        date(2026, 11, 24),
        "yn-2022-2",
        "按原办法",
    )
    create_round(path, PIN, wanted, Surroundings.real())
    with ReviewSession.open(path, PIN) as session:
        session.execute(c.ImportPlatforms(DATA / "platforms.xlsx"))
        session.execute(c.ImportPanel(DATA / "panel.xlsx"))
    application.context.open_with_pin(path, PIN)
    return window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files for three platforms, one of none, one damaged."""
    place = tmp_path / "材料"
    place.mkdir()
    for name, pages in (("001 总结报告.pdf", 12), ("002.pdf", 3), ("003-佐证.pdf", 40)):
        with pikepdf.new() as document:
            for _ in range(pages):
                document.add_blank_page()
            document.docinfo["/Title"] = name
            document.save(place / name)
    (place / "004.pdf").write_bytes(b"no pdf")
    (place / "无主.pdf").write_bytes(b"%PDF-1.4")
    return place


def press(place: QWidget, name: str) -> None:
    buttons = place.findChildren(QAbstractButton)
    one = next(b for b in buttons if b.accessibleName() == name and b.isVisible())
    assert one.isEnabled(), name
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Space)


def done(qtbot: object, application: Application) -> None:
    qtbot.waitUntil(lambda: not application.tasks.is_busy, timeout=30_000)
    QApplication.processEvents()


def shown(dialog: AttachmentsDialog) -> dict[str, tuple[str, str, str]]:
    (table,) = (t for t in dialog.findChildren(DataTable) if t.accessibleName() == "各平台的材料")
    return {one.number: (one.now, one.found, one.note) for one in table.table_model.rows}


def refused(dialog: AttachmentsDialog) -> str:
    return "".join(one.text for one in dialog.findChildren(Refusal))


def stored(application: Application) -> dict[str, int]:
    entries = application.workspace.ask(lambda uow: uow.entries())
    return {one.number: len(one.attachments) for one in entries if one.attachments}


def test_that_files_are_looked_at_before_they_are_taken_in(
    round_open: MainWindow,
    application: Application,
    folder: Path,
    fake_files: object,
    qtbot: object,
    shoot: Shoot,
) -> None:
    dialog = show_attachments(round_open.screen_shown, application.context)
    shoot(dialog, "materials-empty")
    fake_files.folder = folder
    press(dialog, "选择文件夹(F)")
    done(qtbot, application)

    assert shown(dialog)["001"] == ("—", "1 份", "新收入")
    assert shown(dialog)["004"] == ("—", "—", "缺")
    assert stored(application) == {}
    shoot(dialog, "materials-found")

    press(dialog, "确认收入")
    done(qtbot, application)

    assert refused(dialog) == ""
    assert stored(application) == {"001": 1, "002": 1, "003": 1}
    assert shown(dialog)["003"] == ("1 份", "", "")
    shoot(dialog, "materials-stored")


@pytest.mark.parametrize("width", [1366, 1000, 683])
def test_that_the_dialog_fits_every_window(
    round_open: MainWindow,
    application: Application,
    folder: Path,
    fake_files: object,
    qtbot: object,
    shoot: Shoot,
    width: int,
) -> None:
    application.look.choose(Appearance.DARK)
    round_open.resize(width, 640 if width < 1000 else 728)
    dialog = show_attachments(round_open.screen_shown, application.context)
    fake_files.folder = folder
    press(dialog, "选择文件夹(F)")
    done(qtbot, application)

    assert dialog.width() <= round_open.width()
    assert dialog.height() <= round_open.height()
    shoot(dialog, "materials-found")


def test_that_a_stopped_work_is_told_and_stores_nothing(
    round_open: MainWindow,
    application: Application,
    folder: Path,
    fake_files: object,
    qtbot: object,
) -> None:
    dialog = show_attachments(round_open.screen_shown, application.context)
    fake_files.folder = folder
    press(dialog, "选择文件夹(F)")
    done(qtbot, application)

    press(dialog, "确认收入")
    application.tasks.cancel()
    dialog.reject()
    assert dialog.isVisible()
    done(qtbot, application)

    assert refused(dialog) == "已取消，没有改动任何内容。"
    assert stored(application) == {}
    dialog.reject()
    assert not dialog.isVisible()


def test_that_an_empty_folder_leads_to_nothing(
    round_open: MainWindow,
    application: Application,
    fake_files: object,
    qtbot: object,
    tmp_path: Path,
) -> None:
    dialog = show_attachments(round_open.screen_shown, application.context)
    fake_files.folder = tmp_path / "没有"
    press(dialog, "选择文件夹(F)")
    done(qtbot, application)
    assert "没有找到文件夹“没有”" in refused(dialog)

    (tmp_path / "空").mkdir()
    fake_files.folder = tmp_path / "空"
    press(dialog, "选择文件夹(F)")
    done(qtbot, application)
    stores = [b for b in dialog.findChildren(QAbstractButton) if b.accessibleName() == "确认收入"]
    assert [one.isEnabled() for one in stores] == [False]
