from collections.abc import Callable
from dataclasses import replace

import pytest

from ynreview.kernel.points import Points
from ynreview.kernel.terms import EvaluationType, PlatformKind
from ynreview.rulebook import form_edits as edits
from ynreview.rulebook.form_checks import check_form
from ynreview.rulebook.form_edits import ItemPlace
from ynreview.rulebook.forms import ScoreForm, SectionKind, default_anchors, shipped_form
from ynreview.rulebook.in_force import RulesInForce


@pytest.fixture
def form() -> ScoreForm:
    return shipped_form(EvaluationType.POST_EVALUATION, PlatformKind.LABORATORY)


def codes(form: ScoreForm) -> list[list[str]]:
    return [[section.code, *(item.code for item in section.items)] for section in form.sections]


def test_that_a_new_section_has_the_next_free_code_and_no_items(form: ScoreForm):
    added = edits.add_section(form, "特色工作")

    assert codes(added)[-1] == ["5"]
    assert added.sections[-1].name == "特色工作"
    assert added.sections[:4] == form.sections


def test_that_a_removed_section_takes_its_items_with_it(form: ScoreForm):
    removed = edits.remove_section(form, 1)

    assert [section.code for section in removed.sections] == ["1", "3", "4"]
    assert removed.main_section == "1"


def test_that_the_first_section_decides_ties_when_the_main_one_is_removed(form: ScoreForm):
    assert edits.remove_section(form, 0).main_section == "2"


def test_that_the_last_section_stays(form: ScoreForm):
    alone = replace(form, sections=form.sections[:1])

    assert edits.remove_section(alone, 0) == alone


@pytest.mark.parametrize(
    ("at", "by", "order"),
    [(0, 1, "2134"), (3, -1, "1243"), (0, -1, "1234"), (3, 5, "1234"), (0, 9, "2341")],
)
def test_that_a_section_moves_at_most_to_an_end(form: ScoreForm, at: int, by: int, order: str):
    moved = edits.move_section(form, at, by)

    assert "".join(section.code for section in moved.sections) == order


def test_that_the_main_section_follows_its_code(form: ScoreForm):
    main, other = (replace(form.sections[at], code="9") for at in (0, 1))

    assert edits.with_section(form, 0, main).main_section == "9"
    assert edits.with_section(form, 1, other).main_section == "1"


def test_that_a_new_item_stands_last_with_its_texts_to_be_written(form: ScoreForm):
    added = edits.add_item(form, 0, "新指标", default_anchors())

    item = added.sections[0].items[-1]
    assert (item.code, item.name, item.full) == ("1.4", "新指标", Points.zero())
    assert item.step == form.step
    assert item.guidance == item.poor == ""


def test_that_a_new_item_takes_no_code_that_is_used(form: ScoreForm):
    taken = edits.with_item(form, ItemPlace(1, 0), replace(form.items[3], code="1.4"))

    assert edits.add_item(taken, 0, "新指标", default_anchors()).item("1.5") is not None


def test_that_an_item_is_removed_by_its_place(form: ScoreForm):
    removed = edits.remove_item(form, ItemPlace(0, 1))

    assert codes(removed)[0] == ["1", "1.1", "1.3"]


@pytest.mark.parametrize(
    ("place", "by", "goal", "order"),
    [
        (ItemPlace(0, 0), 1, ItemPlace(0, 1), [["1.2", "1.1", "1.3"], ["2.1", "2.2", "2.3"]]),
        (ItemPlace(0, 2), 1, ItemPlace(1, 0), [["1.1", "1.2"], ["1.3", "2.1", "2.2", "2.3"]]),
        (ItemPlace(1, 0), -1, ItemPlace(0, 3), [["1.1", "1.2", "1.3", "2.1"], ["2.2", "2.3"]]),
        (ItemPlace(0, 0), -1, ItemPlace(0, 0), [["1.1", "1.2", "1.3"], ["2.1", "2.2", "2.3"]]),
        (ItemPlace(3, 3), 1, ItemPlace(3, 3), [["1.1", "1.2", "1.3"], ["2.1", "2.2", "2.3"]]),
    ],
)
def test_that_an_item_moves_within_its_section_and_over_into_the_next(
    form: ScoreForm, place: ItemPlace, by: int, goal: ItemPlace, order: list[list[str]]
):
    moved, found = edits.move_item(form, place, by)

    assert found == goal
    assert [row[1:] for row in codes(moved)[:2]] == order
    assert len(moved.items) == len(form.items)


def test_that_moving_there_and_back_changes_nothing(form: ScoreForm):
    there, place = edits.move_item(form, ItemPlace(1, 0), -1)
    back, _ = edits.move_item(there, place, 1)

    assert back == form


def test_that_a_step_holds_for_every_item(form: ScoreForm):
    finer = edits.with_step(form, Points.parse("0.25"))

    assert {item.step for item in finer.items} == {finer.step} == {Points.parse("0.25")}


def test_that_questions_are_added_changed_and_removed(form: ScoreForm):
    two = edits.add_veto(form, "是否按期提交材料")
    other = edits.with_veto(two, len(form.veto), replace(two.veto[-1], guidance="看送达记录"))

    assert len({veto.code for veto in two.veto}) == len(form.veto) + 1
    assert other.veto[-1].guidance == "看送达记录"
    assert edits.remove_veto(other, len(form.veto)) == form


def test_that_renumbering_keeps_order_marks_and_main_section(form: ScoreForm, rules: RulesInForce):
    moved = edits.move_section(form, 0, 2)

    numbered = edits.renumbered(moved)

    assert codes(numbered)[2] == ["3", "3.1", "3.2", "3.3"]
    assert numbered.main.name == form.main.name
    assert check_form(numbered, rules) == ()


def test_that_skipped_items_are_carried_by_name_where_their_code_changed(form: ScoreForm):
    numbered = edits.renumbered(edits.move_section(form, 0, 1))

    assert edits.carried_codes(form, numbered, ("1.2", "3.1")) == ("2.2", "3.1")


def test_that_skipped_items_that_are_gone_or_twice_there_are_not_carried(form: ScoreForm):
    gone = edits.remove_item(form, ItemPlace(0, 1))
    name = form.sections[0].items[0].name
    twice = edits.with_item(gone, ItemPlace(2, 0), replace(gone.sections[2].items[0], name=name))
    renamed = edits.with_item(twice, ItemPlace(0, 0), replace(twice.items[0], code="9.9"))

    assert edits.carried_codes(form, gone, ("1.2",)) == ()
    assert edits.carried_codes(form, renamed, ("1.1",)) == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda form: edits.remove_section(form, 9),
        lambda form: edits.remove_item(form, ItemPlace(0, 9)),
        lambda form: edits.with_veto(form, 9, form.veto[0]),
        lambda form: edits.move_section(form, 9, 1),
    ],
)
def test_that_what_is_not_there_cannot_be_changed(
    form: ScoreForm, change: Callable[[ScoreForm], ScoreForm]
):
    with pytest.raises(IndexError):
        change(form)


def with_bonus(form: ScoreForm) -> ScoreForm:
    added = edits.add_section(form, "加分项")
    at = len(form.sections)
    section = replace(added.sections[at], kind=SectionKind.BONUS, full=Points.parse("5"))
    return edits.add_item(edits.with_section(added, at, section), at, "奖励", default_anchors())


def test_that_an_item_is_of_the_kind_of_its_section(form: ScoreForm):
    bonus = with_bonus(form)

    moved, _ = edits.move_item(bonus, ItemPlace(4, 0), -1)
    regular = edits.with_section(bonus, 4, replace(bonus.sections[4], kind=SectionKind.REGULAR))

    assert bonus.sections[4].items[0].is_extra
    assert not moved.sections[3].items[-1].is_extra
    assert not regular.sections[4].items[0].is_extra


def test_that_the_last_regular_section_stays_one(form: ScoreForm):
    alone = replace(form, sections=form.sections[:1])
    bonus = with_bonus(alone)

    assert edits.remove_section(bonus, 0) == bonus
    assert edits.with_section(alone, 0, replace(alone.main, kind=SectionKind.BONUS)) == alone


def test_that_a_main_section_that_becomes_an_extra_hands_on_the_ties(form: ScoreForm):
    changed = edits.with_section(form, 0, replace(form.main, kind=SectionKind.DEDUCTION))

    assert changed.main_section == "2"
    assert edits.renumbered(changed).main.name == form.sections[1].name


def test_that_a_section_that_was_the_sum_of_its_items_stays_so(form: ScoreForm):
    odd = edits.with_section(form, 1, replace(form.sections[1], full=Points.parse("29")))
    larger = replace(odd.sections[0].items[0], full=Points.parse("9"))
    moved, _ = edits.move_item(edits.with_item(odd, ItemPlace(0, 0), larger), ItemPlace(3, 0), -1)

    kept = edits.keeping_sums(odd, moved)

    assert [str(section.full) for section in kept.sections] == ["31.00", "29.00", "26.00", "14.00"]
