"""A round as the organiser sets it up and as it is frozen into the basis."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ynreview.kernel.money import Money
from ynreview.kernel.terms import EvaluationType

Setting = str | int | bool | tuple[str, ...]
Overrides = Mapping[str, Mapping[str, Setting]]


@dataclass(frozen=True, slots=True)
class NewRound:
    """What an organiser says of a 评审会次: its name, which law applies, which settings differ.

    ``overrides`` maps the id of a rule marked 会次设定 to the parameters changed;
    ``not_applicable`` maps an entry's number to the items set 不适用 for every expert.
    ``secretaries`` (工作人员) and ``supervisor`` (监督员) are names for the papers: neither scores.
    ``draw_seed`` is the text that the order of presentation was drawn from, empty before a draw.
    """

    title: str
    type: EvaluationType
    review_date: date
    rulebook_id: str
    reason: str = ""
    rehearsal: bool = False
    venue: str = ""
    commissioned_by: str = ""
    institution: str = ""
    period_from: date | None = None
    period_until: date | None = None
    material_deadline: date | None = None
    budget: Money | None = None
    overrides: Overrides = field(default_factory=dict)
    not_applicable: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    secretaries: tuple[str, ...] = ()
    supervisor: str = ""
    draw_seed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSetup(NewRound):
    """One 评审会次 as it is kept and frozen into the basis, with the id the program gave it.

    ``version`` counts the issues: what is changed after one makes the next, with a reason.
    """

    round_id: str
    version: int = 1
    change_reason: str = ""
