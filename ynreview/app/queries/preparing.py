"""The organiser's round as its screens show it: setup, entries, panel, issue."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ynreview.app.queries.panel_checks import panel_findings, suggested_recusals
from ynreview.app.queries.readiness import check_readiness, stored_rulebook, stored_rules
from ynreview.app.setup import ISSUE_DOCUMENT, check_validity
from ynreview.kernel.codes import code_of
from ynreview.kernel.finding import Finding, any_blocking
from ynreview.messages import label
from ynreview.panel.entries import Entry
from ynreview.panel.people import Expert
from ynreview.rulebook.kinds import Minimum
from ynreview.rulebook.model import Rule
from ynreview.storage.unit_of_work import UnitOfWork

_SEE_NOTE = "见说明"


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One rule with what it says in this round; ``changeable`` ones are 会次设定."""

    id: str
    title: str
    value: str
    mark: str
    cites: tuple[str, ...]
    note: str
    changeable: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class SetupView:
    """What was said of the round, and every rule it is held under."""

    facts: tuple[tuple[str, str], ...]
    settings: tuple[SettingLine, ...]
    findings: tuple[Finding, ...]
    issued: bool


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One platform; ``change`` is empty, 新增, 有改动 or 将移除."""

    number: str
    name: str
    kind: str
    subtype: str
    panel: str
    lead_unit: str
    files: int
    state: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class EntriesView:
    """The platforms that are stored."""

    lines: tuple[EntryLine, ...]
    issued: bool


@dataclass(frozen=True, slots=True)
class LedgerPreview:
    """What a ledger would bring, nothing of it stored."""

    findings: tuple[Finding, ...]
    lines: tuple[EntryLine, ...]
    sheet: str
    accepted: int
    rejected: int
    added: int
    changed: int
    gone: int

    @property
    def blocked(self) -> bool:
        """Whether a finding keeps the ledger from being taken over."""
        return any_blocking(self.findings)


@dataclass(frozen=True, slots=True)
class RecusalLine:
    """One recusal that is recorded."""

    expert: str
    name: str
    entry: str
    entry_name: str
    ground: str
    note: str


@dataclass(frozen=True, slots=True)
class PanelView:
    """Experts, recusals and what there is to say of them; ``left`` are valid experts by entry."""

    experts: tuple[Expert, ...]
    entries: tuple[tuple[str, str], ...]
    recusals: tuple[RecusalLine, ...]
    findings: tuple[Finding, ...]
    suggestions: tuple[Finding, ...]
    left: dict[str, int]
    floor: int
    issued: bool


@dataclass(frozen=True, slots=True)
class IssueView:
    """What is missing before issuing, whom it goes to, and the codes once it is frozen."""

    findings: tuple[Finding, ...]
    recipients: tuple[tuple[str, str, str], ...]
    basis_code: str
    organiser_key_code: str

    @property
    def issued(self) -> bool:
        """Whether the round is frozen."""
        return bool(self.basis_code)


def setup_view(uow: UnitOfWork) -> SetupView:
    """Return the setup with every rule."""
    setup = uow.round_setup()
    rulebook = stored_rulebook(uow)
    facts = (
        ("会次名称", setup.title),
        ("会次编号", setup.round_id),
        ("评估类型", label(setup.type)),
        ("评审日期", _day(setup.review_date)),
        ("地点", setup.venue),
        ("委托单位", setup.commissioned_by),
        ("承担评估的专业机构", setup.institution),
        ("评估期起", _day(setup.period_from)),
        ("材料截止日", _day(setup.material_deadline)),
        ("预算", f"{setup.budget.wan} 万元" if setup.budget is not None else ""),
        ("办法", f"{rulebook.title}（{rulebook.document}）"),
        ("依据说明", setup.reason),
        ("性质", "演练" if setup.rehearsal else "正式"),
        (
            "设为不适用的指标",
            "；".join(f"{n} 号 {'、'.join(c)}" for n, c in setup.not_applicable.items()),
        ),
    )
    lines = tuple(_setting(rule, dict(setup.overrides.get(rule.id, {}))) for rule in rulebook.rules)
    issued = uow.document(ISSUE_DOCUMENT) is not None
    return SetupView(facts, lines, check_validity(rulebook, setup), issued)


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _setting(rule: Rule, changed: dict[str, Any]) -> SettingLine:
    params = {**rule.versions[-1].params, **changed}
    if changed:
        value = "，".join(f"{name} = {_shown(one)}" for name, one in changed.items())
    elif "text" in params:
        value = str(params["text"])
    elif {"value", "unit"} <= params.keys():
        value = f"{params['value']} {params['unit']}"
    elif "enabled" in params and len(params) == 1:
        value = _shown(params["enabled"])
    else:
        value = _SEE_NOTE
    return SettingLine(
        rule.id,
        rule.title,
        value,
        label(rule.mark),
        rule.cites,
        rule.note,
        rule.mark.value == "default",
        bool(changed),
    )


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def entries_view(uow: UnitOfWork) -> EntriesView:
    """Return the platforms of the round."""
    lines = tuple(_line(entry, len(entry.attachments)) for entry in uow.entries())
    return EntriesView(lines, uow.document(ISSUE_DOCUMENT) is not None)


def ledger_preview(uow: UnitOfWork, file: Path, attachments: Path | None) -> LedgerPreview:
    """Read a ledger and find its files, storing nothing; raises YnReviewError."""
    from ynreview.intake.attachments import find_attachments
    from ynreview.intake.platforms import read_platforms

    intake = read_platforms(file, uow.round_setup().type)
    findings = list(intake.findings)
    files: Counter[str] = Counter()
    if attachments is not None and not any_blocking(findings):
        match = find_attachments(attachments, intake.entries)
        findings.extend(match.findings)
        files.update({number: len(found) for number, found in match.matched.items()})
    before = {entry.number: entry for entry in uow.entries()}
    lines = [
        _line(entry, files[entry.number], _change(before.get(entry.number), entry, before))
        for entry in intake.entries
    ]
    numbers = {entry.number for entry in intake.entries}
    gone = [
        _line(entry, len(entry.attachments), "将移除")
        for number, entry in before.items()
        if number not in numbers
    ]
    counts = Counter(line.change for line in lines)
    return LedgerPreview(
        tuple(findings),
        (*lines, *gone),
        intake.sheet,
        intake.accepted,
        intake.rejected,
        counts["新增"],
        counts["有改动"],
        len(gone),
    )


def _change(old: Entry | None, new: Entry, before: dict[str, Entry]) -> str:
    if old is None:
        return "新增" if before else ""
    plain_old, plain_new = replace(old, attachments=()), replace(new, attachments=())
    return "" if plain_old == plain_new else "有改动"


def _line(entry: Entry, files: int, change: str = "") -> EntryLine:
    return EntryLine(
        entry.number,
        entry.name,
        label(entry.kind),
        label(entry.subtype) if entry.subtype is not None else "",
        entry.panel,
        entry.facts.lead_unit,
        files,
        label(entry.state),
        change,
    )


def panel_view(uow: UnitOfWork) -> PanelView:
    """Return experts and recusals with their effect on every platform."""
    rules = stored_rules(uow)
    entries, experts = uow.entries(), uow.experts()
    recusals = [recusal for recusal, _ in uow.recusals()]
    names = {entry.number: entry.name for entry in entries}
    people = {expert.code: expert for expert in experts}
    members = {expert.code for expert in experts if not expert.is_alternate}
    recused = Counter(one.entry for one in recusals if one.expert in members)
    lines = tuple(
        RecusalLine(
            one.expert,
            people[one.expert].name if one.expert in people else "",
            one.entry,
            names.get(one.entry, ""),
            label(one.ground),
            one.note,
        )
        for one in recusals
    )
    floor = rules.ruling("valid_experts_floor", Minimum).params.value
    few = (one for one in check_readiness(uow) if one.code in _OF_RECUSALS)
    findings = (*(panel_findings(experts, rules) if experts else ()), *few)
    taking_part = [entry for entry in entries if entry.takes_part]
    return PanelView(
        experts,
        tuple((entry.number, entry.name) for entry in taking_part),
        lines,
        findings,
        tuple(suggested_recusals(entries, experts, recusals, rules)),
        {entry.number: len(members) - recused[entry.number] for entry in taking_part},
        int(floor),
        uow.document(ISSUE_DOCUMENT) is not None,
    )


_OF_RECUSALS = {"app.too_few_left", "app.chair_recused"}


def issue_view(uow: UnitOfWork) -> IssueView:
    """Return the check list and the delivery list."""
    people = tuple((one.code, one.name, label(one.role)) for one in uow.experts())
    if uow.document(ISSUE_DOCUMENT) is None:
        return IssueView(check_readiness(uow), people, "", "")
    (basis,) = uow.packages("basis")
    return IssueView((), people, code_of(basis.digest), basis.key_code)
