"""The command line's entry: commands put together, wrong usage told in Chinese, no traceback."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

import click
import typer

from ynreview.cli import chair_commands, expert_commands, other_commands, round_commands
from ynreview.cli.answer import REFUSED_INPUT, WRONG_USAGE, console
from ynreview.cli.demo_command import demo
from ynreview.messages import sentence

app = typer.Typer(
    name="ynreview",
    help="云南省国际联合创新平台评审。不联网，严禁录入涉密内容。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(round_commands.app, name="round")
app.add_typer(expert_commands.app, name="expert")
app.add_typer(chair_commands.app, name="chair")
app.command("verify")(other_commands.verify)
app.command("demo")(demo)
app.add_typer(other_commands.rulebook_app, name="rulebook")
app.add_typer(other_commands.dossier_app, name="dossier")
app.add_typer(other_commands.journal_app, name="journal")


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    _speak_utf8()
    sys.exit(run(arguments if arguments is not None else sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one call and return its exit status: 0 done, 1 a rule, 2 usage, 3 input refused."""
    try:
        status = app(arguments, standalone_mode=False, prog_name="ynreview")
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return WRONG_USAGE
    except click.UsageError as error:
        _tell_usage(error)
        return WRONG_USAGE
    except click.Abort:
        console().print(sentence("cli.aborted"))
        return WRONG_USAGE
    except BrokenPipeError:
        return REFUSED_INPUT
    except Exception as error:  # noqa: BLE001 - a bug must not end in a traceback before a panel
        _apologise(error)
        return REFUSED_INPUT
    return status if isinstance(status, int) else 0


def _tell_usage(error: click.UsageError) -> None:
    where = error.ctx.command_path if error.ctx else "ynreview"
    console().print(sentence("cli.wrong_usage", command=where, detail=error.format_message()))


def _apologise(error: Exception) -> None:
    """Name the place of a bug without a word of what was being worked on."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    console().print(sentence("cli.bug", kind=type(error).__name__, place=place))


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console is set to; a redirected answer is read by scripts."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
