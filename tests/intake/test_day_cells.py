from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ynreview.intake.cells import Oddity, Unreadable
from ynreview.intake.cells.day import read_day

FULL_WIDTH = str.maketrans("0123456789-./", "０１２３４５６７８９－．／")
DAYS = st.dates(date(1910, 1, 1), date(2100, 12, 31))


@given(DAYS)
def test_that_any_day_is_read_back_equal_in_every_spelling(day: date):
    y, m, d = day.year, day.month, day.day
    spellings = [
        day,
        f"{y}年{m}月{d}日",
        f"{y} 年 {m:02d} 月 {d:02d} 号",
        f"{y}/{m:02d}/{d:02d}",
        f"{y}.{m}.{d}",
        f"{y}-{m}-{d}",
        f"{y}{m:02d}{d:02d}",
        int(f"{y}{m:02d}{d:02d}"),
        f"{y}-{m}-{d}".translate(FULL_WIDTH),
        f"{day.isoformat()} 00:00:00",
        f"{day.isoformat()}T00:00:00",
        f" {y}。{m}。{d}。 ",
    ]

    assert {read_day(written).value for written in spellings} == {day}


@given(st.dates(date(1927, 5, 18), date(2100, 12, 31)))
def test_that_any_serial_number_is_its_day(day: date):
    serial = (day - date(1899, 12, 30)).days

    assert read_day(serial).value == read_day(str(serial)).value == day


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2022年8月", "intake.day_missing"),
        ("2022.8", "intake.day_missing"),
        ("2022", "intake.day_missing"),
        (2022, "intake.day_missing"),
        (202208, "intake.day_missing"),
        ("22.8.5", "intake.day_short_year"),
        ("22年8月5日", "intake.day_short_year"),
        ("8/5/22", "intake.day_short_year"),
        ("2012.13.40", "intake.day_impossible"),
        ("2023-02-29", "intake.day_impossible"),
        ("20230231", "intake.day_impossible"),
        (date(1812, 6, 24), "intake.day_impossible"),
        ("2022-8/5", "intake.day_unreadable"),
        ("8/5/2022", "intake.day_unreadable"),
        ("2022年8月5日前后", "intake.day_unreadable"),
        ("2022-08-05 13:30:00", "intake.day_unreadable"),
        ("待验收", "intake.day_unreadable"),
        (True, "intake.day_unreadable"),
        (-1, "intake.day_unreadable"),
    ],
)
def test_that_half_and_impossible_dates_are_refused_with_their_reason(written: object, code: str):
    with pytest.raises(Unreadable) as refusal:
        read_day(written)

    assert refusal.value.code == code


def test_that_a_serial_number_is_always_marked_for_a_second_look():
    assert read_day(44778).value == date(2022, 8, 5)
    assert read_day("44778", typed=False).oddity is Oddity.DAY_AS_SERIAL


@given(st.text(max_size=12))
def test_that_no_text_at_all_breaks_the_reader(text: str):
    try:
        value = read_day(text).value
    except Unreadable:
        return
    assert isinstance(value, date)
