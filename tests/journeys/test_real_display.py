"""An expert's first half hour on a real display: real keys, a real process, what is on disk."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from journey_call import call
from journey_stage import Stage, mark, prepare
from real_display import PATIENCE, Display, real_display

PIN = "kou-ling-2026"
REMARK = "Cooperation is solid, results are in use; records of the partner need care."
_LEDGER = """编号,平台名称,平台类型,牵头单位,验收通过日期
001,云南省甲国际联合实验室,联合实验室,单位一,2022-06-01
002,云南省乙国际联合实验室,联合实验室,单位二,2022-06-01
"""
_PANEL = "编号,姓名,工作单位,角色\n" + "".join(
    f"E0{place},{name},{name}单位,{'组长' if place == 1 else '成员'}\n"
    for place, name in enumerate(("甲一", "乙二", "丙三", "丁四", "戊五"), 1)
)


@pytest.fixture
def task(tmp_path: Path) -> Path:
    """The task package of an expert in a round of two platforms."""
    ledger, panel = tmp_path / "ledger.csv", tmp_path / "panel.csv"
    ledger.write_text(_LEDGER, encoding="utf-8-sig")
    panel.write_text(_PANEL, encoding="utf-8-sig")
    stage = Stage(tmp_path / "round")
    prepare(stage, ledger, panel)
    return stage.tasks["E02"]


@contextlib.contextmanager
def window(file: Path, home: Path, display: Display) -> Iterator[subprocess.Popen[bytes]]:
    """Start the program as a person does, with everything it keeps below ``home``."""
    names = ("PATH", "TMPDIR", "COVERAGE_PROCESS_START", "PYTHONDONTWRITEBYTECODE")
    around = {name: os.environ[name] for name in names if name in os.environ}
    around |= {
        "HOME": str(home),
        "DISPLAY": display.name,
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    command = [sys.executable, "-m", "ui.launch", "gui", str(file)]
    with (home / "window.log").open("wb") as log:
        program = subprocess.Popen(command, env=around, cwd=home, stdout=log, stderr=log)
    try:
        yield program
    finally:
        program.kill()
        program.wait(PATIENCE)


def open_for_the_first_time(display: Display) -> None:
    """Walk through the three pages: the code is the same, the 口令 twice, the undertaking."""
    display.await_window("核对身份")
    display.press("space", "Return")
    display.await_window("设置口令")
    display.write(PIN)
    display.press("Tab")
    display.write(PIN)
    display.press("Return")
    display.await_window("承诺与回避")
    display.press("space", "Return")


def score(display: Display, figures: dict[str, str]) -> None:
    """Fill in one platform: no breach of integrity, every figure, the overall opinion."""
    display.press("space", "ctrl+j")
    for figure in figures.values():
        display.write(figure)
        display.press("Return")
    display.write(REMARK)
    display.press("ctrl+Return")


def test_that_what_is_typed_on_a_real_display_is_in_the_dossier(
    task: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    probe = tmp_path / "probe.ynd"
    call("expert", "open", task, "--out", probe).done()
    form = call("expert", "status", probe).data["entries"][0]["items"]
    items = [item for item in form if not item["veto"]]
    figures = {
        item["code"]: mark(item, Fraction(65 + place * 7 % 30, 100))
        for place, item in enumerate(items)
    }
    home = tmp_path / "home"
    home.mkdir()

    with real_display(tmp_path) as display, window(task, home, display) as program:
        open_for_the_first_time(display)
        display.await_window("评分")
        score(display, figures)
        display.close(display.await_window("评分"))
        status = program.wait(PATIENCE)

    assert (status, (home / "window.log").read_text()) == (0, "")
    (dossier,) = home.rglob("*.ynd")
    monkeypatch.setenv("YNREVIEW_PIN", PIN)
    first, second = call("expert", "status", dossier).data["entries"]
    assert {item["code"]: item["points"] for item in first["items"] if not item["veto"]} == figures
    assert first["missing"] == []
    assert not any(item["points"] for item in second["items"])
