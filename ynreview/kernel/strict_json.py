"""JSON without surprises: what is written is deterministic, what is read is refused when odd."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

MAX_DEPTH = 32
_SURROGATE = re.compile("[\ud800-\udfff]")
# strings, closed or not, and whatever else stands between brackets
_ALL_BUT_BRACKETS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[^"\[\]{}]+', re.DOTALL)

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


def to_bytes(value: Any) -> bytes:
    """Return deterministic UTF-8 JSON: sorted keys, one space of indent, a final newline."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return (text + "\n").encode()


def to_line(value: Any) -> str:
    """Return deterministic JSON on one line, without a newline."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def from_bytes(content: bytes) -> Any:
    """Read JSON that holds no float, no duplicate key and no lone surrogate.

    Raises ValueError for anything else, also deeper than 32 levels.
    """
    text = content.decode("utf-8")
    _require_shallow(text)
    value = json.loads(
        text,
        object_pairs_hook=_unique,
        parse_float=_refuse,
        parse_constant=_refuse,
        parse_int=_small_integer,
    )
    # UTF-8 holds none, so one can only have been written as an escape
    if "\\u" in text and _SURROGATE.search(json.dumps(value, ensure_ascii=False)):
        msg = "lone surrogate"
        raise ValueError(msg)
    return value


def _require_shallow(text: str) -> None:
    depth = 0
    for bracket in _ALL_BUT_BRACKETS.sub("", text):
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            msg = f"nested deeper than {MAX_DEPTH} levels"
            raise ValueError(msg)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            msg = f"duplicate key {key!r}"
            raise ValueError(msg)
        found[key] = value
    return found


def _refuse(text: str) -> NoReturn:
    msg = f"numbers with a fraction are written as text here: {text}"
    raise ValueError(msg)


def _small_integer(text: str) -> int:
    if len(text) > 18:  # noqa: PLR2004 - one digit less than a 64-bit integer may have
        msg = f"integer too large: {text[:20]}"
        raise ValueError(msg)
    return int(text)
