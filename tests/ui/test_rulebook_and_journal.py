"""规则 and 日志 in the window: what is shown is what the core holds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit, QListWidget, QTableView

from ynreview.app.setup import NewRound, create_round
from ynreview.app.work import Surroundings
from ynreview.kernel.terms import EvaluationType

if TYPE_CHECKING:
    from ui.application import Application
    from ui.shell.main_window import MainWindow

PIN = "口令-2026"


@pytest.fixture
def organiser(tmp_path: Path) -> Path:
    path = tmp_path / "organiser.ynd"
    wanted = NewRound(
        title="2026年度后评估",
        type=EvaluationType.POST_EVALUATION,
        review_date=date(2026, 11, 24),
        rulebook_id="yn-2022-2",
        reason="平台于办法有效期内立项",
        overrides={"panel_score_rounding": {"mode": "half_even"}},
    )
    assert create_round(path, PIN, wanted, Surroundings.real()).ok
    return path


def texts(table: QTableView) -> list[str]:
    model = table.model()
    return [
        str(model.index(row, column).data() or "")
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]


def test_that_the_shipped_rulebook_is_shown_without_a_dossier(window: MainWindow):
    window.go("rulebook")

    articles = window.screen_shown.findChild(QListWidget)
    assert articles.count() == 31
    assert articles.currentItem().text() == "第一条"


def test_that_finding_a_word_leaves_its_articles_with_their_rules(window: MainWindow):
    window.go("rulebook")
    screen = window.screen_shown

    screen.findChild(QLineEdit).setText("优秀名额")

    articles = screen.findChild(QListWidget)
    assert [articles.item(row).text() for row in range(articles.count())] == ["第二十四条"]
    assert "优秀名额" in texts(screen.findChild(QTableView))


def test_that_a_word_nobody_uses_is_said_to_be_nowhere(window: MainWindow):
    window.go("rulebook")
    screen = window.screen_shown

    screen.findChild(QLineEdit).setText("没有这样的词")

    assert screen.findChild(QListWidget).count() == 0
    assert texts(screen.findChild(QTableView)) == []


def test_that_a_changed_setting_of_the_round_is_marked(
    application: Application, window: MainWindow, organiser: Path
):
    application.opening.open_with_pin(organiser, PIN)
    window.go("rulebook")
    screen = window.screen_shown

    screen.findChild(QLineEdit).setText("专家组得分的修约")

    assert any("half_even（本会次已改）" in text for text in texts(screen.findChild(QTableView)))


def test_that_the_journal_shows_every_entry_and_its_chain(
    application: Application, window: MainWindow, organiser: Path
):
    application.opening.open_with_pin(organiser, PIN)

    window.go("journal")

    shown = texts(window.screen_shown.findChild(QTableView))
    assert "建立文件" in shown
    assert "新建会次" in shown
    assert "组织方" in shown


def test_that_the_journal_is_exported_line_by_line(
    application: Application, organiser: Path, tmp_path: Path
):
    from ui.screens.journal import presenter

    application.opening.open_with_pin(organiser, PIN)
    target = tmp_path / "journal.jsonl"

    said = presenter.exported(application.workspace, target)

    assert str(target) in said
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))


def test_that_a_filter_leaves_only_entries_that_hold_the_text(
    application: Application, window: MainWindow, organiser: Path
):
    application.opening.open_with_pin(organiser, PIN)
    window.go("journal")

    window.screen_shown.findChild(QLineEdit).setText("新建会次")

    assert window.screen_shown.findChild(QTableView).model().rowCount() == 1
