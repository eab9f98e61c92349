"""The six steps of the organiser with their states, and what is to be dealt with before issuing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from ynreview.app.queries.readiness import check_readiness, stored_rules
from ynreview.app.setup import ISSUE_DOCUMENT, chinese_date
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.terms import EvaluationType, Role
from ynreview.messages import explain
from ynreview.panel.entries import Entry
from ynreview.panel.people import Expert
from ynreview.rulebook.kinds import ShareCeiling
from ynreview.storage.unit_of_work import UnitOfWork

_GIB, _MIB = 1 << 30, 1 << 20
_FIRST_CLAUSE = re.compile(r"[，。；：（]")


class Step(StrEnum):
    """The steps in their order; the value is the id of the screen."""

    ROUND = "round"
    ENTRIES = "entries"
    FORMAL = "formal"
    FORMS = "forms"
    PANEL = "panel"
    ISSUE = "issue"


class Standing(Enum):
    """How far a step is."""

    OPEN = "open"
    TO_MEND = "to_mend"
    TO_CHECK = "to_check"
    DONE = "done"


NAMES: Mapping[Step, str] = {
    Step.ROUND: "会次设置",
    Step.ENTRIES: "参评平台",
    Step.FORMAL: "形式审查",
    Step.FORMS: "评分表",
    Step.PANEL: "专家与回避",
    Step.ISSUE: "核对与发放",
}
_AREAS: Mapping[str, Step] = {
    "intake": Step.ENTRIES,
    "entries": Step.ENTRIES,
    "formal": Step.FORMAL,
    "forms": Step.FORMS,
    "rulebook": Step.FORMS,
    "issue": Step.ISSUE,
}
_OF_THE_ROUND = ("out_of_force", "skipped_", "round_")
_OF_THE_ENTRIES = {"no_entries", "several_panels", "no_excellent", "no_attachments"}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step; ``state`` is 未开始, 改 n 处, 待核 n, 已完成 or 已发放."""

    step: Step
    number: int
    name: str
    state: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class CheckLine:
    """Findings of one code: what is so in brief, every sentence, and where to deal with it.

    ``subject`` names the place within the step: an entry, an expert, an item.
    """

    severity: Severity
    brief: str
    sentences: tuple[str, ...]
    step: Step
    subject: str

    @property
    def count(self) -> int:
        """How many findings it stands for."""
        return len(self.sentences)


@dataclass(frozen=True, slots=True)
class PreparationView:
    """The round in preparation: head, steps, check list, and what issuing will write."""

    title: str
    facts: str
    steps: tuple[StepLine, ...]
    lines: tuple[CheckLine, ...]
    packages: str
    issued: bool

    def count(self, severity: Severity) -> int:
        """Return how many findings there are of a severity."""
        return sum(line.count for line in self.lines if line.severity is severity)


def preparation_view(uow: UnitOfWork) -> PreparationView:
    """Return where the preparation of the round stands; nothing is left to check after issue."""
    setup, rules = uow.round_setup(), stored_rules(uow)
    entries, experts = uow.entries(), uow.experts()
    issued = uow.document(ISSUE_DOCUMENT) is not None
    findings = () if issued else check_readiness(uow)
    taking_part = sum(entry.takes_part for entry in entries)
    facts = f"评审日 {chinese_date(setup.review_date)}　参评 {taking_part} 个"
    if setup.type is EvaluationType.POST_EVALUATION:
        quota = rules.ruling("excellent_quota", ShareCeiling).params
        facts += f"，优秀名额 {quota.most(taking_part)} 个（{quota.text} 取整）"
    recused = {(one.expert, one.entry) for one, _ in uow.recusals()}
    return PreparationView(
        setup.title,
        facts,
        _steps(findings, started=_started(entries, experts, issued=issued), issued=issued),
        grouped_lines(findings),
        _packages(entries, experts, recused),
        issued,
    )


def step_of(finding: Finding) -> Step:
    """Return the step where a finding is dealt with."""
    area, _, what = finding.code.partition(".")
    if area in _AREAS:
        return _AREAS[area]
    if what.startswith(_OF_THE_ROUND):
        return Step.ROUND
    return Step.ENTRIES if what in _OF_THE_ENTRIES else Step.PANEL


def grouped_lines(findings: Iterable[Finding]) -> tuple[CheckLine, ...]:
    """Return findings with equal ones as one line: blockers first, then in the order of steps."""
    groups: dict[tuple[Severity, Step, str], list[Finding]] = {}
    for one in findings:
        groups.setdefault((one.severity, step_of(one), one.code), []).append(one)
    order = list(Severity)
    steps = list(Step)
    found = sorted(groups, key=lambda key: (order.index(key[0]), steps.index(key[1])))
    return tuple(_line(severity, step, groups[severity, step, c]) for severity, step, c in found)


def _line(severity: Severity, step: Step, findings: Sequence[Finding]) -> CheckLine:
    sentences = tuple(map(explain, findings))
    brief = brief_of(sentences[0])
    if len(sentences) > 1:
        brief += f"，同类共 {len(sentences)} 处"
    first = findings[0].subject
    return CheckLine(severity, brief, sentences, step, first if isinstance(first, str) else "")


def brief_of(sentence: str) -> str:
    """Return the first clause of a sentence, which says what is so."""
    return _FIRST_CLAUSE.split(sentence, maxsplit=1)[0]


def _started(
    entries: Sequence[Entry], experts: Sequence[Expert], *, issued: bool
) -> Mapping[Step, bool]:
    return {
        Step.ROUND: True,
        Step.ENTRIES: bool(entries),
        Step.FORMAL: bool(entries),
        Step.FORMS: True,
        Step.PANEL: bool(experts),
        Step.ISSUE: issued,
    }


def _steps(
    findings: Iterable[Finding], *, started: Mapping[Step, bool], issued: bool
) -> tuple[StepLine, ...]:
    counts = Counter((step_of(one), one.severity) for one in findings)
    lines = []
    for number, step in enumerate(Step, start=1):
        mend = counts[step, Severity.BLOCKING]
        check = counts[step, Severity.WARNING]
        state, standing = _state(mend, check, started=started[step])
        if step is Step.ISSUE and issued:
            state = "已发放"
        lines.append(StepLine(step, number, NAMES[step], state, standing))
    return tuple(lines)


def _state(mend: int, check: int, *, started: bool) -> tuple[str, Standing]:
    if not started:
        return "未开始", Standing.OPEN
    if mend:
        return f"改 {mend} 处", Standing.TO_MEND
    if check:
        return f"待核 {check}", Standing.TO_CHECK
    return "已完成", Standing.DONE


def _packages(
    entries: Sequence[Entry], experts: Sequence[Expert], recused: set[tuple[str, str]]
) -> str:
    """Say how many task packages there will be and how large the files in them are."""
    if not experts:
        return ""
    sizes = {
        entry.number: sum(file.size for file in entry.attachments)
        for entry in entries
        if entry.takes_part
    }
    panels = {entry.number: entry.panel for entry in entries}
    total = sum(
        size
        for expert in experts
        for number, size in sizes.items()
        if (expert.code, number) not in recused and panels[number] in {expert.panel, ""}
    )
    alternates = sum(expert.role is Role.ALTERNATE for expert in experts)
    told = f"，其中备选 {alternates} 个" if alternates else ""
    files = f"，材料共 {_amount(total)}" if total else ""
    return f"任务包 {len(experts)} 个{told}{files}"


def _amount(size: int) -> str:
    if size >= _GIB:
        tenths = -(-10 * size // _GIB)
        return f"{tenths // 10}.{tenths % 10} GB"
    return f"{-(-size // _MIB)} MB"
