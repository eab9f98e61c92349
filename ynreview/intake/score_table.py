"""Scores written one item a row in CSV or a workbook; the lines that are no items have names."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ynreview.intake.cells.answer import read_answer, read_choice
from ynreview.intake.cells.reading import Unreadable
from ynreview.intake.choosing import read_table
from ynreview.intake.record_reader import read_records
from ynreview.intake.records import Record, Records
from ynreview.intake.scored import DeclaredRecusal, ScoredEntry, ScoreFile
from ynreview.intake.vocabulary import choice_labels, vocabulary, words
from ynreview.intake.wording import word_key
from ynreview.kernel.finding import Finding, Severity


def read_score_table(path: Path) -> ScoreFile:
    """Read a table of 平台编号, 指标, 得分, 说明.

    Besides items the column 指标 may hold a 重点核查项 (V1; 得分 是 or 否), 总体意见, 表决,
    建议支持金额 and 回避. Raises YnReviewError when the file cannot be read as a table.
    """
    records = read_records(read_table(path, vocabulary("scores")))
    entries: dict[str, ScoredEntry] = {}
    seen: set[tuple[str, str]] = set()
    for record in records.records:
        if record.rejected or records.lacks_columns:
            continue
        number, code = record.values["entry"], record.values["item"]
        if (number, code) in seen:
            _refuse(records, record, "intake.score_twice", code)
            continue
        seen.add((number, code))
        _write(records, record, entries.setdefault(number, ScoredEntry()))
    return ScoreFile(entries, tuple(records.findings))


def _write(records: Records, record: Record, entry: ScoredEntry) -> None:
    values = record.values
    code: str = values["item"]
    points = values.get("points") or ""
    remark = values.get("remark") or ""
    line = _line(code)
    if line == "overall":
        entry.overall = remark or points
    elif line == "suggested_amount":
        entry.suggested_amount = points or remark
    elif line == "vote":
        entry.vote = _choice(records, record, "Vote")
    elif line == "recuse":
        ground = _choice(records, record, "Ground")
        entry.recuse = DeclaredRecusal(ground, remark) if ground else None
    elif re.fullmatch(words()["score_lines"]["veto"], code):
        answer = _read(records, record, read_answer, words()["expected"]["answer"])
        if answer is not None:
            entry.veto[code.upper()] = answer
    else:
        if points:
            entry.items[code] = points
        if remark:
            entry.remarks[code] = remark


def _line(code: str) -> str:
    lines = words()["score_lines"]
    key = word_key(code)
    return next(
        (name for name, spellings in lines.items() if name != "veto" and key in spellings), ""
    )


def _choice(records: Records, record: Record, kind: str) -> Any:
    return _read(records, record, lambda text: read_choice(text, kind=kind), choice_labels(kind))


def _read(records: Records, record: Record, reader: Callable[[Any], Any], expected: str) -> Any:
    points = record.values.get("points") or ""
    if not points:
        return None
    try:
        return reader(points).value
    except Unreadable:
        _refuse(records, record, "intake.score_cell", points, expected)
        return None


def _refuse(records: Records, record: Record, code: str, found: str, expected: str = "") -> None:
    params = {
        "entry": record.values["entry"],
        "key": record.values["item"],
        "found": found,
        "expected": expected,
    }
    name = "points" if expected else "item"
    subject = records.place(name, record.row, found, expected)
    records.reject(record, Finding(code, Severity.BLOCKING, subject, params))
