"""The start of the command line against a bare interpreter with the same console libraries."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.benchmark
Compare = Callable[..., float]


@pytest.mark.parametrize(
    ("arguments", "status", "most"), [(["--help"], 0, 10), (["verify", "none.ynr"], 3, 25)]
)
def test_that_the_command_line_starts_at_once(
    compare: Compare, tmp_path: Path, arguments: list[str], status: int, most: int
):
    def call(*command: str, expected: int = 0) -> None:
        done = subprocess.run(
            [sys.executable, *command], check=False, cwd=tmp_path, capture_output=True
        )
        assert done.returncode == expected

    ratio = compare(
        f"ynreview {arguments[0]}, against importing typer and rich",
        lambda: call("-m", "ynreview", *arguments, expected=status),
        lambda: call("-c", "import typer, rich"),
        rounds=5,
    )

    assert ratio < most
