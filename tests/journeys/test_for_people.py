"""Answers for people: Chinese sentences and tables that fit the console, nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from journey_call import assert_sentences, call, process, spoken
from journey_stage import Stage

_ADDRESS = re.compile(r"\S*/\S+|[0-9a-f]{16,}|\d{4}[A-Z]+-\S+")


def width(line: str) -> int:
    """How many columns a line takes on a console."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line)


def said(*words: object) -> str:
    """Ask as a person does; the answer is free of English and of traces."""
    answer = spoken(*words)
    assert_sentences(_ADDRESS.sub("", answer.text))
    return answer.text


@pytest.mark.parametrize("columns", [80, 120])
def test_that_tables_fit_the_console(
    graded: Stage, scored: Stage, monkeypatch: pytest.MonkeyPatch, columns: int
):
    monkeypatch.setenv("COLUMNS", str(columns))

    tables = [
        spoken("chair", "standing", graded.chair).done().out,
        spoken("expert", "status", scored.expert("E03")).done().out,
    ]

    for table in tables:
        lines = table.decode("utf-8").splitlines()
        assert max(map(width, lines)) <= columns
        numbers = [line.split()[0] for line in lines if re.match(r" *\d{1,3} ", line)]
        assert len(numbers) == 23


def test_that_no_reason_is_cut_off_in_a_table(
    graded: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COLUMNS", "80")
    desk = graded.copied(tmp_path, "chair")

    table = spoken("chair", "grade", desk.chair, "--propose").done().out.decode("utf-8")

    assert "…" not in table
    assert table.count("）。") == 23
    assert max(map(width, table.splitlines())) <= 80


def test_that_the_ranking_is_readable(graded: Stage):
    text = said("chair", "standing", graded.chair)

    header = next(line for line in text.splitlines() if "名次" in line)
    assert header.split() == ["名次", "编号", "平台名称", "得分", "有效", "规则建议", "需复核"]
    first = next(line for line in text.splitlines() if " 014 " in line)
    assert first.split()[0] == "1"
    assert "参评 23 个 = 台账 23 个" in text


@pytest.mark.parametrize(
    "words",
    [
        ("chair", "explain", "014"),
        ("chair", "explain", "009"),
        ("chair", "grade", "--propose"),
        ("chair", "award", "--method", "tiers", "--budget", "600"),
        ("chair", "award", "--method", "tiers", "--budget", "60"),
        ("chair", "state", "023", "withdrawn", "--reason", "申请撤回"),
        ("chair", "reopen", "--reason", "补收"),
        ("round", "check"),
        ("expert", "status"),
    ],
)
def test_that_every_answer_is_in_sentences(
    graded: Stage, scored: Stage, tmp_path: Path, words: tuple[str, ...]
):
    desk = graded.copied(tmp_path, "chair")
    dossiers = {"chair": desk.chair, "round": scored.organiser, "expert": scored.expert("E03")}

    text = said(*words[:2], dossiers[words[0]], *words[2:])

    assert text.strip().endswith(("。", "）", "元", "完成。", "—", "7"))


def test_that_finalising_and_sealing_say_codes_and_files(graded: Stage, tmp_path: Path):
    desk = graded.copied(tmp_path, "chair")

    text = said("chair", "finalise", desk.chair, "--out", tmp_path / "out")
    sealed = said("chair", "seal", desk.chair, "--out", tmp_path / "out")

    assert "结果校验码  " in text
    assert "文件校验码  " in sealed
    assert sealed.count("已写出并读回核对") == 3


def test_that_collecting_says_who_is_in_and_who_is_not(scored: Stage, tmp_path: Path):
    desk = scored.copied(tmp_path, "chair")
    paths = [desk.packages["E02"], desk.tasks["E03"]]

    text = said("chair", "collect", desk.chair, *paths, "--confirm-all")

    assert "已收入  E02  第 1 次提交" in text
    assert "未收入" in text
    assert "收到 1 / 7" in text


def test_that_a_sentence_is_said_once(scored: Stage, tmp_path: Path):
    desk = scored.copied(tmp_path, "chair")

    text = spoken("chair", "collect", desk.chair, desk.packages["E02"]).text

    assert text.count("尚未当面核对") == 1


def test_that_help_is_chinese_throughout():
    groups = ["round", "expert", "chair", "rulebook", "dossier", "journal"]
    pages = [(), *((group,) for group in groups), ("verify",), ("demo",), ("chair", "collect")]

    for page in pages:
        text = spoken(*page, "--help").done().text
        assert text.startswith("用法：")
        for english in ("Usage", "Options", "Commands", "Show this", "required", "<path", "list["):
            assert english not in text


def test_that_a_process_writes_utf8_whatever_the_console(graded: Stage):
    answer = process("chair", "standing", graded.chair, PYTHONIOENCODING="gbk", COLUMNS="120")

    assert answer.status == 0
    assert "平台名称" in answer.out.decode("utf-8")


def test_that_json_goes_to_stdout_and_talk_to_stderr(graded: Stage):
    answer = process("chair", "standing", graded.chair, "--json")

    assert answer.json["ok"] is True
    assert answer.talk == ""
    assert call("chair", "standing", graded.chair).json == answer.json
