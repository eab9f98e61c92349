"""``ynreview round …``: the facts of a round changed, experts by hand, recusals, panels, order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ynreview.app import commands as c
from ynreview.app.outcome import Outcome
from ynreview.app.settings_file import NO_SETTINGS, read_settings
from ynreview.cli import show
from ynreview.cli.answer import reply
from ynreview.cli.options import AsJson, DossierPath, PinFile, opened
from ynreview.cli.round_commands import day_of, execute
from ynreview.cli.usage import Commands
from ynreview.kernel.codec import to_plain
from ynreview.kernel.errors import UsageError
from ynreview.kernel.money import Money
from ynreview.kernel.terms import ExpertCategory, Role
from ynreview.messages import known_terms, term
from ynreview.panel.people import Expert

if TYPE_CHECKING:
    from ynreview.app.session import ReviewSession

ExpertCode = Annotated[str, typer.Argument(metavar="EXPERT", help="专家编号")]
EntryNumber = Annotated[str, typer.Argument(metavar="ENTRY", help="平台编号")]
Reason = Annotated[str, typer.Option(help="理由")]


def register(app: Commands) -> None:
    """Add these commands to those of the organiser."""
    app.command("set")(set_)
    app.command("expert")(expert)
    app.command("suggest")(suggest)
    app.command("clear")(clear)
    app.command("unrecuse")(unrecuse)
    app.command("assign")(assign)
    app.command("draw")(draw)


def set_(  # noqa: PLR0913, PLR0917 - one parameter per option of the contract
    dossier: DossierPath,
    title: Annotated[str | None, typer.Option(help="会次名称")] = None,
    day: Annotated[str | None, typer.Option("--date", help="评审日期 YYYY-MM-DD")] = None,
    reason: Annotated[str | None, typer.Option(help="依据说明")] = None,
    venue: Annotated[str | None, typer.Option(help="地点")] = None,
    commissioned_by: Annotated[str | None, typer.Option(help="委托单位")] = None,
    institution: Annotated[str | None, typer.Option(help="承担评估的专业机构")] = None,
    period_from: Annotated[str | None, typer.Option(help="评估期起")] = None,
    period_until: Annotated[str | None, typer.Option(help="评估期止")] = None,
    material_deadline: Annotated[str | None, typer.Option(help="材料截止日")] = None,
    budget: Annotated[str | None, typer.Option(help="预算，万元")] = None,
    secretary: Annotated[list[str] | None, typer.Option(help="工作人员，可重复")] = None,
    supervisor: Annotated[str | None, typer.Option(help="监督员")] = None,
    rule: Annotated[list[str] | None, typer.Option(help="设定编号.参数=值，可重复")] = None,
    settings: Annotated[Path | None, typer.Option(help="会次设定文件（TOML）")] = None,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """更改会次信息和会次设定；不带选项时列出现在的取值。"""
    texts = {
        "title": title,
        "reason": reason,
        "venue": venue,
        "commissioned_by": commissioned_by,
        "institution": institution,
        "supervisor": supervisor,
    }
    days = {
        "review_date": day,
        "period_from": period_from,
        "period_until": period_until,
        "material_deadline": material_deadline,
    }

    def produce() -> Outcome:
        given = read_settings(settings) if settings is not None else NO_SETTINGS
        facts: dict[str, Any] = {
            **given.facts,
            **{name: text for name, text in texts.items() if text is not None},
            **{name: _day(text) for name, text in days.items() if text is not None},
        }
        if given.not_applicable:
            facts["not_applicable"] = given.not_applicable
        if budget is not None:
            facts["budget"] = _money(budget)
        if secretary is not None:
            facts["secretaries"] = tuple(secretary)
        with opened(dossier, pin_file) as session:
            return _changed(session, facts, given.overrides, rule or [])

    reply(produce, as_json=as_json, show=show.facts("changed"))


def _changed(
    session: ReviewSession, facts: Mapping[str, Any], overrides: Any, rules: list[str]
) -> Outcome:
    """Change facts first, then rules; a refused change of rules leaves the facts changed."""
    from ynreview.app.queries.round_view import setup_view
    from ynreview.app.setting_values import overrides_of

    session.require_duty(c.ChangeRound)
    view = session.ask(setup_view)
    wanted = overrides_of(view.settings, rules, overrides)
    outcome = Outcome(view.findings, {"changed": []}, changed=False)
    if facts:
        outcome = session.execute(c.ChangeRound(facts))
    if wanted and outcome.ok:
        ruled = session.execute(c.ChangeSettings(wanted))
        changed = [*outcome.data["changed"], *(wanted if ruled.ok else ())]
        outcome = replace(
            ruled, data={"changed": changed}, findings=(*outcome.findings, *ruled.findings)
        )
    if not outcome.ok:
        return outcome
    view = session.ask(setup_view)
    settings = {
        line.id: {param.name: param.value for param in line.params}
        for line in view.settings
        if line.params
    }
    plain = {name: value for name, value in to_plain(view.setup).items() if name != "overrides"}
    return replace(outcome, data={**outcome.data, "round": plain, "settings": settings})


def expert(  # noqa: PLR0913, PLR0917 - one parameter per option of the contract
    dossier: DossierPath,
    code: ExpertCode,
    name: Annotated[str | None, typer.Option(help="姓名")] = None,
    unit: Annotated[str | None, typer.Option(help="工作单位")] = None,
    title: Annotated[str | None, typer.Option(help="职称")] = None,
    field: Annotated[str | None, typer.Option(help="专业领域")] = None,
    category: Annotated[str | None, typer.Option(help="类别")] = None,
    role: Annotated[str | None, typer.Option(help="角色：组长、副组长、成员、备选")] = None,
    panel: Annotated[str | None, typer.Option(help="专家组")] = None,
    recent_unit: Annotated[list[str] | None, typer.Option(help="近三年任职单位，可重复")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="移除该专家")] = False,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """增加、修改或移除一名专家。"""
    given: dict[str, Any] = {
        "name": name,
        "unit": unit,
        "title": title,
        "field": field,
        "panel": panel,
        "recent_units": tuple(recent_unit) if recent_unit is not None else None,
    }

    def produce() -> Outcome:
        changes = {key: value for key, value in given.items() if value is not None}
        if role is not None:
            changes["role"] = _term(Role, role)
        if category is not None:
            changes["category"] = _term(ExpertCategory, category)
        with opened(dossier, pin_file) as session:
            session.require_duty(c.PutExpert)
            if remove:
                return session.execute(c.RemoveExpert(code))
            known = {one.code: one for one in session.ask(lambda uow: uow.experts())}
            former = code if code in known else ""
            wanted = replace(known.get(code, Expert(code, "", "")), **changes)
            return session.execute(c.PutExpert(wanted, former))

    reply(produce, as_json=as_json, show=show.facts("expert"))


def suggest(dossier: DossierPath, pin_file: PinFile = None, as_json: AsJson = False) -> None:
    """比对单位和姓名，列出建议核对的回避；不登记任何回避。"""

    def produce() -> Outcome:
        from ynreview.app.queries.panel_view import panel_view, suggestions

        with opened(dossier, pin_file) as session:
            session.require_duty(c.RecuseExpert)
            findings = session.ask(suggestions)
            view = session.ask(panel_view)
        pairs = [
            {"expert": one.expert, "entry": one.entry, "state": one.state.value, "told": one.told}
            for one in view.pairs.values()
        ]
        left = {one.number: one.left for one in view.entries}
        return Outcome(findings, {"pairs": pairs, "valid_experts": left}, changed=False)

    reply(produce, as_json=as_json)


def clear(  # noqa: PLR0913, PLR0917 - one parameter per option of the contract
    dossier: DossierPath,
    expert: ExpertCode,
    entry: EntryNumber,
    reason: Reason = "",
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """登记已核无须回避，须写理由。"""
    reply(
        lambda: execute(dossier, pin_file, c.ClearRecusal(expert, entry, reason)),
        as_json=as_json,
        show=show.facts("expert", "entry"),
    )


def unrecuse(  # noqa: PLR0913, PLR0917 - one parameter per option of the contract
    dossier: DossierPath,
    expert: ExpertCode,
    entry: EntryNumber,
    reason: Reason = "",
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """发放前撤回已登记的回避（或无须回避），须写理由。"""
    reply(
        lambda: execute(dossier, pin_file, c.WithdrawRecusal(expert, entry, reason)),
        as_json=as_json,
        show=show.facts("expert", "entry"),
    )


def assign(
    dossier: DossierPath,
    entries: Annotated[list[str] | None, typer.Option(help="组名=编号,编号…，可重复")] = None,
    experts: Annotated[list[str] | None, typer.Option(help="组名=编号,编号…，可重复")] = None,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """把平台和专家归入专家组。"""

    def produce() -> Outcome:
        command = c.AssignPanels(_panels(entries or []), _panels(experts or []))
        return execute(dossier, pin_file, command)

    reply(produce, as_json=as_json, show=show.facts("panels"))


def draw(
    dossier: DossierPath,
    seed: Annotated[str, typer.Option(help="抽签码；不写则随机产生")] = "",
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """抽签排定各组平台的顺序；同一抽签码得到同样的顺序。"""
    reply(
        lambda: execute(dossier, pin_file, c.DrawOrder(seed)),
        as_json=as_json,
        show=show.facts("seed", "drawn"),
    )


def _panels(texts: list[str]) -> dict[str, str]:
    """Return which panel every number or code goes to, from ``第一组=001,002``."""
    found: dict[str, str] = {}
    for text in texts:
        panel, sign, numbers = text.partition("=")
        codes = [one.strip() for one in numbers.replace("，", ",").split(",") if one.strip()]
        if not (sign and codes):
            raise UsageError("preparation.panel_list_wrong", text=text)
        found.update(dict.fromkeys(codes, panel.strip()))
    return found


def _term(kind: Any, text: str) -> Any:
    known = term(kind, text)
    if known is None:
        raise UsageError("preparation.unknown_word", text=text, known=known_terms(kind))
    return known


def _day(text: str) -> date | None:
    return day_of(text) if text.strip() else None


def _money(text: str) -> Money | None:
    if not text.strip():
        return None
    try:
        return Money.parse_wan(text)
    except ValueError as error:
        raise UsageError("preparation.budget_wrong", text=text) from error
