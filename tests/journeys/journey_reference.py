"""An independent computation of a round from the score files; nothing of the program is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

MAIN_SECTION = {"laboratory": "1", "rd_center": "2"}


def half_up(value: Fraction) -> Fraction:
    """Round to hundredths, a half goes up."""
    doubled = value * 200 + 1
    return Fraction(doubled.numerator // (doubled.denominator * 2), 100)


def half_even(value: Fraction) -> Fraction:
    """Round to hundredths, a half goes to the even one (GB/T 8170)."""
    scaled = value * 100
    down = scaled.numerator // scaled.denominator
    rest = scaled - down
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and down % 2 == 1)
    return Fraction(down + up, 100)


def two(value: Fraction) -> str:
    """Write hundredths with two places."""
    hundredths = value * 100
    assert hundredths.denominator == 1
    return f"{hundredths.numerator // 100}.{hundredths.numerator % 100:02d}"


@dataclass
class Reference:
    """A round as a script knows it: forms from a status, sheets from the score files.

    ``sheets`` holds the experts whose sheets count; ``gone`` are entries without an outcome.
    """

    status: Sequence[Mapping[str, Any]]
    sheets: Mapping[str, Mapping[str, Mapping[str, Any]]]
    gone: Sequence[str] = ()
    trim_from: int | None = None
    even: bool = False
    thresholds: tuple[int, int, int] = (85, 70, 60)
    winners_by_vote: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def numbers(self) -> list[str]:
        """Every entry that takes part."""
        return [entry["number"] for entry in self.status if entry["number"] not in self.gone]

    @property
    def places(self) -> int:
        """Ten times 优秀 is at most 参评总数."""
        return len(self.numbers) // 10

    def totals(self, number: str) -> dict[str, Fraction]:
        """The exact total of every expert who judged the entry."""
        found = {}
        for expert, entries in sorted(self.sheets.items()):
            given = entries.get(number, {}).get("items")
            if given:
                full = self._full(number, given)
                found[expert] = sum(map(Fraction, given.values()), Fraction(0)) * 100 / full
        return found

    def counted(self, number: str) -> dict[str, Fraction]:
        """The totals that enter the mean: one highest and one lowest out when trimmed."""
        totals = self.totals(number)
        if self.trim_from is None or len(totals) < self.trim_from:
            return totals
        highest = max(totals, key=lambda expert: totals[expert])
        rest = {expert: value for expert, value in totals.items() if expert != highest}
        lowest = min(rest, key=lambda expert: rest[expert])
        return {expert: value for expert, value in rest.items() if expert != lowest}

    def exact(self, number: str) -> Fraction:
        """The exact mean of those who count."""
        values = list(self.counted(number).values())
        return sum(values, Fraction(0)) / len(values)

    def printed(self, number: str) -> Fraction:
        """The mean rounded once."""
        return (half_even if self.even else half_up)(self.exact(number))

    def main_rate(self, number: str) -> Fraction:
        """The mean 得分率 of the 主要指标 over those who count."""
        entry = self._entry(number)
        section = MAIN_SECTION[entry["kind"]] + "."
        full = {
            item["code"]: Fraction(item["full"])
            for item in entry["items"]
            if item["code"].startswith(section)
        }
        rates = []
        for expert in self.counted(number):
            given = self.sheets[expert][number]["items"]
            rates.append(sum(Fraction(given[code]) for code in full) / sum(full.values()))
        return sum(rates, Fraction(0)) / len(rates)

    def ranks(self) -> dict[str, int]:
        """Competition ranks (1, 2, 2, 4) on the printed score."""
        printed = {number: self.printed(number) for number in self.numbers}
        return {
            number: 1 + sum(other > score for other in printed.values())
            for number, score in printed.items()
        }

    def tied(self) -> set[str]:
        """Entries that share their printed score."""
        shared = Counter(self.printed(number) for number in self.numbers)
        return {number for number in self.numbers if shared[self.printed(number)] > 1}

    def order(self) -> list[str]:
        """The entries by rank, then by number."""
        return sorted(self.numbers, key=lambda number: (-self.printed(number), number))

    def grades(self) -> dict[str, str | None]:
        """The grades by thresholds and quota; None for a tie that nothing has settled yet."""
        excellent, good, qualified = self.thresholds
        found: dict[str, str | None] = {}
        for number in self.numbers:
            score = self.printed(number)
            found[number] = "良好" if score >= good else "合格" if score >= qualified else "不合格"
        chosen, open_tie = self.excellent(excellent)
        found |= dict.fromkeys(chosen, "优秀")
        return found | dict.fromkeys(open_tie)

    def excellent(self, threshold: int) -> tuple[list[str], list[str]]:
        """Who is 优秀 for sure, and who is still tied on the cut."""
        able = [number for number in self.order() if self.printed(number) >= threshold]
        key = {n: (self.printed(n), self.main_rate(n), self.exact(n)) for n in able}
        able.sort(key=lambda number: (*(-part for part in key[number]), number))
        if len(able) <= self.places:
            return able, []
        if self.places == 0:
            return [], []
        cut = key[able[self.places - 1]]
        sure = [number for number in able if key[number] > cut]
        tied = [number for number in able if key[number] == cut]
        if len(sure) + len(tied) <= self.places:
            return sure + tied, []
        voted = self.winners_by_vote.get("、".join(tied))
        return (sure + list(voted), []) if voted is not None else (sure, tied)

    def outliers(self) -> dict[str, list[str]]:
        """Experts whose total is 15 or more away from the mean of the others, by entry."""
        found = {}
        for number in self.numbers:
            totals = self.totals(number)
            away = []
            for expert, own in totals.items():
                others = [value for other, value in totals.items() if other != expert]
                if abs(own - sum(others, Fraction(0)) / len(others)) >= 15:
                    away.append(expert)
            found[number] = away
        return found

    def _entry(self, number: str) -> Mapping[str, Any]:
        return next(entry for entry in self.status if entry["number"] == number)

    def _full(self, number: str, given: Mapping[str, str]) -> Fraction:
        items = self._entry(number)["items"]
        full = sum((Fraction(i["full"]) for i in items if i["code"] in given), Fraction(0))
        assert len(given) == sum(item["applicable"] and not item["veto"] for item in items)
        return full


def amount(grade: str, share: Fraction, step: int) -> int:
    """The amount in 万元 that a share of the band gives, down to the step."""
    low, high = {"优秀": (50, 100), "良好": (20, 50)}[grade]
    lowest = -(-low // step) * step
    highest = high // step * step
    steps = Fraction(highest - lowest, step) * share
    return lowest + steps.numerator // steps.denominator * step
