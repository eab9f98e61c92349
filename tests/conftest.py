"""What every test shares: accepted outputs and the switch that renews them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is slow, not wrong: no property fails for the time it took.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

EXPECTED = Path(__file__).parent.joinpath("expected")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="renew the files in tests/expected")


@pytest.fixture
def accepted(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the accepted one of that name; ``--accept`` renews it first."""

    def compare(name: str, text: str) -> None:
        file = EXPECTED.joinpath(name)
        if request.config.getoption("--accept"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.is_file(), f"no accepted {name} yet: run once with --accept"
        assert text == file.read_text(encoding="utf-8")

    return compare
