"""The whole computation of a round, the same for the chair's desk and for whoever verifies it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from ynreview.kernel.finding import Finding
from ynreview.kernel.money import Money
from ynreview.kernel.rounding import decimal_text, ratio_text
from ynreview.kernel.terms import EntryState, Grade, PlatformKind
from ynreview.panel.entries import Entry
from ynreview.panel.people import Roster
from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import ScoreForm
from ynreview.scoring.awards import Awardee, AwardLimits, AwardPlan, check_awards, suggest_awards
from ynreview.scoring.consolidate import Attendance, Panelist, PanelScore, consolidate
from ynreview.scoring.counting import CountingRules
from ynreview.scoring.flags import Flag, flags_of
from ynreview.scoring.grading import GradedBy, Proposal, propose
from ynreview.scoring.quota import contested
from ynreview.scoring.ranking import Denominator, Place, denominator, ranked
from ynreview.scoring.record import AwardDecision, Record
from ynreview.scoring.settlement import Settlement, settle


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one expert handed in last: sheets by entry, and recusals known or declared."""

    expert: str
    sheets: Mapping[str, ScoreSheet] = field(default_factory=dict)
    recused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RoundInputs:
    """Everything frozen or signed that a result is computed from."""

    entries: tuple[Entry, ...]
    forms: Mapping[PlatformKind, ScoreForm]
    not_applicable: Mapping[str, frozenset[str]]
    rules: CountingRules
    roster: Roster
    ballots: Mapping[str, Ballot]

    def form_of(self, entry: Entry) -> ScoreForm:
        """Return the score form of the entry's kind."""
        return self.forms[entry.kind]

    def skipped(self, number: str) -> frozenset[str]:
        """Return the items that are 不适用 for an entry, for every expert alike."""
        return self.not_applicable.get(number, frozenset())


@dataclass(frozen=True, slots=True)
class Standing:
    """The ranked scores of a round with their flags; before any grade."""

    counted: Denominator
    places: tuple[Place, ...]
    flags: Mapping[str, tuple[Flag, ...]]
    panelists: tuple[Panelist, ...]

    def entitled(self, numbers: frozenset[str]) -> int:
        """Count who may vote on all of these: present and recused from none of them."""
        return sum(
            panelist.attendance is Attendance.PRESENT and not numbers & panelist.recused
            for panelist in self.panelists
        )


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Standing, proposal, final grades and amounts, with everything found on the way."""

    standing: Standing
    proposal: Proposal
    settlement: Settlement
    awards: AwardPlan
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """The figures of one entry as they stand in a result package."""

    number: str
    score: str | None
    exact: str | None
    rank: int | None
    tied: bool
    valid_experts: int
    main_rate: str | None
    proposed: Grade | None
    grade: Grade | None
    by: GradedBy
    award: Money | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Every computed figure of a result; what a verifier recomputes and compares."""

    counted: Denominator
    rows: tuple[ResultRow, ...]
    award_total: Money
    unresolved_ties: tuple[tuple[str, ...], ...] = ()


def final_states(inputs: RoundInputs, record: Record) -> Mapping[str, EntryState]:
    """Return the state of every entry after the recorded changes."""
    states = {entry.number: entry.state for entry in inputs.entries}
    for change in record.states:
        states[change.entry] = change.state
    return states


def standing_of(inputs: RoundInputs, record: Record) -> Standing:
    """Consolidate and rank every entry that takes part."""
    rules = inputs.rules
    states = final_states(inputs, record)
    panelists = _panelists(inputs, record)
    scores = []
    flags: dict[str, tuple[Flag, ...]] = {}
    for entry in inputs.entries:
        if not rules.denominator.params.counts(states[entry.number]):
            continue
        form, skipped = inputs.form_of(entry), inputs.skipped(entry.number)
        score = consolidate(entry.number, form, panelists, skipped, rules)
        flags[entry.number] = flags_of(score, form, _sheets(score, panelists), skipped, rules)
        scores.append(score)
    return Standing(denominator(states, rules), ranked(scores), flags, panelists)


def conclude(inputs: RoundInputs, record: Record) -> Conclusion:
    """Compute the whole result: standing, proposal, grades, amounts."""
    rules = inputs.rules
    standing = standing_of(inputs, record)
    proposal = propose(standing.places, standing.counted, rules, record.tie_votes)
    entitled = _entitled(standing, proposal)
    changes = [change for change in record.changes if change.number in proposal.grades]
    settlement = settle(proposal, changes, entitled, standing.counted, rules)
    awards, award_findings = _awards(inputs, standing, settlement, record.award)
    findings = (*settlement.findings, *awards.findings, *award_findings)
    return Conclusion(standing, proposal, settlement, awards, findings)


def _entitled(standing: Standing, proposal: Proposal) -> Mapping[str, int]:
    """Count who may vote on each entry; on a tied one, who may vote on the whole tie."""
    tie = proposal.allotment.tie
    among = contested(tie)[0] if tie is not None else frozenset()
    return {
        place.number: standing.entitled(
            among if place.number in among else frozenset({place.number})
        )
        for place in standing.places
    }


def awardees(
    inputs: RoundInputs, standing: Standing, settlement: Settlement
) -> tuple[Awardee, ...]:
    """Return the graded entries as the award helpers see them."""
    had_award = {entry.number: bool(entry.facts.had_award) for entry in inputs.entries}
    found = []
    for place in standing.places:
        grade = settlement.grades[place.number].grade
        if grade is not None and place.score.printed is not None:
            found.append(Awardee(place.number, grade, place.score.printed, had_award[place.number]))
    return tuple(found)


def default_step(rules: CountingRules) -> Money:
    """Return the step of amounts that the round is set to."""
    return rules.award_step.params.money


def figures_of(conclusion: Conclusion, rules: CountingRules) -> Figures:
    """Return the computed figures in the form that is sealed and compared."""
    digits = rules.panel_score.params.digits
    rows = tuple(_row(place, conclusion, digits) for place in conclusion.standing.places)
    return Figures(
        counted=conclusion.standing.counted,
        rows=rows,
        award_total=conclusion.awards.total,
        unresolved_ties=conclusion.settlement.unresolved_ties,
    )


def _row(place: Place, conclusion: Conclusion, digits: int) -> ResultRow:
    score = place.score
    graded = conclusion.settlement.grades[place.number]
    return ResultRow(
        number=place.number,
        score=decimal_text(score.printed, digits) if score.printed is not None else None,
        exact=_ratio(score.exact),
        rank=place.rank,
        tied=place.tied,
        valid_experts=len(score.valid),
        main_rate=_ratio(score.main_rate),
        proposed=conclusion.proposal.grades[place.number].grade,
        grade=graded.grade,
        by=graded.by,
        award=conclusion.awards.awards.get(place.number),
    )


def _ratio(value: Fraction | None) -> str | None:
    return ratio_text(value) if value is not None else None


def _panelists(inputs: RoundInputs, record: Record) -> tuple[Panelist, ...]:
    notes = {note.expert: note for note in record.absences}
    activated = {note.alternate for note in record.absences if note.alternate}
    found = []
    for expert in inputs.roster.experts:
        ballot = inputs.ballots.get(expert.code)
        if expert.code in notes:
            attendance = notes[expert.code].attendance
        elif expert.is_alternate and expert.code not in activated:
            attendance = Attendance.STANDBY
        else:
            attendance = Attendance.PRESENT if ballot else Attendance.NOT_RECEIVED
        known = frozenset(
            recusal.entry for recusal in inputs.roster.recusals if recusal.expert == expert.code
        )
        found.append(
            Panelist(
                code=expert.code,
                attendance=attendance,
                recused=known | (ballot.recused if ballot else frozenset()),
                sheets=ballot.sheets if ballot else {},
            )
        )
    return tuple(found)


def _sheets(score: PanelScore, panelists: tuple[Panelist, ...]) -> Mapping[str, ScoreSheet]:
    valid = {one.expert for one in score.valid}
    return {
        panelist.code: panelist.sheets[score.number]
        for panelist in panelists
        if panelist.code in valid
    }


def _awards(
    inputs: RoundInputs,
    standing: Standing,
    settlement: Settlement,
    decision: AwardDecision | None,
) -> tuple[AwardPlan, tuple[Finding, ...]]:
    """Return the amounts, those set one by one before the helper's, and what is wrong with them."""
    if decision is None:
        return AwardPlan(), ()
    people = awardees(inputs, standing, settlement)
    limits = AwardLimits(decision.budget, decision.step or default_step(inputs.rules))
    plan = AwardPlan(decision.budget)
    if decision.method is not None:
        plan = suggest_awards(decision.method, people, inputs.rules, limits)
    plan = replace(plan, awards={**plan.awards, **decision.amounts})
    return plan, check_awards(plan.awards, people, inputs.rules, limits, decision.reasons)
