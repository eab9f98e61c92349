"""What was changed on the sheets in this session, newest last, to be undone until 提交."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ui.widgets.form.steps import Part, Step
from ynreview.app.commands import EnterSheet
from ynreview.panel.sheets import ScoreSheet

if TYPE_CHECKING:
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome


class History:
    """Holds what can be undone; 提交 and a recusal take away what is no longer to be undone."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._steps: list[Step] = []
        workspace.changed.connect(self._heard)

    def keep(self, old: ScoreSheet, new: ScoreSheet) -> None:
        """Remember what differs; words that are as they were before are no change to undo."""
        for step in differences(old, new):
            last = self._steps[-1] if self._steps else None
            if last is not None and step.part.is_text and step.is_opposite_of(last):
                self._steps.pop()
            else:
                self._steps.append(step)

    def undo(self) -> tuple[Step, Outcome] | None:
        """Take the last change back by the same command; None when there is nothing to undo."""
        from ynreview.app.queries.scoring_view import sheet_view

        while self._steps:
            step = self._steps.pop()
            number = step.entry
            sheet = self._workspace.ask(lambda uow, one=number: sheet_view(uow, one)).sheet
            if value_of(sheet, step.part, step.item) == step.after:  # else changed elsewhere since
                return step, self._workspace.run(EnterSheet(with_value(sheet, step)))
        return None

    def _heard(self, outcome: Outcome) -> None:
        if "revision" in outcome.data:
            self._steps.clear()
        if "recusal" in outcome.detail:
            self._steps = [one for one in self._steps if one.entry != outcome.subject]


def differences(old: ScoreSheet, new: ScoreSheet) -> tuple[Step, ...]:
    """Return what differs between two states of a sheet, part by part, item by item."""
    found = []
    for part in Part:
        name = part.value[0]
        before, after = getattr(old, name), getattr(new, name)
        items = sorted({*before, *after}) if part.by_item else [""]
        for item in items:
            was, now = value_of(old, part, item), value_of(new, part, item)
            if was != now:
                found.append(Step(old.entry, part, item, was, now))
    return tuple(found)


def value_of(sheet: ScoreSheet, part: Part, item: str) -> Any:
    """Return one part of a sheet; None is 未填."""
    value = getattr(sheet, part.value[0])
    if part.by_item:
        value = value.get(item)
    return None if part.is_text and not value else value


def with_value(sheet: ScoreSheet, step: Step) -> ScoreSheet:
    """Return the sheet as it was before a change, in what was changed."""
    name, value = step.part.value[0], step.before
    if step.part.by_item:
        kept = {code: one for code, one in getattr(sheet, name).items() if code != step.item}
        value = kept if value is None else {**kept, step.item: value}
    elif step.part.is_text:
        value = value or ""
    changed: dict[str, Any] = {name: value}
    return replace(sheet, **changed)
