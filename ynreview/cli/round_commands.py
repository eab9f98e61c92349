"""``ynreview round …``: the organiser's commands."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ynreview.app import commands as c
from ynreview.app.outcome import Outcome
from ynreview.app.settings_file import NO_SETTINGS, read_settings
from ynreview.app.work import Surroundings
from ynreview.cli import show
from ynreview.cli.answer import reply
from ynreview.cli.options import AsJson, DossierPath, PinFile, opened, pin_of
from ynreview.cli.usage import Commands
from ynreview.kernel.errors import UsageError, YnReviewError
from ynreview.kernel.terms import EvaluationType, Ground
from ynreview.messages import known_terms, term

app = Commands("组织方：新建会次、导入台账、名单与回避、核对、发放任务包")


@app.command("new")
def new(  # noqa: PLR0913, PLR0917 - one parameter per option of the contract
    dossier: DossierPath,
    title: Annotated[str, typer.Option(help="会次名称")],
    type_: Annotated[EvaluationType, typer.Option("--type", help="评估类型")],
    day: Annotated[str, typer.Option("--date", help="评审日期 YYYY-MM-DD")],
    rulebook: Annotated[str, typer.Option(help="办法")] = "yn-2022-2",
    reason: Annotated[str, typer.Option(help="依据说明")] = "",
    settings: Annotated[Path | None, typer.Option(help="会次设定文件（TOML）")] = None,
    rehearsal: Annotated[bool, typer.Option("--rehearsal", help="演练会次")] = False,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """新建会次。"""

    def produce() -> Outcome:
        from ynreview.app.setup import create_round
        from ynreview.panel.round import NewRound

        given = read_settings(settings) if settings is not None else NO_SETTINGS
        wanted = NewRound(
            title=title,
            type=type_,
            review_date=day_of(day),
            rulebook_id=rulebook,
            reason=reason,
            rehearsal=rehearsal,
            overrides=given.overrides,
            not_applicable=given.not_applicable,
            **given.facts,
        )
        return create_round(dossier, pin_of(pin_file, fresh=True), wanted, Surroundings.real())

    reply(produce, as_json=as_json, show=show.facts("round_id", "rulebook"))


@app.command("recuse")
def recuse(  # noqa: PLR0913, PLR0917 - one parameter per option of the contract
    dossier: DossierPath,
    expert: Annotated[str, typer.Argument(help="专家编号")],
    entry: Annotated[str, typer.Argument(help="平台编号")],
    ground: Annotated[str, typer.Option(help="回避情形")],
    note: Annotated[str, typer.Option(help="说明")] = "",
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """登记已知的回避。"""

    def produce() -> Outcome:
        known = term(Ground, ground)
        if known is None:
            raise UsageError("app.unknown_ground", text=ground, known=known_terms(Ground))
        return execute(dossier, pin_file, c.RecuseExpert(expert, entry, known, note))

    reply(produce, as_json=as_json, show=show.facts("expert", "entry"))


@app.command("check")
def check(dossier: DossierPath, pin_file: PinFile = None, as_json: AsJson = False) -> None:
    """发放前核对：列出缺少和异常之处。"""

    def produce() -> Outcome:
        from ynreview.app.queries.readiness import check_readiness

        with opened(dossier, pin_file) as session:
            session.require_duty(c.IssuePackages)
            findings = session.ask(check_readiness)
        return Outcome(findings, {"count": len(findings)}, changed=False)

    reply(produce, as_json=as_json)


def execute(dossier: Path, pin_file: Path | None, command: c.Command) -> Outcome:
    """Open a dossier, carry one command out and close it again."""
    with opened(dossier, pin_file) as session:
        return session.execute(command)


def existing_folder(folder: Path) -> Path:
    """Return the folder, made if only its last part is missing."""
    try:
        folder.mkdir(exist_ok=True, parents=True)
    except OSError as error:
        raise YnReviewError("cli.folder_unusable", folder=str(folder)) from error
    return folder


def day_of(text: str) -> date:
    """Return a day written as YYYY-MM-DD; raises UsageError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError("cli.not_a_date", text=text) from error
