"""Changes of a score form, each from one frozen value to the next; faults are left to the linter.

Sections, items and questions are named by their position from 0: codes may be repeated while a
form is being worked on. What is out of reach raises IndexError.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeVar

from ynreview.kernel.points import Points, total
from ynreview.rulebook.forms import Item, ScoreForm, Section, VetoItem
from ynreview.rulebook.kinds import AnchorLevels

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """Where an item stands: the section and the place within it."""

    section: int
    item: int


def add_section(form: ScoreForm, name: str) -> ScoreForm:
    """Return the form with an empty section at its end."""
    code = _unused(map(str, count(1)), {section.code for section in form.sections})
    return replace(form, sections=(*form.sections, Section(code, name, Points.zero(), ())))


def remove_section(form: ScoreForm, at: int) -> ScoreForm:
    """Return the form without a section; the first regular one is 主要指标 if that was it.

    A form keeps its last regular section.
    """
    return _with_sections(form, _without(form.sections, at))


def move_section(form: ScoreForm, at: int, by: int) -> ScoreForm:
    """Return the form with a section so many places further, at most to an end."""
    return replace(form, sections=_moved(form.sections, at, by))


def with_section(form: ScoreForm, at: int, section: Section) -> ScoreForm:
    """Return the form with another section in a place; 主要指标 follows a changed code.

    The last regular section stays one.
    """
    was_main = form.sections[at].code == form.main_section
    items = tuple(replace(item, kind=section.kind) for item in section.items)
    sections = _with(form.sections, at, replace(section, items=items))
    return _with_sections(form, sections, section.code if was_main else form.main_section)


def add_item(form: ScoreForm, at: int, name: str, anchors: AnchorLevels) -> ScoreForm:
    """Return the form with an item at the end of a section, its texts still to be written.

    ``anchors`` are the levels of the round.
    """
    section = form.sections[at]
    codes = (f"{section.code}.{number}" for number in count(len(section.items) + 1))
    item = Item(
        code=_unused(codes, {item.code for item in form.items}),
        name=name,
        full=Points.zero(),
        cites=(),
        guidance="",
        excellent="",
        good="",
        fair="",
        poor="",
        step=form.step,
        anchors=anchors,
        kind=section.kind,
    )
    return _with_items(form, at, (*section.items, item))


def remove_item(form: ScoreForm, place: ItemPlace) -> ScoreForm:
    """Return the form without an item."""
    return _with_items(form, place.section, _without(_items(form, place), place.item))


def move_item(form: ScoreForm, place: ItemPlace, by: int) -> tuple[ScoreForm, ItemPlace]:
    """Return the form with an item one place further (``by`` 1 or -1), and where it stands then.

    Beyond the end of its section it goes over into the next one.
    """
    items, goal = _items(form, place), place.item + by
    if 0 <= goal < len(items):
        moved = _with_items(form, place.section, _moved(items, place.item, by))
        return moved, ItemPlace(place.section, goal)
    beside = place.section + by
    if not 0 <= beside < len(form.sections):
        return form, place
    item = replace(items[place.item], kind=form.sections[beside].kind)
    there = form.sections[beside].items
    rest = remove_item(form, place)
    if by > 0:
        return _with_items(rest, beside, (item, *there)), ItemPlace(beside, 0)
    return _with_items(rest, beside, (*there, item)), ItemPlace(beside, len(there))


def with_item(form: ScoreForm, place: ItemPlace, item: Item) -> ScoreForm:
    """Return the form with another item in a place."""
    return _with_items(form, place.section, _with(_items(form, place), place.item, item))


def with_step(form: ScoreForm, step: Points) -> ScoreForm:
    """Return the form with another step, in every item."""
    sections = tuple(
        replace(section, items=tuple(replace(item, step=step) for item in section.items))
        for section in form.sections
    )
    return replace(form, step=step, sections=sections)


def add_veto(form: ScoreForm, question: str) -> ScoreForm:
    """Return the form with one more 重点核查项."""
    codes = (f"V{number}" for number in count(len(form.veto)))
    code = _unused(codes, {veto.code for veto in form.veto})
    return replace(form, veto=(*form.veto, VetoItem(code, question, ())))


def remove_veto(form: ScoreForm, at: int) -> ScoreForm:
    """Return the form without a 重点核查项."""
    return replace(form, veto=_without(form.veto, at))


def with_veto(form: ScoreForm, at: int, veto: VetoItem) -> ScoreForm:
    """Return the form with another 重点核查项 in a place."""
    return replace(form, veto=_with(form.veto, at, veto))


def renumbered(form: ScoreForm) -> ScoreForm:
    """Return the form with sections 1, 2, … and items 1.1, 1.2, …; 主要指标 stays what it was."""
    main = form.sections.index(form.main) + 1
    sections = tuple(_numbered(section, at) for at, section in enumerate(form.sections, 1))
    return replace(form, sections=sections, main_section=str(main))


def keeping_sums(before: ScoreForm, after: ScoreForm) -> ScoreForm:
    """Return the form after a change of items; sections that were their sum before stay so."""
    summed = {one.code for one in before.sections if not one.is_extra and one.full == _sum(one)}
    sections = tuple(
        replace(one, full=_sum(one)) if one.code in summed and not one.is_extra else one
        for one in after.sections
    )
    return replace(after, sections=sections)


def _sum(section: Section) -> Points:
    return total([item.full for item in section.items])


def carried_codes(old: ScoreForm, new: ScoreForm, codes: Iterable[str]) -> tuple[str, ...]:
    """Return the codes in ``new`` of those items of ``old`` that are still there.

    An item is the same when it kept code and name, or when one item alone has its name now.
    """
    found: list[str] = []
    for item in (item for item in old.items if item.code in set(codes)):
        named = [other.code for other in new.items if other.name == item.name]
        if item.code in named:
            found.append(item.code)
        elif len(named) == 1:
            found += named
    return tuple(found)


def _with_sections(
    form: ScoreForm, sections: tuple[Section, ...], main: str | None = None
) -> ScoreForm:
    """Return the form with those sections, or unchanged when none of them is regular."""
    codes = [section.code for section in sections if not section.is_extra]
    if not codes:
        return form
    wanted = main or form.main_section
    return replace(form, sections=sections, main_section=wanted if wanted in codes else codes[0])


def _numbered(section: Section, at: int) -> Section:
    items = tuple(
        replace(item, code=f"{at}.{place}") for place, item in enumerate(section.items, 1)
    )
    return replace(section, code=str(at), items=items)


def _items(form: ScoreForm, place: ItemPlace) -> tuple[Item, ...]:
    return form.sections[place.section].items


def _with_items(form: ScoreForm, at: int, items: tuple[Item, ...]) -> ScoreForm:
    section = replace(form.sections[at], items=items)
    return replace(form, sections=_with(form.sections, at, section))


def _unused(codes: Iterable[str], used: Collection[str]) -> str:
    return next(code for code in codes if code not in used)


def _with(values: tuple[T, ...], at: int, value: T) -> tuple[T, ...]:
    changed = list(values)
    changed[at] = value
    return tuple(changed)


def _without(values: tuple[T, ...], at: int) -> tuple[T, ...]:
    rest = list(values)
    del rest[at]
    return tuple(rest)


def _moved(values: tuple[T, ...], at: int, by: int) -> tuple[T, ...]:
    value, rest = values[at], _without(values, at)
    goal = min(max(at + by, 0), len(rest))
    return (*rest[:goal], value, *rest[goal:])
