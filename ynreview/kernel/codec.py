"""Frozen dataclasses to plain JSON values and back, strictly typed; it knows no file."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from ynreview.kernel.money import Money
from ynreview.kernel.points import Points
from ynreview.kernel.rounding import ratio_text

T = TypeVar("T")


class CodecError(ValueError):
    """A plain value does not have the shape that was promised; the message names the place."""


def to_plain(value: Any) -> Any:  # noqa: C901, PLR0911 - one line per kind
    """Return the value as dicts, lists, text, integers, booleans and None."""
    if value is None or (isinstance(value, (bool, int, str)) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Points):
        return str(value)
    if isinstance(value, Money):
        return value.yuan
    if isinstance(value, Fraction):
        return ratio_text(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if is_dataclass(value):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(to_plain(key)): to_plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(to_plain(item) for item in value)
    msg = f"{type(value).__name__} has no plain form"
    raise TypeError(msg)


def from_plain(kind: type[T], value: Any, place: str = "") -> T:
    """Return ``value`` as a ``kind``; raises CodecError naming the place that does not fit.

    Unknown keys are refused, absent ones take the field's default or are refused.
    """
    decoded: T = _decode(kind, value, place or kind.__name__)
    return decoded


def _decode(kind: Any, value: Any, place: str) -> Any:  # noqa: PLR0911 - one return per shape
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _decode_union(kind, value, place)
    if origin is tuple:
        item = get_args(kind)[0]
        return tuple(
            _decode(item, entry, f"{place}[{index}]")
            for index, entry in enumerate(_expect(list, value, place))
        )
    if origin is frozenset:
        items = _expect(list, value, place)
        return frozenset(_decode(get_args(kind)[0], entry, place) for entry in items)
    if origin in {dict, Mapping} or (isinstance(origin, type) and issubclass(origin, Mapping)):
        key_kind, item = get_args(kind)
        return {
            _decode(key_kind, key, place): _decode(item, entry, f"{place}.{key}")
            for key, entry in _expect(dict, value, place).items()
        }
    if is_dataclass(kind):
        if kind is Points:
            return _parsed(Points.parse, _expect(str, value, place), place)
        if kind is Money:
            return Money(_expect(int, value, place))
        return _decode_dataclass(kind, value, place)
    return _decode_scalar(kind, value, place)


def _decode_scalar(kind: Any, value: Any, place: str) -> Any:
    if kind is Any:
        return value
    if kind in {str, int, bool}:
        return _expect(kind, value, place)
    if kind is Fraction:
        return _parsed(_fraction, _expect(str, value, place), place)
    if kind in {date, datetime}:
        return _parsed(kind.fromisoformat, _expect(str, value, place), place)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _parsed(kind, _expect(str, value, place), place)
    msg = f"{place}: {kind} cannot be read"
    raise TypeError(msg)


def _decode_union(kind: Any, value: Any, place: str) -> Any:
    options = get_args(kind)
    if value is None and type(None) in options:
        return None
    errors = []
    for option in options:
        if option is type(None):
            continue
        try:
            return _decode(option, value, place)
        except CodecError as error:
            errors.append(str(error))
    raise CodecError("; ".join(errors) or f"{place}: nothing expected")


def _decode_dataclass(kind: Any, value: Any, place: str) -> Any:
    given = _expect(dict, value, place)
    hints = _hints(kind)
    unknown = given.keys() - hints.keys()
    if unknown:
        raise CodecError(f"{place}: unknown key {min(unknown)}")
    arguments: dict[str, Any] = {}
    for field in fields(kind):
        if field.name in given:
            arguments[field.name] = _decode(
                hints[field.name], given[field.name], f"{place}.{field.name}"
            )
        elif field.default is MISSING and field.default_factory is MISSING:
            raise CodecError(f"{place}: {field.name} is missing")
    try:
        return kind(**arguments)
    except ValueError as error:
        raise CodecError(f"{place}: {error}") from error


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _expect(kind: type[T], value: Any, place: str) -> T:
    if type(value) is not kind:
        raise CodecError(f"{place}: {kind.__name__} expected, found {type(value).__name__}")
    return value


def _parsed(read: Any, text: str, place: str) -> Any:
    try:
        return read(text)
    except (ValueError, ZeroDivisionError) as error:
        raise CodecError(f"{place}: {error}") from error


def _fraction(text: str) -> Fraction:
    above, _, below = text.partition("/")
    return Fraction(int(above), int(below))
