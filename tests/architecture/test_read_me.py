"""What the read-mes promise: commands that exist, files that are there, no workshop places."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from ynreview.cli.main import app
from ynreview.intake.vocabulary import vocabulary

READ_MES = ("README.md", "README.zh-CN.md")
DOCUMENTS = (*READ_MES, "CHANGELOG.md", "docs/files.zh-CN.md", "ynreview/README.md")
WORKSHOP = re.compile(r"(?<![\w.])/(?:work|farm|tmp|home|root)/[a-z]")


def shell_lines(text: str) -> Iterator[list[str]]:
    """Yield the words of every line of the shell blocks of a document."""
    for block in re.findall(r"```(?:sh|bat)\n(.*?)```", text, re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            if words := shlex.split(line, comments=True):
                yield words


def promised(root: Path) -> list[list[str]]:
    return [
        words[1:]
        for name in READ_MES
        for words in shell_lines(root.joinpath(name).read_text(encoding="utf-8"))
        if words[0] == "ynreview"
    ]


def test_that_every_command_line_of_the_read_mes_can_be_given(root: Path) -> None:
    lines = promised(root)
    assert len(lines) > 40
    for words in lines:
        command = typer.main.get_command(app)
        while hasattr(command, "commands"):
            command = command.commands[words.pop(0)]
        command.make_context(command.name, words)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_that_links_lead_somewhere(name: str, root: Path) -> None:
    document = root / name
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not document.parent.joinpath(link).exists()] == []


def test_that_both_commands_of_the_read_me_are_targets(root: Path) -> None:
    makefile = root.joinpath("Makefile").read_text(encoding="utf-8")
    for name in READ_MES:
        text = root.joinpath(name).read_text(encoding="utf-8")
        for words in shell_lines(text):
            if words[0] == "make":
                assert re.search(rf"^{words[1]}:", makefile, re.MULTILINE)


def test_that_the_file_formats_name_every_column(root: Path) -> None:
    text = root.joinpath("docs", "files.zh-CN.md").read_text(encoding="utf-8")
    columns = [c for table in ("platforms", "panel", "scores") for c in vocabulary(table).columns]
    lost = [c.field for c in columns if f"| {c.heading} | `{c.field}` |" not in text]
    assert lost == []


def test_that_every_package_stands_on_the_map(root: Path) -> None:
    packages = [path.parent.name for path in root.joinpath("ynreview").glob("*/__init__.py")]
    assert len(packages) == 12
    for name in READ_MES:
        text = root.joinpath(name).read_text(encoding="utf-8")
        assert [p for p in packages if f"`{p}`" not in text and f"`ynreview/{p}`" not in text] == []


def test_that_decisions_are_numbered_without_gap(root: Path) -> None:
    text = root.joinpath("ynreview", "README.md").read_text(encoding="utf-8")
    numbers = [int(number) for number in re.findall(r"^\*\*D(\d+) ", text, re.MULTILINE)]
    assert len(numbers) > 20
    assert numbers == list(range(1, len(numbers) + 1))


def test_that_no_file_names_a_place_of_the_workshop(root: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout")
    found = []
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = root / name
        if path == Path(__file__) or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        if "\0" not in text and WORKSHOP.search(text):
            found.append(name)
    assert found == []
