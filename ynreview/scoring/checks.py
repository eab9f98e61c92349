"""What is impossible or still missing on a score sheet; it changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.points import Points
from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import Item, ScoreForm
from ynreview.rulebook.in_force import RulesInForce, Ruling
from ynreview.rulebook.kinds import Kind, Minimum
from ynreview.scoring.totals import applicable_items, missing_items, sheet_total


@dataclass(frozen=True, slots=True)
class SheetRules:
    """The rulings that a score sheet is measured against."""

    forms: Ruling[Kind]
    missing: Ruling[Kind]
    overall: Ruling[Minimum]
    unqualified: Ruling[Minimum]

    @classmethod
    def of(cls, rules: RulesInForce) -> SheetRules:
        """Return the rulings in force."""
        return cls(
            forms=rules.ruling("forms_are_suggestions", Kind),
            missing=rules.ruling("missing_blocks_submission", Kind),
            overall=rules.ruling("overall_opinion_length", Minimum),
            unqualified=rules.ruling("unqualified_opinion_length", Minimum),
        )


def check_points(entry: str, item: Item, points: Points, rules: SheetRules) -> tuple[Finding, ...]:
    """Say why a mark is impossible: above the full marks, or off the step of the form."""
    if item.allows(points):
        return ()
    params: dict[str, str | int] = {
        "entry": entry,
        "item": f"{item.code} {item.name}",
        "points": str(points),
        "full": str(item.full),
        "step": str(item.step),
    }
    if points > item.full:
        return (_blocking("points_out_of_range", entry, params, rules.forms.citations),)
    lower = points.hundredths // item.step.hundredths * item.step.hundredths
    params["lower"] = str(Points(lower))
    params["upper"] = str(Points(lower) + item.step)
    return (_blocking("points_off_step", entry, params, rules.forms.citations),)


def check_sheet(
    form: ScoreForm, sheet: ScoreSheet, skipped: frozenset[str], rules: SheetRules
) -> tuple[Finding, ...]:
    """Say everything that keeps a sheet from being submitted, and what deserves a word."""
    return (
        *_impossible(form, sheet, skipped, rules),
        *_missing(form, sheet, skipped, rules),
        *_remarks(form, sheet, skipped, rules),
        *_opinion(form, sheet, skipped, rules),
    )


def _impossible(
    form: ScoreForm, sheet: ScoreSheet, skipped: frozenset[str], rules: SheetRules
) -> tuple[Finding, ...]:
    known = {item.code: item for item in applicable_items(form, skipped)}
    found: list[Finding] = []
    for code, points in sheet.points.items():
        if code in known:
            found.extend(check_points(sheet.entry, known[code], points, rules))
        else:
            found.append(_unknown_item(sheet.entry, code, rules))
    asked = {veto.code for veto in form.veto}
    worded = asked | {item.code for item in form.items}
    unknown = [*sorted(sheet.veto.keys() - asked), *sorted(sheet.remarks.keys() - worded)]
    found.extend(_unknown_item(sheet.entry, code, rules) for code in unknown)
    return tuple(found)


def _unknown_item(entry: str, code: str, rules: SheetRules) -> Finding:
    params: dict[str, str | int] = {"entry": entry, "item": code}
    return _blocking("unknown_item", entry, params, rules.forms.citations)


def _missing(
    form: ScoreForm, sheet: ScoreSheet, skipped: frozenset[str], rules: SheetRules
) -> tuple[Finding, ...]:
    found = []
    missing = missing_items(form, sheet, skipped)
    if missing:
        params: dict[str, str | int] = {"entry": sheet.entry, "count": len(missing)}
        params["items"] = "、".join(missing)
        found.append(_blocking("items_missing", sheet.entry, params, rules.missing.citations))
    if form.has_vote and sheet.vote is None:
        params = {"entry": sheet.entry}
        found.append(_blocking("vote_missing", sheet.entry, params, rules.missing.citations))
    return tuple(found)


def _remarks(
    form: ScoreForm, sheet: ScoreSheet, skipped: frozenset[str], rules: SheetRules
) -> tuple[Finding, ...]:
    lacking = [
        item.code
        for item in applicable_items(form, skipped)
        if item.code in sheet.points
        and form.remark_required(item, sheet.points[item.code])
        and _length(sheet.remarks.get(item.code, "")) < form.remark_min
    ]
    lacking += [
        veto.code
        for veto in form.veto
        if sheet.veto.get(veto.code) and _length(sheet.remarks.get(veto.code, "")) < form.remark_min
    ]
    if not lacking:
        return ()
    params: dict[str, str | int] = {"entry": sheet.entry, "least": form.remark_min}
    params["items"] = "、".join(lacking)
    return (_blocking("remarks_missing", sheet.entry, params, rules.forms.citations),)


def _opinion(
    form: ScoreForm, sheet: ScoreSheet, skipped: frozenset[str], rules: SheetRules
) -> tuple[Finding, ...]:
    length = _length(sheet.overall)
    params: dict[str, str | int] = {"entry": sheet.entry, "length": length}
    if length < form.overall_min:
        params["least"] = form.overall_min
        return (_blocking("overall_too_short", sheet.entry, params, rules.overall.citations),)
    total = sheet_total(form, sheet, skipped)
    low = total is not None and total.value < form.remark_below * 100
    if low and not rules.unqualified.params.met(length):
        params["least"] = rules.unqualified.params.value
        cites = rules.unqualified.citations
        return (Finding("scoring.overall_of_low", Severity.WARNING, sheet.entry, params, cites),)
    return ()


def _length(text: str) -> int:
    """Count the characters that say something: blanks do not."""
    return sum(not char.isspace() for char in text)


def _blocking(
    what: str, entry: str, params: Mapping[str, str | int], cites: tuple[str, ...]
) -> Finding:
    return Finding(f"scoring.{what}", Severity.BLOCKING, entry, params, cites)
