"""One rounding: exact ties away from zero, or to the even digit."""

from fractions import Fraction

import pytest

from ynreview.kernel.rounding import RoundingMode, decimal_text, ratio_text, rounded

UP, EVEN = RoundingMode.HALF_UP, RoundingMode.HALF_EVEN


@pytest.mark.parametrize(
    ("value", "up", "even"),
    [
        ("89.985", "89.99", "89.98"),
        ("89.975", "89.98", "89.98"),
        ("89.9849999999", "89.98", "89.98"),
        ("89.9850000001", "89.99", "89.99"),
        ("0.005", "0.01", "0.00"),
        ("99.995", "100.00", "100.00"),
        ("-0.005", "-0.01", "0.00"),
        ("88.6", "88.60", "88.60"),
    ],
)
def test_that_ties_go_where_the_mode_says(value: str, up: str, even: str):
    assert decimal_text(rounded(Fraction(value), 2, UP), 2) == up
    assert decimal_text(rounded(Fraction(value), 2, EVEN), 2) == even


def test_that_two_thirds_round_up_and_one_third_down():
    assert rounded(Fraction(2, 3), 2, EVEN) == Fraction(67, 100)
    assert rounded(Fraction(1, 3), 2, UP) == Fraction(33, 100)


def test_that_no_digits_are_whole_numbers():
    assert decimal_text(rounded(Fraction(5, 2), 0, UP), 0) == "3"
    assert decimal_text(rounded(Fraction(5, 2), 0, EVEN), 0) == "2"


def test_that_printing_does_not_round():
    with pytest.raises(ValueError, match="more than 2 decimals"):
        decimal_text(Fraction("89.985"), 2)


def test_that_a_negative_value_keeps_its_sign():
    assert decimal_text(Fraction("-1.5"), 2) == "-1.50"


def test_that_a_ratio_always_has_both_parts():
    assert ratio_text(Fraction(90)) == "90/1"
    assert ratio_text(Fraction(271, 3)) == "271/3"
