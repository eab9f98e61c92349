"""The answer of a cell reader: a value and how oddly it was written, or a refusal; no place."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Oddity(StrEnum):
    """How a value was written that could still be read; said once per column."""

    NUMBER_AS_TEXT = "number_as_text"
    DAY_AS_TEXT = "day_as_text"
    DAY_AS_SERIAL = "day_as_serial"
    BLANKS = "blanks"
    BLANK_WORD = "blank_word"
    CODE_AS_NUMBER = "code_as_number"
    ITEM_AS_NUMBER = "item_as_number"


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell's value, None for an empty cell."""

    value: Any
    oddity: Oddity | None = None


class Unreadable(ValueError):  # noqa: N818 - it is said of the cell, not of the program
    """A cell does not say what its column asks; ``code`` names the sentence for it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
