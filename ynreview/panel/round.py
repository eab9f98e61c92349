"""A round as the organiser sets it up and as it is frozen into the basis."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ynreview.kernel.money import Money
from ynreview.kernel.terms import EvaluationType

Setting = str | int | bool | tuple[str, ...]
Overrides = Mapping[str, Mapping[str, Setting]]


@dataclass(frozen=True, slots=True)
class RoundSetup:
    """One 评审会次: what it is called, which law applies and which settings differ from it.

    ``overrides`` maps the id of a rule marked 会次设定 to the parameters changed;
    ``not_applicable`` maps an entry's number to the items set 不适用 for every expert.
    """

    round_id: str
    type: EvaluationType
    title: str
    review_date: date
    rulebook_id: str
    reason: str = ""
    rehearsal: bool = False
    venue: str = ""
    commissioned_by: str = ""
    institution: str = ""
    period_from: date | None = None
    material_deadline: date | None = None
    budget: Money | None = None
    overrides: Overrides = field(default_factory=dict)
    not_applicable: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
