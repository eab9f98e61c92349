from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ynreview.intake.cells import Oddity, Unreadable
from ynreview.intake.cells.money import read_money
from ynreview.intake.cells.number import read_count
from ynreview.intake.workbook import float_to_number
from ynreview.kernel.money import Money

FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@pytest.mark.parametrize(
    "written",
    [12, "12", "１２", "12 ", " 12", "12.0", "１２．００", "12\u3000", "12人", "\ufeff12"],
)
def test_that_a_count_is_read_in_every_usual_spelling(written: object):
    assert read_count(written, units=("人",)).value == 12


@given(st.integers(0, 999_999_999))
def test_that_any_count_is_read_back_equal_however_it_is_printed(number: int):
    spellings = [
        number,
        str(number),
        f"{number:,}",
        f"{number} ",
        str(number).translate(FULL_WIDTH),
    ]

    assert {read_count(written).value for written in spellings} == {number}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (Decimal("12.5"), "intake.count_fraction"),
        ("12.5", "intake.count_fraction"),
        ("约12", "intake.count_unreadable"),
        ("-1", "intake.count_unreadable"),
        (-1, "intake.count_unreadable"),
        ("1,2", "intake.count_unreadable"),
        ("1e3", "intake.count_unreadable"),
        ("十二", "intake.count_unreadable"),
        ("²", "intake.count_unreadable"),
        (True, "intake.count_unreadable"),
        (10**12, "intake.count_unreadable"),
        ("12-13", "intake.count_unreadable"),
    ],
)
def test_that_what_is_no_whole_number_is_refused(written: object, code: str):
    with pytest.raises(Unreadable) as refusal:
        read_count(written)

    assert refusal.value.code == code


def test_that_a_number_written_as_text_is_marked_only_where_the_file_knows_numbers():
    assert read_count("12", typed=True).oddity is Oddity.NUMBER_AS_TEXT
    assert read_count("12", typed=False).oddity is None
    assert read_count("１２", typed=False).oddity is Oddity.NUMBER_AS_TEXT


@given(st.integers(0, 99_999_999_999))
def test_that_any_amount_is_read_back_to_the_yuan_however_it_is_printed(yuan: int):
    wan = Money(yuan).wan
    whole, _, part = wan.partition(".")
    grouped = f"{int(whole):,}" + (f".{part}" if part else "")
    spellings = [
        wan,
        grouped,
        wan.translate(FULL_WIDTH),
        f" {wan} 万元",
        f"¥{wan}",
        Decimal(wan),
        float_to_number(float(wan)),
    ]

    assert {read_money(written).value for written in spellings} == {Money(yuan)}


def test_that_a_cell_that_shows_three_tenths_is_three_tenths():
    assert float_to_number(0.1 + 0.2) == Decimal("0.3")
    assert read_money(float_to_number(0.1 + 0.2)).value == Money(3000)


@pytest.mark.parametrize("written", ["75元", "７５０，０００元", "100人民币元"])
def test_that_an_amount_in_yuan_is_refused_rather_than_taken_for_wan(written: str):
    with pytest.raises(Unreadable) as refusal:
        read_money(written)

    assert refusal.value.code == "intake.money_in_yuan"


@pytest.mark.parametrize(
    "written",
    ["约80", "-5", Decimal(-5), "1.23456", Decimal("1.23456"), "1亿元", "80-100", "nan", True],
)
def test_that_what_is_no_amount_is_refused(written: object):
    with pytest.raises(Unreadable) as refusal:
        read_money(written)

    assert refusal.value.code == "intake.money_unreadable"
