"""Money in whole 元, spoken in 万元."""

from fractions import Fraction

import pytest

from ynreview.kernel.money import Money, total


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("75", 750_000),
        ("７５", 750_000),
        ("75万元", 750_000),
        ("75 万", 750_000),
        ("37.5", 375_000),
        ("0.0001", 1),
        ("1,200", 12_000_000),
        ("1，200.5", 12_005_000),
        ("0", 0),
    ],
)
def test_that_amounts_are_read_in_wan(text: str, yuan: int):
    assert Money.parse_wan(text) == Money(yuan)


@pytest.mark.parametrize(
    "text", ["", "万元", "75元", "-5", "1,20", "12,00", "1.23456", "五十", "٣", "1e3", "0.5.5"]
)
def test_that_anything_else_is_no_amount(text: str):
    with pytest.raises(ValueError, match="not an amount"):
        Money.parse_wan(text)


@pytest.mark.parametrize("value", [1.0, "1", True, None])
def test_that_money_is_whole_yuan_and_nothing_else(value: object):
    with pytest.raises(TypeError):
        Money(value)


@pytest.mark.parametrize(
    ("yuan", "wan"), [(750_000, "75"), (375_000, "37.5"), (1, "0.0001"), (0, "0"), (-5_000, "-0.5")]
)
def test_that_wan_has_no_needless_zeros(yuan: int, wan: str):
    assert Money(yuan).wan == wan
    assert str(Money(yuan)) == wan


def test_that_money_adds_subtracts_and_compares():
    assert Money(3) + Money(4) - Money(5) == Money(2)
    assert Money(3) < Money(4)
    assert Money(7).fraction == Fraction(7)
    assert total([]) == Money(0)
    assert total((Money(1), Money(2))) == Money(3)
