"""What of a score sheet still stands under a newer form: unchanged items, word for word."""

from __future__ import annotations

from dataclasses import replace

from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import ScoreForm


def carried_over(
    sheet: ScoreSheet, old: ScoreForm, new: ScoreForm, skipped: frozenset[str]
) -> ScoreSheet:
    """Return the sheet without marks, remarks and answers on what was changed: they are 未填.

    ``skipped`` are the items that are 不适用 now.
    """
    same = {item.code for item in new.items if old.item(item.code) == item} - skipped
    asked = {one.code: one for one in old.veto}
    veto = {one.code for one in new.veto if asked.get(one.code) == one}
    return replace(
        sheet,
        points={code: value for code, value in sheet.points.items() if code in same},
        remarks={code: text for code, text in sheet.remarks.items() if code in same},
        veto={code: answer for code, answer in sheet.veto.items() if code in veto},
        vote=sheet.vote if new.has_vote else None,
        suggested_amount=sheet.suggested_amount if new.has_suggested_amount else None,
    )


def emptied(before: ScoreSheet, after: ScoreSheet) -> tuple[str, ...]:
    """Return the items whose mark or answer did not stand."""
    gone = (before.points.keys() - after.points.keys()) | (before.veto.keys() - after.veto.keys())
    return tuple(sorted(gone))
