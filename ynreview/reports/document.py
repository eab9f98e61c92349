"""What a result report and its score table say, as plain values; no layout and no file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from ynreview.kernel.points import Points
from ynreview.kernel.rounding import RoundingMode


@dataclass(frozen=True, slots=True)
class RulebookNote:
    """The law a round is held under: its name, its document number and when it is in force."""

    title: str
    document: str
    in_force_from: date
    in_force_until: date

    def is_in_force(self, day: date) -> bool:
        """Whether the day lies in the validity window, both ends included."""
        return self.in_force_from <= day <= self.in_force_until


@dataclass(frozen=True, slots=True)
class MethodLine:
    """One sentence on how was counted, its mark (办法规定, 条文理解, 会次设定) and its articles."""

    text: str
    mark: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One entry with an outcome, every cell as it is printed.

    ``score`` is ``88.58`` or ``—``; ``amount`` is in 万元, empty where none is suggested.
    """

    rank: str
    number: str
    name: str
    kind: str
    score: str
    valid_experts: str
    grade: str
    because: str = ""
    amount: str = ""
    flags: str = ""


@dataclass(frozen=True, slots=True)
class StateLine:
    """One entry without an outcome: 撤回, 不符合评估条件, 未按要求参加 or 缓评, and why."""

    number: str
    name: str
    state: str
    reason: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One person who signs by hand; ``code`` is the 身份核对码, empty where there is none."""

    role: str
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class ResultReport:
    """Everything on the paper of one result.

    ``basis_code`` is the 规则校验码, ``result_code`` the 结果校验码; an empty ``result_code`` makes
    the paper a draft and says so on every page. ``denominator`` and ``quota`` are the sentences
    on 参评总数 and 优秀名额 (``quota`` empty where the evaluation knows no quota). ``reason`` is
    the 依据说明, printed with the validity window when ``review_date`` lies outside it.
    ``decisions`` tells ties, votes and grades that differ from the rule, ``amounts`` the total
    and the budget, ``journal_head`` the code of the last journal entry.
    ``produced_at`` is the time printed and the only one in the file; ``grade_heading`` replaces
    建议等级 above the outcomes (建议结论, 推荐立项).
    """

    title: str
    round_id: str
    evaluation: str
    review_date: date
    rulebook: RulebookNote
    basis_code: str
    result_code: str
    finalised_number: int
    denominator: str
    methods: tuple[MethodLine, ...]
    rows: tuple[ResultRow, ...]
    produced_at: datetime
    quota: str = ""
    venue: str = ""
    commissioned_by: str = ""
    institution: str = ""
    reason: str = ""
    rehearsal: bool = False
    banners: tuple[str, ...] = ()
    states: tuple[StateLine, ...] = ()
    decisions: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    signatures: tuple[SignatureLine, ...] = ()
    journal_head: str = ""
    grade_heading: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether nothing was finalised yet."""
        return not self.result_code


@dataclass(frozen=True, slots=True)
class Mark:
    """What one expert's sheet gives one entry.

    ``scored`` is None when nothing counts, and ``reason`` says why (回避, 缺席, 作废, 未收).
    ``main`` is the part in the 主要指标; ``added`` what 加分项 add less what 扣分项 take, outside
    of ``scored`` and of the full marks. ``trimmed`` marks the highest or the lowest valid score
    that was left out of the mean; it stays valid.
    """

    scored: Points | None
    main: Points | None = None
    reason: str = ""
    trimmed: bool = False
    added: Points = Points(0)  # noqa: RUF009 - a frozen value

    @property
    def is_counted(self) -> bool:
        """Whether the mark enters the mean."""
        return self.scored is not None and not self.trimmed


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One entry with the marks of every expert, in the order of ``ScoreTable.experts``.

    ``applicable`` and ``main_applicable`` are the full marks left after 不适用 (in all and in the
    主要指标); ``printed``, ``rank``, ``valid_experts`` and ``proposal`` (规则建议, empty when not
    to be compared) are the program's results that the formulas must give again.
    """

    number: str
    name: str
    kind: str
    applicable: Points
    marks: tuple[Mark, ...]
    valid_experts: int
    printed: Fraction | None
    rank: int | None
    main_applicable: Points = Points(0)  # noqa: RUF009 - a frozen value
    proposal: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A grade and the printed score from which it is proposed."""

    label: str
    at_least: Points


@dataclass(frozen=True, slots=True)
class Quota:
    """At most ``taking_part * numerator // denominator`` entries get the first grade."""

    taking_part: int
    numerator: int
    denominator: int
    places: int


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """Every figure of the workbook and the settings that its formulas read.

    ``thresholds`` fall from the highest grade to the lowest; the first one is under the ``quota``
    where there is one, and what is beyond it gets the second. ``tie_chain`` holds
    ``main_section_rate`` and ``exact_mean`` in their order; other steps are no arithmetic.
    Trimming applies from ``trim_from`` valid experts; below ``floor`` none is graded.
    """

    experts: tuple[str, ...]
    rows: tuple[ScoreRow, ...]
    rounding: RoundingMode
    digits: int
    trimming: bool
    trim_from: int
    floor: int
    thresholds: tuple[Threshold, ...] = ()
    quota: Quota | None = None
    tie_chain: tuple[str, ...] = ()
    main_section: str = ""

    @property
    def has_extras(self) -> bool:
        """Whether any sheet adds marks or takes some beside the hundred."""
        return any(mark.added != Points(0) for row in self.rows for mark in row.marks)

    def __post_init__(self) -> None:
        if any(len(row.marks) != len(self.experts) for row in self.rows):
            msg = "every row holds one mark for each expert"
            raise ValueError(msg)
        if self.quota is not None and len(self.thresholds) < 2:  # noqa: PLR2004 - see above
            msg = "a quota needs the grade beyond it"
            raise ValueError(msg)
