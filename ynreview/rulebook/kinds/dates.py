"""Kinds that count days: natural days, the first one not counted; no clock is asked."""

from dataclasses import dataclass
from datetime import date

from ynreview.kernel.calendar import add_days, add_months
from ynreview.rulebook.kinds.base import Kind, require

_SATURDAY = 5


@dataclass(frozen=True)
class Holidays(Kind):
    """Statutory holidays and working weekends of the years in the table."""

    years: tuple[int, ...] = ()
    days_off: tuple[date, ...] = ()
    workdays: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        strangers = {day.year for day in (*self.days_off, *self.workdays)} - set(self.years)
        require(holds=not strangers, because=f"days of years not in the table: {strangers}")

    def knows(self, year: int) -> bool:
        """Whether the table has that year; otherwise weekends alone are used."""
        return year in self.years

    def is_day_off(self, day: date) -> bool:
        """Whether nobody works that day."""
        if day in self.days_off:
            return True
        return day.weekday() >= _SATURDAY and day not in self.workdays

    def next_workday(self, day: date) -> date:
        """Return the day itself, or the first working day after it."""
        while self.is_day_off(day):
            day = add_days(day, 1)
        return day


@dataclass(frozen=True)
class Deadline(Kind):
    """So many days or months after an event; never for eligibility."""

    event: str
    rolls: bool
    days: int = 0
    months: int = 0

    def __post_init__(self) -> None:
        require(
            holds=(self.days > 0) != (self.months > 0) and min(self.days, self.months) >= 0,
            because="a period counts either days or months",
        )

    def last_day(self, event_day: date, holidays: Holidays) -> date:
        """Return the last day that is in time; the day of the event does not count.

        A last day nobody works on moves to the next working day when the rule says so.
        """
        day = add_months(event_day, self.months) if self.months else add_days(event_day, self.days)
        return holidays.next_workday(day) if self.rolls else day


@dataclass(frozen=True)
class WaitingPeriod(Kind):
    """So many full months must have passed."""

    months: int

    def __post_init__(self) -> None:
        require(holds=self.months > 0, because="a waiting period is positive")

    def first_day(self, start: date) -> date:
        """Return the first day after the period, which ends on the same day of its last month.

        2022-08-31 and 18 months: the period ends on 2024-02-29, the answer is 2024-03-01.
        """
        return add_days(add_months(start, self.months), 1)

    def over(self, start: date, on: date) -> bool:
        """Whether the period is over on that day."""
        return on >= self.first_day(start)


@dataclass(frozen=True)
class Duration(Kind):
    """Something must have existed for so many months."""

    months: int

    def __post_init__(self) -> None:
        require(holds=self.months > 0, because="a duration is positive")

    def first_day(self, since: date) -> date:
        """Return the first day on which it has lasted that long."""
        return add_months(since, self.months)

    def met(self, since: date, on: date) -> bool:
        """Whether it has lasted that long on that day; the anniversary is enough."""
        return on >= self.first_day(since)


@dataclass(frozen=True)
class LookBack(Kind):
    """The last so many months before a day."""

    months: int

    def __post_init__(self) -> None:
        require(holds=self.months > 0, because="a look back is positive")

    def first_day(self, on: date) -> date:
        """Return the first day that is looked at."""
        return add_months(on, -self.months)

    def covers(self, day: date, on: date) -> bool:
        """Whether ``day`` lies within the period that ends ``on``, both days included."""
        return self.first_day(on) <= day <= on


@dataclass(frozen=True)
class TermLimit(Kind):
    """A term may last so many months."""

    months: int

    def __post_init__(self) -> None:
        require(holds=self.months > 0, because="a term is positive")

    def kept(self, first_day: date, last_day: date) -> bool:
        """Whether the term is within the limit; ending on the anniversary is still within."""
        return last_day <= add_months(first_day, self.months)


@dataclass(frozen=True)
class DayWindow(Kind):
    """A span of days, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        require(holds=self.first <= self.last, because="the window ends before it begins")

    def contains(self, day: date) -> bool:
        """Whether the day lies inside, both ends included."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class AnnualReport(Kind):
    """Documents due every year on one day."""

    month: int
    day: int
    documents: tuple[str, ...]

    def __post_init__(self) -> None:
        date(2001, self.month, self.day)

    def years_due(self, from_day: date, until_day: date, review_day: date) -> tuple[int, ...]:
        """Return the years whose last day falls into the period and has passed at the review.

        On the last day itself a report is still in time, so its year is not yet due.
        """
        return tuple(
            year for year in self._years(from_day, until_day) if self.last_day(year) < review_day
        )

    def years_not_yet_due(
        self, from_day: date, until_day: date, review_day: date
    ) -> tuple[int, ...]:
        """Return the years of the period whose last day has not passed at the review."""
        return tuple(
            year for year in self._years(from_day, until_day) if self.last_day(year) >= review_day
        )

    def last_day(self, year: int) -> date:
        """Return the last day that is in time for the documents of a year."""
        return date(year, self.month, self.day)

    def _years(self, from_day: date, until_day: date) -> list[int]:
        return [
            year
            for year in range(from_day.year, until_day.year + 1)
            if from_day <= self.last_day(year) <= until_day
        ]
