"""第二十四条: the excellent quota, the awards, the grades."""

from datetime import date
from fractions import Fraction

import pytest

from ynreview.kernel.money import Money
from ynreview.kernel.terms import EntryState, EvaluationType, Grade
from ynreview.rulebook.examples import worked
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import (
    AwardSpread,
    Band,
    Chain,
    Choice,
    Deadline,
    Holidays,
    ShareCeiling,
    StatesCounted,
    Thresholds,
    WaitingPeriod,
)
from ynreview.rulebook.model import Example, Mark, Rulebook

ARTICLE = "第二十四条"


def test_that_every_worked_example_holds(rulebook: Rulebook, example: Example):
    assert worked(rulebook, example) == example.expect


@pytest.mark.parametrize(
    ("n", "most"), [(9, 0), (10, 1), (19, 1), (20, 2), (21, 2), (29, 2), (140, 14)]
)
def test_that_the_quota_is_a_floor_in_integers(rules: RulesInForce, n: int, most: int):
    assert rules.ruling("excellent_quota", ShareCeiling).params.most(n) == most


def test_that_three_panels_of_seven_have_two_together_and_none_alone(rules: RulesInForce):
    quota = rules.ruling("excellent_quota", ShareCeiling).params

    assert quota.most(3 * 7) == 2
    assert quota.most(7) == 0


def test_that_the_quota_is_law_and_its_denominator_a_setting(rules: RulesInForce):
    assert rules.ruling("excellent_quota", ShareCeiling).mark is Mark.LAW
    assert rules.ruling("denominator", StatesCounted).mark is Mark.DEFAULT


def test_that_the_denominator_is_the_whole_round(rules: RulesInForce):
    counted = rules.ruling("denominator", StatesCounted).params

    assert counted.scope == "round"
    assert [state for state in EntryState if counted.counts(state)] == [EntryState.TAKING_PART]


def test_that_a_tie_is_settled_by_main_section_then_exact_mean_then_vote(rules: RulesInForce):
    chain = rules.ruling("tie_chain", Chain)

    assert chain.params.steps == ("main_section_rate", "exact_mean", "panel_vote")
    assert chain.mark is Mark.DEFAULT


def test_that_fifty_lies_in_both_bands(rules: RulesInForce):
    fifty = Money.parse_wan("50")

    assert rules.ruling("award_band_excellent", Band).params.contains(fifty)
    assert rules.ruling("award_band_good", Band).params.contains(fifty)


def test_that_each_band_cites_its_own_point(rules: RulesInForce):
    assert rules.ruling("award_band_excellent", Band).cites == ("第二十四条第（一）项",)
    assert rules.ruling("award_band_good", Band).cites == ("第二十四条第（二）项",)


def test_that_only_excellent_and_good_have_an_award(rules: RulesInForce):
    grades = rules.ruling("award_grades", Choice).params.values

    assert grades == (Grade.EXCELLENT, Grade.GOOD)


def test_that_the_uniform_helper_starts_in_the_middle_of_the_band(rules: RulesInForce):
    helpers = rules.ruling("award_helpers", AwardSpread)

    assert (helpers.params.uniform_share, helpers.params.tiers) == (Fraction(1, 2), 3)
    assert helpers.mark is Mark.DEFAULT


@pytest.mark.parametrize(
    ("printed", "grade"),
    [
        (Fraction(85), Grade.EXCELLENT),
        (Fraction(8499, 100), Grade.GOOD),
        (Fraction(70), Grade.GOOD),
        (Fraction(6999, 100), Grade.QUALIFIED),
        (Fraction(60), Grade.QUALIFIED),
        (Fraction(5999, 100), Grade.UNQUALIFIED),
    ],
)
def test_that_a_threshold_belongs_to_the_better_grade(
    rules: RulesInForce, printed: Fraction, grade: Grade
):
    assert rules.ruling("grade_thresholds", Thresholds).params.grade_of(printed) is grade


def test_that_two_full_years_after_acceptance_begin_the_day_after(rules: RulesInForce):
    waiting = rules.ruling("post_evaluation_after", WaitingPeriod).params

    assert waiting.first_day(date(2023, 6, 10)) == date(2025, 6, 11)
    assert not waiting.over(date(2023, 6, 10), date(2025, 6, 10))


def test_that_the_oldest_one_year_platform_falls_behind_the_window(
    rules: RulesInForce, rulebook: Rulebook
):
    waiting = rules.ruling("post_evaluation_after", WaitingPeriod).params

    assert waiting.first_day(date(2023, 3, 8)) == date(2025, 3, 9)
    assert not rulebook.is_in_force(date(2025, 3, 9))


def test_that_one_month_from_the_end_of_january_ends_with_february(rules: RulesInForce):
    plan = rules.ruling("rectification_plan_post_evaluation", Deadline).params
    holidays = rules.ruling("holidays", Holidays).params

    assert plan.last_day(date(2025, 1, 31), holidays) == date(2025, 2, 28)


def test_that_the_quota_is_for_post_evaluations_only(rulebook: Rulebook):
    assert rulebook.rule("excellent_quota").types == (EvaluationType.POST_EVALUATION,)
