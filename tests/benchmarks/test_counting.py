"""Consolidation, ranks, quota, grades and amounts against one plain pass over the same marks."""

import random
from collections.abc import Callable
from dataclasses import replace
from time import process_time

import pytest

from resources import resource
from ynreview.kernel.money import Money
from ynreview.kernel.points import Points
from ynreview.kernel.terms import EvaluationType, PlatformKind
from ynreview.panel.entries import Entry
from ynreview.panel.people import Expert, Roster
from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import ScoreForm, default_form, load_form
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.loader import load_rulebook
from ynreview.scoring.awards import AwardMethod
from ynreview.scoring.counting import CountingRules
from ynreview.scoring.record import AwardDecision, Record
from ynreview.scoring.result import Ballot, Conclusion, RoundInputs, conclude

pytestmark = pytest.mark.benchmark
Compare = Callable[..., float]
EXPERTS = 15
KIND = PlatformKind.LABORATORY


def a_round(entries: int) -> RoundInputs:
    chance = random.Random(entries)  # noqa: S311 - an example, not a secret
    form = load_form(default_form(EvaluationType.POST_EVALUATION, KIND))
    rulebook = load_rulebook(resource("rulebooks", "yn-2022-2"))
    rules = CountingRules.of(RulesInForce(rulebook, rulebook.in_force_from))
    numbers = [f"{place:04d}" for place in range(1, entries + 1)]
    codes = [f"E{place:02d}" for place in range(1, EXPERTS + 1)]
    return RoundInputs(
        entries=tuple(Entry(number, f"平台{number}", KIND) for number in numbers),
        forms={KIND: form},
        not_applicable={},
        rules=rules,
        roster=Roster("R", "", 1, tuple(Expert(code, code, "") for code in codes)),
        ballots={
            code: Ballot(code, {number: a_sheet(number, form, chance) for number in numbers})
            for code in codes
        },
    )


def a_sheet(number: str, form: ScoreForm, chance: random.Random) -> ScoreSheet:
    step = form.step.hundredths
    marks = {
        item.code: Points(chance.randrange(6, 11) * item.full.hundredths // (10 * step) * step)
        for item in form.items
    }
    return ScoreSheet(number, marks)


def concluded(inputs: RoundInputs) -> Conclusion:
    budget = Money.parse_wan(str(40 * len(inputs.entries)))
    return conclude(inputs, Record(award=AwardDecision(AwardMethod.BY_SCORE, budget)))


def plain_sum(inputs: RoundInputs) -> int:
    return sum(
        mark.hundredths
        for ballot in inputs.ballots.values()
        for sheet in ballot.sheets.values()
        for mark in sheet.points.values()
    )


@pytest.mark.parametrize("entries", [200, 2000])
def test_that_counting_costs_little_more_than_reading_every_mark(compare: Compare, entries: int):
    inputs = a_round(entries)
    what = f"counting {entries} × {EXPERTS}, 12 items"

    ratio = compare(what, lambda: concluded(inputs), lambda: plain_sum(inputs), clock=process_time)

    assert ratio < 200


def test_that_ten_times_the_entries_take_about_ten_times_as_long(compare: Compare):
    large = a_round(2000)
    small = replace(large, entries=large.entries[:200])

    ratio = compare(
        "counting 2000 against 200",
        lambda: concluded(large),
        lambda: concluded(small),
        clock=process_time,
    )

    assert ratio < 20
