"""The data of the law, its forms, sentences and fonts; shipped files and how to find them."""

from importlib.resources import files
from importlib.resources.abc import Traversable


def resource(*parts: str) -> Traversable:
    """Return the shipped file or folder at that place below this package."""
    return files(__name__).joinpath(*parts)
