"""Small rounds for the tests of counting: shipped forms, one tiny form, experts and marks."""

from collections.abc import Iterable, Mapping
from functools import cache

from resources import resource
from ynreview.kernel.points import Points
from ynreview.kernel.terms import EntryState, EvaluationType, PlatformKind, Role
from ynreview.panel.entries import Entry, Facts
from ynreview.panel.people import Expert, Recusal, Roster
from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import (
    Item,
    ScoreForm,
    Section,
    default_anchors,
    default_form,
    load_form,
)
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.loader import load_rulebook
from ynreview.rulebook.model import Rulebook
from ynreview.scoring.checks import SheetRules
from ynreview.scoring.consolidate import Attendance, Panelist
from ynreview.scoring.counting import CountingRules
from ynreview.scoring.record import Record
from ynreview.scoring.result import Ballot, Conclusion, RoundInputs, conclude

MAIN, REST = "1.1", "2.1"
TRIMMED = {"trimming": {"enabled": True}}
HALF_EVEN = {"panel_score_rounding": {"mode": "half_even"}}


@cache
def shipped_rulebook() -> Rulebook:
    return load_rulebook(resource("rulebooks", "yn-2022-2"))


def in_force(overrides: Mapping[str, Mapping[str, object]] | None = None) -> RulesInForce:
    rulebook = shipped_rulebook()
    return RulesInForce(rulebook, rulebook.in_force_from, overrides)


def counting(overrides: Mapping[str, Mapping[str, object]] | None = None) -> CountingRules:
    return CountingRules.of(in_force(overrides))


def sheet_rules() -> SheetRules:
    return SheetRules.of(in_force())


@cache
def shipped_form(
    kind: PlatformKind = PlatformKind.LABORATORY,
    of: EvaluationType = EvaluationType.POST_EVALUATION,
) -> ScoreForm:
    return load_form(default_form(of, kind))


@cache
def tiny_form(step: str = "0.01") -> ScoreForm:
    """Return a form of two items: 1.1 of 60 (主要指标) and 2.1 of 40."""
    return ScoreForm(
        id="tiny",
        type=EvaluationType.POST_EVALUATION,
        kind=PlatformKind.LABORATORY,
        title="两项评分表",
        source="测试",
        step=Points.parse(step),
        main_section="1",
        remark_below=shipped_form().remark_below,
        remark_at_full=True,
        remark_min=10,
        remark_hint="",
        overall_min=30,
        overall_hint="",
        has_vote=False,
        has_suggested_amount=False,
        sections=(_section("1", MAIN, "60", step), _section("2", REST, "40", step)),
    )


def _section(code: str, item: str, full: str, step: str) -> Section:
    only = Item(
        code=item,
        name=f"指标{item}",
        full=Points.parse(full),
        cites=(),
        guidance="",
        excellent="",
        good="",
        fair="",
        poor="",
        step=Points.parse(step),
        anchors=default_anchors(),
    )
    return Section(code, f"部分{code}", only.full, (only,))


def marked(entry: str, total: str, main: str | None = None) -> ScoreSheet:
    """Return a sheet of the tiny form with that total, as much of it as fits in 1.1 or ``main``."""
    whole = Points.parse(total)
    first = Points.parse(main) if main is not None else min(whole, Points.parse("60"))
    return ScoreSheet(entry, {MAIN: first, REST: whole - first})


def panelist(
    code: str,
    sheets: Iterable[ScoreSheet],
    attendance: Attendance = Attendance.PRESENT,
    recused: Iterable[str] = (),
) -> Panelist:
    return Panelist(code, attendance, frozenset(recused), {one.entry: one for one in sheets})


def panel_of(entry: str, totals: Iterable[str]) -> list[Panelist]:
    """Return one present expert per total, E01 first."""
    return [
        panelist(f"E{place:02d}", [marked(entry, total)])
        for place, total in enumerate(totals, start=1)
    ]


def expert(code: str, role: Role = Role.MEMBER) -> Expert:
    return Expert(code, f"专家{code}", f"单位{code}", role=role)


def entry(
    number: str, state: EntryState = EntryState.TAKING_PART, *, had_award: bool | None = None
) -> Entry:
    facts = Facts(had_award=had_award)
    return Entry(number, f"平台{number}", PlatformKind.LABORATORY, state=state, facts=facts)


def round_of(
    sheets: Mapping[str, ScoreSheet | list[ScoreSheet]],
    *,
    size: int | None = None,
    experts: int = 5,
    recusals: Iterable[Recusal] = (),
    overrides: Mapping[str, Mapping[str, object]] | None = None,
    had_award: frozenset[str] = frozenset(),
) -> RoundInputs:
    """Return a round on the tiny form, filled up with entries of 75.00 to ``size`` entries.

    A sheet given alone is what every expert hands in; a list goes to E01, E02 and so on.
    """
    given = {n: one if isinstance(one, list) else [one] * experts for n, one in sheets.items()}
    fillers = [f"9{place:02d}" for place in range((size or len(given)) - len(given))]
    given |= {number: [marked(number, "75")] * experts for number in fillers}
    codes = [f"E{place:02d}" for place in range(1, experts + 1)]
    ballots = {
        code: Ballot(code, {number: ones[place] for number, ones in given.items()})
        for place, code in enumerate(codes)
    }
    return RoundInputs(
        entries=tuple(entry(number, had_award=number in had_award) for number in given),
        forms={PlatformKind.LABORATORY: tiny_form()},
        not_applicable={},
        rules=counting(overrides),
        roster=Roster("R1", "0" * 64, 1, tuple(expert(code) for code in codes), tuple(recusals)),
        ballots=ballots,
    )


def concluded(inputs: RoundInputs, **decided: object) -> Conclusion:
    return conclude(inputs, Record(**decided))
