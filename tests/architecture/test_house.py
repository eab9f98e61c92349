"""The house rules that can be counted: sizes, names, docstrings, folders, places never named."""

import ast
import re
import subprocess
import sys
import tokenize
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

BANNED_WORDS = ("Manager", "Helper", "Util", "Common", "Misc", "Data", "Info")
BANNED_PREFIXES = ("do_", "process_", "handle_")
LONGEST_FILE = 400


def test_that_every_code_folder_is_a_package(modules: Sequence) -> None:
    folders = {module.path.parent for module in modules}
    assert [f for f in sorted(folders) if not f.joinpath("__init__.py").is_file()] == []


def test_that_every_module_says_what_it_is(modules: Sequence) -> None:
    assert [m.name for m in modules if not ast.get_docstring(m.tree)] == []


def test_that_no_file_is_longer_than_one_can_hold_in_mind(
    modules: Sequence, test_modules: Sequence
) -> None:
    long = [m.name for m in (*modules, *test_modules) if len(m.text.splitlines()) > LONGEST_FILE]
    assert long == []


def test_that_no_class_hides_behind_an_empty_word(modules: Sequence) -> None:
    found = [
        f"{m.name}: {node.name}"
        for m in modules
        for node in m.nodes(ast.ClassDef)
        if any(re.search(rf"{word}s?$", node.name) for word in BANNED_WORDS)
    ]
    assert found == []


def test_that_functions_are_named_after_what_they_do(modules: Sequence) -> None:
    found = [
        f"{m.name}: {node.name}"
        for m in modules
        for node in m.nodes(ast.FunctionDef)
        if node.name.lstrip("_").startswith(BANNED_PREFIXES)
    ]
    assert found == []


def test_that_checks_return_what_they_found(modules: Sequence) -> None:
    silent = [
        f"{m.name}: {node.name}"
        for m in modules
        for node in m.nodes(ast.FunctionDef)
        if node.name.startswith("check_")
        and not re.search(r"Finding|Outcome", ast.unparse(node.returns or ast.Constant(None)))
    ]
    assert silent == []


def test_that_requirements_return_no_findings(modules: Sequence) -> None:
    talking = [
        f"{m.name}: {node.name}"
        for m in modules
        for node in m.nodes(ast.FunctionDef)
        if node.name.startswith("require_") and "Finding" in ast.unparse(node.returns)
    ]
    assert talking == []


def test_that_a_silenced_warning_gives_its_reason(
    modules: Sequence, test_modules: Sequence
) -> None:
    bare = [
        f"{m.name}:{token.start[0]}"
        for m in (*modules, *test_modules)
        for token in tokenize.generate_tokens(StringIO(m.text).readline)
        if token.type == tokenize.COMMENT
        and re.search(r"noqa|type: ignore", token.string)
        and not re.search(r"noqa: [A-Z0-9, ]+ - \S|type: ignore\[", token.string)
    ]
    assert bare == []


def test_that_tests_are_named_as_sentences(test_modules: Sequence) -> None:
    short = [
        f"{m.name}: {node.name}"
        for m in test_modules
        for node in m.nodes(ast.FunctionDef)
        if node.name.startswith("test_") and not _is_fixture(node) and node.name.count("_") < 4
    ]
    assert short == []


def _is_fixture(function: ast.FunctionDef) -> bool:
    return any("fixture" in ast.unparse(mark) for mark in function.decorator_list)


def test_that_every_shipped_text_ends_its_last_line(root: Path) -> None:
    texts = [
        path
        for top in ("ynreview", "ui", "resources", "tests")
        for pattern in ("*.py", "*.toml", "*.sql", "*.md")
        for path in root.joinpath(top).rglob(pattern)
    ]
    assert [str(p) for p in texts if not p.read_bytes().endswith(b"\n") and p.stat().st_size] == []


def test_that_the_layers_hold(root: Path) -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(command), "--no-cache"], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout
