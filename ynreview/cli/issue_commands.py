"""``ynreview round …``: materials, and what is handed to the experts before and after issue."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ynreview.app import commands as c
from ynreview.app.outcome import Outcome
from ynreview.app.sizes import size_text
from ynreview.cli import show
from ynreview.cli.answer import reply
from ynreview.cli.options import AsJson, DossierPath, PinFile, opened
from ynreview.cli.progress import shown_progress
from ynreview.cli.round_commands import existing_folder
from ynreview.cli.usage import Commands
from ynreview.kernel.clock import SystemClock
from ynreview.kernel.codec import to_plain
from ynreview.kernel.errors import UsageError
from ynreview.kernel.terms import Ground
from ynreview.messages import term
from ynreview.panel.people import Recusal

_GROUND = 2  # its place in 专家,平台,情形,说明


def register(app: Commands) -> None:
    """Add these commands to those of the organiser."""
    app.command("attach")(attach)
    app.command("issue")(issue)
    app.command("board")(board)
    app.command("papers")(papers)
    app.command("roster")(roster)
    app.command("reissue")(reissue)


def attach(
    dossier: DossierPath,
    folders: Annotated[list[Path], typer.Argument(help="存放材料（PDF）的文件夹")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只核对，不写入")] = False,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """关联材料：按编号或名称把 PDF 归到各平台，核对后收入。"""
    command = c.AttachFiles(tuple(folders), dry_run)
    reply(
        lambda: run(dossier, pin_file, command),
        as_json=as_json,
        show=show.facts("files", "pages", "missing", "extra"),
    )


def issue(  # noqa: PLR0913, PLR0917 - one parameter per option of the contract
    dossier: DossierPath,
    out: Annotated[Path, typer.Option(help="写入任务包的文件夹或 U 盘")],
    reason: Annotated[str, typer.Option(help="依据说明，新建会次时没有写的")] = "",
    expert: Annotated[
        list[str] | None, typer.Option(help="只写出这名专家的任务包，可写多次")
    ] = None,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """冻结会次并写出任务包，逐个读回核对；再次写出逐字节相同。"""
    reply(
        lambda: run(
            dossier, pin_file, c.IssuePackages(existing_folder(out), reason, tuple(expert or ()))
        ),
        as_json=as_json,
        show=show.facts("basis_code", "organiser_key_code"),
    )


def board(dossier: DossierPath, pin_file: PinFile = None, as_json: AsJson = False) -> None:
    """发放情况：每名专家的任务包写出没有、写到哪里、是否已被取代。"""

    def produce() -> Outcome:
        from ynreview.app.queries.delivery import delivery_view

        with opened(dossier, pin_file) as session:
            session.require_duty(c.IssuePackages)
            view = session.ask(delivery_view)
        data = {**to_plain(view), "bytes": view.bytes, "minutes": view.minutes}
        return Outcome(data=data, changed=False)

    reply(produce, as_json=as_json, show=_deliveries)


def papers(
    dossier: DossierPath,
    out: Annotated[Path, typer.Option(help="写入各种材料（PDF）的文件夹")],
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """打印材料：签到表、承诺书、会议须知、U 盘标签、移交清单和身份核对确认表。"""

    def produce() -> Outcome:
        from ynreview.app.meeting_papers import write_papers

        folder = existing_folder(out)
        with opened(dossier, pin_file) as session:
            session.require_duty(c.IssuePackages)
            now = SystemClock().now()
            return session.ask(lambda uow: write_papers(uow, folder, now))

    reply(produce, as_json=as_json, show=show.facts("basis_code"))


def roster(  # noqa: PLR0913, PLR0917 - one parameter per option of the contract
    dossier: DossierPath,
    file: Annotated[Path, typer.Argument(help="完整的新名单（xlsx、csv、toml）")],
    out: Annotated[Path, typer.Option(help="写入新名单和新增专家任务包的文件夹")],
    reason: Annotated[str, typer.Option(help="变更理由")],
    recuse: Annotated[
        list[str] | None, typer.Option(help="新增专家的回避：专家,平台,情形,说明；可写多次")
    ] = None,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """发放后变更专家名单：签名下一版名单，只给新增的专家写任务包。"""

    def produce() -> Outcome:
        recusals = tuple(map(_recusal, recuse or ()))
        command = c.ChangeRoster(file, existing_folder(out), reason, recusals)
        return run(dossier, pin_file, command)

    shown = show.facts("roster_number", "added_experts", "removed_experts")
    reply(produce, as_json=as_json, show=shown)


def reissue(
    dossier: DossierPath,
    reason: Annotated[str, typer.Option(help="重新发放的理由")],
    out: Annotated[Path | None, typer.Option(help="不再修改，立即写出新版任务包的文件夹")] = None,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """收回发放，以便修改规则、评分表或材料；再发放即为新的一版。"""

    def produce() -> Outcome:
        folder = existing_folder(out) if out is not None else None
        with opened(dossier, pin_file) as session, shown_progress() as tell:
            taken_back = session.execute(c.WithdrawIssue(reason))
            if folder is None or not taken_back.ok:
                return taken_back
            issued = session.execute(c.IssuePackages(folder), tell)
        findings = (*taken_back.findings, *issued.findings)
        return replace(issued, findings=findings, data={**taken_back.data, **issued.data})

    reply(produce, as_json=as_json, show=show.facts("version", "basis_code"))


def _recusal(text: str) -> Recusal:
    parts = [part.strip() for part in text.replace("，", ",").split(",", 3)]
    ground = term(Ground, parts[2]) if len(parts) > _GROUND else None
    if ground is None:
        raise UsageError("issue.recusal_unreadable", text=text)
    return Recusal(parts[0], parts[1], ground, parts[3] if len(parts) > _GROUND + 1 else "")


def _deliveries(out: Console, data: show.Data) -> None:
    table = show.new_table(
        ("编号", "left"),
        ("姓名", "left"),
        ("角色", "left"),
        ("状态", "left"),
        ("任务包", "left"),
        ("大小", show.RIGHT),
    )
    for line in data["lines"]:
        cells = (line[name] for name in ("expert", "name", "role", "state_text", "file"))
        table.add_row(*cells, size_text(line["size"]))
    out.print(table)


def run(dossier: Path, pin_file: Path | None, command: c.Command) -> Outcome:
    """Carry one long command out, showing at a terminal how far it is."""
    with opened(dossier, pin_file) as session, shown_progress() as tell:
        return session.execute(command, tell)
