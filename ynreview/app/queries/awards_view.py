"""建议金额 as a screen shows it: band and amount per entry, the sum beside the budget."""

from __future__ import annotations

from dataclasses import dataclass

from ynreview.app.queries.desk import chair_desk
from ynreview.app.queries.report import grade_text
from ynreview.app.queries.report_lines import band_text
from ynreview.kernel.rounding import decimal_text
from ynreview.messages import explain, sentence
from ynreview.scoring.awards import band_of
from ynreview.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AwardRow:
    """One entry that may get an amount; all amounts in 万元, ``band`` in words."""

    number: str
    name: str
    grade: str
    score: str
    band: str
    lowest: int
    highest: int
    amount: str
    had_award: bool


@dataclass(frozen=True, slots=True)
class AwardsView:
    """Everything on the screen; ``refused`` says why there is nothing yet."""

    refused: str = ""
    bands: str = ""
    step: str = ""
    total: str = "0"
    budget: str = ""
    left: str = ""
    rows: tuple[AwardRow, ...] = ()


def awards_view_of(uow: UnitOfWork) -> AwardsView:
    """Return the amounts of the open desk."""
    desk = chair_desk(uow)
    if not desk.closed:
        return AwardsView(refused=explain(desk.not_closed()))
    rules = desk.basis.counting
    if not rules.suggest_amounts.params.enabled:
        return AwardsView(refused=explain(desk.finding("amounts_not_wanted", "suggest_amounts")))
    if not desk.record.proposed:
        return AwardsView(refused=explain(desk.finding("grades_first", "outcomes_post_evaluation")))
    conclusion = desk.conclusion()
    rows = []
    for place in conclusion.standing.places:
        graded = conclusion.settlement.grades[place.number]
        band = band_of(graded.grade, rules) if graded.grade else None
        entry = desk.basis.entry(place.number)
        if band is None or entry is None or place.score.printed is None:
            continue
        amount = conclusion.awards.awards.get(place.number)
        lowest, highest = band.params.lowest, band.params.highest
        rows.append(
            AwardRow(
                number=place.number,
                name=entry.name,
                grade=grade_text(graded.grade, graded.because.code),
                score=decimal_text(place.score.printed, rules.panel_score.params.digits),
                band=f"{lowest} 至 {highest}",
                lowest=lowest,
                highest=highest,
                amount=amount.wan if amount is not None else "",
                had_award=bool(entry.facts.had_award),
            )
        )
    plan = conclusion.awards
    budget = plan.budget if plan.budget is not None else desk.basis.setup.budget
    cites = (*rules.band_excellent.citations, *rules.band_good.citations)
    return AwardsView(
        bands=sentence(
            "app.bands_line",
            excellent=band_text(rules.band_excellent),
            good=band_text(rules.band_good),
            cites="、".join(cites),
        ),
        step=str(rules.award_step.params.value),
        total=plan.total.wan,
        budget=budget.wan if budget is not None else "",
        left=(budget - plan.total).wan if budget is not None else "",
        rows=tuple(rows),
    )
