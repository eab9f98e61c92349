"""Speed as ratios to a floor measured in the same run; seconds are printed, never asserted."""

import math
import time
from collections.abc import Callable

import pytest

Work = Callable[[], object]
Compare = Callable[..., float]
_LINES: list[str] = []


@pytest.fixture
def compare() -> Compare:
    """Return how many times longer ``work`` takes than ``floor``, the best of some rounds each.

    They take turns, so that a busy machine slows both.
    """

    def compared(what: str, work: Work, floor: Work, rounds: int = 3) -> float:
        own = least = math.inf
        for _ in range(rounds):
            least = min(least, _seconds(floor))
            own = min(own, _seconds(work))
        _LINES.append(f"{what:<58}{own:9.4f} s = {own / least:6.2f} × {least:.4f} s")
        return own / least

    return compared


def _seconds(work: Work) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _LINES:
        terminalreporter.section("speed, and the floor of the same run")
        terminalreporter.write_line("\n".join(_LINES))
