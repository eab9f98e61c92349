"""Everything that can be asked: listed once, one duty's own, carried out and documented."""

import dataclasses
import json
import subprocess
import sys
import typing
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer.main

from ynreview.app import arrangements, commands, permissions
from ynreview.cli.main import app

# The command line is a contract with scripts: these names stay.
CONTRACT = (
    *("verify", "demo", "gui"),
    *(f"round {name}" for name in ("new", "import", "panel", "recuse", "check", "issue")),
    *("round formal", "round due"),
    *(f"round form {name}" for name in ("show", "export", "import", "check", "reset", "skip")),
    "round form print",
    *(f"round {name}" for name in ("attach", "board", "papers", "roster", "reissue")),
    *(f"expert {name}" for name in ("open", "update", "enter", "status", "submit")),
    *(f"chair {name}" for name in ("open", "collect", "close", "reopen", "standing", "explain")),
    *(f"chair {name}" for name in ("state", "vote", "grade", "award", "opinion")),
    *(f"chair {name}" for name in ("finalise", "seal")),
    *(f"rulebook {name}" for name in ("check", "show")),
    *(f"dossier {name}" for name in ("backup", "restore", "pin")),
    "journal export",
)
OPTIONS = {
    "demo": ("--headless", "--type", "--entries", "--experts", "--seed"),
    "round new": (
        *("--title", "--type", "--date", "--rulebook", "--reason", "--settings"),
        "--rehearsal",
    ),
    "round import": ("--sheet", "--map", "--attachments", "--dry-run"),
    "round recuse": ("--ground", "--note"),
    "round issue": ("--out",),
    "round formal": ("--set", "--pdf"),
    "round due": ("--on", "--out"),
    "expert open": ("--out", "--organiser"),
    "expert submit": ("--out", "--reason", "--ground"),
    "chair open": ("--out",),
    "chair collect": ("--confirm", "--confirm-all"),
    "chair close": ("--absent", "--left", "--replaced", "--reason"),
    "chair state": ("--reason", "--document"),
    "chair grade": ("--propose", "--set"),
    "chair award": ("--method", "--budget", "--step", "--set"),
    "chair seal": ("--out",),
    "verify": ("--key",),
}
DOSSIER_COMMANDS = [name for name in CONTRACT if name.split()[0] in {"round", "expert", "chair"}]


def leaves(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield every command of the command line with its full name."""
    children = getattr(command, "commands", None)
    if children is None:
        yield name, command
        return
    for child, found in children.items():
        yield from leaves(found, f"{name} {child}".strip())


@pytest.fixture(scope="module")
def offered() -> dict[str, click.Command]:
    return dict(leaves(typer.main.get_command(app)))


def options(command: click.Command) -> set[str]:
    return {name for one in command.params for name in one.opts if name.startswith("--")}


def test_that_every_command_of_the_contract_is_offered(offered: dict[str, click.Command]) -> None:
    assert sorted(set(CONTRACT) - set(offered)) == []


def test_that_every_command_answers_in_json(offered: dict[str, click.Command]) -> None:
    assert [name for name, command in offered.items() if "--json" not in options(command)] == []


def test_that_every_option_of_the_contract_is_offered(offered: dict[str, click.Command]) -> None:
    lost = {name: set(wanted) - options(offered[name]) for name, wanted in OPTIONS.items()}
    assert {name: missing for name, missing in lost.items() if missing} == {}


@pytest.mark.parametrize("name", DOSSIER_COMMANDS)
def test_that_a_dossier_opens_with_a_pin_from_a_file(
    name: str, offered: dict[str, click.Command]
) -> None:
    assert "--pin-file" in options(offered[name])


def test_that_help_is_a_chinese_sentence(offered: dict[str, click.Command]) -> None:
    texts = {name: command.help or "" for name, command in offered.items()}
    assert [name for name, text in texts.items() if not text.endswith("。")] == []
    assert [name for name, text in texts.items() if not "\u4e00" <= text[0] <= "\u9fff"] == []


def test_that_every_command_is_described_for_users(
    offered: dict[str, click.Command], root: Path
) -> None:
    read_me = root.joinpath("README.zh-CN.md").read_text(encoding="utf-8")
    assert [name for name in offered if f"ynreview {name}" not in read_me] == []


ALL_COMMANDS = typing.get_args(commands.Command)


def test_that_every_command_class_is_part_of_the_union() -> None:
    written = {
        value
        for value in vars(commands).values()
        if dataclasses.is_dataclass(value)
        and value.__module__ in {commands.__name__, arrangements.__name__}
    }
    assert written == set(ALL_COMMANDS)


def test_that_every_command_is_one_duty_s_own_but_scoring_is_the_chair_s_too() -> None:
    allowed = Counter(command for duty in permissions._DUTIES.values() for command in duty)
    assert set(allowed) == set(ALL_COMMANDS)
    shared = {command for command, duties in allowed.items() if duties > 1}
    assert shared == set(permissions._SCORING)


def test_that_every_command_is_carried_out_by_someone() -> None:
    handlers = permissions._handlers()
    assert set(handlers) == set(ALL_COMMANDS)
    assert len(set(handlers.values())) == len(ALL_COMMANDS)


@pytest.mark.parametrize("command", ALL_COMMANDS, ids=lambda found: found.__name__)
def test_that_commands_are_frozen_and_say_what_they_are(command: type) -> None:
    assert command.__dataclass_params__.frozen
    assert not (command.__doc__ or "").startswith(f"{command.__name__}(")


def test_that_the_console_script_speaks_json() -> None:
    script = Path(sys.executable).with_name("ynreview")
    done = subprocess.run(
        [str(script), "rulebook", "show", "yn-2022-2", "--json"], capture_output=True, check=True
    )
    answer = json.loads(done.stdout)
    assert answer["ok"] is True
    assert set(answer) == {"ok", "findings", "data"}
