"""``ynreview expert …``: the expert's commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ynreview.app import commands as c
from ynreview.app.outcome import Outcome
from ynreview.app.work import Surroundings
from ynreview.cli import show
from ynreview.cli.answer import reply
from ynreview.cli.options import AsJson, DossierPath, PinFile, opened, pin_of
from ynreview.cli.round_commands import execute
from ynreview.cli.usage import Commands
from ynreview.kernel.codec import to_plain
from ynreview.kernel.terms import CorrectionGround

app = Commands("专家：打开任务包、录入评分、查看进度、提交签名")
Package = Annotated[Path, typer.Argument(metavar="PACKAGE", help="任务包（.ynr）")]
Out = Annotated[Path, typer.Option("--out", metavar="DOSSIER", help="新建的本机评审数据")]
Organiser = Annotated[str, typer.Option(help="会议须知上的组织方身份核对码")]


@app.command("open")
def open_(
    package: Package,
    out: Out,
    organiser: Organiser = "",
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """打开任务包，建立本机评审数据和签名密钥。"""

    def produce() -> Outcome:
        from ynreview.app.opening import open_task

        pin = pin_of(pin_file, fresh=True)
        return open_task(package, out, pin, Surroundings.real(), organiser)

    reply(
        produce,
        as_json=as_json,
        show=show.facts("expert", "name", "title", "key_code", "organiser_key_code", "basis_code"),
    )


@app.command("update")
def update(
    dossier: DossierPath, package: Package, pin_file: PinFile = None, as_json: AsJson = False
) -> None:
    """换用重新发放的任务包；未改动指标的分数保留，改动的须重新填写。"""
    reply(
        lambda: execute(dossier, pin_file, c.UpdateTask(package)),
        as_json=as_json,
        show=show.facts("task_version", "emptied", "changed_entries"),
    )


@app.command("enter")
def enter(
    dossier: DossierPath,
    file: Annotated[Path, typer.Argument(help="评分文件（json、csv）")],
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """录入评分文件；有一处不符就全部不保存。"""
    reply(
        lambda: execute(dossier, pin_file, c.EnterScores(file)),
        as_json=as_json,
        show=show.facts("entries", "recused"),
    )


@app.command("status")
def status(dossier: DossierPath, pin_file: PinFile = None, as_json: AsJson = False) -> None:
    """查看每个平台的评分进度。"""

    def produce() -> Outcome:
        from ynreview.app.queries.task import expert_status

        with opened(dossier, pin_file) as session:
            session.require_duty(c.SubmitSheets)
            return Outcome(data=to_plain(session.ask(expert_status)), changed=False)

    reply(produce, as_json=as_json, show=show.status)


@app.command("submit")
def submit(  # noqa: PLR0913, PLR0917 - one parameter per option of the contract
    dossier: DossierPath,
    out: Annotated[Path, typer.Option(help="写出的评分包（文件或文件夹）")],
    reason: Annotated[str, typer.Option(help="更正理由，一句话")] = "",
    ground: Annotated[
        CorrectionGround | None, typer.Option(help="收卷截止后更正的四种理由之一")
    ] = None,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """签名并写出评分包，读回核对；再次提交即下一次提交。"""
    reply(
        lambda: execute(dossier, pin_file, c.SubmitSheets(out, reason, ground)),
        as_json=as_json,
        show=show.facts("revision", "key_code"),
    )
