"""Every figure of a result computed again from the signed sheets, compared one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from ynreview.kernel.money import Money
from ynreview.kernel.terms import EvaluationType, Grade
from ynreview.messages import explain, label, sentence
from ynreview.packages.documents import ballots_of
from ynreview.packages.result import ResultParts
from ynreview.scoring.grading import GradedBy
from ynreview.scoring.ranking import Denominator
from ynreview.scoring.record_checks import check_record
from ynreview.scoring.result import Figures, ResultRow, conclude, figures_of


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that does not come out the same, in words; ``entry`` is empty for the round."""

    entry: str
    what: str
    claimed: str
    recomputed: str
    text: str


def recompute(parts: ResultParts) -> tuple[Difference, ...]:
    """Return every difference between what a result claims and what follows from its parts."""
    return recomputed(parts)[1]


def recomputed(parts: ResultParts) -> tuple[Figures, tuple[Difference, ...]]:
    """Return the figures that follow from the parts of a result, and where it claims others."""
    basis, record = parts.basis, parts.document.record
    inputs = basis.inputs(parts.roster, ballots_of(parts.submissions))
    conclusion = conclude(inputs, record)
    figures = figures_of(conclusion, basis.counting)
    unlawful = (*conclusion.findings, *check_record(inputs, record, conclusion, basis.rules))
    differences = (
        *_compare(parts.document.figures, figures),
        *(_breach(str(f.subject), "rule", explain(f)) for f in unlawful if f.blocks),
        *_outside(parts),
        *(
            _breach("", "tie", sentence("packages.tie_unresolved", entries="、".join(tie)))
            for tie in figures.unresolved_ties
        ),
    )
    return figures, differences


def _outside(parts: ResultParts) -> Iterator[Difference]:
    """Name what no desk of this version can have recorded for the round."""
    setup, award = parts.basis.setup, parts.document.record.award
    if setup.type is not EvaluationType.POST_EVALUATION:
        yield _breach("", "rule", sentence("packages.other_type", type=label(setup.type)))
    if award is not None and award.budget is None and setup.budget is not None:
        text = sentence("packages.budget_dropped", budget=setup.budget.wan)
        yield _breach("", "rule", text)


def _breach(entry: str, what: str, text: str) -> Difference:
    return Difference(entry, what, "", "", text)


def _compare(claimed: Figures, recomputed: Figures) -> list[Difference]:
    found = []
    for name in ("counted", "award_total", "unresolved_ties"):
        before, after = getattr(claimed, name), getattr(recomputed, name)
        if before != after:
            found.append(_difference("", name, before, after))
    own = {row.number: row for row in recomputed.rows}
    theirs = {row.number: row for row in claimed.rows}
    for number in sorted(own.keys() | theirs.keys()):
        found.extend(_compare_rows(number, theirs.get(number), own.get(number)))
    if not found and claimed.rows != recomputed.rows:
        found.append(_difference("", "order", "", ""))
    return found


def _compare_rows(
    number: str, claimed: ResultRow | None, recomputed: ResultRow | None
) -> list[Difference]:
    if claimed is None or recomputed is None:
        return [_difference(number, "row", claimed is not None, recomputed is not None)]
    return [
        _difference(
            number, field.name, getattr(claimed, field.name), getattr(recomputed, field.name)
        )
        for field in fields(ResultRow)
        if getattr(claimed, field.name) != getattr(recomputed, field.name)
    ]


def _difference(entry: str, what: str, claimed: Any, recomputed: Any) -> Difference:
    before, after = _shown(claimed), _shown(recomputed)
    place = sentence("packages.difference_entry", entry=entry) if entry else ""
    name = sentence(f"packages.figure_{what}")
    text = sentence("packages.difference", place=place, name=name, claimed=before, recomputed=after)
    return Difference(entry, what, before, after, text)


def _shown(value: Any) -> str:
    if value is None or value == ():
        return sentence("packages.figure_none")
    if isinstance(value, bool):
        return sentence("packages.figure_yes" if value else "packages.figure_no")
    if isinstance(value, Grade | GradedBy):
        return label(value)
    if isinstance(value, Denominator):
        places = value.excellent_max
        shown = "packages.figure_counted_shown"
        return sentence(shown, taking_part=value.taking_part, places=places)
    if isinstance(value, tuple):
        return "；".join("、".join(tie) for tie in value)
    return str(value.yuan if isinstance(value, Money) else value)
