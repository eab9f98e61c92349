"""``ynreview verify``, ``demo``, ``rulebook …``, ``dossier …``, ``journal …``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ynreview.app.outcome import Outcome
from ynreview.cli import show
from ynreview.cli.answer import DONE, REFUSED_BY_RULE, REFUSED_INPUT, Reply, reply
from ynreview.cli.options import AsJson, DossierPath, PinFile, new_pin_of, opened, pin_of
from ynreview.cli.usage import Commands

rulebook_app = Commands("规则：检查、查看")
dossier_app = Commands("会次文件：备份、恢复、改口令")
journal_app = Commands("日志：导出")
NewPinFile = Annotated[
    Path | None,
    typer.Option("--new-pin-file", help="新口令文件（首行）；也可用环境变量 YNREVIEW_NEW_PIN"),
]


def verify(
    file: Annotated[Path, typer.Argument(help="数据包（.ynr）")],
    key: Annotated[list[str] | None, typer.Option(help="纸面上的身份核对码")] = None,
    as_json: AsJson = False,
) -> None:
    """验证数据包：签名、内容、重新计算。"""

    def produce() -> Reply:
        from ynreview.app.queries.verification import verify_file

        outcome = verify_file(file, key or ())
        bad = outcome.data["verdict"] != "intact"
        status = REFUSED_INPUT if bad else (DONE if outcome.ok else REFUSED_BY_RULE)
        return Reply(outcome, status)

    reply(produce, as_json=as_json, show=show.verification)


@rulebook_app.command("check")
def rulebook_check(
    folder: Annotated[Path, typer.Argument(metavar="DIR")], as_json: AsJson = False
) -> None:
    """检查一个规则文件夹：条款、时段、算例。"""
    from ynreview.app.queries.rulebook import check_rulebook_folder

    reply(lambda: check_rulebook_folder(folder), as_json=as_json)


@rulebook_app.command("show")
def rulebook_show(
    rulebook: Annotated[str, typer.Argument(metavar="ID")], as_json: AsJson = False
) -> None:
    """查看一部办法的条款和规则。"""
    from ynreview.app.queries.rulebook import show_rulebook

    reply(lambda: show_rulebook(rulebook), as_json=as_json, show=show.rulebook)


@dossier_app.command("backup")
def backup(
    dossier: DossierPath,
    target: Annotated[Path, typer.Argument(metavar="TARGET")],
    light: Annotated[bool, typer.Option("--light", help="不含材料")] = False,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """写出一份可单独打开的备份。"""

    def produce() -> Outcome:
        with opened(dossier, pin_file) as session:
            session.backup(target, attachments=not light)
        return Outcome(data={"path": str(target)})

    reply(produce, as_json=as_json, show=show.facts("path"))


@dossier_app.command("restore")
def restore(
    backup_file: Annotated[Path, typer.Argument(metavar="BACKUP")],
    target: Annotated[Path, typer.Argument(metavar="DOSSIER")],
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """从备份恢复为新的会次文件。"""

    def produce() -> Outcome:
        from ynreview.app.upkeep import restore_dossier

        restore_dossier(backup_file, target, pin_of(pin_file))
        return Outcome(data={"path": str(target)})

    reply(produce, as_json=as_json, show=show.facts("path"))


@dossier_app.command("pin")
def pin(
    dossier: DossierPath,
    new_pin_file: NewPinFile = None,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """更改口令。"""

    def produce() -> Outcome:
        with opened(dossier, pin_file) as session:
            session.change_pin(new_pin_of(new_pin_file))
        return Outcome()

    reply(produce, as_json=as_json)


@journal_app.command("export")
def export(
    dossier: DossierPath,
    out: Annotated[Path | None, typer.Option(help="写出的 journal.jsonl")] = None,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """导出日志；任何人可用 sha256sum 复算其链头。"""

    def produce() -> Outcome:
        from ynreview.app.upkeep import export_journal

        with opened(dossier, pin_file) as session:
            return session.ask(lambda uow: export_journal(uow, out))

    reply(produce, as_json=as_json, show=show.facts("head", "lines"))
