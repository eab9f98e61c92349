"""Under a newer form only marks on unchanged items stand; the rest is 未填."""

from dataclasses import replace

import pytest

from tests.rounds import MAIN, REST, marked, shipped_form, tiny_form
from ynreview.kernel.money import Money
from ynreview.kernel.terms import Vote
from ynreview.rulebook.forms import ScoreForm
from ynreview.scoring.carry_over import carried_over, emptied

NONE: frozenset[str] = frozenset()
SHEET = replace(
    marked("001", "80"),
    remarks={MAIN: "材料齐全", REST: "依据充分"},
    overall="总体良好",
    vote=Vote.AGREE,
    suggested_amount=Money.parse_wan("30"),
)


def with_item(form: ScoreForm, **changes: object) -> ScoreForm:
    """Return the form with its first item changed."""
    section = form.sections[0]
    item = replace(section.items[0], **changes)
    return replace(form, sections=(replace(section, items=(item,)), *form.sections[1:]))


def test_that_the_same_form_keeps_everything() -> None:
    form = replace(tiny_form(), has_vote=True, has_suggested_amount=True)

    kept = carried_over(SHEET, form, form, NONE)

    assert kept == SHEET
    assert emptied(SHEET, kept) == ()


@pytest.mark.parametrize("change", [{"name": "另一个名称"}, {"guidance": "另看"}, {"good": "更好"}])
def test_that_an_item_changed_in_any_word_is_emptied(change: dict[str, str]) -> None:
    form = tiny_form()

    kept = carried_over(SHEET, form, with_item(form, **change), NONE)

    assert set(kept.points) == set(kept.remarks) == {REST}
    assert kept.overall == SHEET.overall
    assert emptied(SHEET, kept) == (MAIN,)


def test_that_what_is_not_applicable_or_not_asked_now_goes() -> None:
    form = tiny_form()

    kept = carried_over(SHEET, form, form, frozenset({REST}))

    assert set(kept.points) == {MAIN}
    assert (kept.vote, kept.suggested_amount) == (None, None)


def test_that_a_changed_question_is_asked_again() -> None:
    form = shipped_form()
    codes = [one.code for one in form.veto]
    sheet = replace(SHEET, veto=dict.fromkeys(codes, False))
    other = replace(form.veto[0], question="另一个问题")
    newer = replace(form, veto=(other, *form.veto[1:]))

    kept = carried_over(sheet, form, newer, NONE)

    assert set(kept.veto) == set(codes[1:])
    assert codes[0] in emptied(sheet, kept)
