"""Months of the civil code, clocks, random names."""

from datetime import date, datetime, timedelta

import pytest

from ynreview.kernel.calendar import add_days, add_months
from ynreview.kernel.clock import CHINA, FixedClock, SystemClock
from ynreview.kernel.ids import RandomIds


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2022, 8, 31), 18, date(2024, 2, 29)),
        (date(2023, 6, 10), 24, date(2025, 6, 10)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
        (date(2025, 1, 1), 0, date(2025, 1, 1)),
    ],
)
def test_that_a_period_of_months_ends_on_the_same_day_or_the_months_last(
    day: date, months: int, end: date
):
    assert add_months(day, months) == end


def test_that_days_are_natural_days():
    assert add_days(date(2024, 2, 28), 15) == date(2024, 3, 14)


def test_that_the_system_clock_tells_chinas_time_to_the_second():
    now = SystemClock().now()

    assert now.utcoffset() == timedelta(hours=8)
    assert now.microsecond == 0


def test_that_a_fixed_clock_moves_only_when_told():
    clock = FixedClock(datetime(2026, 11, 24, 9, tzinfo=CHINA))
    before = clock.now()
    clock.moment += timedelta(hours=1)

    assert (before.hour, clock.now().hour) == (9, 10)


def test_that_random_names_have_no_look_alikes_and_differ():
    names = {RandomIds().fresh(12) for _ in range(50)}

    assert len(names) == 50
    assert {len(name) for name in names} == {12}
    assert not set("".join(names)) & set("01ILOilo")
