"""日志 in plain Chinese: what every command of the example round leaves behind, read as a line."""

from __future__ import annotations

import json
import re
import typing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from ui.screens.journal import presenter
from ui.screens.journal.entry_dialog import RECORD, EntryDialog
from ui.widgets.data_table import DataTable
from ynreview.app import commands as c
from ynreview.app.demo import PIN, Demo, run_demo
from ynreview.app.queries.journal_words import detail_words
from ynreview.app.session import ReviewSession
from ynreview.panel.round import RoundSetup

if TYPE_CHECKING:
    from ui.application import Application
    from ui.shell.main_window import MainWindow

COMMANDS = {one.__name__ for one in typing.get_args(c.Command)}
FILE_OR_CODE = re.compile(
    r"[\w-]+\.(?:csv|json|ynr)|\d{4}[A-Z0-9]+-[A-Z0-9]{4}|[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3}|E\d\d"
)
DESKS = ("organiser.ynd", "chair.ynd", "experts/E02.ynd")


def read(dossier: Path) -> presenter.JournalView:
    with ReviewSession.open(dossier, PIN) as session:
        return session.ask(presenter.journal)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("journal") / "round"
    run_demo(root, Demo(), lambda _: None)
    return root


@pytest.fixture(scope="module")
def lines(example: Path) -> list[presenter.Line]:
    return [line for desk in DESKS for line in read(example / desk).lines]


def action(line: presenter.Line) -> str:
    return str(json.loads(line.record)["action"])


def latin(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]+", FILE_OR_CODE.sub("", text))


def test_that_the_example_round_leaves_most_commands_to_read(lines: list[presenter.Line]):
    assert len({action(line) for line in lines} & COMMANDS) >= 13


def test_that_every_line_is_chinese_but_for_files_and_codes(lines: list[presenter.Line]):
    said = {
        (action(line), word)
        for line in lines
        for word in latin(f"{line.actor}{line.action}{line.subject} {line.detail}")
    }
    assert said == set()


def test_that_every_command_of_the_example_round_has_a_line(lines: list[presenter.Line]):
    assert {action(line) for line in lines if not line.detail} <= {"create_dossier"}
    assert not any("\n" in line.detail for line in lines)


def test_that_a_line_says_the_facts_in_the_order_one_would(lines: list[presenter.Line]):
    shown = {action(line): line.detail for line in lines}

    assert shown["RecuseExpert"] == "平台 009；专家 E03；事由 近三年同单位；说明 任职未满三年"
    assert shown["SuggestAwards"] == "计算方法 按得分；预算 600 万元"
    assert shown["ChangeState"].startswith("平台 023；状态 撤回；文号 示例〔2026〕1号；")


@pytest.mark.parametrize(
    ("command", "detail", "words"),
    [
        ("ChangeRound", {"venue": {"before": "", "after": "一楼"}}, "地点 由 空 改为 一楼"),
        (
            "ChangeEntryState",
            {"entry": "003", "before": "taking_part", "state": "withdrawn"},
            "平台 003；状态 撤回；原状态 参评",
        ),
        (
            "ChangeSettings",
            {"overrides": {"known": {"mode": "half_even", "enabled": False}, "odd": {"value": 1}}},
            "会次设定 “已知规则”修约方式 四舍六入五成双，采用 否",
        ),
        (
            "EnterSheet",
            {"entry": "001", "points": {"1.1": "6.00"}, "vote": "agree", "veto": {"V1": False}},
            "平台 001；表决 同意；得分 1.1 6.00；重点核查项 V1 否",
        ),
        (
            "SetGrades",
            {"changes": [{"number": "021", "grade": "qualified", "reason": "已整改。"}]},
            "等级调整 编号 021，等级 合格，理由 已整改",
        ),
        (
            "SetAwards",
            {"amounts": {"001": 375000}, "step": 5000},
            "金额步长 0.5 万元；建议金额 001 37.5 万元",
        ),
        ("WriteTask", {"place": "/media/stick", "unheard_of": 1}, ""),
    ],
)
def test_that_what_other_commands_leave_is_read_too(
    command: str, detail: dict[str, Any], words: str
):
    assert detail_words(command, detail, {"known": "已知规则"}) == words


def test_that_every_fact_of_a_round_but_the_rulebook_id_has_a_name():
    facts = [name for name in RoundSetup.__dataclass_fields__ if name != "overrides"]

    assert [one for one in facts if not detail_words("CreateRound", {one: 1}, {})] == [
        "rulebook_id"
    ]


def test_that_enter_shows_the_whole_record(
    application: Application, window: MainWindow, example: Path
):
    application.opening.open_with_pin(example / "organiser.ynd", PIN)
    window.go("journal")
    table = window.screen_shown.findChild(DataTable)
    table.select_where(lambda line: action(line) == "WriteTask")

    QTest.keyClick(table, Qt.Key.Key_Return)

    shown = window.screen_shown.findChild(EntryDialog).findChild(QPlainTextEdit).toPlainText()
    words, _, record = shown.partition(f"{RECORD}\n")
    assert words.startswith("文件 2026HPG-")
    assert json.loads(record)["detail"]["place"] == str(example / "tasks")
