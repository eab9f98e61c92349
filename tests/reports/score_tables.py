"""Score tables at random and on the edge, with their results by definition, for the workbook."""

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from ynreview.kernel.points import Points
from ynreview.kernel.rounding import RoundingMode
from ynreview.reports.document import Mark, Quota, ScoreRow, ScoreTable, Threshold

THRESHOLDS = (
    Threshold("优秀", Points(8500)),
    Threshold("良好", Points(7000)),
    Threshold("合格", Points(6000)),
    Threshold("不合格", Points(0)),
)
CHAIN = ("main_section_rate", "exact_mean", "panel_vote")


def _settled(value: Fraction, digits: int, mode: RoundingMode) -> Fraction:
    """Round by the decimal module: another way than the program's own."""
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        way = ROUND_HALF_UP if mode is RoundingMode.HALF_UP else ROUND_HALF_EVEN
        return Fraction(exact.quantize(Decimal(1).scaleb(-digits), rounding=way))


def with_results(
    marks: Sequence[tuple[int, int, Sequence[Mark]]],
    *,
    mode: RoundingMode = RoundingMode.HALF_UP,
    digits: int = 2,
    trimming: bool = False,
    quota: bool = True,
) -> ScoreTable:
    """Build a table with the results computed straight from the definition.

    ``marks`` holds per entry the applicable full marks, those of the 主要指标 and the marks.
    """
    found = [_by_definition(*entry, mode, digits, trimming=trimming) for entry in marks]
    printed = [entry[0] for entry in found]
    seats = len(marks) // 10 if quota else 0
    proposals = _proposed(found, seats if quota else None)
    rows = tuple(
        ScoreRow(
            number=f"{index:03d}",
            name=f"云南省第{index}国际联合实验室",
            kind="联合实验室",
            applicable=Points(full),
            main_applicable=Points(main_full),
            marks=found[index][3],
            valid_experts=found[index][2],
            printed=printed[index],
            rank=_rank(printed, index),
            proposal=proposals[index],
            grade=proposals[index],
        )
        for index, (full, main_full, _) in enumerate(marks)
    )
    return ScoreTable(
        experts=tuple(f"E{index:02d}" for index in range(1, len(marks[0][2]) + 1)),
        rows=rows,
        rounding=mode,
        digits=digits,
        trimming=trimming,
        trim_from=7,
        floor=5,
        thresholds=THRESHOLDS,
        quota=Quota(len(marks), 1, 10, seats) if quota else None,
        tie_chain=CHAIN,
        main_section="研发能力与贡献",
    )


Found = tuple[Fraction | None, tuple[Fraction, Fraction], int, tuple[Mark, ...]]


def _by_definition(
    full: int,
    main_full: int,
    marks: Sequence[Mark],
    mode: RoundingMode,
    digits: int,
    *,
    trimming: bool,
) -> Found:
    valid = [mark for mark in marks if mark.scored is not None]
    kept = list(marks)
    if trimming and len(valid) >= 7:
        ordered = sorted(valid, key=lambda mark: _value(mark, full))
        for extreme in (ordered[0], ordered[-1]):
            at = next(i for i, mark in enumerate(kept) if mark is extreme)
            kept[at] = replace(extreme, trimmed=True)
    counted = [mark for mark in kept if mark.is_counted]
    if not counted:
        return None, (Fraction(0), Fraction(0)), 0, tuple(kept)
    exact = sum(_value(mark, full) for mark in counted) / len(counted)
    rate = Fraction(0)
    if main_full:
        rates = [Fraction(mark.main.hundredths, main_full) for mark in counted]
        rate = sum(rates) / len(rates)
    return _settled(exact, digits, mode), (rate, exact), len(valid), tuple(kept)


def _value(mark: Mark, full: int) -> Fraction:
    """Re-base the regular marks, then add or take, and stay on the scale of a hundred."""
    value = Fraction(100 * mark.scored.hundredths, full) + Fraction(mark.added.hundredths, 100)
    if value < 0:
        return Fraction(0)
    return Fraction(100) if value > 100 else value


def _rank(printed: Sequence[Fraction | None], index: int) -> int | None:
    own = printed[index]
    if own is None:
        return None
    return 1 + sum(other is not None and other > own for other in printed)


def _proposed(found: Sequence[Found], seats: int | None) -> list[str]:
    keys = [(entry[0], *entry[1]) for entry in found]
    candidates = [
        key for key, entry in zip(keys, found, strict=True) if entry[2] >= 5 and key[0] >= 85
    ]
    grades = []
    for key, entry in zip(keys, found, strict=True):
        score = entry[0]
        if entry[2] < 5:
            grades.append("有效专家不足")
        elif score >= 85 and seats is not None:
            before = sum(other > key for other in candidates)
            level = sum(other == key for other in candidates)
            tied = "并列待定" if before < seats else "良好，因名额"
            grades.append("优秀" if before + level <= seats else tied)
        else:
            grades.append(next(t.label for t in THRESHOLDS if score >= t.at_least.fraction))
    return grades


def _expert_marks(chance: random.Random, full: int, main_full: int, low: int) -> Mark:
    if chance.random() < 0.12:
        return Mark(None, reason=chance.choice(("回避", "缺席", "作废", "未收")))
    share = chance.randint(low, 100)
    step = chance.choice((1, 5, 50))
    scored = min(full, full * share // 100 // step * step)
    return Mark(Points(scored), Points(min(scored, main_full * share // 100)))


def _with_extras(chance: random.Random, mark: Mark) -> Mark:
    added = chance.choice((0, 0, 150, 500, 1250, -50, -800))
    return mark if mark.scored is None else replace(mark, added=Points(added))


def _random_table(
    seed: int, entries: int, experts: int, *, extras: bool = False, **settings: object
) -> ScoreTable:
    chance = random.Random(seed)  # noqa: S311 - the same cases every time
    drawn = []
    for _ in range(entries):
        full, main_full = chance.choice(
            ((10000, 3000), (9000, 2700), (8800, 2500), (6600, 2000), (9300, 0), (2700, 900))
        )
        low = chance.choice((50, 84, 98))
        marks = [_expert_marks(chance, full, main_full, low) for _ in range(experts)]
        if extras:
            marks = [_with_extras(chance, mark) for mark in marks]
        drawn.append((full, main_full, marks))
    return with_results(drawn, **settings)


def _even(
    points: Sequence[int], full: int = 10000, main: int = 2700
) -> tuple[int, int, list[Mark]]:
    return full, 3000, [Mark(Points(value), Points(main)) for value in points]


def edge_entries() -> list[tuple[int, int, list[Mark]]]:
    """Cases that binary floating point gets wrong, ties, and the cut."""
    return [
        _even([9000, 8998, 8999, 8999, 8998, 8997, 8999, 8998]),  # 89.985 exactly
        _even([8999, 8998] * 4),
        _even([8858] * 8),
        _even([8858] * 8),
        _even([8858] * 8, main=2701),
        _even([8499, 8500] * 4),
        _even([0] * 8),
        (8700, 2400, [Mark(Points(7717 + i), Points(2000)) for i in range(8)]),
        (6600, 2000, [Mark(Points(5939), Points(1800))] * 8),
        (10000, 3000, [Mark(None, reason="回避")] * 8),
        (10000, 3000, [*[Mark(Points(9500), Points(3000))] * 4, *[Mark(None, reason="缺席")] * 4]),
        *[_even([7000 + 50 * i] * 8) for i in range(12)],
    ]


def extra_entries() -> list[tuple[int, int, list[Mark]]]:
    """Cases of 加分 and 扣分: beyond both ends, re-based, and level with plain marks."""
    plain = _even([8858] * 8)
    level = (10000, 3000, [Mark(Points(8658), Points(2700), added=Points(200))] * 8)
    above = (10000, 3000, [Mark(Points(9900), Points(3000), added=Points(500))] * 8)
    below = (10000, 3000, [Mark(Points(300), Points(100), added=Points(-500))] * 8)
    rebased = (
        6600,
        2000,
        [Mark(Points(5939), Points(1800), added=Points(-125 * i)) for i in range(8)],
    )
    mixed = (
        9300,
        0,
        [Mark(Points(8000 + i), Points(0), added=Points(i % 3 * 50)) for i in range(8)],
    )
    return [
        plain,
        level,
        above,
        below,
        rebased,
        mixed,
        *[_even([7000 + 50 * i] * 8) for i in range(8)],
    ]


def score_tables() -> dict[str, ScoreTable]:
    up, even = RoundingMode.HALF_UP, RoundingMode.HALF_EVEN
    return {
        "edge_up": with_results(edge_entries()),
        "edge_even": with_results(edge_entries(), mode=even),
        "edge_trimmed": with_results(edge_entries(), trimming=True),
        "many": _random_table(1, 140, 9, mode=up),
        "trimmed": _random_table(2, 60, 7, mode=up, trimming=True),
        "even_digit": _random_table(3, 60, 5, mode=even, digits=1),
        "four_digits": _random_table(4, 60, 15, mode=up, digits=4, trimming=True),
        "extras": with_results(extra_entries()),
        "extras_trimmed": _random_table(6, 60, 8, mode=up, trimming=True, extras=True),
        "extras_digits": _random_table(7, 60, 15, mode=even, digits=4, extras=True),
        "extras_whole": _random_table(8, 30, 6, mode=up, digits=0, extras=True, quota=False),
        "no_quota": _random_table(5, 30, 6, mode=up, quota=False),
    }
