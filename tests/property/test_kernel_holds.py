"""Exactness of the kernel: marks, money, rounding, codes, days."""

import base64
import hashlib
from calendar import monthrange
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ynreview.kernel.calendar import add_days, add_months
from ynreview.kernel.codes import code_of, normal_code
from ynreview.kernel.money import Money
from ynreview.kernel.points import Points, total
from ynreview.kernel.rounding import RoundingMode, decimal_text, ratio_text, rounded

POINTS = st.integers(0, 99_999_999).map(Points)
MONEY = st.integers(0, 9_999_999_999_999).map(Money)
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
TO_CROCKFORD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")


@given(POINTS)
def test_that_points_are_read_as_they_are_printed(points: Points):
    assert Points.parse(str(points)) == points
    assert Points.parse(str(points).translate(FULL_WIDTH)) == points
    assert Points.parse(str(points).replace(".", "。")) == points


@given(MONEY)
def test_that_money_is_read_as_it_is_printed(money: Money):
    assert Money.parse_wan(str(money)) == money
    assert Money.parse_wan(f"{money.wan} 万元".translate(FULL_WIDTH)) == money


@given(st.text())
def test_that_a_text_is_a_number_or_refused_in_one_way(text: str):
    for read in (Points.parse, Money.parse_wan):
        try:
            found = read(text)
        except ValueError:
            continue
        assert read(str(found)) == found


@given(st.lists(POINTS, max_size=20), st.randoms())
def test_that_a_sum_does_not_depend_on_the_order(values: list[Points], dice: object):
    mixed = list(values)
    dice.shuffle(mixed)

    assert total(values) == total(mixed)
    assert total(values).fraction == sum((one.fraction for one in values), Fraction(0))


@pytest.mark.parametrize(
    ("mode", "decimal_mode"),
    [(RoundingMode.HALF_UP, ROUND_HALF_UP), (RoundingMode.HALF_EVEN, ROUND_HALF_EVEN)],
)
@given(value=st.decimals(-1000, 1000, places=5), digits=st.integers(0, 4))
def test_that_rounding_is_that_of_the_decimal_module(
    mode: RoundingMode, decimal_mode: str, value: Decimal, digits: int
):
    with localcontext() as context:
        context.prec = 50
        expected = value.quantize(Decimal(1).scaleb(-digits), rounding=decimal_mode)

    assert rounded(Fraction(value), digits, mode) == Fraction(expected)


@given(
    value=st.fractions(-1000, 1000), digits=st.integers(0, 6), mode=st.sampled_from(RoundingMode)
)
def test_that_nothing_printable_lies_nearer(value: Fraction, digits: int, mode: RoundingMode):
    found = rounded(value, digits, mode)

    assert (found * 10**digits).denominator == 1
    assert abs(found - value) * 2 * 10**digits <= 1
    assert Fraction(decimal_text(found, digits)) == found
    assert rounded(found, digits, mode) == found


@given(st.fractions())
def test_that_a_ratio_is_text_without_loss(value: Fraction):
    assert Fraction(ratio_text(value)) == value
    assert "/" in ratio_text(value)


@given(st.binary())
def test_that_a_code_is_crockfords_base32_of_eighty_bits(content: bytes):
    digest = hashlib.sha256(content)
    expected = base64.b32encode(digest.digest()[:10]).decode().translate(TO_CROCKFORD)

    code = code_of(digest.hexdigest())

    assert code.replace("-", "") == expected
    assert normal_code(code) == code


@given(st.binary(min_size=1), st.data())
def test_that_a_code_survives_how_people_write_it(content: bytes, data: st.DataObject):
    code = code_of(hashlib.sha256(content).hexdigest())
    typed = "".join(
        data.draw(st.sampled_from({"1": "1IiLl", "0": "0Oo", "-": "- "}.get(sign, sign)))
        for sign in code
    )

    assert normal_code(typed.lower() if data.draw(st.booleans()) else typed) == code


@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)), months=st.integers(0, 240))
def test_that_months_keep_the_day_or_end_with_the_month(day: date, months: int):
    end = add_months(day, months)

    assert (end.year - day.year) * 12 + end.month - day.month == months
    assert end.day == min(day.day, monthrange(end.year, end.month)[1])
    assert add_months(day, months + 1) > end


@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)), days=st.integers(0, 5000))
def test_that_days_are_counted_one_by_one(day: date, days: int):
    assert add_days(day, days) - day == timedelta(days=days)
