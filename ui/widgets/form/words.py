"""How the form says levels and marks; no widget."""

from __future__ import annotations

from ynreview.kernel.points import Points, total
from ynreview.rulebook.form_tables import share_text
from ynreview.rulebook.forms import Item, ScoreForm, Section, SectionKind
from ynreview.rulebook.kinds import Level

LEVELS = {Level.EXCELLENT: "优", Level.GOOD: "良", Level.FAIR: "中", Level.POOR: "差"}


def level_text(item: Item, level: Level) -> str:
    """Return a level with its range of scores: 优 8.5-10."""
    found = item.levels[level]
    lowest, highest = short(found.lowest), short(found.highest)
    return f"{LEVELS[level]} {lowest if lowest == highest else f'{lowest}-{highest}'}"


def short(points: Points) -> str:
    """Return marks without needless zeros: 8.5, 9."""
    return str(points).rstrip("0").rstrip(".")


def length_of(text: str) -> int:
    """Count the characters that say something."""
    return sum(not char.isspace() for char in text)


def marks_word(item: Item) -> str:
    """Return what the number of an item is: 得分, 加分 or 扣分."""
    return {SectionKind.BONUS: "加分", SectionKind.DEDUCTION: "扣分"}.get(item.kind, "得分")


def remark_asked(form: ScoreForm, item: Item) -> str:
    """Say when an item asks for a remark, and how long it must be."""
    if item.is_extra:
        return f"加分、扣分请写明依据，不少于 {form.remark_min} 字；没有的填 0。"
    full = "给满分或" if form.remark_at_full else ""
    return f"{full}低于 {share_text(form.remark_below)} 时请写明理由，不少于 {form.remark_min} 字。"


def section_sum(section: Section, marks: list[Points]) -> str:
    """Return what a section comes to so far, out of what it can: 8.50 / 20, 加 2.00，最多 3."""
    found = total(marks)
    if not section.is_extra:
        return f"{found} / {section.full}"
    word = "加" if section.kind is SectionKind.BONUS else "扣"
    return f"{word} {min(found, section.full)}，最多{word} {short(section.full)}"
