"""A score file onto the sheets of a task: every fault is collected, nothing is stored here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ynreview.app.queries.panel_checks import recusal_without_note
from ynreview.app.queries.task import ExpertTask
from ynreview.intake.scored import ScoredEntry, ScoreFile
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.money import Money
from ynreview.kernel.points import Points
from ynreview.panel.people import Recusal
from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import ScoreForm
from ynreview.scoring.checks import check_points
from ynreview.scoring.totals import applicable_items


@dataclass(frozen=True, slots=True)
class ScoresRead:
    """The sheets as they would stand, the recusals declared, and what the rules say."""

    sheets: tuple[ScoreSheet, ...]
    recusals: tuple[Recusal, ...]
    findings: tuple[Finding, ...]


def sheets_of_file(
    file: ScoreFile, task: ExpertTask, present: Mapping[str, ScoreSheet]
) -> ScoresRead:
    """Merge a score file into the present sheets."""
    sheets, recusals = [], []
    findings = list(file.findings)
    for number, scores in file.entries.items():
        if number not in task.assignment.entries:
            what = "entry_unknown" if task.basis.entry(number) is None else "entry_not_assigned"
            findings.append(_blocking(what, number, task, entry=number))
            continue
        if scores.recuse is not None:
            declared = scores.recuse
            recusal = Recusal(task.expert.code, number, declared.ground, declared.note.strip())
            if recusal.lacks_note:
                findings.append(recusal_without_note(number, task.basis.rules))
            recusals.append(recusal)
            continue
        if number in task.recused:
            findings.append(_blocking("entry_recused", number, task, entry=number))
            continue
        merging = _Merging(task, number, findings)
        sheets.append(merging.merged(present.get(number, ScoreSheet(number)), scores))
    return ScoresRead(tuple(sheets), tuple(recusals), tuple(findings))


@dataclass(slots=True)
class _Merging:
    """One entry of the file going onto its sheet; faults go to ``findings``."""

    task: ExpertTask
    number: str
    findings: list[Finding]

    @property
    def form(self) -> ScoreForm:
        return self.task.form(self.number)

    def merged(self, sheet: ScoreSheet, scores: ScoredEntry) -> ScoreSheet:
        sheet = self._with_items(sheet, scores)
        sheet = self._with_remarks(sheet, scores)
        sheet = self._with_veto(sheet, scores)
        if scores.overall:
            sheet = replace(sheet, overall=scores.overall.strip())
        return self._with_amount(self._with_vote(sheet, scores), scores)

    def _with_items(self, sheet: ScoreSheet, scores: ScoredEntry) -> ScoreSheet:
        skipped = self.task.basis.skipped(self.number)
        known = {item.code: item for item in applicable_items(self.form, skipped)}
        for code, text in scores.items.items():
            if code not in known:
                self._refuse("unknown_item", item=code)
                continue
            item = known[code]
            try:
                points = Points.parse(text)
            except ValueError:
                name = f"{item.code} {item.name}"
                full, step = str(item.full), str(item.step)
                self._refuse("points_not_a_number", item=name, text=text, full=full, step=step)
                continue
            self.findings.extend(check_points(self.number, item, points, self.task.sheet_rules))
            sheet = sheet.with_points(code, points)
        return sheet

    def _with_remarks(self, sheet: ScoreSheet, scores: ScoredEntry) -> ScoreSheet:
        codes = {item.code for item in self.form.items} | {one.code for one in self.form.veto}
        for code, text in scores.remarks.items():
            if code not in codes:
                self._refuse("unknown_item", item=code)
            else:
                sheet = sheet.with_remark(code, text.strip())
        return sheet

    def _with_veto(self, sheet: ScoreSheet, scores: ScoredEntry) -> ScoreSheet:
        codes = {one.code for one in self.form.veto}
        for code, answer in scores.veto.items():
            if code not in codes:
                self._refuse("unknown_item", item=code)
            else:
                sheet = sheet.with_veto(code, answer=answer)
        return sheet

    def _with_vote(self, sheet: ScoreSheet, scores: ScoredEntry) -> ScoreSheet:
        if scores.vote is None:
            return sheet
        if not self.form.has_vote:
            self._note("vote_not_used")
            return sheet
        return replace(sheet, vote=scores.vote)

    def _with_amount(self, sheet: ScoreSheet, scores: ScoredEntry) -> ScoreSheet:
        if not scores.suggested_amount:
            return sheet
        if not self.form.has_suggested_amount:
            self._note("amount_not_used")
            return sheet
        try:
            return replace(sheet, suggested_amount=Money.parse_wan(scores.suggested_amount))
        except ValueError:
            self._refuse("amount_not_a_number", text=scores.suggested_amount)
            return sheet

    def _refuse(self, what: str, **params: str | int) -> None:
        self.findings.append(_blocking(what, self.number, self.task, entry=self.number, **params))

    def _note(self, what: str) -> None:
        cites = self.task.sheet_rules.forms.citations
        params = {"entry": self.number}
        finding = Finding(f"scoring.{what}", Severity.NOTE, self.number, params, cites)
        self.findings.append(finding)


def _blocking(what: str, number: str, task: ExpertTask, **params: str | int) -> Finding:
    cites = task.sheet_rules.forms.citations
    return Finding(f"scoring.{what}", Severity.BLOCKING, number, params, cites)
