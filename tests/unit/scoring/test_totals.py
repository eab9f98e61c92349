"""The exact total of one sheet, 不适用 items left out."""

from fractions import Fraction

import pytest

from tests.rounds import MAIN, REST, marked, shipped_form, tiny_form
from ynreview.kernel.points import Points
from ynreview.kernel.terms import EvaluationType, PlatformKind
from ynreview.panel.sheets import ScoreSheet
from ynreview.scoring.totals import applicable_items, missing_items, sheet_total

NOTHING: frozenset[str] = frozenset()


def test_that_a_total_is_the_sum_of_the_marks():
    total = sheet_total(tiny_form(), marked("001", "88.5"), NOTHING)

    assert total is not None
    assert total.value == Fraction(177, 2)


def test_that_a_skipped_item_leaves_the_rest_on_the_scale_of_a_hundred():
    sheet = ScoreSheet("001", {REST: Points.parse("35")})

    total = sheet_total(tiny_form(), sheet, frozenset({MAIN}))

    assert total is not None
    assert total.value == Fraction(35, 40) * 100
    assert (total.scored, total.applicable) == (Points.parse("35"), Points.parse("40"))


def test_that_marks_on_a_skipped_item_count_for_nothing():
    total = sheet_total(tiny_form(), marked("001", "95"), frozenset({MAIN}))

    assert total is not None
    assert total.value == Fraction(35, 40) * 100


def test_that_a_rebased_total_stays_exact():
    form = shipped_form()
    skipped = frozenset({"4.4"})
    marks = {item.code: Points.parse("3") for item in applicable_items(form, skipped)}

    total = sheet_total(form, ScoreSheet("001", marks), skipped)

    assert total is not None
    assert total.value == Fraction(3 * len(marks) * 100, 96)


def test_that_zero_is_a_mark_and_a_missing_item_is_not():
    assert sheet_total(tiny_form(), marked("001", "0"), NOTHING) is not None
    assert sheet_total(tiny_form(), ScoreSheet("001", {MAIN: Points.zero()}), NOTHING) is None


def test_that_a_form_without_any_applicable_item_has_no_total():
    assert sheet_total(tiny_form(), marked("001", "90"), frozenset({MAIN, REST})) is None


def test_that_the_main_rate_is_the_share_of_the_applicable_main_marks():
    total = sheet_total(tiny_form(), marked("001", "80", main="45"), NOTHING)

    assert total is not None
    assert total.main_rate == Fraction(3, 4)


def test_that_a_skipped_main_section_has_no_rate():
    total = sheet_total(tiny_form(), marked("001", "80"), frozenset({MAIN}))

    assert total is not None
    assert total.main_rate is None


def test_that_missing_items_come_in_the_order_of_the_form_unanswered_questions_first():
    form = shipped_form()

    missing = missing_items(form, ScoreSheet("001"), frozenset({"1.2"}))

    assert missing[:3] == ("V1", "1.1", "1.3")
    assert "1.2" not in missing


def test_that_a_complete_sheet_misses_nothing():
    form = shipped_form()
    marks = {item.code: item.full for item in form.items}
    sheet = ScoreSheet("001", marks, veto={"V1": False})

    assert missing_items(form, sheet, NOTHING) == ()


@pytest.mark.parametrize("kind", PlatformKind)
@pytest.mark.parametrize("of", EvaluationType)
def test_that_full_marks_on_every_shipped_form_are_a_hundred(
    kind: PlatformKind, of: EvaluationType
):
    form = shipped_form(kind, of)
    total = sheet_total(form, ScoreSheet("1", {i.code: i.full for i in form.items}), NOTHING)

    assert total is not None
    assert (total.value, total.main_rate) == (100, 1)
