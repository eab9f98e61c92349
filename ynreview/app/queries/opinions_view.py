"""意见 as a screen shows it: what is written, and what the experts' remarks offer."""

from __future__ import annotations

from dataclasses import dataclass

from ynreview.app.queries.desk import chair_desk
from ynreview.app.queries.report import grade_text
from ynreview.messages import explain
from ynreview.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One entry with the panel's words on it; ``remarks`` are the experts', without names."""

    number: str
    name: str
    grade: str
    achievements: str
    problems: str
    suggestions: str
    remarks: tuple[str, ...]

    @property
    def is_written(self) -> bool:
        """Whether anything was written."""
        return bool(self.achievements or self.problems or self.suggestions)


@dataclass(frozen=True, slots=True)
class OpinionsView:
    """Everything on the screen; ``refused`` says why there is nothing yet."""

    refused: str = ""
    overall: str = ""
    rows: tuple[OpinionRow, ...] = ()


def opinions_view(uow: UnitOfWork) -> OpinionsView:
    """Return the opinions of the open desk."""
    desk = chair_desk(uow)
    if not desk.closed:
        return OpinionsView(refused=explain(desk.not_closed()))
    written = {opinion.entry: opinion for opinion in desk.record.opinions}
    conclusion = desk.conclusion()
    rows = []
    for place in conclusion.standing.places:
        entry = desk.basis.entry(place.number)
        assert entry is not None
        opinion = written.get(place.number)
        graded = conclusion.settlement.grades[place.number]
        remarks = sorted(
            sheet.overall
            for one in place.score.valid
            for sheet in desk.submissions[one.expert].sheets
            if sheet.entry == place.number and sheet.overall
        )
        rows.append(
            OpinionRow(
                number=place.number,
                name=entry.name,
                grade=grade_text(graded.grade, graded.because.code) if desk.record.proposed else "",
                achievements=opinion.achievements if opinion else "",
                problems=opinion.problems if opinion else "",
                suggestions=opinion.suggestions if opinion else "",
                remarks=tuple(dict.fromkeys(remarks)),
            )
        )
    return OpinionsView(overall=desk.record.overall, rows=tuple(rows))
