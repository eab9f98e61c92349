"""第二十三条: midterm evaluation and acceptance."""

from datetime import date

import pytest

from ynreview.kernel.money import Money
from ynreview.rulebook.examples import worked
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Choice, Deadline, Holidays, Minimum, VoteShare, WaitingPeriod
from ynreview.rulebook.model import Example, Rulebook

ARTICLE = "第二十三条"


def test_that_every_worked_example_holds(rulebook: Rulebook, example: Example):
    assert worked(rulebook, example) == example.expect


def test_that_a_year_and_a_half_ends_with_the_month_and_begins_the_day_after(rules: RulesInForce):
    waiting = rules.ruling("midterm_after", WaitingPeriod).params

    assert waiting.first_day(date(2022, 8, 31)) == date(2024, 3, 1)


def test_that_two_hundred_belongs_to_those_above(rules: RulesInForce):
    funds = rules.ruling("midterm_funds", Minimum).params

    assert funds.met(Money.parse_wan("200"))
    assert not funds.met(Money(1_999_999))


@pytest.mark.parametrize("rule", ["rectification_midterm", "acceptance_application"])
def test_that_three_months_from_the_end_of_november_end_with_february(
    rules: RulesInForce, rule: str
):
    deadline = rules.ruling(rule, Deadline).params
    holidays = rules.ruling("holidays", Holidays).params

    assert deadline.last_day(date(2024, 11, 30), holidays) == date(2025, 2, 28)


def test_that_a_last_day_in_the_national_holiday_moves_past_it(rules: RulesInForce):
    plan = rules.ruling("rectification_plan_midterm", Deadline).params
    holidays = rules.ruling("holidays", Holidays).params

    assert plan.last_day(date(2025, 9, 16), holidays) == date(2025, 10, 9)


def test_that_plan_and_rectification_run_side_by_side_from_the_notice(rules: RulesInForce):
    for rule in ("rectification_plan_midterm", "rectification_midterm"):
        assert rules.ruling(rule, Deadline).params.event == "notice"


def test_that_an_acceptance_knows_no_excellent_and_no_completion(rules: RulesInForce):
    assert rules.ruling("outcomes_acceptance", Choice).params.values == ("passed", "not_passed")


def test_that_there_is_no_rectification_after_a_failed_acceptance(rulebook: Rulebook):
    dates = [
        rule for rule in rulebook.rules if rule.kind == "deadline" and "acceptance" in rule.types
    ]

    assert [rule.id for rule in dates] == ["acceptance_application"]


@pytest.mark.parametrize(("entitled", "needed"), [(5, 4), (6, 4), (7, 5), (9, 6)])
def test_that_two_thirds_of_those_entitled_carry_and_one_less_does_not(
    rules: RulesInForce, entitled: int, needed: int
):
    vote = rules.ruling("outcome_vote", VoteShare).params

    assert vote.carried(needed, entitled)
    assert not vote.carried(needed - 1, entitled)
