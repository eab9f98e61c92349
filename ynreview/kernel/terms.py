"""The field's standard terms as closed lists of codes; their Chinese labels live in messages."""

from enum import StrEnum


class EvaluationType(StrEnum):
    """The four evaluations of the regulation."""

    ESTABLISHMENT = "establishment"
    MIDTERM = "midterm"
    ACCEPTANCE = "acceptance"
    POST_EVALUATION = "post_evaluation"


class PlatformKind(StrEnum):
    """The two kinds of platform."""

    LABORATORY = "laboratory"
    RD_CENTER = "rd_center"


class Subtype(StrEnum):
    """How a platform is run with its foreign partners."""

    BILATERAL = "bilateral"
    MULTILATERAL = "multilateral"
    OVERSEAS = "overseas"
    INTERNATIONAL = "international"


class UnitNature(StrEnum):
    """What sort of legal person the lead unit is."""

    UNIVERSITY = "university"
    INSTITUTE = "institute"
    TECHNICAL = "technical"
    ENTERPRISE = "enterprise"


class DirectorBasis(StrEnum):
    """On what ground the director works for the lead unit."""

    ESTABLISHMENT = "staff"
    CONTRACT = "contract"


class EntryState(StrEnum):
    """Whether an entry takes part; every state but the first leaves the denominator."""

    TAKING_PART = "taking_part"
    WITHDRAWN = "withdrawn"
    INELIGIBLE = "ineligible"
    ABSENT = "absent"
    DEFERRED = "deferred"


class Compliance(StrEnum):
    """The answer of the formal check to one item; a missing value is open, never yes or no."""

    MET = "met"
    NOT_MET = "not_met"
    OPEN = "open"


class FormalItem(StrEnum):
    """What the formal check asks of a platform; most are named after the rule that asks."""

    SUBTYPE = "subtype"
    LEAD_LEGAL_PERSON = "lead_unit_legal_person"
    LEAD_IN_YUNNAN = "lead_unit_in_yunnan"
    LEAD_AGE = "lead_unit_age"
    LEAD_COMMITMENT = "lead_unit_commitment"
    FIELD_CONFORMS = "field_conforms"
    COOPERATION = "cooperation_duration"
    AGREEMENT = "signed_agreement"
    COOPERATION_PLAN = "cooperation_plan"
    STAFF = "full_time_staff_minimum"
    FOREIGN_STAFF = "foreign_researchers_minimum"
    DIRECTOR = "director_contract_minimum"
    LABORATORY_TASKS = "laboratory_tasks"
    RD_CENTER_RESULTS = "rd_center_results"
    OWN_FUNDS = "own_funds_ratio"
    REQUESTED_GRANT = "support_band"
    REPEATED_SUPPORT = "no_repeated_support"
    MIDTERM_FUNDS = "midterm_funds"
    MIDTERM_AFTER = "midterm_after"
    MIDTERM_BEFORE_END = "midterm_before_term_ends"
    ACCEPTANCE_AFTER_TERM = "acceptance_after_term"
    ACCEPTANCE_APPLICATION = "acceptance_application"
    POST_EVALUATION_AFTER = "post_evaluation_after"
    AWARD_ONCE = "award_once"
    TERM = "project_term_limit"
    NAME = "platform_name"
    ENGLISH_NAME = "platform_english_name"
    ANNUAL_REPORTS = "annual_report"
    CHANGES = "changed_before_approval"


class ReportState(StrEnum):
    """What is known of the annual report of one year."""

    SUBMITTED = "submitted"
    MISSING = "missing"
    NOT_DUE = "not_due"


class DueStep(StrEnum):
    """What a platform is due for in the course of the years."""

    MIDTERM = "midterm"
    ACCEPTANCE = "acceptance"
    POST_EVALUATION = "post_evaluation"
    ANNUAL_REPORT = "annual_report"


class DueState(StrEnum):
    """How a step stands on one day."""

    NOT_YET = "not_yet"
    NOW = "now"
    OVER = "over"
    DONE = "done"
    NONE = "none"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What an expert is appointed to do in the panel."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    MEMBER = "member"
    ALTERNATE = "alternate"


class ExpertCategory(StrEnum):
    """The field an expert is appointed for."""

    TECHNICAL = "technical"
    MANAGEMENT = "management"
    FINANCE = "finance"


class Ground(StrEnum):
    """Why an expert is recused from an entry."""

    SAME_UNIT = "same_unit"
    BOARD = "board"
    RELATIVE = "relative"
    JOINT_WORK = "joint_work"
    TEACHER_STUDENT = "teacher_student"
    OTHER = "other"


class Vote(StrEnum):
    """What an expert votes; abstaining is a vote, not a missing one."""

    AGREE = "agree"
    DISAGREE = "disagree"
    ABSTAIN = "abstain"


class CorrectionGround(StrEnum):
    """The four grounds on which a sheet may change after the close."""

    CALC = "calc"
    RANGE = "range"
    OBJECTIVE = "objective"
    OUTLIER = "outlier"


class Grade(StrEnum):
    """The suggested outcome of an entry, over all four evaluation types."""

    EXCELLENT = "excellent"
    GOOD = "good"
    QUALIFIED = "qualified"
    UNQUALIFIED = "unqualified"
    PASSED = "passed"
    NOT_PASSED = "not_passed"
    RECOMMENDED = "recommended"
    NOT_RECOMMENDED = "not_recommended"


class Duty(StrEnum):
    """Whose dossier a file is."""

    ORGANISER = "organiser"
    EXPERT = "expert"
    CHAIR = "chair"
