"""``ynreview round form …``: the score forms of a round, and what is 不适用."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from ynreview.app import commands as c
from ynreview.app.form_files import write_form_file, write_form_paper
from ynreview.app.outcome import Outcome
from ynreview.cli import show
from ynreview.cli.answer import reply
from ynreview.cli.options import AsJson, DossierPath, PinFile, opened
from ynreview.cli.round_commands import execute
from ynreview.cli.usage import Commands
from ynreview.kernel.errors import UsageError
from ynreview.kernel.terms import PlatformKind
from ynreview.messages import label, sentence, term

KindName = Annotated[str, typer.Argument(metavar="KIND", help="联合实验室或联合研发中心")]
form_app = Commands("评分表：查看、导出、导入、检查、恢复默认、不适用、打印空白表")


def register(app: Commands) -> None:
    """Add these commands to those of the organiser."""
    app.add_typer(form_app, name="form")


@form_app.command("show")
def show_(dossier: DossierPath, pin_file: PinFile = None, as_json: AsJson = False) -> None:
    """查看两类平台的评分表和不适用的指标。"""

    def produce() -> Outcome:
        from ynreview.app.queries.forms import forms_as_plain, forms_view

        with opened(dossier, pin_file) as session:
            session.require_duty(c.ReplaceForm)
            return Outcome(data=forms_as_plain(session.ask(forms_view)), changed=False)

    reply(produce, as_json=as_json, show=_show_forms)


@form_app.command("export")
def export(
    dossier: DossierPath,
    kind: KindName,
    out: Annotated[Path, typer.Option(help="写到的文件，.toml 或 .xlsx")],
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """把评分表写成 TOML 文件或工作簿，可以改后再导入。"""

    def produce() -> Outcome:
        from ynreview.app.queries.forms import form_in_use

        wanted = _kind(kind)
        with opened(dossier, pin_file) as session:
            session.require_duty(c.ReplaceForm)
            form, content = session.ask(lambda uow: form_in_use(uow, wanted))
        write_form_file(out, form, content)
        return Outcome(data={"kind": wanted.value, "path": str(out)}, changed=False)

    reply(produce, as_json=as_json, show=show.facts("path"))


@form_app.command("import")
def import_(
    dossier: DossierPath,
    kind: KindName,
    file: Annotated[Path, typer.Argument(help="评分表（.toml 或 .xlsx）")],
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """使用文件中的评分表；有必须处理的问题时不采用。"""

    def produce() -> Outcome:
        from ynreview.app.queries.forms import form_from_file

        wanted = _kind(kind)
        with opened(dossier, pin_file) as session:
            session.require_duty(c.ReplaceForm)
            intake = session.ask(lambda uow: form_from_file(uow, wanted, file))
            refused = any(one.blocks for one in intake.findings)
            if refused or intake.content is None:
                return Outcome(intake.findings, changed=False)
            outcome = session.execute(c.ReplaceForm(wanted, intake.content))
        return Outcome((*intake.findings, *outcome.findings), outcome.data)

    reply(produce, as_json=as_json, show=show.facts("form"))


@form_app.command("check")
def check(
    dossier: DossierPath,
    file: Annotated[
        Path | None, typer.Argument(help="要检查的文件；不写则检查会次的评分表")
    ] = None,
    kind: Annotated[str, typer.Option(help="文件是哪类平台的评分表")] = "laboratory",
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """检查评分表；不改动任何内容。"""

    def produce() -> Outcome:
        from ynreview.app.queries.forms import form_from_file, forms_findings

        with opened(dossier, pin_file) as session:
            session.require_duty(c.ReplaceForm)
            if file is None:
                findings = session.ask(forms_findings)
            else:
                wanted = _kind(kind)
                findings = session.ask(lambda uow: form_from_file(uow, wanted, file)).findings
        return Outcome(findings, {"count": len(findings)}, changed=False)

    reply(produce, as_json=as_json)


@form_app.command("reset")
def reset(
    dossier: DossierPath, kind: KindName, pin_file: PinFile = None, as_json: AsJson = False
) -> None:
    """恢复本程序的默认评分表。"""
    reply(
        lambda: execute(dossier, pin_file, c.ResetForm(_kind(kind))),
        as_json=as_json,
        show=show.facts("form"),
    )


@form_app.command("skip")
def skip(
    dossier: DossierPath,
    entry: Annotated[str, typer.Argument(help="平台编号")],
    items: Annotated[list[str] | None, typer.Argument(help="不适用的指标；不写则取消")] = None,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """设定对一个平台不适用的指标，对全体专家有效。"""
    reply(
        lambda: execute(dossier, pin_file, c.SetNotApplicable(entry, tuple(items or ()))),
        as_json=as_json,
        show=show.facts("entry", "items"),
    )


@form_app.command("print")
def print_(
    dossier: DossierPath,
    kind: KindName,
    out: Annotated[Path, typer.Option(help="写到的 PDF 文件")],
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """打印空白评分表，供纸面填写。"""

    def produce() -> Outcome:
        from ynreview.app.queries.forms import form_in_use
        from ynreview.app.setup import chinese_date

        wanted = _kind(kind)
        with opened(dossier, pin_file) as session:
            session.require_duty(c.ReplaceForm)
            form, _ = session.ask(lambda uow: form_in_use(uow, wanted))
            setup = session.ask(lambda uow: uow.round_setup())
        write_form_paper(out, form, setup.title, chinese_date(setup.review_date))
        return Outcome(data={"kind": wanted.value, "path": str(out)}, changed=False)

    reply(produce, as_json=as_json, show=show.facts("path"))


def _kind(text: str) -> PlatformKind:
    found = term(PlatformKind, text)
    if found is None:
        raise UsageError("forms.unknown_kind", text=text, known="、".join(map(label, PlatformKind)))
    return found


def _show_forms(out: Console, data: Mapping[str, Any]) -> None:
    for form in data["forms"]:
        table = show.new_table(("编号", "left"), ("指标", "left"), ("满分", "right"))
        for section in form["sections"]:
            table.add_row(section["code"], Text(section["name"], style="bold"), section["full"])
            for item in section["items"]:
                table.add_row(item["code"], Text(f"  {item['name']}"), item["full"])
        kind = label(PlatformKind(form["kind"]))
        out.print(
            Text(sentence("cli.fact_form_head", kind=kind, title=form["title"], sum=form["sum"]))
        )
        out.print(table)
    for number, codes in data["not_applicable"].items():
        out.print(Text(sentence("cli.fact_form_skipped", entry=number, items="、".join(codes))))
