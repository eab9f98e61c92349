"""Whose stick is next: new ones are written once, those that were in stay untouched."""

from pathlib import Path

from ui.screens.issue.stick_run import StickRun

E01, E02 = ("E01", "甲"), ("E02", "乙")
ONE, TWO = Path("/media/one"), Path("/media/two")


def test_that_a_stick_that_was_in_is_never_written() -> None:
    run = StickRun.begin([E01], [ONE])

    assert run.look([ONE]) is None
    assert "现在插着的 U 盘不会再写" in run.hint
    assert run.look([]) is None
    assert run.look([ONE]) == ONE


def test_that_every_expert_gets_a_stick_of_their_own() -> None:
    run = StickRun.begin([E01, E02], [])
    assert run.wanted == "请插入下一个 U 盘：E01 甲"

    assert run.look([ONE]) == ONE
    assert run.look([ONE, TWO]) is None
    run.written()
    assert run.wanted == "请插入下一个 U 盘：E02 乙"
    assert run.look([ONE]) is None
    assert run.look([ONE, TWO]) == TWO
    run.written()

    assert run.over
    assert run.look([]) is None


def test_that_a_refused_stick_is_left_until_it_is_pulled() -> None:
    run = StickRun.begin([E01], [])
    assert run.look([ONE]) == ONE
    run.set_aside()

    assert run.look([ONE]) is None
    assert run.wanted == "请插入下一个 U 盘：E01 甲"
    run.look([])
    assert run.look([ONE]) == ONE
