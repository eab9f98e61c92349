"""Marks as people type them, kept in hundredths."""

from fractions import Fraction

import pytest

from ynreview.kernel.points import Points, total


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [
        ("8.5", 850),
        ("8.50", 850),
        ("8", 800),
        ("8.", 800),
        ("0", 0),
        ("0.05", 5),
        ("８．５", 850),
        ("8。5", 850),
        ("8,5", 850),
        ("8，5", 850),
        (" 8.5\n", 850),
        ("　8.5", 850),
        ("100", 10000),
    ],
)
def test_that_points_are_read_as_people_type_them(text: str, hundredths: int):
    assert Points.parse(text) == Points(hundredths)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        ".5",
        "-1",
        "+1",
        "8.555",
        "8.5.0",
        "八",
        "8.5分",
        "1e2",
        "٣",
        "½",
        "8 5",
        "nan",
        "1234567",
    ],
)
def test_that_anything_else_is_no_number_of_points(text: str):
    with pytest.raises(ValueError, match="not a number of points"):
        Points.parse(text)


@pytest.mark.parametrize("value", [8.5, "8.5", True, None])
def test_that_points_are_whole_hundredths_and_nothing_else(value: object):
    with pytest.raises(TypeError):
        Points(value)


def test_that_points_add_subtract_compare_and_print():
    assert Points(850) + Points(50) == Points(900)
    assert str(Points(850) - Points(1000)) == "-1.50"
    assert str(Points(5)) == "0.05"
    assert Points(850) < Points(851)
    assert Points.zero() == Points(0)
    assert Points(1250).fraction == Fraction(25, 2)


def test_that_eight_point_three_is_not_on_a_step_of_a_half():
    assert not Points(830).is_multiple_of(Points(50))
    assert Points(850).is_multiple_of(Points(50))


def test_that_a_sum_of_nothing_is_zero():
    assert total([]) == Points.zero()
    assert total((Points(1), Points(2))) == Points(3)
