"""``ynreview round …``: materials, and what is handed to the experts before and after issue."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ynreview.app import commands as c
from ynreview.app.outcome import Outcome
from ynreview.cli import show
from ynreview.cli.answer import reply
from ynreview.cli.options import AsJson, DossierPath, PinFile, opened
from ynreview.cli.progress import shown_progress
from ynreview.cli.usage import Commands


def register(app: Commands) -> None:
    """Add these commands to those of the organiser."""
    app.command("attach")(attach)


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


def run(dossier: Path, pin_file: Path | None, command: c.Command) -> Outcome:
    """Carry one long command out, showing at a terminal how far it is."""
    with opened(dossier, pin_file) as session, shown_progress() as tell:
        return session.execute(command, tell)
