"""A score form as tables of text, as a workbook shows them; it knows no cell and no file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cache

from resources import resource
from ynreview.kernel.rounding import ratio_text
from ynreview.kernel.terms import Subtype
from ynreview.rulebook.form_writing import short_points
from ynreview.rulebook.forms import Item, ScoreForm, Section, VetoItem

ITEMS, SETTINGS, VETO = "items", "settings", "veto"
BETWEEN_CITES = "、"
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class TextTable:
    """One sheet: its name, the headings, and rows of text as long as the headings."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@cache
def vocabulary() -> Mapping[str, Mapping[str, str]]:
    """Return sheets, headings and words of such a workbook: table → field → Chinese."""
    text = resource("intake", "form_book.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def form_to_tables(form: ScoreForm, terms: Callable[[Enum], str]) -> tuple[TextTable, ...]:
    """Return the form as its three sheets; ``terms`` gives the words of type and kind."""
    words = vocabulary()
    names = words["sheets"]
    settings = tuple(
        (words["settings"][field], text) for field, text in _settings(form, terms).items()
    )
    return (
        TextTable(
            names[ITEMS],
            tuple(words[ITEMS].values()),
            tuple(_row(line, ITEMS) for line in _lines(form)),
        ),
        TextTable(names[SETTINGS], tuple(words["settings_sheet"].values()), settings),
        TextTable(
            names[VETO],
            tuple(words[VETO].values()),
            tuple(_row(_veto(veto), VETO) for veto in form.veto),
        ),
    )


def answer(*, yes: bool) -> str:
    """Return 是 or 否."""
    return vocabulary()["answers"]["yes" if yes else "no"]


def share_text(share: Fraction) -> str:
    """Return a share as a person writes it: ``60%``, or ``2/3`` where percent do not do."""
    percent = share * _PERCENT
    return f"{percent}%" if percent.denominator == 1 else ratio_text(share)


def _row(line: Mapping[str, str], table: str) -> tuple[str, ...]:
    return tuple(line.get(field, "") for field in vocabulary()[table])


def _lines(form: ScoreForm) -> list[dict[str, str]]:
    """Return one line per item, and one for a section that has none."""
    lines = []
    for section in form.sections:
        head = _section(section)
        lines += [{**head, **_item(item)} for item in section.items] or [head]
    return lines


def _section(section: Section) -> dict[str, str]:
    return {
        "section_code": section.code,
        "section_name": section.name,
        "section_kind": vocabulary()["kinds"][section.kind.value],
        "section_full": short_points(section.full),
        "task_block": answer(yes=section.task_block),
    }


def _item(item: Item) -> dict[str, str]:
    return {
        "code": item.code,
        "name": item.name,
        "full": short_points(item.full),
        "objective": answer(yes=item.objective),
        "cites": BETWEEN_CITES.join(item.cites),
        "guidance": item.guidance,
        **{subtype.value: item.guidance_by_subtype.get(subtype, "") for subtype in Subtype},
        "excellent": item.excellent,
        "good": item.good,
        "fair": item.fair,
        "poor": item.poor,
    }


def _veto(veto: VetoItem) -> dict[str, str]:
    return {
        "code": veto.code,
        "question": veto.question,
        "guidance": veto.guidance,
        "cites": BETWEEN_CITES.join(veto.cites),
    }


def _settings(form: ScoreForm, terms: Callable[[Enum], str]) -> dict[str, str]:
    return {
        "type": terms(form.type),
        "kind": terms(form.kind),
        "title": form.title,
        "source": form.source,
        "step": short_points(form.step),
        "main_section": form.main_section,
        "remark_below": share_text(form.remark_below),
        "remark_at_full": answer(yes=form.remark_at_full),
        "remark_min": str(form.remark_min),
        "remark_hint": form.remark_hint,
        "overall_min": str(form.overall_min),
        "overall_hint": form.overall_hint,
    }
