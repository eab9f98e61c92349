"""What keeps a score sheet from being submitted."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from tests.rounds import MAIN, REST, sheet_rules, shipped_form, tiny_form
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.points import Points
from ynreview.kernel.terms import EvaluationType, PlatformKind, Vote
from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import ScoreForm, VetoItem
from ynreview.scoring.checks import check_points, check_sheet

SaidOnce = Callable[[Iterable[Finding], str], Finding]
NOTHING: frozenset[str] = frozenset()
LONG = "字" * 60
SHORT = "字" * 30


def sheet(main: str = "50", rest: str = "35", **parts: object) -> ScoreSheet:
    points = {MAIN: Points.parse(main), REST: Points.parse(rest)}
    return replace(ScoreSheet("001", points, overall=SHORT), **parts)


def check(given: ScoreSheet, form: ScoreForm | None = None) -> tuple[Finding, ...]:
    return check_sheet(form or tiny_form(), given, NOTHING, sheet_rules())


def asking() -> ScoreForm:
    """Return the tiny form with one 重点核查项."""
    return replace(tiny_form(), veto=(VetoItem("V1", "是否弄虚作假", ()),))


def test_that_a_complete_sheet_has_nothing_against_it():
    assert check(sheet()) == ()


@pytest.mark.parametrize("points", ["0", "0.5", "7.5", "8"])
def test_that_marks_on_the_step_and_within_the_full_marks_are_possible(points: str):
    item = shipped_form().item("1.1")
    assert item is not None
    assert check_points("001", item, Points.parse(points), sheet_rules()) == ()


def test_that_marks_off_the_step_name_both_neighbours(said_once: SaidOnce):
    item = shipped_form().item("1.2")
    assert item is not None

    finding = said_once(
        check_points("001", item, Points.parse("8.3"), sheet_rules()), "points_off_step"
    )

    assert (finding.params["lower"], finding.params["upper"]) == ("8.00", "8.50")
    assert finding.blocks


def test_that_marks_above_the_full_marks_are_out_of_range(said_once: SaidOnce):
    found = check(sheet(main="60.01"))

    assert said_once(found, "points_out_of_range").params["full"] == "60.00"


def test_that_an_item_the_form_does_not_have_is_refused(said_once: SaidOnce):
    given = sheet().with_points("9.9", Points.parse("1"))

    assert said_once(check(given), "unknown_item").params["item"] == "9.9"


def test_that_a_mark_on_a_skipped_item_is_refused(said_once: SaidOnce):
    found = check_sheet(tiny_form(), sheet(), frozenset({REST}), sheet_rules())

    assert said_once(found, "unknown_item").params["item"] == REST


def test_that_a_sheet_with_a_missing_item_cannot_be_submitted(said_once: SaidOnce):
    finding = said_once(check(sheet().with_points(MAIN, None)), "items_missing")

    assert (finding.params["items"], finding.params["count"]) == (MAIN, 1)
    assert finding.blocks


def test_that_an_unanswered_question_is_missing(said_once: SaidOnce):
    assert said_once(check(sheet(), asking()), "items_missing").params["items"] == "V1"
    assert check(sheet().with_veto("V1", answer=False), asking()) == ()


def test_that_a_yes_needs_its_reason(said_once: SaidOnce):
    yes = sheet().with_veto("V1", answer=True)

    assert said_once(check(yes, asking()), "remarks_missing").params["items"] == "V1"
    assert check(yes.with_remark("V1", "材料第三页与原件不符合"), asking()) == ()


@pytest.mark.parametrize(("main", "asked"), [("35.99", True), ("36", False), ("60", True)])
def test_that_low_and_full_marks_need_a_remark(main: str, asked: bool, said_once: SaidOnce):
    found = check(sheet(main=main))

    if asked:
        assert said_once(found, "remarks_missing").params["items"] == MAIN
    else:
        assert found == ()


def test_that_blanks_are_no_remark(said_once: SaidOnce):
    blank = sheet(main="60").with_remark(MAIN, "字" * 9 + "　 \n" * 9)

    assert said_once(check(blank), "remarks_missing").blocks
    assert check(blank.with_remark(MAIN, "字" * 10)) == ()


def test_that_a_short_opinion_is_refused(said_once: SaidOnce):
    finding = said_once(check(sheet(overall="字" * 29)), "overall_too_short")

    assert (finding.params["length"], finding.params["least"]) == (29, 30)


def test_that_an_opinion_on_a_low_total_should_say_more(said_once: SaidOnce):
    low = sheet(main="36", rest="23.99").with_remark(REST, SHORT)

    finding = said_once(check(low), "overall_of_low")

    assert finding.severity is Severity.WARNING
    assert check(replace(low, overall=LONG)) == ()


def test_that_sixty_is_not_low():
    assert check(sheet(main="36", rest="24")) == ()


def test_that_a_form_with_a_vote_asks_for_it(said_once: SaidOnce):
    form = shipped_form(PlatformKind.LABORATORY, EvaluationType.ACCEPTANCE)
    points = {item.code: item.full for item in form.items}
    given = ScoreSheet(
        "001",
        points,
        remarks={item.code: SHORT for item in form.items},
        veto={veto.code: False for veto in form.veto},
        overall=SHORT,
    )

    assert said_once(check(given, form), "vote_missing").blocks
    assert check(replace(given, vote=Vote.ABSTAIN), form) == ()
