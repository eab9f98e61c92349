"""Where a hundredth decides, no float is ever born: kernel, rulebook, panel and scoring."""

import ast
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

INEXACT = {"math", "statistics", "random"}
WHOLE = {"gcd", "lcm", "isqrt", "comb"}
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
        elif isinstance(node, ast.Import) and {a.name for a in node.names} & INEXACT:
            yield f"{line}: import"
        elif isinstance(node, ast.ImportFrom) and node.module in INEXACT:
            yield from (f"{line}: {a.name}" for a in node.names if a.name not in WHOLE)


def test_that_no_float_comes_near_scores_and_money(modules: Sequence) -> None:
    found = [
        f"{module.name}:{what}"
        for module in modules
        if module.within(*EXACT)
        for what in inexact(module.tree)
    ]
    assert found == []


def test_that_a_planted_float_would_be_seen() -> None:
    planted = (
        *("import math", "from math import floor, lcm", "a = 1.5"),
        *("b = float('1')", "c = round(2)", "d = 1 / 3", "d /= 2"),
    )
    assert [len(list(inexact(ast.parse(line)))) for line in planted] == [1] * len(planted)


def refuse(text: str) -> None:
    raise AssertionError(text)


def test_that_no_resource_holds_a_bare_fraction(root: Path) -> None:
    files = sorted(root.joinpath("resources").rglob("*.toml"))
    assert len(files) > 20
    for file in files:
        tomllib.loads(file.read_text(encoding="utf-8"), parse_float=refuse)
    with pytest.raises(AssertionError):
        tomllib.loads("share = 0.1", parse_float=refuse)
