"""Speed as ratios to a floor measured in the same run; seconds are printed, never asserted."""

import math
import time
from collections.abc import Callable

import pytest

Work = Callable[[], object]
Clock = Callable[[], float]
Compare = Callable[..., float]
_LINES: list[str] = []


@pytest.fixture
def compare() -> Compare:
    """Return how many times longer ``work`` takes than ``floor``, the best of some rounds each.

    They take turns, so that a busy machine slows both. Where no file and no other program is
    waited for, ``time.process_time`` leaves the neighbours out altogether.
    """

    def compared(
        what: str, work: Work, floor: Work, *, rounds: int = 3, clock: Clock = time.perf_counter
    ) -> float:
        own = least = math.inf
        for _ in range(rounds):
            least = min(least, _seconds(floor, clock))
            own = min(own, _seconds(work, clock))
        _LINES.append(f"{what:<58}{own:9.4f} s = {own / least:6.2f} × {least:.4f} s")
        return own / least

    return compared


def _seconds(work: Work, clock: Clock) -> float:
    before = clock()
    work()
    return clock() - before


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _LINES:
        terminalreporter.section("speed, and the floor of the same run")
        terminalreporter.write_line("\n".join(_LINES))
