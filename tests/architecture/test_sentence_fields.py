"""Who says a code fills its sentence: codes and fields followed through the code as far as sure."""

import ast
import string
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from ynreview.messages.catalogue import codes, template

# ``explain`` adds these from the finding itself.
OF_EVERY_FINDING = {"subject", "cites"}
# The reader of the workbook adds the file's name to what the survey inside it refuses.
ADDED_BY_THE_CALLER = {"ynreview/intake/survey.py": {"file"}}
ADDED = OF_EVERY_FINDING.union(*ADDED_BY_THE_CALLER.values())


def fields(code: str) -> set[str]:
    """Return the names a sentence wants filled."""
    return {name for _, name, _, _ in string.Formatter().parse(template(code)) if name}


def literal(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and type(node.value) is str else None


def name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def keys(node: ast.expr | None) -> set[str] | None:
    """Return the keys of a dict written out; None when they cannot be known here."""
    if node is None:
        return set()
    if not isinstance(node, ast.Dict):
        return None
    found = [literal(key) for key in node.keys if key is not None]
    return set(found) if len(found) == len(node.keys) and None not in found else None


@dataclass(frozen=True)
class Saying:
    """One place that says one code; ``given`` is None when the fields are put together."""

    place: str
    code: str
    given: set[str] | None


def sayings(name: str, tree: ast.AST) -> Iterator[Saying]:
    """Yield every code said whole: in a finding, a refusal or as a plain sentence."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        local = assigned_once(function)
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and call.args and (code := literal(call.args[0])):
                place, added = f"{name}:{call.lineno}", ADDED_BY_THE_CALLER.get(name, set())
                if name_of(call) == "Finding":
                    yield Saying(place, code, _of_finding(call, local))
                elif name_of(call) in {"YnReviewError", "UsageError", "sentence"}:
                    given = {keyword.arg for keyword in call.keywords} | added
                    yield Saying(place, code, None if None in given else given)


def assigned_once(function: ast.FunctionDef) -> dict[str, ast.expr]:
    """Return the local names that are given one value and no other."""
    values: dict[str, list[ast.expr]] = defaultdict(list)
    for node in ast.walk(function):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                match target:
                    case ast.Name(id=name) | ast.Subscript(value=ast.Name(id=name)):
                        values[name].append(node.value)
    return {name: found[0] for name, found in values.items() if len(found) == 1}


def _of_finding(call: ast.Call, local: dict[str, ast.expr]) -> set[str] | None:
    by_name = {keyword.arg: keyword.value for keyword in call.keywords}
    params = by_name.get("params") or (call.args[3] if len(call.args) > 3 else None)
    if isinstance(params, ast.Name):
        params = local.get(params.id, params)
    found = keys(params)
    return None if found is None else found | OF_EVERY_FINDING


@pytest.fixture(scope="module")
def said(modules: Sequence) -> list[Saying]:
    return [one for m in modules for one in sayings(m.name, m.tree)]


def test_that_every_field_of_a_sentence_is_filled(said: list[Saying]) -> None:
    sure = [one for one in said if one.given is not None and "." in one.code]
    assert len(sure) > 60
    empty = [
        (one.place, one.code, sorted(fields(one.code) - one.given))
        for one in sure
        if not fields(one.code) <= one.given
    ]
    assert empty == []


def test_that_nothing_is_given_that_no_sentence_wants(said: list[Saying]) -> None:
    idle = [
        (one.place, one.code, sorted(one.given - fields(one.code) - ADDED))
        for one in said
        if one.given is not None and "." in one.code
    ]
    assert [found for found in idle if found[2]] == []


def speakers(tree: ast.AST) -> dict[str, list[tuple[str, int, str]]]:
    """Return who makes a code of an argument: function → (argument, its place, area)."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    found: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    grown = True
    while grown:
        grown = False
        for function in functions:
            names = [argument.arg for argument in function.args.args]
            shift = 1 if names[:1] in (["self"], ["cls"]) else 0
            for argument, area in _made_into_codes(function, found):
                if argument in names:
                    entry = (argument, names.index(argument) - shift, area)
                    if entry not in found[function.name]:
                        found[function.name].append(entry)
                        grown = True
    return found


def _made_into_codes(
    function: ast.FunctionDef, known: dict[str, list[tuple[str, int, str]]]
) -> Iterator[tuple[str, str]]:
    for node in ast.walk(function):
        match node:
            case ast.JoinedStr(
                values=[ast.Constant(value=str(head)), ast.FormattedValue(value=ast.Name(id=name))]
            ) if head.endswith("."):
                yield name, head
            case ast.Call() if name_of(node) in known:
                for argument, place, area in known[name_of(node)]:
                    given = _argument(node, argument, place)
                    if isinstance(given, ast.Name):
                        yield given.id, area


def _argument(call: ast.Call, name: str, place: int) -> ast.expr | None:
    by_name = {keyword.arg: keyword.value for keyword in call.keywords}
    return by_name.get(name) or (call.args[place] if place < len(call.args) else None)


def test_that_codes_made_of_an_argument_have_sentences(modules: Sequence) -> None:
    made = [
        (m.name, call.lineno, area + what)
        for m in modules
        for call in (node for node in ast.walk(m.tree) if isinstance(node, ast.Call))
        for argument, place, area in speakers(m.tree).get(name_of(call), ())
        if (what := literal(_argument(call, argument, place)))
    ]
    assert len(made) > 60
    assert [one for one in made if one[2] not in codes()] == []
