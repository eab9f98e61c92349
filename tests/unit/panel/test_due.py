"""到期测算: first and last days of every step, at their boundaries."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from formal_world import FOUNDED, rules_of

from ynreview.kernel.money import Money
from ynreview.kernel.terms import DueState, DueStep
from ynreview.messages import explain
from ynreview.panel.entries import Facts
from ynreview.panel.formal.due import DueLine, due_on

RUNNING = Facts(
    fiscal_funds=Money.parse_wan("200"),
    term_from=date(2022, 8, 31),
    term_until=date(2025, 8, 30),
)


def line(step: DueStep, day: date, facts: Facts = RUNNING, **more: Any) -> DueLine:
    entry = replace(FOUNDED, facts=replace(facts, **more))
    (row,) = due_on([entry], day, rules_of())
    return row.line(step)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2024, 2, 29), DueState.NOT_YET),
        (date(2024, 3, 1), DueState.NOW),
        (date(2025, 8, 30), DueState.NOW),
        (date(2025, 8, 31), DueState.OVER),
    ],
)
def test_that_a_midterm_evaluation_is_due_from_the_day_after_to_the_end(
    day: date, state: DueState
) -> None:
    found = line(DueStep.MIDTERM, day)

    assert (found.state, found.since, found.until) == (state, date(2024, 3, 1), date(2025, 8, 30))


def test_that_little_money_asks_for_no_midterm_evaluation_whatever_the_dates() -> None:
    found = line(DueStep.MIDTERM, date(2024, 3, 1), Facts(fiscal_funds=Money.parse_wan("199")))

    assert (found.state, found.missing) == (DueState.NONE, ())


def test_that_a_platform_that_passed_its_acceptance_has_no_midterm_evaluation_ahead() -> None:
    assert line(DueStep.MIDTERM, date(2026, 1, 1), accepted_on=date(2025, 10, 1)).state is (
        DueState.NONE
    )


@pytest.mark.parametrize(
    ("step", "facts", "missing"),
    [
        (DueStep.MIDTERM, Facts(), ("fiscal_funds", "term_from", "term_until")),
        (DueStep.ACCEPTANCE, Facts(), ("term_until",)),
        (DueStep.POST_EVALUATION, Facts(), ("accepted_on",)),
        (DueStep.ANNUAL_REPORT, Facts(), ("term_from",)),
    ],
)
def test_that_a_missing_date_is_named(
    step: DueStep, facts: Facts, missing: tuple[str, ...]
) -> None:
    found = line(step, date(2026, 11, 24), facts)

    assert (found.state, found.missing) == (DueState.UNKNOWN, missing)
    assert explain(found.because).startswith("台账没有填写“")


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 7, 1), DueState.NOT_YET),
        (date(2026, 7, 2), DueState.NOW),
        (date(2026, 10, 8), DueState.NOW),
        (date(2026, 10, 9), DueState.OVER),
    ],
)
def test_that_the_application_ends_after_the_holidays(day: date, state: DueState) -> None:
    found = line(DueStep.ACCEPTANCE, day, term_until=date(2026, 7, 1))

    assert (found.state, found.since, found.until) == (state, date(2026, 7, 2), date(2026, 10, 8))


def test_that_a_passed_acceptance_is_done_and_opens_the_post_evaluation() -> None:
    passed = {"accepted_on": date(2023, 6, 10)}

    assert line(DueStep.ACCEPTANCE, date(2025, 6, 10), **passed).state is DueState.DONE
    assert line(DueStep.POST_EVALUATION, date(2025, 6, 10), **passed).state is DueState.NOT_YET
    due = line(DueStep.POST_EVALUATION, date(2025, 6, 11), **passed)
    assert (due.state, due.since) == (DueState.NOW, date(2025, 6, 11))


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2025, 8, 30), DueState.NOT_YET), (date(2025, 8, 31), DueState.UNKNOWN)],
)
def test_that_no_acceptance_is_missed_while_the_term_runs(day: date, state: DueState) -> None:
    assert line(DueStep.POST_EVALUATION, day).state is state


@pytest.mark.parametrize(
    ("day", "years", "state", "until"),
    [
        (date(2024, 11, 30), (2022, 2023), DueState.NOT_YET, date(2024, 11, 30)),
        (date(2024, 12, 1), (2022, 2023), DueState.OVER, date(2024, 11, 30)),
        (date(2024, 12, 1), (2022, 2023, 2024), DueState.NOT_YET, date(2025, 11, 30)),
        (date(2024, 11, 1), (2022, 2023, 2024), DueState.DONE, date(2024, 11, 30)),
        (date(2024, 11, 1), (), DueState.UNKNOWN, date(2024, 11, 30)),
        (date(2022, 10, 1), (), DueState.NOT_YET, date(2022, 11, 30)),
    ],
)
def test_that_a_report_is_in_time_on_its_last_day(
    day: date, years: tuple[int, ...], state: DueState, until: date
) -> None:
    found = line(DueStep.ANNUAL_REPORT, day, annual_report_years=years)

    assert (found.state, found.until) == (state, until)


def test_that_every_line_is_a_sentence_with_its_article() -> None:
    days = [date(2022, 9, 1), date(2024, 6, 1), date(2026, 11, 24)]
    lines = [one for day in days for one in due_on([FOUNDED], day, rules_of())[0].lines]

    assert all("（第二十" in explain(one.because) for one in lines)
