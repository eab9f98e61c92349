"""The command line's entry: commands put together, wrong usage told in Chinese, no traceback."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

import typer

from ynreview.cli import (
    arranging_commands,
    chair_commands,
    expert_commands,
    form_commands,
    formal_commands,
    issue_commands,
    ledger_commands,
    other_commands,
    round_commands,
)
from ynreview.cli.answer import REFUSED_INPUT, WRONG_USAGE, tell
from ynreview.cli.demo_command import demo
from ynreview.cli.usage import Commands, WrongUsage, is_help, usage_error
from ynreview.cli.window import OpenWindow, gui
from ynreview.kernel.errors import YnReviewError

app = Commands("云南省国际联合创新平台评审。不联网，严禁录入涉密内容。")
formal_commands.register(round_commands.app)
form_commands.register(round_commands.app)
issue_commands.register(round_commands.app)
ledger_commands.register(round_commands.app)
arranging_commands.register(round_commands.app)
app.add_typer(round_commands.app, name="round")
app.add_typer(expert_commands.app, name="expert")
app.add_typer(chair_commands.app, name="chair")
app.command("verify")(other_commands.verify)
app.command("demo")(demo)
app.command("gui")(gui)
app.add_typer(other_commands.rulebook_app, name="rulebook")
app.add_typer(other_commands.dossier_app, name="dossier")
app.add_typer(other_commands.journal_app, name="journal")


def main(arguments: list[str] | None = None, open_window: OpenWindow | None = None) -> None:
    """Run the command line and exit with its status; ``open_window`` shows the window."""
    _speak_utf8()
    sys.exit(run(arguments if arguments is not None else sys.argv[1:], open_window))


def run(arguments: list[str], open_window: OpenWindow | None = None) -> int:
    """Run one call and return its exit status: 0 done, 1 a rule, 2 usage, 3 input refused.

    Where there is a window, a call without arguments opens it.
    """
    as_json = "--json" in arguments
    if not arguments and open_window is not None:
        arguments = ["gui"]
    try:
        status = app(arguments, standalone_mode=False, prog_name="ynreview", obj=open_window)
    except WrongUsage as error:
        if is_help(error):
            typer.echo(str(error), err=True)
            return WRONG_USAGE
        return tell(usage_error(error), WRONG_USAGE, as_json=as_json)
    except typer.Abort:
        return tell(YnReviewError("cli.aborted"), WRONG_USAGE, as_json=as_json)
    except BrokenPipeError:
        return REFUSED_INPUT
    except Exception as error:  # noqa: BLE001 - a bug must not end in a traceback before a panel
        return tell(_apology(error), REFUSED_INPUT, as_json=as_json)
    return status if isinstance(status, int) else 0


def _apology(error: Exception) -> YnReviewError:
    """Name the place of a bug without a word of what was being worked on."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return YnReviewError("cli.bug", kind=type(error).__name__, place=place)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console is set to; a redirected answer is read by scripts."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
