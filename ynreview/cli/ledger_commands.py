"""``ynreview round …``: ledger and list of experts: templates, import, maps of columns, 状态."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from ynreview.app import commands as c
from ynreview.app.outcome import Outcome
from ynreview.app.settings_file import read_mapping
from ynreview.app.table_words import NOT_READ, NOTHING
from ynreview.cli import show
from ynreview.cli.answer import reply
from ynreview.cli.options import AsJson, DossierPath, PinFile, opened
from ynreview.cli.progress import shown_progress
from ynreview.cli.round_commands import execute
from ynreview.cli.usage import Commands
from ynreview.kernel.errors import UsageError
from ynreview.kernel.terms import EntryState, EvaluationType
from ynreview.messages import known_terms, sentence, term

Sheet = Annotated[str | None, typer.Option(help="工作表名")]
Map = Annotated[Path | None, typer.Option("--map", help="列对应文件（TOML）")]
Marked = Annotated[
    Path | None, typer.Option("--marked", help="把问题标注在副本上写出（xlsx）", metavar="OUT")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只检查，不写入")]


def register(app: Commands) -> None:
    """Add these commands to those of the organiser."""
    app.command("template")(template)
    app.command("import")(import_)
    app.command("panel")(panel)
    app.command("maps")(maps)
    app.command("state")(state)


def template(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="写出的模板（xlsx）")],
    type_: Annotated[EvaluationType | None, typer.Option("--type", help="评估类型")] = None,
    panel: Annotated[bool, typer.Option("--panel", help="专家名单的模板")] = False,
    as_json: AsJson = False,
) -> None:
    """写出平台台账或专家名单的模板，带下拉选项和填写说明。"""

    def produce() -> Outcome:
        from ynreview.app.table_files import (
            PANEL,
            PLATFORMS,
            require_no_loss,
            write_table_template,
        )

        require_no_loss(out)
        columns = write_table_template(PANEL if panel else PLATFORMS, type_, out)
        return Outcome(data={"path": str(out), "columns": columns}, changed=False)

    reply(produce, as_json=as_json, show=show.facts("path"))


def import_(  # noqa: PLR0913, PLR0917 - one parameter per option of the contract
    dossier: DossierPath,
    file: Annotated[Path, typer.Argument(help="平台台账（xlsx、xlsm、xls、csv、tsv）")],
    sheet: Sheet = None,
    map_: Map = None,
    attachments: Annotated[Path | None, typer.Option(help="材料文件夹")] = None,
    dry_run: DryRun = False,
    marked: Marked = None,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """导入平台台账；有必须处理的问题时不写入任何内容。"""

    def produce() -> Outcome:
        mapping = read_mapping(map_) if map_ is not None else None
        command = c.ImportPlatforms(file, sheet, mapping, attachments, dry_run)
        return _imported(dossier, pin_file, command, marked)

    reply(produce, as_json=as_json, show=_show_import("accepted"))


def panel(  # noqa: PLR0913, PLR0917 - one parameter per option of the contract
    dossier: DossierPath,
    file: Annotated[Path, typer.Argument(help="专家名单（xlsx、csv、toml）")],
    sheet: Sheet = None,
    map_: Map = None,
    dry_run: DryRun = False,
    marked: Marked = None,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """导入专家名单；有必须处理的问题时不写入任何内容。"""

    def produce() -> Outcome:
        mapping = read_mapping(map_) if map_ is not None else None
        return _imported(dossier, pin_file, c.ImportPanel(file, sheet, mapping, dry_run), marked)

    reply(produce, as_json=as_json, show=_show_import("accepted", "experts"))


def maps(
    dossier: DossierPath,
    forget: Annotated[int | None, typer.Option(help="删除第几条", metavar="N")] = None,
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """列出保存的列对应；同样表头的表再次导入时自动沿用。"""

    def produce() -> Outcome:
        from ynreview.app.queries.ledger import column_maps_data

        with opened(dossier, pin_file) as session:
            session.require_duty(c.ForgetColumnMap)
            done = Outcome(changed=False)
            if forget is not None:
                done = session.execute(c.ForgetColumnMap(forget))
            return Outcome(data={**done.data, "maps": session.ask(column_maps_data)}, changed=False)

    reply(produce, as_json=as_json, show=_show_maps)


def state(  # noqa: PLR0913, PLR0917 - one parameter per option of the contract
    dossier: DossierPath,
    entry: Annotated[str, typer.Argument(help="平台编号")],
    state: Annotated[
        str, typer.Argument(help="状态：参评、撤回、不符合评估条件、未按要求参加、缓评")
    ],
    reason: Annotated[str, typer.Option(help="理由")],
    document: Annotated[str, typer.Option(help="文号")] = "",
    pin_file: PinFile = None,
    as_json: AsJson = False,
) -> None:
    """发放前变更平台的参评状态。"""

    def produce() -> Outcome:
        known = term(EntryState, state)
        if known is None:
            raise UsageError("app.unknown_state", text=state, known=known_terms(EntryState))
        return execute(dossier, pin_file, c.ChangeEntryState(entry, known, reason, document))

    reply(produce, as_json=as_json, show=show.entry_state)


def _imported(
    dossier: Path,
    pin_file: Path | None,
    command: c.ImportPlatforms | c.ImportPanel,
    marked: Path | None,
) -> Outcome:
    with opened(dossier, pin_file) as session, shown_progress() as tell:
        if marked is not None:
            from ynreview.app.queries.ledger import write_marked_copy
            from ynreview.app.table_files import require_no_loss

            if marked.resolve() != command.file.resolve():
                require_no_loss(marked)
            session.ask(lambda uow: write_marked_copy(uow, command, marked))
        return session.execute(command, tell)


def _show_import(*names: str) -> Callable[[Console, Mapping[str, Any]], None]:
    told = show.facts(*names, "added", "changed", "gone")

    def shown(out: Console, data: Mapping[str, Any]) -> None:
        told(out, data)
        for one in data["changes"]:
            for field in one["fields"]:
                line = sentence(
                    "cli.fact_field_changed",
                    number=one["number"],
                    heading=field["heading"],
                    old=field["old"] or NOTHING,
                    new=field["new"] or NOTHING,
                )
                out.print(Text(line))

    return shown


def _show_maps(out: Console, data: Mapping[str, Any]) -> None:
    if not data["maps"]:
        out.print(Text(sentence("ledger.no_maps")))
    for one in data["maps"]:
        pairs = "、".join(
            f"{heading} → {column or NOT_READ}" for heading, column in one["columns"].items()
        )
        out.print(Text(f"{one['place']}  {one['table_label']}  {one['file']}  {pairs}"))
