"""What a typed number means: value, refusal in words, next step up or down; it knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from ynreview.kernel.money import Money
from ynreview.kernel.points import Points
from ynreview.messages import sentence


class ImpossibleError(ValueError):
    """What was typed cannot be stored; ``sentence`` says why and what can be."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.sentence = said


class Reading(Protocol):
    """How one kind of number is read and written."""

    def read(self, text: str) -> Any:
        """Return the value meant; raises ImpossibleError."""

    def write(self, value: Any) -> str:
        """Return the value as one types it."""

    def stepped(self, text: str, *, up: bool) -> Any | None:
        """Return the value one step further, None where there is none."""


@dataclass(frozen=True, slots=True)
class PointsReading:
    """Marks from 0 to the full ones on a step."""

    full: Points
    step: Points

    def read(self, text: str) -> Points:
        """Return the marks meant; raises ImpossibleError."""
        try:
            points = Points.parse(text)
        except ValueError:
            raise ImpossibleError(
                sentence(
                    "fields.points_not_a_number",
                    text=text.strip(),
                    full=self.write(self.full),
                    step=self.write(self.step),
                )
            ) from None
        if points > self.full:
            raise ImpossibleError(
                sentence(
                    "fields.points_out_of_range",
                    points=self.write(points),
                    full=self.write(self.full),
                )
            )
        if not points.is_multiple_of(self.step):
            lower = _floor(points.hundredths, self.step.hundredths)
            raise ImpossibleError(
                sentence(
                    "fields.points_off_step",
                    points=self.write(points),
                    step=self.write(self.step),
                    lower=self._in_full(Points(lower)),
                    upper=self._in_full(Points(lower) + self.step),
                )
            )
        return points

    def write(self, value: Points) -> str:
        """Return marks without needless zeros: 8.5, 10."""
        return str(value).rstrip("0").rstrip(".")

    def _in_full(self, value: Points) -> str:
        """Return marks with as many decimals as the step has: 8.0 beside 8.5."""
        _, _, part = self.write(self.step).partition(".")
        whole, _, both = str(value).partition(".")
        return f"{whole}.{both[: len(part)]}" if part else whole

    def stepped(self, text: str, *, up: bool) -> Points | None:
        """Return the next marks on the step, kept between 0 and full; None from no number."""
        try:
            now = Points.parse(text).hundredths
        except ValueError:
            return None
        wanted = _next(now, self.step.hundredths, up=up)
        return Points(min(max(wanted, 0), self.full.hundredths))


@dataclass(frozen=True, slots=True)
class MoneyReading:
    """An amount in 万元, on a step if there is one."""

    step: Money | None = None

    def read(self, text: str) -> Money:
        """Return the amount meant; raises ImpossibleError."""
        try:
            money = Money.parse_wan(text.replace("。", "."))
        except ValueError:
            raise ImpossibleError(
                sentence("fields.money_not_a_number", text=text.strip())
            ) from None
        if self.step is not None and money.yuan % self.step.yuan:
            lower = _floor(money.yuan, self.step.yuan)
            raise ImpossibleError(
                sentence(
                    "fields.money_off_step",
                    amount=money.wan,
                    step=self.step.wan,
                    lower=Money(lower).wan,
                    upper=(Money(lower) + self.step).wan,
                )
            )
        return money

    def write(self, value: Money) -> str:
        """Return the amount in 万元."""
        return value.wan

    def stepped(self, text: str, *, up: bool) -> Money | None:
        """Return the next amount on the step, never below 0; None without number or step."""
        if self.step is None:
            return None
        try:
            now = Money.parse_wan(text.replace("。", ".")).yuan
        except ValueError:
            return None
        return Money(max(_next(now, self.step.yuan, up=up), 0))


def _floor(value: int, step: int) -> int:
    return value - value % step


def _next(value: int, step: int, *, up: bool) -> int:
    lower = _floor(value, step)
    if up:
        return lower + step
    return lower if lower < value else value - step
