"""会次设置: what was said of the round, and every rule with its mark, value and default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any, get_type_hints

from ynreview.app.queries.readiness import stored_rulebook
from ynreview.app.setup import ISSUE_DOCUMENT, check_validity
from ynreview.kernel.codec import to_plain
from ynreview.kernel.finding import Finding
from ynreview.kernel.terms import EntryState
from ynreview.messages import label
from ynreview.messages.catalogue import area
from ynreview.panel.round import RoundSetup
from ynreview.rulebook.kinds import KINDS, Chain, Option, StatesCounted
from ynreview.rulebook.model import Mark, Rule
from ynreview.storage.unit_of_work import UnitOfWork

_SEE_NOTE = "见说明"
_UNITS = {"months": "个月", "points": "分"}


class ParamKind(Enum):
    """How a parameter is changed."""

    SWITCH = "switch"
    NUMBER = "number"
    TEXT = "text"
    OPTION = "option"
    ORDER = "order"
    TICKS = "ticks"


@dataclass(frozen=True, slots=True)
class ParamLine:
    """One parameter that a round may change, as plain values; ``choices`` are code and word."""

    name: str
    label: str
    kind: ParamKind
    value: Any
    default: Any
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One rule with what it says in this round; without ``params`` nothing of it can change."""

    id: str
    title: str
    value: str
    default: str
    mark: str
    cites: tuple[str, ...]
    note: str
    params: tuple[ParamLine, ...] = ()
    changed: bool = False

    @property
    def changeable(self) -> bool:
        """Whether the round may say otherwise."""
        return bool(self.params)


@dataclass(frozen=True, slots=True)
class SetupView:
    """What was said of the round, and every rule it is held under."""

    setup: RoundSetup
    rulebook: str
    settings: tuple[SettingLine, ...]
    findings: tuple[Finding, ...]
    issued: bool


def setup_view(uow: UnitOfWork) -> SetupView:
    """Return the setup with every rule that concerns the type of the round."""
    setup, rulebook = uow.round_setup(), stored_rulebook(uow)
    lines = tuple(
        setting_line(rule, setup.overrides.get(rule.id, {}))
        for rule in rulebook.rules
        if not rule.types or setup.type in rule.types
    )
    return SetupView(
        setup,
        f"{rulebook.title}（{rulebook.document}）",
        lines,
        check_validity(rulebook, setup),
        uow.document(ISSUE_DOCUMENT) is not None,
    )


def setting_line(rule: Rule, changed: Mapping[str, Any]) -> SettingLine:
    """Return a rule as it is shown, with what can be changed of it."""
    usual = rule.versions[-1].params
    present = {**usual, **{name: to_plain(value) for name, value in changed.items()}}
    if rule.mark is not Mark.DEFAULT:
        told = _stated(usual)
        return SettingLine(rule.id, rule.title, told, told, label(rule.mark), rule.cites, rule.note)
    now, before = tuple(_params(rule, present, usual)), tuple(_params(rule, usual, usual))
    return SettingLine(
        rule.id,
        rule.title,
        _told(now, present),
        _told(before, usual),
        label(rule.mark),
        rule.cites,
        rule.note,
        now,
        bool(changed),
    )


def _stated(usual: Mapping[str, Any]) -> str:
    """Return what a rule says that no round may change, where it is short enough for a line."""
    if "text" in usual:
        return str(usual["text"])
    if {"value", "unit"} <= usual.keys():
        return f"{usual['value']} {usual['unit']}"
    if usual.keys() == {"months"}:
        return f"{usual['months']} {_UNITS['months']}"
    if {"numerator", "denominator"} <= usual.keys():
        return f"{usual['numerator']}/{usual['denominator']}"
    return _SEE_NOTE


def _params(rule: Rule, present: Mapping[str, Any], usual: Mapping[str, Any]) -> list[ParamLine]:
    kind = KINDS[rule.kind]
    hints = get_type_hints(kind)
    found = []
    for field in fields(kind):
        name = field.name
        if name in kind.fixed or name not in usual or _is_nested(usual[name]):
            continue
        how, choices = _how(kind, hints[name], usual)
        unit = _UNITS.get(name, str(usual.get("unit", "")) if name == "value" else "")
        value, default = present[name], usual[name]
        found.append(ParamLine(name, _word(name), how, value, default, choices, unit))
    return found


def _is_nested(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _how(
    kind: type, hint: Any, usual: Mapping[str, Any]
) -> tuple[ParamKind, tuple[tuple[str, str], ...]]:
    if kind in {Option, Chain}:
        choices = tuple((code, _word(code)) for code in usual["among"])
        return ParamKind.OPTION if kind is Option else ParamKind.ORDER, choices
    if kind is StatesCounted:
        return ParamKind.TICKS, tuple((one.value, label(one)) for one in EntryState)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return ParamKind.OPTION, tuple((one.value, _word(one.value)) for one in hint)
    if hint is bool:
        return ParamKind.SWITCH, ()
    return (ParamKind.NUMBER if hint is int else ParamKind.TEXT), ()


def _told(params: tuple[ParamLine, ...], all_of_it: Mapping[str, Any]) -> str:
    """Return what a rule says in few words."""
    if not params:
        return str(all_of_it.get("text") or _SEE_NOTE)
    if len(params) == 1:
        return value_text(params[0])
    if [one.name for one in params[:2]] == ["numerator", "denominator"]:
        strict = (
            "，须超过" if all_of_it.get("strict") else "，含本数" if "strict" in all_of_it else ""
        )
        return f"{params[0].value}/{params[1].value}{strict}"
    return "，".join(f"{one.label} {value_text(one)}" for one in params)


def value_text(param: ParamLine) -> str:
    """Return a value in words."""
    value = param.value
    if isinstance(value, bool):
        return _word("on") if value else _word("off")
    words = dict(param.choices)
    if isinstance(value, (list, tuple)):
        return "、".join(words.get(one, _word(str(one))) for one in value)
    return words.get(str(value), str(value)) + (f" {param.unit}" if param.unit else "")


def _word(name: str) -> str:
    return area("settings").get(name, name)
