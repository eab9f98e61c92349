"""Frozen dataclasses to plain values and back, strictly typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

import pytest

from ynreview.kernel.clock import CHINA
from ynreview.kernel.codec import CodecError, from_plain, to_plain
from ynreview.kernel.money import Money
from ynreview.kernel.points import Points


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Inner:
    value: int

    def __post_init__(self) -> None:
        if self.value < 0:
            raise ValueError("below nothing")


@dataclass(frozen=True)
class Outer:
    text: str
    flag: bool
    points: Points
    money: Money | None
    share: Fraction
    day: date
    moment: datetime
    colour: Colour
    inner: tuple[Inner, ...] = ()
    names: frozenset[str] = frozenset()
    by_colour: Mapping[Colour, int] = field(default_factory=dict)
    either: str | int | tuple[str, ...] = ""
    anything: Any = None


FULL = Outer(
    text="文",
    flag=True,
    points=Points(850),
    money=Money(750_000),
    share=Fraction(2, 5),
    day=date(2026, 11, 24),
    moment=datetime(2026, 11, 24, 9, 30, tzinfo=CHINA),
    colour=Colour.RED,
    inner=(Inner(1), Inner(2)),
    names=frozenset({"b", "a"}),
    by_colour={Colour.RED: 3},
    either=("x", "y"),
    anything={"a": [1]},
)
PLAIN = {
    "text": "文",
    "flag": True,
    "points": "8.50",
    "money": 750_000,
    "share": "2/5",
    "day": "2026-11-24",
    "moment": "2026-11-24T09:30:00+08:00",
    "colour": "red",
    "inner": [{"value": 1}, {"value": 2}],
    "names": ["a", "b"],
    "by_colour": {"red": 3},
    "either": ["x", "y"],
    "anything": {"a": [1]},
}


def test_that_a_value_has_one_plain_form():
    assert to_plain(FULL) == PLAIN
    assert from_plain(Outer, PLAIN) == FULL


def test_that_what_is_left_out_takes_its_default():
    short = {k: v for k, v in PLAIN.items() if k not in {"inner", "by_colour"}}

    assert from_plain(Outer, short).inner == ()
    assert from_plain(Outer, short).by_colour == {}


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"text": 1}, "Outer.text: str expected"),
        ({"flag": 1}, "Outer.flag: bool expected"),
        ({"points": 8}, "Outer.points: str expected"),
        ({"points": "8.555"}, "Outer.points: not a number"),
        ({"money": "75"}, "Outer.money: int expected"),
        ({"money": True}, "Outer.money: int expected"),
        ({"share": "1/0"}, "Outer.share"),
        ({"share": "0.4"}, "Outer.share"),
        ({"day": "24.11.2026"}, "Outer.day"),
        ({"moment": "jetzt"}, "Outer.moment"),
        ({"colour": "blue"}, "Outer.colour"),
        ({"inner": {"value": 1}}, "Outer.inner: list expected"),
        ({"inner": [{"value": 1}, {"value": "1"}]}, r"Outer.inner\[1\].value: int expected"),
        ({"inner": [{"value": -1}]}, r"Outer.inner\[0\]: below nothing"),
        ({"inner": [{}]}, "value is missing"),
        ({"names": "a"}, "Outer.names: list expected"),
        ({"by_colour": {"blue": 1}}, "Outer.by_colour"),
        ({"by_colour": {"red": "1"}}, "Outer.by_colour.red: int expected"),
        ({"either": 1.5}, "Outer.either: str expected.*; Outer.either: int expected"),
        ({"stranger": 1}, "unknown key stranger"),
    ],
)
def test_that_a_value_of_another_shape_is_refused_by_its_place(changed: dict, place: str):
    with pytest.raises(CodecError, match=place):
        from_plain(Outer, {**PLAIN, **changed})


def test_that_none_is_taken_only_where_it_is_allowed():
    assert from_plain(Outer, {**PLAIN, "money": None}).money is None
    with pytest.raises(CodecError, match="either"):
        from_plain(Outer, {**PLAIN, "either": None})


@pytest.mark.parametrize("value", [1.5, b"bytes", object(), {"a": 0.1}])
def test_that_a_float_and_the_like_have_no_plain_form(value: object):
    with pytest.raises(TypeError, match="no plain form"):
        to_plain(value)


def test_that_a_kind_that_cannot_be_read_is_a_mistake_of_the_program():
    with pytest.raises(TypeError, match="cannot be read"):
        from_plain(float, 1.5)


def test_that_the_place_may_be_named_by_the_caller():
    with pytest.raises(CodecError, match=r"^round\.json: dict expected"):
        from_plain(Inner, [], "round.json")
