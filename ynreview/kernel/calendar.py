"""Days counted as the civil code counts them; it knows no holiday and no article."""

import calendar
from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """Return the same day so many months on, or the month's last day where there is none.

    2024-11-30 + 3 months = 2025-02-28.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(day.day, last))


def add_days(day: date, days: int) -> date:
    """Return the day so many natural days on."""
    return day + timedelta(days=days)
