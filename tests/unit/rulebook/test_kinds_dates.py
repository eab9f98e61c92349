from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ynreview.kernel.calendar import add_months
from ynreview.rulebook.kinds import (
    AnnualReport,
    DayWindow,
    Deadline,
    Duration,
    Holidays,
    LookBack,
    TermLimit,
    WaitingPeriod,
)

days = st.dates(date(2015, 1, 1), date(2040, 12, 31))
months = st.integers(1, 60)
WEEKENDS = Holidays()
OCTOBER = Holidays(
    (2025,), tuple(date(2025, 10, day) for day in range(1, 9)), (date(2025, 10, 11),)
)


@given(days, months)
def test_that_a_deadline_falls_on_a_working_day_not_before_its_period_ends(day: date, count: int):
    plain = Deadline("notice", rolls=False, months=count).last_day(day, WEEKENDS)
    rolled = Deadline("notice", rolls=True, months=count).last_day(day, WEEKENDS)

    assert plain == add_months(day, count)
    assert plain <= rolled <= plain + timedelta(days=2)
    assert not WEEKENDS.is_day_off(rolled)


@given(days, st.integers(1, 90))
def test_that_the_day_of_the_event_does_not_count(day: date, count: int):
    last = Deadline("notice", rolls=False, days=count).last_day(day, WEEKENDS)

    assert (last - day).days == count


@given(days, months)
def test_that_a_later_event_never_has_an_earlier_deadline(day: date, count: int):
    deadline = Deadline("notice", rolls=True, months=count)

    assert deadline.last_day(day, OCTOBER) <= deadline.last_day(day + timedelta(days=1), OCTOBER)


@pytest.mark.parametrize(
    ("event", "last"),
    [
        (date(2025, 9, 16), date(2025, 10, 9)),
        (date(2025, 9, 23), date(2025, 10, 9)),
        (date(2025, 9, 26), date(2025, 10, 11)),
        (date(2025, 9, 27), date(2025, 10, 13)),
        (date(2026, 9, 16), date(2026, 10, 1)),
    ],
)
def test_that_holidays_move_a_last_day_where_the_table_has_the_year(event: date, last: date):
    assert Deadline("notice", rolls=True, days=15).last_day(event, OCTOBER) == last
    assert OCTOBER.knows(event.year) == (event.year == 2025)


@given(days, months)
def test_that_waiting_is_over_the_day_after_the_last_day(start: date, count: int):
    waiting = WaitingPeriod(count)

    assert not waiting.over(start, add_months(start, count))
    assert waiting.over(start, waiting.first_day(start))


@given(days, months)
def test_that_an_anniversary_is_enough_for_a_duration(since: date, count: int):
    anniversary = add_months(since, count)

    assert Duration(count).met(since, anniversary)
    assert not Duration(count).met(since, anniversary - timedelta(days=1))


@given(days, months)
def test_that_a_look_back_covers_both_its_ends(on: date, count: int):
    back = LookBack(count)

    assert back.covers(on, on)
    assert back.covers(back.first_day(on), on)
    assert not back.covers(back.first_day(on) - timedelta(days=1), on)
    assert not back.covers(on + timedelta(days=1), on)


def test_that_a_term_may_end_on_its_anniversary():
    limit = TermLimit(36)

    assert limit.kept(date(2022, 4, 1), date(2025, 3, 31))
    assert limit.kept(date(2022, 4, 1), date(2025, 4, 1))
    assert not limit.kept(date(2022, 4, 1), date(2025, 4, 2))


def test_that_a_window_holds_both_its_ends():
    window = DayWindow(date(2022, 3, 9), date(2025, 3, 8))

    assert [window.contains(date(2022, 3, day)) for day in (8, 9)] == [False, True]
    assert [window.contains(date(2025, 3, day)) for day in (8, 9)] == [True, False]


@given(days, days, days)
def test_that_every_year_of_a_period_is_due_or_not_yet_due(first: date, last: date, review: date):
    reports = AnnualReport(11, 30, ("report",))
    due = reports.years_due(first, last, review)
    open_years = reports.years_not_yet_due(first, last, review)

    assert all(date(year, 11, 30) < review for year in due)
    assert all(date(year, 11, 30) >= review for year in open_years)
    assert list(due + open_years) == [
        year for year in range(first.year, last.year + 1) if first <= date(year, 11, 30) <= last
    ]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Deadline("notice", rolls=True),
        lambda: Deadline("notice", rolls=True, days=1, months=1),
        lambda: Deadline("notice", rolls=True, days=-1, months=1),
        lambda: WaitingPeriod(0),
        lambda: Duration(0),
        lambda: LookBack(0),
        lambda: TermLimit(0),
        lambda: DayWindow(date(2025, 1, 2), date(2025, 1, 1)),
        lambda: AnnualReport(11, 31, ("report",)),
        lambda: Holidays((2025,), (date(2026, 1, 1),)),
    ],
)
def test_that_senseless_periods_are_refused(make):  # noqa: ANN001 - a list of ways
    with pytest.raises(ValueError, match=r"\w"):
        make()
