"""What 会次设置 shows and does; no widget."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.dialogs.new_round_words import read_day
from ynreview.app.commands import ChangeRound, ChangeSettings
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.money import Money
from ynreview.kernel.terms import EvaluationType
from ynreview.messages import explain_error
from ynreview.messages import label as term_label

if TYPE_CHECKING:
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.round_view import SettingLine, SetupView
    from ynreview.kernel.finding import Finding
    from ynreview.panel.round import Overrides, RoundSetup

_NOTHING = "设定文件“{file}”中没有可以采用的内容，会次没有变化。"
FILTERS = ("可以改动", "本会次已改", "办法规定", "条文理解", "全部")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the round as a field: its caption, and how it is written and read.

    ``read`` raises ValueError with a sentence for a text that it cannot take.
    """

    name: str
    caption: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]
    hint: str = ""
    wide: bool = False


def _text(value: str) -> str:
    return value.strip()


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    day = read_day(text)
    if day is None:
        raise ValueError(
            f"“{text.strip()}”读不出日期，请写成 2026-11-24 的样子；这一项还没有保存。"
        )
    return day


def _needed_day(text: str) -> date:
    day = _day(text)
    if day is None:
        raise ValueError("评审日期不能为空，请写成 2026-11-24 的样子；这一项还没有保存。")
    return day


def _title(text: str) -> str:
    if not text.strip():
        raise ValueError("会次名称不能为空；这一项还没有保存。")
    return text.strip()


def _money(text: str) -> Money | None:
    plain = text.replace("万元", "").strip()
    if not plain:
        return None
    try:
        return Money.parse_wan(plain)
    except ValueError as error:
        told = f"“{text.strip()}”不是以万元计的数，例如 500 或 37.5；这一项还没有保存。"
        raise ValueError(told) from error


def _names(text: str) -> tuple[str, ...]:
    for sign in "，,；;":
        text = text.replace(sign, "、")
    return tuple(one.strip() for one in text.split("、") if one.strip())


def _day_text(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


_DAY = "如 2026-11-24"
FACTS = (
    Fact("title", "会次名称", str, _title, wide=True),
    Fact("review_date", "评审日期", _day_text, _needed_day, _DAY),
    Fact("venue", "地点", str, _text),
    Fact("commissioned_by", "委托单位", str, _text),
    Fact("institution", "承担评估的专业机构", str, _text),
    Fact("period_from", "评估期起", _day_text, _day, _DAY),
    Fact("period_until", "评估期止", _day_text, _day, _DAY),
    Fact("material_deadline", "材料截止日", _day_text, _day, _DAY),
    Fact("budget", "预算（万元）", lambda money: money.wan if money is not None else "", _money),
    Fact("secretaries", "工作人员", "、".join, _names, "姓名之间用顿号分开"),
    Fact("supervisor", "监督员", str, _text),
    Fact("reason", "依据说明", str, _text, "评审日在办法有效期外的，必须填写", wide=True),
)
_POST_EVALUATION_ONLY = {"institution", "period_from", "period_until"}


def facts_of(kind: EvaluationType) -> tuple[Fact, ...]:
    """Return the facts that a round of this type has."""
    if kind is EvaluationType.POST_EVALUATION:
        return FACTS
    return tuple(one for one in FACTS if one.name not in _POST_EVALUATION_ONLY)


def fixed_text(view: SetupView) -> str:
    """Return what was decided when the round was made."""
    setup = view.setup
    nature = "演练" if setup.rehearsal else "正式"
    return (
        f"{term_label(setup.type)}，{nature}，会次编号 {setup.round_id}，依据{view.rulebook}。"
        "类型、办法和正式或演练在新建会次时确定，不能再改。"
    )


def skipped_text(setup: RoundSetup) -> str:
    """Return which items are 不适用 for whom, "" when none are."""
    told = "；".join(f"{n} 号 {'、'.join(codes)}" for n, codes in setup.not_applicable.items())
    return f"设为不适用的指标：{told}。" if told else ""


def setup(workspace: Workspace) -> SetupView:
    """Return the setup with every rule."""
    from ynreview.app.queries.round_view import setup_view

    return workspace.ask(setup_view)


def store(workspace: Workspace, name: str, value: Any) -> Outcome:
    """Change one fact."""
    return workspace.run(ChangeRound({name: value}))


def set_rule(workspace: Workspace, line: SettingLine, values: dict[str, Any]) -> Outcome:
    """Change one rule of the round."""
    return workspace.run(ChangeSettings({line.id: values}))


def usual(line: SettingLine) -> dict[str, Any]:
    """Return the default of every parameter of a rule."""
    return {param.name: _setting(param.default) for param in line.params}


def _setting(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def mark_text(one: SettingLine) -> str:
    """Return who says so, and whether this round says otherwise."""
    return f"{one.mark}（已改）" if one.changed else one.mark


def matching(lines: Iterable[SettingLine], chosen: str, text: str) -> list[SettingLine]:
    """Return the rules of a sort whose title, note or value hold the text."""
    wanted = text.strip()
    return [
        one
        for one in lines
        if _is_of(one, chosen)
        and any(wanted in part for part in (one.title, one.note, one.value, one.id))
    ]


def _is_of(one: SettingLine, chosen: str) -> bool:
    if chosen == FILTERS[0]:
        return one.changeable
    if chosen == FILTERS[1]:
        return one.changed
    return chosen == FILTERS[-1] or one.mark == chosen


def load_settings(
    workspace: Workspace, file: Path
) -> tuple[tuple[Finding, ...], str, tuple[str, ...]]:
    """Take a settings file over; returns findings, a refusal or "", what was changed."""
    from ynreview.app.settings_file import read_settings

    try:
        given = read_settings(file)
    except YnReviewError as error:
        return (), explain_error(error), ()
    facts = dict(given.facts)
    if given.not_applicable:
        facts["not_applicable"] = given.not_applicable
    if not facts and not given.overrides:
        return (), _NOTHING.format(file=file.name), ()
    if given.overrides:
        outcome = _change_rules(workspace, given.overrides)
        if not outcome.ok:
            return outcome.findings, "", ()
    if facts:
        outcome = workspace.run(ChangeRound(facts))
        if not outcome.ok:
            return outcome.findings, "", tuple(given.overrides)
    return (), "", (*given.overrides, *facts)


def _change_rules(workspace: Workspace, overrides: Overrides) -> Outcome:
    return workspace.run(ChangeSettings(overrides))
