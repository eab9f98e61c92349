"""The data of the law, its forms, sentences and fonts; shipped files and how to find them."""

from pathlib import Path

_HERE = Path(__file__).parent


def resource(*parts: str) -> Path:
    """Return the shipped file or folder at that place below this package."""
    return _HERE.joinpath(*parts)
