"""The project's own code, read as text and as syntax trees; nothing here is imported."""

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = ("ynreview", "ui", "resources")


@dataclass(frozen=True)
class Module:
    """One Python file of the project."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.name)

    def nodes(self, *kinds: type[ast.AST]) -> list[ast.AST]:
        return [node for node in ast.walk(self.tree) if isinstance(node, kinds)]

    def within(self, *folders: str) -> bool:
        return any(self.name.startswith(f"ynreview/{folder}/") for folder in folders)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def modules() -> tuple[Module, ...]:
    """Every module that is shipped."""
    found = [Module(path) for top in CODE for path in sorted(ROOT.joinpath(top).rglob("*.py"))]
    assert len(found) > 100
    return tuple(found)


@pytest.fixture(scope="session")
def test_modules() -> tuple[Module, ...]:
    return tuple(Module(path) for path in sorted(ROOT.joinpath("tests").rglob("*.py")))
