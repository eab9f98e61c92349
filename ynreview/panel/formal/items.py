"""Which items are asked of a platform in each type of review, and how much each one weighs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from ynreview.kernel.terms import EvaluationType, FormalItem
from ynreview.panel.formal import conditions as of_applicants
from ynreview.panel.formal import terms_and_names as of_all
from ynreview.panel.formal.question import Question, Ruled


class Weight(Enum):
    """What a 不符合 means: a condition, who belongs to the round, a soft rule, a mere note."""

    CONDITION = "condition"
    RANGE = "range"
    SOFT = "soft"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Item:
    """One item: the rule that asks, the facts it reads, how it is worked out."""

    id: FormalItem
    rule: str
    facts: tuple[str, ...]
    check: Callable[[Question], Ruled]
    weight: Weight = Weight.CONDITION


_STAFF = ("full_time_staff", "foreign_researchers")
_PARTNERS = ("partner_countries", "international_organisation", "foreign_location")
_TERM = ("term_from", "term_until")
_FUNDS = ("lead_nature", "own_monetary_funds", "provincial_grant", "requested_grant")
_REPORTS = ("annual_report_years", *_TERM, "accepted_on")
_ALL = (
    Item(
        FormalItem.SUBTYPE,
        "undescribed_combination",
        ("kind", "subtype", *_PARTNERS),
        of_all.subtype,
        Weight.SOFT,
    ),
    Item(
        FormalItem.LEAD_LEGAL_PERSON,
        "lead_unit_legal_person",
        ("lead_is_legal_person",),
        of_applicants.stated("lead_is_legal_person"),
    ),
    Item(FormalItem.LEAD_IN_YUNNAN, "lead_unit_legal_person", ("lead_unit",), of_applicants.judged),
    Item(
        FormalItem.LEAD_AGE,
        "lead_unit_age",
        ("lead_unit_since",),
        of_applicants.lasted("lead_unit_since"),
    ),
    Item(
        FormalItem.LEAD_COMMITMENT,
        "lead_unit_commitment",
        ("has_commitment",),
        of_applicants.stated("has_commitment"),
    ),
    Item(
        FormalItem.FIELD_CONFORMS,
        "field_conforms",
        ("direction", "field"),
        of_applicants.judged,
    ),
    Item(
        FormalItem.COOPERATION,
        "cooperation_duration",
        ("cooperation_since",),
        of_applicants.lasted("cooperation_since"),
    ),
    Item(
        FormalItem.AGREEMENT,
        "signed_agreement",
        ("has_agreement",),
        of_applicants.stated("has_agreement"),
    ),
    Item(
        FormalItem.COOPERATION_PLAN,
        "cooperation_plan",
        ("has_cooperation_plan",),
        of_applicants.stated("has_cooperation_plan"),
    ),
    Item(FormalItem.STAFF, "full_time_staff_minimum", _STAFF, of_applicants.full_time_staff),
    Item(
        FormalItem.FOREIGN_STAFF,
        "foreign_researchers_minimum",
        _STAFF,
        of_applicants.foreign_researchers,
    ),
    Item(
        FormalItem.DIRECTOR,
        "director_contract_minimum",
        ("director", "director_basis", "director_term_years"),
        of_applicants.director,
    ),
    Item(
        FormalItem.LABORATORY_TASKS,
        "laboratory_tasks",
        ("kind", "tasks_led", "tasks_joined"),
        of_applicants.laboratory_tasks,
    ),
    Item(
        FormalItem.RD_CENTER_RESULTS,
        "rd_center_results",
        ("kind", "developments_and_transfers"),
        of_applicants.rd_center_results,
    ),
    Item(FormalItem.OWN_FUNDS, "own_funds_ratio", _FUNDS, of_applicants.own_funds),
    Item(
        FormalItem.REQUESTED_GRANT,
        "support_band",
        ("requested_grant",),
        of_applicants.requested_grant,
        Weight.NOTE,
    ),
    Item(
        FormalItem.REPEATED_SUPPORT,
        "no_repeated_support",
        ("kind", "field", "direction"),
        of_applicants.judged,
        Weight.SOFT,
    ),
    Item(
        FormalItem.MIDTERM_FUNDS,
        "midterm_funds",
        ("fiscal_funds",),
        of_all.midterm_funds,
        Weight.RANGE,
    ),
    Item(
        FormalItem.MIDTERM_AFTER,
        "midterm_after",
        ("term_from",),
        of_all.waited("term_from"),
        Weight.RANGE,
    ),
    Item(
        FormalItem.MIDTERM_BEFORE_END,
        "midterm_before_term_ends",
        ("term_until",),
        of_all.before_term_ends,
        Weight.RANGE,
    ),
    Item(
        FormalItem.ACCEPTANCE_AFTER_TERM,
        "acceptance_after_term",
        ("term_until",),
        of_all.after_term,
        Weight.SOFT,
    ),
    Item(
        FormalItem.ACCEPTANCE_APPLICATION,
        "acceptance_application",
        ("term_until",),
        of_all.application,
        Weight.SOFT,
    ),
    Item(
        FormalItem.POST_EVALUATION_AFTER,
        "post_evaluation_after",
        ("accepted_on",),
        of_all.waited("accepted_on"),
        Weight.RANGE,
    ),
    Item(FormalItem.AWARD_ONCE, "award_once", ("had_award",), of_all.award_once, Weight.NOTE),
    Item(FormalItem.TERM, "project_term_limit", _TERM, of_all.term, Weight.SOFT),
    Item(FormalItem.NAME, "platform_name", ("name",), of_all.named, Weight.NOTE),
    Item(
        FormalItem.ENGLISH_NAME,
        "platform_english_name",
        ("english_name",),
        of_all.named_in_english,
        Weight.NOTE,
    ),
    Item(FormalItem.ANNUAL_REPORTS, "annual_report", _REPORTS, of_all.annual_reports, Weight.NOTE),
    Item(
        FormalItem.CHANGES,
        "changed_before_approval",
        ("name", "direction", "change_approval"),
        of_all.changes,
        Weight.NOTE,
    ),
)
_APPLICANTS = (
    FormalItem.LEAD_LEGAL_PERSON,
    FormalItem.LEAD_IN_YUNNAN,
    FormalItem.LEAD_AGE,
    FormalItem.LEAD_COMMITMENT,
    FormalItem.FIELD_CONFORMS,
    FormalItem.COOPERATION,
    FormalItem.AGREEMENT,
    FormalItem.COOPERATION_PLAN,
    FormalItem.STAFF,
    FormalItem.FOREIGN_STAFF,
    FormalItem.DIRECTOR,
    FormalItem.LABORATORY_TASKS,
    FormalItem.RD_CENTER_RESULTS,
    FormalItem.OWN_FUNDS,
    FormalItem.REQUESTED_GRANT,
    FormalItem.REPEATED_SUPPORT,
    FormalItem.TERM,
)
_EVERY_PLATFORM = (FormalItem.SUBTYPE, FormalItem.NAME, FormalItem.ENGLISH_NAME)
_FOUNDED = (*_EVERY_PLATFORM, FormalItem.ANNUAL_REPORTS, FormalItem.CHANGES)
_ASKED: Mapping[EvaluationType, frozenset[FormalItem]] = {
    EvaluationType.ESTABLISHMENT: frozenset({*_APPLICANTS, *_EVERY_PLATFORM}),
    EvaluationType.MIDTERM: frozenset(
        {
            FormalItem.MIDTERM_FUNDS,
            FormalItem.MIDTERM_AFTER,
            FormalItem.MIDTERM_BEFORE_END,
            FormalItem.TERM,
            *_FOUNDED,
        }
    ),
    EvaluationType.ACCEPTANCE: frozenset(
        {
            FormalItem.ACCEPTANCE_AFTER_TERM,
            FormalItem.ACCEPTANCE_APPLICATION,
            FormalItem.TERM,
            *_FOUNDED,
        }
    ),
    EvaluationType.POST_EVALUATION: frozenset(
        {FormalItem.POST_EVALUATION_AFTER, FormalItem.AWARD_ONCE, *_FOUNDED}
    ),
}


def items_of(evaluation: EvaluationType) -> tuple[Item, ...]:
    """Return what is asked in a type of review, in the order of the articles."""
    return tuple(item for item in _ALL if item.id in _ASKED[evaluation])
