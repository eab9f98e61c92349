"""``ynreview demo``: a whole example round, from a ledger to a verified sealed package."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from ynreview.app.outcome import Outcome
from ynreview.cli import show
from ynreview.cli.answer import DONE, console, reply
from ynreview.cli.display import unseen
from ynreview.cli.options import AsJson
from ynreview.cli.window import OpenWindow
from ynreview.kernel.terms import EvaluationType
from ynreview.messages import sentence


def demo(  # noqa: PLR0913, PLR0917 - one parameter per option of the contract
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]")] = None,
    headless: Annotated[bool, typer.Option("--headless", help="不打开窗口")] = False,
    type_: Annotated[
        EvaluationType, typer.Option("--type", help="评估类型")
    ] = EvaluationType.POST_EVALUATION,
    entries: Annotated[int, typer.Option(help="平台数")] = 23,
    experts: Annotated[int, typer.Option(help="专家数（另有备选专家 1 名）")] = 7,
    seed: Annotated[int, typer.Option(help="随机种子")] = 1,
    as_json: AsJson = False,
) -> None:
    """建立示例会次（演练），走完发放、评分、收卷、评定、封存、验证。"""
    target = folder if folder is not None else Path(tempfile.mkdtemp(prefix="ynreview-demo-"))

    def produce() -> Outcome:
        from ynreview.app.demo import Demo, run_demo

        wanted = Demo(type_, entries, experts, seed)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=console(), transient=True) as progress:
            line = progress.add_task("", total=Demo.STEPS)

            def tell(text: str) -> None:
                progress.update(line, description=text, advance=1)

            return run_demo(target, wanted, tell)

    names = ("dir", "verdict_sentence", "result_code", "key_code")
    try:
        reply(produce, as_json=as_json, show=show.facts(*names))
    except typer.Exit as ended:
        if ended.exit_code == DONE and not (headless or as_json):
            _show_in_window(context.obj, target)
        raise


def _show_in_window(open_window: OpenWindow | None, folder: Path) -> None:
    """Sit down at the chair's desk of the example, or say how to; the example stands either way."""
    from ynreview.app.demo import PIN, open_practice

    chair = folder / "chair.ynd"
    hindered = unseen()
    if hindered == "cli.no_cursors":
        console().print(Text(sentence(hindered)))
    if open_window is None or hindered:
        console().print(Text(sentence("cli.demo_later", file=str(chair), pin=PIN)))
        return
    console().print(Text(sentence("cli.demo_now", pin=PIN)))
    raise typer.Exit(open_window(chair, (open_practice(folder),)))
