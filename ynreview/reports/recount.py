"""The arithmetic of the workbook's formulas, in whole numbers; a second way to the same result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ynreview.kernel.rounding import RoundingMode
from ynreview.reports.document import Mark, ScoreRow, ScoreTable
from ynreview.reports.wording import label

MAIN_SECTION_RATE = "main_section_rate"
EXACT_MEAN = "exact_mean"
NO_SCORE = -1
WHOLE = 10_000  # a hundred points in hundredths


@dataclass(frozen=True, slots=True)
class Division:
    """One score as the workbook computes it.

    ``total`` of ``counted`` experts in hundredths, or in the smaller unit of ``share`` where marks
    are added or taken; ``dividend ÷ by`` gives ``quotient`` and ``remainder``; ``units`` is the
    rounded score with its last digit as the unit, -1 without one.
    ``main_total ÷ main_divisor`` is the 主要指标得分率.
    """

    valid: int
    counted: int
    total: int
    dividend: int
    divisor: int
    by: int
    quotient: int
    remainder: int
    units: int
    main_counted: int
    main_total: int
    main_divisor: int


@dataclass(frozen=True, slots=True)
class Recount:
    """What the formulas of one row give.

    ``better`` and ``equal`` count the candidates for the quota before and level with a candidate.
    """

    division: Division
    rank: int | None
    is_candidate: bool
    better: int
    equal: int
    proposal: str


def recount(table: ScoreTable) -> tuple[Recount, ...]:
    """Return every row of the workbook as its formulas compute it."""
    divisions = [_division(row, table) for row in table.rows]
    candidates = [found for found in divisions if _is_candidate(found, table)]
    return tuple(_recounted(found, divisions, candidates, table) for found in divisions)


def places(table: ScoreTable) -> int:
    """Return the largest number of first grades: the whole quotient of the quota, or 0."""
    quota = table.quota
    return quota.taking_part * quota.numerator // quota.denominator if quota else 0


def differing_rows(table: ScoreTable) -> tuple[str, ...]:
    """Return the numbers of entries whose formulas do not give the program's result.

    ``quota`` stands for the number of places. Empty is what it must be.
    """
    rows = tuple(
        row.number
        for row, found in zip(table.rows, recount(table), strict=True)
        if not _agrees(row, found, table)
    )
    is_quota_right = table.quota is None or table.quota.places == places(table)
    return rows if is_quota_right else (*rows, "quota")


def _agrees(row: ScoreRow, found: Recount, table: ScoreTable) -> bool:
    units = found.division.units
    printed = None if units == NO_SCORE else Fraction(units, _scale(table))
    return (
        row.printed == printed
        and row.rank == found.rank
        and row.valid_experts == found.division.valid
        and row.proposal in {"", found.proposal}
    )


def _scale(table: ScoreTable) -> int:
    return int(10**table.digits)


def share(row: ScoreRow, mark: Mark) -> int:
    """Return what a sheet gives out of 10 000 times the applicable full marks, kept inside them.

    So ``scored ÷ applicable × 100 + added`` stays a whole number.
    """
    assert mark.scored is not None
    full = row.applicable.hundredths
    given = WHOLE * mark.scored.hundredths + mark.added.hundredths * full
    return min(max(given, 0), WHOLE * full)


def _division(row: ScoreRow, table: ScoreTable) -> Division:
    marks = [mark for mark in row.marks if mark.scored is not None]
    scored = [mark.scored.hundredths for mark in marks if mark.scored is not None]
    if table.has_extras:
        scored = [share(row, mark) for mark in marks]
    main = [mark.main.hundredths for mark in row.marks if mark.is_counted and mark.main is not None]
    trims = table.trimming and len(scored) >= table.trim_from
    counted = len(scored) - 2 if trims else len(scored)
    total = sum(scored) - (max(scored) + min(scored) if trims else 0)
    dividend = total * _scale(table) * (1 if table.has_extras else 100)
    divisor = counted * row.applicable.hundredths
    by = divisor * (100 if table.has_extras else 1)
    quotient, remainder = divmod(dividend, by) if by else (0, 0)
    return Division(
        valid=len(scored),
        counted=counted,
        total=total,
        dividend=dividend,
        divisor=divisor,
        by=by,
        quotient=quotient,
        remainder=remainder,
        units=quotient + _carry(quotient, remainder, by, table) if by else NO_SCORE,
        main_counted=len(main),
        main_total=sum(main),
        main_divisor=max(1, len(main) * row.main_applicable.hundredths),
    )


def _carry(quotient: int, remainder: int, divisor: int, table: ScoreTable) -> int:
    if 2 * remainder == divisor:
        return 1 if table.rounding is RoundingMode.HALF_UP else quotient % 2
    return int(2 * remainder > divisor)


def _reaches(division: Division, at_least: int, table: ScoreTable) -> bool:
    return division.units * 100 >= at_least * _scale(table)


def _is_candidate(division: Division, table: ScoreTable) -> bool:
    return (
        table.quota is not None
        and division.valid >= table.floor
        and _reaches(division, table.thresholds[0].at_least.hundredths, table)
    )


def _keys(table: ScoreTable) -> list[Callable[[Division], Fraction]]:
    steps: dict[str, Callable[[Division], Fraction]] = {
        MAIN_SECTION_RATE: lambda found: Fraction(found.main_total, found.main_divisor),
        EXACT_MEAN: lambda found: Fraction(found.total, found.divisor),
    }
    return [steps[step] for step in table.tie_chain if step in steps]


def _recounted(
    found: Division,
    divisions: Sequence[Division],
    candidates: Sequence[Division],
    table: ScoreTable,
) -> Recount:
    better = equal = 0
    if _is_candidate(found, table):
        keys = _keys(table)

        def order(one: Division) -> tuple[Fraction, ...]:
            return (Fraction(one.units), *(key(one) for key in keys))

        better = sum(order(other) > order(found) for other in candidates)
        equal = sum(order(other) == order(found) for other in candidates)
    scored = found.units != NO_SCORE
    return Recount(
        division=found,
        rank=1 + sum(other.units > found.units for other in divisions) if scored else None,
        is_candidate=_is_candidate(found, table),
        better=better,
        equal=equal,
        proposal=_proposal(found, better, equal, table),
    )


def _proposal(found: Division, better: int, equal: int, table: ScoreTable) -> str:
    if not table.thresholds:
        return ""
    if found.valid < table.floor or found.units == NO_SCORE:
        return label("below_floor")
    if _is_candidate(found, table):
        if better + equal <= places(table):
            return table.thresholds[0].label
        if better < places(table):
            return label("open_tie")
        return label("beyond_quota", label=table.thresholds[1].label)
    reached = (
        threshold.label
        for threshold in table.thresholds
        if _reaches(found, threshold.at_least.hundredths, table)
    )
    return next(reached, "")
