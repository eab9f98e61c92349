"""Where a hundredth decides, no float is ever born: kernel, rulebook, panel and scoring."""

import ast
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

EXACT = ("kernel", "rulebook", "panel", "scoring")


def inexact(tree: ast.AST) -> Iterator[str]:
    """Yield what makes or would make a float."""
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield f"{line}: {node.value}"
        elif isinstance(node, ast.Name) and node.id in {"float", "round"}:
            yield f"{line}: {node.id}"
        elif isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            yield f"{line}: /"
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name for alias in node.names} | {getattr(node, "module", "")}
            if names & {"math", "statistics"}:
                yield f"{line}: {names}"


def test_that_no_float_comes_near_scores_and_money(modules: Sequence) -> None:
    found = [
        f"{module.name}:{what}"
        for module in modules
        if module.within(*EXACT)
        for what in inexact(module.tree)
    ]
    assert found == []


def test_that_a_planted_float_would_be_seen() -> None:
    planted = "import math\na = 1.5\nb = float('1')\nc = round(2)\nd = 1 / 3\nd /= 2\n"
    assert len(list(inexact(ast.parse(planted)))) == len(planted.splitlines())


def refuse(text: str) -> None:
    raise AssertionError(text)


def test_that_no_resource_holds_a_bare_fraction(root: Path) -> None:
    files = sorted(root.joinpath("resources").rglob("*.toml"))
    assert len(files) > 20
    for file in files:
        tomllib.loads(file.read_text(encoding="utf-8"), parse_float=refuse)
    with pytest.raises(AssertionError):
        tomllib.loads("share = 0.1", parse_float=refuse)
