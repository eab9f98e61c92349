"""From the sheets of a panel to one exact score per entry, with who counted and who did not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import ScoreForm
from ynreview.scoring.counting import CountingRules
from ynreview.scoring.totals import SheetTotal, sheet_total


class Attendance(StrEnum):
    """Whether an expert's sheets count at all."""

    PRESENT = "present"
    NOT_RECEIVED = "not_received"
    ABSENT = "absent"
    LEFT = "left"
    REPLACED = "replaced"
    STANDBY = "standby"


class Counting(StrEnum):
    """What became of one expert's score for one entry."""

    COUNTED = "counted"
    TRIMMED = "trimmed"
    RECUSED = "recused"
    NOT_RECEIVED = "not_received"
    ABSENT = "absent"
    LEFT = "left"
    REPLACED = "replaced"
    STANDBY = "standby"


@dataclass(frozen=True, slots=True)
class Panelist:
    """One expert with the attendance, the recusals and the sheets on record."""

    code: str
    attendance: Attendance
    recused: frozenset[str]
    sheets: Mapping[str, ScoreSheet]


@dataclass(frozen=True, slots=True)
class ExpertScore:
    """One expert's total for one entry and whether it entered the mean."""

    expert: str
    counting: Counting
    total: SheetTotal | None

    @property
    def is_valid(self) -> bool:
        """A valid score: submitted, not recused, not replaced, not left early."""
        return self.counting in {Counting.COUNTED, Counting.TRIMMED}


@dataclass(frozen=True, slots=True)
class PanelScore:
    """The score of one entry; ``exact`` and ``printed`` are points out of 100.

    ``main_rate`` is the mean 得分率 of the 主要指标 over the experts who entered the mean;
    ``untrimmed`` marks an entry with too few valid experts for the trimming of the round.
    """

    number: str
    scores: tuple[ExpertScore, ...]
    exact: Fraction | None
    printed: Fraction | None
    main_rate: Fraction | None
    untrimmed: bool = False

    @property
    def valid(self) -> tuple[ExpertScore, ...]:
        """The valid scores, trimmed ones included."""
        return tuple(score for score in self.scores if score.is_valid)

    @property
    def counted(self) -> tuple[ExpertScore, ...]:
        """The scores that entered the mean."""
        return tuple(score for score in self.scores if score.counting is Counting.COUNTED)


def consolidate(
    number: str,
    form: ScoreForm,
    panelists: Sequence[Panelist],
    skipped: frozenset[str],
    rules: CountingRules,
) -> PanelScore:
    """Return the panel score of one entry: the exact mean, rounded once."""
    scores = tuple(
        _expert_score(number, form, panelist, skipped)
        for panelist in sorted(panelists, key=lambda panelist: panelist.code)
    )
    trimming = rules.trimming.params
    valid = [score for score in scores if score.is_valid]
    if trimming.applies(len(valid)):
        scores = _trimmed(scores)
    values = _totals(scores)
    if not values:
        return PanelScore(number, scores, None, None, None)
    exact = _mean([total.value for total in values])
    rates = [total.main_rate for total in values if total.main_rate is not None]
    return PanelScore(
        number=number,
        scores=scores,
        exact=exact,
        printed=rules.panel_score.params.printed(exact),
        main_rate=_mean(rates) if rates else None,
        untrimmed=trimming.enabled and not trimming.applies(len(valid)),
    )


def _expert_score(
    number: str, form: ScoreForm, panelist: Panelist, skipped: frozenset[str]
) -> ExpertScore:
    if number in panelist.recused:
        return ExpertScore(panelist.code, Counting.RECUSED, None)
    sheet = panelist.sheets.get(number)
    found = sheet_total(form, sheet, skipped) if sheet is not None else None
    if panelist.attendance is not Attendance.PRESENT:
        return ExpertScore(panelist.code, Counting(panelist.attendance.value), found)
    if found is None:
        return ExpertScore(panelist.code, Counting.NOT_RECEIVED, None)
    return ExpertScore(panelist.code, Counting.COUNTED, found)


def _trimmed(scores: tuple[ExpertScore, ...]) -> tuple[ExpertScore, ...]:
    counted = [score for score in scores if score.counting is Counting.COUNTED]
    highest = max(counted, key=_value)
    lowest = min((score for score in counted if score is not highest), key=_value)
    return tuple(
        ExpertScore(score.expert, Counting.TRIMMED, score.total)
        if score is highest or score is lowest
        else score
        for score in scores
    )


def _value(score: ExpertScore) -> Fraction:
    assert score.total is not None
    return score.total.value


def _totals(scores: tuple[ExpertScore, ...]) -> list[SheetTotal]:
    return [
        score.total
        for score in scores
        if score.counting is Counting.COUNTED and score.total is not None
    ]


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) * Fraction(1, len(values))
