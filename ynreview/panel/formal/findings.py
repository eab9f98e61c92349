"""What the formal check leaves to be explained before issuing; the department decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.terms import Compliance, FormalItem
from ynreview.messages import explain, label
from ynreview.panel.formal.items import Weight
from ynreview.panel.formal.table import EntryCheck, ItemCheck
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Statement

_TOLD = {
    Weight.RANGE: "out_of_range",
    Weight.SOFT: "soft_not_met",
    Weight.NOTE: "noted",
}


def formal_findings(table: Sequence[EntryCheck], rules: RulesInForce) -> tuple[Finding, ...]:
    """Return what is 不符合 without a reason, what is still 待核, what must be answered again.

    Nothing blocks: a 不符合 takes part when the department gives its reason.
    """
    general = _articles(rules.ruling("general_conditions_can_be_waived", Statement).cites, rules)
    return (
        *(told for row in table for cell in row.items for told in _of_cell(cell, rules, general)),
        *_open_items(table),
    )


def _of_cell(cell: ItemCheck, rules: RulesInForce, general: set[str]) -> Iterator[Finding]:
    number = str(cell.because.subject)
    if cell.outdated is not None:
        yield _answer_again(cell)
    if cell.answer is Compliance.NOT_MET and not cell.overridden:
        waivable = _articles(cell.because.cites, rules) <= general
        usual = "condition_not_met" if waivable else "further_condition_not_met"
        severity = Severity.NOTE if cell.weight is Weight.NOTE else Severity.WARNING
        yield _told(_TOLD.get(cell.weight, usual), severity, number, cell.because)
    elif cell.remarked and not cell.overridden:
        yield _told("noted", Severity.NOTE, number, cell.because)


def _told(what: str, severity: Severity, entry: str, because: Finding) -> Finding:
    params = {"entry": entry, "text": explain(because)}
    return Finding(f"formal.{what}", severity, entry, params, because.cites)


def _answer_again(cell: ItemCheck) -> Finding:
    number = str(cell.because.subject)
    params = {"entry": number, "item": label(cell.item)}
    return Finding("formal.answer_again", Severity.WARNING, number, params, cell.because.cites)


def _articles(cites: Iterable[str], rules: RulesInForce) -> set[str]:
    """Return the articles of citations, their points left aside."""
    found = (rules.rulebook.article(cite) for cite in cites)
    return {article.label for article in found if article is not None}


def _open_items(table: Iterable[EntryCheck]) -> Iterator[Finding]:
    """Say of every item that matters which entries are still 待核."""
    waiting: dict[FormalItem, list[ItemCheck]] = {}
    for row in table:
        for cell in row.items:
            if cell.answer is Compliance.OPEN and cell.weight is not Weight.NOTE:
                waiting.setdefault(cell.item, []).append(cell)
    for item, cells in waiting.items():
        numbers = [str(cell.because.subject) for cell in cells]
        told: dict[str, str | int] = {
            "item": label(item),
            "count": len(numbers),
            "entries": "、".join(numbers),
        }
        cites = cells[0].because.cites
        yield Finding("formal.open_items", Severity.WARNING, numbers[0], told, cites)
