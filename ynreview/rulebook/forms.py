"""Score forms as data: sections, items, levels, 重点核查项; it knows no expert and no mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cache, cached_property
from typing import Any

from resources import resource
from ynreview.kernel.codec import CodecError, from_plain, to_plain
from ynreview.kernel.finding import Finding
from ynreview.kernel.points import Points, total
from ynreview.kernel.terms import EvaluationType, PlatformKind, Subtype
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import AnchorLevels, Level
from ynreview.rulebook.loader import load_rulebook, parse_toml, problem, wrong_value
from ynreview.rulebook.model import RulebookProblems

DEFAULT_RULEBOOK = "yn-2022-2"
ANCHOR_RULE = "anchor_levels"


class SectionKind(StrEnum):
    """一级指标 of the hundred marks, 加分项 or 扣分项 beside them."""

    REGULAR = "regular"
    BONUS = "bonus"
    DEDUCTION = "deduction"


@dataclass(frozen=True, slots=True)
class VetoItem:
    """One 重点核查项: a question whose yes means 原则上不通过."""

    code: str
    question: str
    cites: tuple[str, ...]
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class ScoreRange:
    """The possible scores of one level, both ends included."""

    lowest: Points
    highest: Points
    step: Points

    @property
    def scores(self) -> tuple[Points, ...]:
        """Every possible score of the level, from the lowest."""
        first, last = self.lowest.hundredths, self.highest.hundredths
        return tuple(Points(value) for value in range(first, last + 1, self.step.hundredths))


@dataclass(frozen=True, slots=True)
class Item:
    """One 指标 with its full marks, what to look at and the text of each level.

    ``step`` is the form's, ``anchors`` are the rulebook's, ``kind`` is the section's; all are put
    in when the form is read.
    """

    code: str
    name: str
    full: Points
    cites: tuple[str, ...]
    guidance: str
    excellent: str
    good: str
    fair: str
    poor: str
    step: Points
    anchors: AnchorLevels
    objective: bool = False
    guidance_by_subtype: Mapping[Subtype, str] = field(default_factory=dict)
    kind: SectionKind = SectionKind.REGULAR

    @property
    def is_extra(self) -> bool:
        """Whether it adds to the hundred marks or takes from them; it has no levels then."""
        return self.kind is not SectionKind.REGULAR

    def level_of(self, points: Points) -> Level:
        """Return the level that so many points reach."""
        return self.anchors.level_of(points, self.full)

    def level_text(self, level: Level) -> str:
        """Return what separates that level from its neighbours."""
        texts = (self.excellent, self.good, self.fair, self.poor)
        return dict(zip(Level, texts, strict=True))[level]

    @property
    def levels(self) -> Mapping[Level, ScoreRange]:
        """The possible scores of each level at the form's step; a level without any is absent."""
        found: dict[Level, ScoreRange] = {}
        if self.is_extra:
            return found
        for hundredths in range(0, self.full.hundredths + 1, self.step.hundredths):
            points = Points(hundredths)
            level = self.level_of(points)
            lowest = found[level].lowest if level in found else points
            found[level] = ScoreRange(lowest, points, self.step)
        return {level: found[level] for level in Level if level in found}

    def allows(self, points: Points) -> bool:
        """Whether so many points can be given: within the full marks and on the step."""
        return points <= self.full and points.is_multiple_of(self.step)


@dataclass(frozen=True, slots=True)
class Section:
    """One 一级指标; ``task_block`` marks the contract's tasks of an acceptance.

    ``full`` of 加分项 and 扣分项 is the cap: the most that they add or take, whatever their items
    come to.
    """

    code: str
    name: str
    full: Points
    items: tuple[Item, ...]
    task_block: bool = False
    kind: SectionKind = SectionKind.REGULAR

    @property
    def is_extra(self) -> bool:
        """Whether it adds to the hundred marks or takes from them."""
        return self.kind is not SectionKind.REGULAR


@dataclass(frozen=True)  # without slots: its items are asked for with every sheet and kept
class ScoreForm:
    """One 评分表 as it is frozen into a round."""

    id: str
    type: EvaluationType
    kind: PlatformKind
    title: str
    source: str
    step: Points
    main_section: str
    remark_below: Fraction
    remark_at_full: bool
    remark_min: int
    remark_hint: str
    overall_min: int
    overall_hint: str
    has_vote: bool
    has_suggested_amount: bool
    sections: tuple[Section, ...]
    veto: tuple[VetoItem, ...] = ()

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item in the order of the form."""
        return tuple(item for section in self.sections for item in section.items)

    @cached_property
    def regular_items(self) -> tuple[Item, ...]:
        """The items of the hundred marks, 加分项 and 扣分项 left out."""
        return tuple(item for item in self.items if not item.is_extra)

    def item(self, code: str) -> Item | None:
        """Return the item of that code, if the form has it."""
        return next((item for item in self.items if item.code == code), None)

    def section_of(self, code: str) -> Section | None:
        """Return the section that holds the item of that code."""
        return next((s for s in self.sections if any(item.code == code for item in s.items)), None)

    @cached_property
    def main(self) -> Section:
        """The section that decides ties first (主要指标)."""
        regular = (section for section in self.sections if not section.is_extra)
        return next(section for section in regular if section.code == self.main_section)

    @property
    def task_items(self) -> tuple[Item, ...]:
        """The items of the contract's tasks; empty outside an acceptance."""
        return tuple(item for s in self.sections if s.task_block for item in s.items)

    def applicable_full(self, not_applicable: frozenset[str]) -> Points:
        """Return the full marks without the items set 不适用, 加分项 and 扣分项."""
        left = [item for item in self.regular_items if item.code not in not_applicable]
        return total([item.full for item in left])

    def remark_required(self, item: Item, points: Points) -> bool:
        """Whether a mark asks for a remark: below the form's share, or full marks.

        Whatever is added or taken asks for one.
        """
        if item.is_extra:
            return points > Points.zero()
        share, full = self.remark_below, item.full
        low = points.hundredths * share.denominator < share.numerator * full.hundredths
        return low or (self.remark_at_full and points == item.full)


def default_form(form_type: EvaluationType, kind: PlatformKind) -> bytes:
    """Return the shipped form of a type and kind as TOML."""
    return resource("forms", f"{form_type.value}-{kind.value}.toml").read_bytes()


@cache
def shipped_form(form_type: EvaluationType, kind: PlatformKind) -> ScoreForm:
    """Return the shipped form of a type and kind at the shipped levels."""
    return load_form(default_form(form_type, kind))


@cache
def default_anchors() -> AnchorLevels:
    """Return the levels of the shipped rulebook."""
    rulebook = load_rulebook(resource("rulebooks", DEFAULT_RULEBOOK))
    return RulesInForce(rulebook, rulebook.in_force_from).ruling(ANCHOR_RULE, AnchorLevels).params


def load_form(content: bytes, anchors: AnchorLevels | None = None) -> ScoreForm:
    """Read a form from TOML; ``anchors`` are the levels of the round, else the shipped ones.

    Raises RulebookProblems naming what makes the form unusable; faults of content are left to
    ``check_form``.
    """
    problems: list[Finding] = []
    table = parse_toml("form.toml", content, problems)
    name = str(table.get("id", "form.toml"))
    form = None if problems else _decode(table, anchors or default_anchors(), name, problems)
    if form is None or problems:
        raise RulebookProblems(name, tuple(problems))
    return form


def _decode(
    table: dict[str, Any], anchors: AnchorLevels, name: str, problems: list[Finding]
) -> ScoreForm | None:
    try:
        form = from_plain(ScoreForm, _plain_form(table, anchors), name)
    except CodecError as error:
        problems.append(wrong_value(name, "form", error))
        return None
    if form.step <= Points.zero():
        problems.append(problem("form_step", name, "", "step", step=str(form.step)))
    if form.main_section not in {one.code for one in form.sections if not one.is_extra}:
        problems.append(
            problem("form_main_section", name, "", "main_section", section=form.main_section)
        )
    return form


def _plain_form(table: dict[str, Any], anchors: AnchorLevels) -> dict[str, Any]:
    """Return the table in the shape of the model: plural names, step and levels in every item."""
    plain = {key: value for key, value in table.items() if key != "section"}
    added = {"step": table.get("step"), "anchors": to_plain(anchors)}
    plain["sections"] = [_plain_section(section, added) for section in _tables(table, "section")]
    return plain


def _plain_section(section: dict[str, Any], added: dict[str, Any]) -> dict[str, Any]:
    plain = {key: value for key, value in section.items() if key != "item"}
    added = {**added, "kind": section.get("kind", SectionKind.REGULAR.value)}
    return plain | {"items": [item | added for item in _tables(section, "item")]}


def _tables(table: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = table.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise CodecError(f"{name}: a list of tables expected")
    return found
