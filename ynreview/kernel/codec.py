"""Frozen dataclasses to plain JSON values and back, strictly typed; it knows no file."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from functools import cache, partial
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


def _decode(kind: Any, value: Any, place: str) -> Any:
    return _decoder(kind)(value, place)


Decoder = Callable[[Any, str], Any]


@cache
def _decoder(kind: Any) -> Decoder:  # noqa: PLR0911 - one return per shape
    """Return what decodes a kind; its shape is looked at once, documents hold thousands of it."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _union_decoder(arguments)
    if origin is tuple:
        return partial(_decode_tuple, _decoder(arguments[0]))
    if origin is frozenset:
        return partial(_decode_frozenset, _decoder(arguments[0]))
    if origin in {dict, Mapping} or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return partial(_decode_mapping, _decoder(arguments[0]), _decoder(arguments[1]))
    if kind is Points:
        return lambda value, place: _parsed(Points.parse, _expect(str, value, place), place)
    if kind is Money:
        return lambda value, place: Money(_expect(int, value, place))
    if is_dataclass(kind):
        return partial(_decode_dataclass, kind)
    return _scalar_decoder(kind)


def _decode_tuple(item: Decoder, value: Any, place: str) -> Any:
    return tuple(
        item(entry, f"{place}[{index}]") for index, entry in enumerate(_expect(list, value, place))
    )


def _decode_frozenset(item: Decoder, value: Any, place: str) -> Any:
    return frozenset(item(entry, place) for entry in _expect(list, value, place))


def _decode_mapping(key: Decoder, item: Decoder, value: Any, place: str) -> Any:
    return {
        key(name, place): item(entry, f"{place}.{name}")
        for name, entry in _expect(dict, value, place).items()
    }


def _scalar_decoder(kind: Any) -> Decoder:
    if kind is Any:
        return lambda value, _place: value
    if kind in {str, int, bool}:
        return partial(_expect, kind)
    if kind is Fraction:
        return lambda value, place: _parsed(_fraction, _expect(str, value, place), place)
    if kind in {date, datetime}:
        return lambda value, place: _parsed(kind.fromisoformat, _expect(str, value, place), place)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value, place: _parsed(kind, _expect(str, value, place), place)

    def refuse(_value: Any, place: str) -> Any:
        msg = f"{place}: {kind} cannot be read"
        raise TypeError(msg)

    return refuse


def _union_decoder(options: tuple[Any, ...]) -> Decoder:
    takes_none = type(None) in options
    decoders = [_decoder(option) for option in options if option is not type(None)]

    def decode(value: Any, place: str) -> Any:
        if value is None and takes_none:
            return None
        errors = []
        for decoder in decoders:
            try:
                return decoder(value, place)
            except CodecError as error:
                errors.append(str(error))
        raise CodecError("; ".join(errors) or f"{place}: nothing expected")

    return decode


def _decode_dataclass(kind: Any, value: Any, place: str) -> Any:
    given = _expect(dict, value, place)
    known = _fields(kind)
    unknown = given.keys() - known.keys()
    if unknown:
        raise CodecError(f"{place}: unknown key {min(unknown)}")
    arguments: dict[str, Any] = {}
    for name, (decoder, required) in known.items():
        if name in given:
            arguments[name] = decoder(given[name], f"{place}.{name}")
        elif required:
            raise CodecError(f"{place}: {name} is missing")
    try:
        return kind(**arguments)
    except ValueError as error:
        raise CodecError(f"{place}: {error}") from error


@cache
def _fields(kind: Any) -> Mapping[str, tuple[Decoder, bool]]:
    """Return the decoder of every field, and whether it must be given."""
    hints = get_type_hints(kind)
    return {
        field.name: (
            _decoder(hints[field.name]),
            field.default is MISSING and field.default_factory is MISSING,
        )
        for field in fields(kind)
    }


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
