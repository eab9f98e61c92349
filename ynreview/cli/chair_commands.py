"""``ynreview chair …``: the chair's commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from ynreview.app import commands as c
from ynreview.app.decision_files import read_awards, read_grades, read_opinions, read_votes
from ynreview.app.outcome import Outcome
from ynreview.app.work import Surroundings
from ynreview.cli import show
from ynreview.cli.answer import DONE, REFUSED_BY_RULE, REFUSED_INPUT, Reply, reply
from ynreview.cli.expert_commands import Organiser, Out, Package
from ynreview.cli.options import AsJson, DossierPath, PinFile, opened, pin_of
from ynreview.cli.round_commands import execute, existing_folder
from ynreview.cli.usage import Commands
from ynreview.kernel.errors import UsageError
from ynreview.kernel.money import Money
from ynreview.kernel.terms import EntryState
from ynreview.messages import term

app = Commands("组长：收卷、汇总、评定、建议金额、定稿、封存")
Reason = Annotated[str, typer.Option(help="理由")]
JsonFile = Annotated[Path, typer.Argument(metavar="FILE.json")]
SetFile = Annotated[Path | None, typer.Option("--set", metavar="FILE.json")]
OutFolder = Annotated[Path, typer.Option("--out", metavar="DIR")]


@app.command("open")
def open_(
    package: Package,
    out: Out,
    organiser: Organiser = "",
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """用组长（副组长）自己的任务包建立会次文件。"""

    def produce() -> Outcome:
        from ynreview.app.opening import open_desk

        pin = pin_of(pin_file, fresh=True)
        return open_desk(package, out, pin, Surroundings.real(), organiser)

    reply(
        produce,
        as_json=as_json,
        show=show.facts("expert", "name", "title", "key_code", "organiser_key_code", "basis_code"),
    )


@app.command("collect")
def collect(  # noqa: PLR0913, PLR0917 - one parameter per option of the contract
    dossier: DossierPath,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="评分包")],
    confirm: Annotated[list[str] | None, typer.Option(help="当面核对过的身份核对码")] = None,
    confirm_all: Annotated[bool, typer.Option("--confirm-all", help="全部已当面核对")] = False,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """收卷：逐个核对评分包，不合格的放在一边并说明原因。"""

    def produce() -> Reply:
        from ynreview.app.collecting import collect_files

        with opened(dossier, pin_file) as session:
            session.require_duty(c.CollectPackage)
            codes = tuple(confirm or ())
            outcome = collect_files(session, files, codes, confirm_all=confirm_all)
        verdicts = {one["verdict"] for one in outcome.data["set_aside"]}
        waiting_only = verdicts <= {"needs_confirmation"}
        status = (REFUSED_BY_RULE if waiting_only else REFUSED_INPUT) if verdicts else DONE
        return Reply(outcome, status, partly=True)

    reply(produce, as_json=as_json, show=show.collection)


@app.command("close")
def close(  # noqa: PLR0913, PLR0917 - one parameter per option of the contract
    dossier: DossierPath,
    reason: Reason,
    absent: Annotated[list[str] | None, typer.Option(help="缺席的专家")] = None,
    left: Annotated[list[str] | None, typer.Option(help="中途退出的专家")] = None,
    replaced: Annotated[list[str] | None, typer.Option(help="接替，如 E07=E09")] = None,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """收卷截止；没有交卷的专家须逐一交代。"""

    def produce() -> Outcome:
        pairs = dict(_pair(text) for text in replaced or ())
        command = c.CloseCollection(reason, tuple(absent or ()), tuple(left or ()), pairs)
        return execute(dossier, pin_file, command)

    reply(produce, as_json=as_json, show=show.facts("received", "expected"))


@app.command("reopen")
def reopen(
    dossier: DossierPath, reason: Reason, pin_file: PinFile = None, as_json: AsJson = False
) -> None:
    """重新开放收卷，写明理由。"""
    reply(
        lambda: execute(dossier, pin_file, c.ReopenCollection(reason)),
        as_json=as_json,
        show=show.facts("received", "expected"),
    )


@app.command("standing")
def standing(dossier: DossierPath, pin_file: PinFile = None, as_json: AsJson = False) -> None:
    """得分汇总；收卷截止前不显示。"""

    def produce() -> Outcome:
        from ynreview.app.queries.standing import standing_view

        with opened(dossier, pin_file) as session:
            session.require_duty(c.ProposeGrades)
            findings, data = session.ask(standing_view)
        return Outcome(findings, data, changed=False)

    reply(produce, as_json=as_json, show=show.standing)


@app.command("explain")
def explain(
    dossier: DossierPath,
    entry: Annotated[str, typer.Argument(help="平台编号")],
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """一个平台得分的计算过程。"""

    def produce() -> Outcome:
        from ynreview.app.queries.standing import explain_view

        with opened(dossier, pin_file) as session:
            session.require_duty(c.ProposeGrades)
            findings, data = session.ask(lambda uow: explain_view(uow, entry))
        return Outcome(findings, data, changed=False)

    reply(produce, as_json=as_json, show=show.explanation)


@app.command("state")
def state(  # noqa: PLR0913, PLR0917 - one parameter per option of the contract
    dossier: DossierPath,
    entry: Annotated[str, typer.Argument(help="平台编号")],
    new_state: Annotated[str, typer.Argument(metavar="STATE", help="withdrawn 等")],
    reason: Reason,
    document: Annotated[str, typer.Option(help="文号")] = "",
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """状态变更：撤回、不符合评估条件、未按要求参加、缓评。"""

    def produce() -> Outcome:
        known = term(EntryState, new_state)
        if known is None:
            raise UsageError("app.unknown_state", text=new_state)
        return execute(dossier, pin_file, c.ChangeState(entry, known, reason, document))

    reply(produce, as_json=as_json, show=show.entry_state)


@app.command("vote")
def vote(
    dossier: DossierPath, file: JsonFile, pin_file: PinFile = None, as_json: AsJson = False
) -> None:
    """登记表决：并列压线，不合格的确认。"""
    reply(lambda: execute(dossier, pin_file, read_votes(file)), as_json=as_json, show=show.grades)


@app.command("grade")
def grade(
    dossier: DossierPath,
    propose: Annotated[bool, typer.Option("--propose", help="按规则提出建议等级")] = False,
    set_file: SetFile = None,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """评定：按规则提出建议等级，或登记表决调整。"""

    def produce() -> Outcome:
        if propose == (set_file is not None):
            raise UsageError("cli.propose_or_set")
        command = read_grades(set_file) if set_file is not None else c.ProposeGrades()
        return execute(dossier, pin_file, command)

    reply(produce, as_json=as_json, show=show.grades)


@app.command("award")
def award(  # noqa: PLR0913, PLR0917 - one parameter per option of the contract
    dossier: DossierPath,
    method: Annotated[c.AwardMethod | None, typer.Option(help="办法")] = None,
    budget: Annotated[str, typer.Option(help="预算（万元）")] = "",
    step: Annotated[str, typer.Option(help="步长（万元）")] = "",
    set_file: SetFile = None,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """建议金额：按办法计算，或逐个设定。"""

    def produce() -> Outcome:
        limits = (_wan(budget), _wan(step))
        if (method is None) == (set_file is None):
            raise UsageError("cli.method_or_set")
        command = (
            read_awards(set_file, *limits)
            if set_file is not None
            else c.SuggestAwards(method, *limits)  # type: ignore[arg-type]
        )
        return execute(dossier, pin_file, command)

    reply(produce, as_json=as_json, show=show.awards)


@app.command("opinion")
def opinion(
    dossier: DossierPath, file: JsonFile, pin_file: PinFile = None, as_json: AsJson = False
) -> None:
    """登记专家组意见。"""
    reply(
        lambda: execute(dossier, pin_file, read_opinions(file)),
        as_json=as_json,
        show=show.facts("opinions"),
    )


@app.command("finalise")
def finalise(
    dossier: DossierPath,
    out: Annotated[Path | None, typer.Option(help="写出待签材料的文件夹")] = None,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """定稿：冻结结果，给出结果校验码，写出待签材料。"""
    _freeze(dossier, pin_file, c.FinaliseResult, out or dossier.parent, as_json=as_json)


@app.command("seal")
def seal(
    dossier: DossierPath, out: OutFolder, pin_file: PinFile = None, as_json: AsJson = False
) -> None:
    """封存：签名写出结果包、PDF 和工作簿，读回核对。"""
    _freeze(dossier, pin_file, c.SealResult, out, as_json=as_json)


def _freeze(
    dossier: Path,
    pin_file: Path | None,
    command: Callable[[Path], c.FinaliseResult | c.SealResult],
    out: Path,
    *,
    as_json: bool,
) -> None:
    reply(
        lambda: execute(dossier, pin_file, command(existing_folder(out))),
        as_json=as_json,
        show=show.facts("number", "result_code", "file_code"),
    )


def _pair(text: str) -> tuple[str, str]:
    old, sign, new = text.partition("=")
    if not (old and sign and new):
        raise UsageError("cli.not_a_pair", text=text)
    return old.strip(), new.strip()


def _wan(text: str) -> Money | None:
    if not text:
        return None
    try:
        return Money.parse_wan(text)
    except ValueError as error:
        raise UsageError("cli.not_an_amount", text=text) from error
