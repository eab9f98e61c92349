from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

HEADINGS = ["编号", "平台名称", "平台类型", "验收通过日期"]
ROW = ["001", "云南省咖啡国际联合实验室", "联合实验室", "2022-08-05"]
Build = Callable[..., Path]


@pytest.fixture
def workbook(tmp_path: Path) -> Build:
    """Write rows as the only visible sheet of a workbook and return its path."""

    def build(rows: Sequence[Sequence[Any]], name: str = "台账.xlsx", title: str = "台账") -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = title
        for row in rows:
            sheet.append(list(row))
        path = tmp_path / name
        book.save(path)
        return path

    return build


@pytest.fixture
def ledger(workbook: Build) -> Build:
    """Write a small 后评估 ledger: the four headings and further columns by keyword."""

    def build(*rows: Sequence[Any], **more: Any) -> Path:
        body = [list(row) for row in rows] or [ROW]
        headings = HEADINGS + list(more)
        extended = [[*row, *more.values()] for row in body]
        return workbook([headings, *extended])

    return build
