"""``ynreview round …``: the formal check and who is due for what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from ynreview.app import commands as c
from ynreview.app.decision_files import read_formal
from ynreview.app.outcome import Outcome
from ynreview.app.work import Surroundings
from ynreview.cli import show
from ynreview.cli.answer import reply
from ynreview.cli.options import AsJson, DossierPath, PinFile, opened
from ynreview.cli.usage import Commands
from ynreview.kernel.errors import UsageError

_LEDGERS = {".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv", ".txt"}


def register(app: Commands) -> None:
    """Add these commands to those of the organiser."""
    app.command("formal")(formal)
    app.command("due")(due)


def formal(
    dossier: DossierPath,
    set_: Annotated[Path | None, typer.Option("--set", help="答复文件（JSON）")] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="写出形式审查表（PDF）")] = None,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """形式审查：逐项列出符合、不符合、待核，登记答复。"""

    def produce() -> Outcome:
        from ynreview.app.queries.formal import formal_data, formal_view

        answers = read_formal(set_) if set_ is not None else None
        with opened(dossier, pin_file) as session:
            session.require_duty(c.AnswerFormal)
            outcome = session.execute(answers) if answers is not None else Outcome(changed=False)
            if not outcome.ok:
                return outcome
            if pdf is not None:
                from ynreview.app.formal_paper import write_formal_paper

                now = Surroundings.real().clock.now()
                session.ask(lambda uow: write_formal_paper(uow, pdf, now))
            data = {**session.ask(lambda uow: formal_data(formal_view(uow))), **outcome.data}
        return Outcome(outcome.findings, data, changed=outcome.changed)

    reply(produce, as_json=as_json, show=_show_table)


def _show_table(out: Console, data: Mapping[str, Any]) -> None:
    for entry in data["entries"]:
        out.print(Text(f"{entry['number']}  {entry['name']}"))
        table = show.new_table(("项目", "left"), ("答复", "left"), ("说明", "left"))
        for item in entry["items"]:
            because = f"{item['because']}　{item['reason']}" if item["reason"] else item["because"]
            table.add_row(item["name"], show.compliance(item["answer"]), because)
        out.print(table)


def due(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="平台台账或会次文件")],
    on: Annotated[str, typer.Option("--on", help="按哪一天测算 YYYY-MM-DD")],
    out: Annotated[Path | None, typer.Option("--out", help="另写成表格（xlsx 或 csv）")] = None,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """到期测算：按台账列出各平台某日应办的中期评估、验收、后评估和年度报告。"""

    def produce() -> Outcome:
        from ynreview.app.queries.due import due_data, due_of_ledger, due_of_round, write_due

        day = _day(on)
        if file.suffix.lower() in _LEDGERS:
            table, findings = due_of_ledger(file, day)
        else:
            with opened(file, pin_file) as session:
                session.require_duty(c.AnswerFormal)
                table, findings = session.ask(lambda uow: due_of_round(uow, day)), ()
        if out is not None:
            write_due(table, day, out)
        return Outcome(findings, due_data(day, table), changed=False)

    reply(produce, as_json=as_json, show=_show_due)


def _show_due(out: Console, data: Mapping[str, Any]) -> None:
    table = show.new_table(
        ("编号", "left"), ("平台名称", "left"), ("事项", "left"), ("状态", "left"), ("说明", "left")
    )
    for entry in data["entries"]:
        number, name = entry["number"], entry["name"]
        for step in entry["steps"]:
            table.add_row(number, name, step["name"], step["state_name"], step["because"])
            number = name = ""
    out.print(table)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError("due.unknown_day", text=text) from error
