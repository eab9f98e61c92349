"""Codes and sentences belong together: none without the other, fields filled, Chinese whole."""

import ast
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from resources import resource
from ynreview.messages.catalogue import codes, template

AREAS = sorted({code.partition(".")[0] for code in codes()})
CODE = re.compile(rf"(?:{'|'.join(AREAS)})\.[a-z_0-9]+")
NO_CODES = (".toml", ".py", ".main", ".json", ".jsonl", ".qss")  # names of files and functions
LINE_PREFIXES = (
    *("app.mark_", "app.step_", "app.tie_", "app.working_", "app.verdict"),
    *(
        "cli.fact_",
        "facts.",
        "preparation.name_",
        "settings.",
        "journal.",
        "journal_names.",
        "journal_values.",
        "packages.figure_",
        "packages.difference_",
        "papers.",
        "reports.",
    ),
)
# Lines of a table or a paper that stand beside figures; they are no sentences.
LINES = {
    *("cli.award_total", "cli.collected", "cli.file_written", "cli.received"),
    *(
        "cli.choices",
        "cli.unchanged",
        "cli.roster_taken",
        "app.grading_head",
        "app.quota_line_drawn",
    ),
    *("app.quota_line_tied", "app.threshold_line"),
    *("formal.fact_name", "formal.yes", "formal.no"),
}
# A sentence may end with another one that is filled in.
ENDS_WITH_A_SENTENCE = re.compile(r"\{(?:text|detail|cause)\}$")
# Words a person types or reads as they stand: formats, programs, options, keys of files.
LATIN = {
    *("Excel", "GB", "JSON", "PDF", "TOML", "U", "UTF", "WPS", "exFAT", "NTFS"),
    *("ECDSA", "P", "RSA", "PIN", "YNREVIEW", "bag", "info", "csv", "txt", "xlsx", "ynd"),
    *("columns", "entries", "reason", "vote", "rulebook", "article", "rule", "example"),
    *("confirm", "file", "pin", "propose", "set", "method", "help", "type"),
    *("ynr", "ynreview", "gui"),
    *("sudo", "apt", "get", "install", "libxcb", "cursor"),
}
EXAMPLE = re.compile(r"81JM-XW0M-VJSV-NP4H|E\d\d=E\d\d|--[a-z]+ [a-z_]+|可填 [a-z_、 或]+")


def literals(tree: ast.AST) -> set[str]:
    """Return every text of a module that stands whole, not in pieces of a longer one."""
    pieces = {id(v) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for v in n.values}
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) is str and id(node) not in pieces
    }


def with_a_hole(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield beginning and end of every text that is put together around one value."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            fixed = [v.value if isinstance(v, ast.Constant) else None for v in node.values]
            if fixed.count(None) == 1:
                hole = fixed.index(None)
                yield "".join(map(str, fixed[:hole])), "".join(map(str, fixed[hole + 1 :]))


def field_names(tree: ast.AST) -> set[str]:
    return {
        node.target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }


def areas_told_whole(tree: ast.AST) -> Iterator[str]:
    """Yield the areas whose every line is shown: ``area("facts")``."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="area"), args=[ast.Constant(value=str(name))]):
                yield name


@dataclass(frozen=True)
class Spoken:
    """What the code can say: whole texts, and texts around one value."""

    whole: frozenset[str]
    shapes: frozenset[tuple[str, str]]

    def says(self, text: str) -> bool:
        return text in self.whole or any(
            text.startswith(head)
            and text.endswith(tail)
            and len(head) + len(tail) < len(text)
            and (head + tail) != ""
            and self.says(text[len(head) : len(text) - len(tail)])
            for head, tail in self.shapes
        )


@pytest.fixture(scope="module")
def spoken(modules: Sequence) -> Spoken:
    whole = {text for m in modules for text in literals(m.tree) | field_names(m.tree)}
    terms = tomllib.loads(resource("messages", "zh_CN", "terms.toml").read_text(encoding="utf-8"))
    whole |= {member for table in terms.values() for member in table}
    told = {name for m in modules for name in areas_told_whole(m.tree)}
    whole |= {code for code in codes() if code.partition(".")[0] in told}
    shapes = {
        (head, tail)
        for m in modules
        for head, tail in with_a_hole(m.tree)
        if re.fullmatch(r"[a-z_.]*", head + tail)
    }
    return Spoken(frozenset(whole), frozenset(shapes))


def test_that_every_code_in_use_has_a_sentence(modules: Sequence) -> None:
    used = {(m.name, text) for m in modules for text in literals(m.tree) if CODE.fullmatch(text)}
    used = {(name, text) for name, text in used if not text.endswith(NO_CODES)}
    assert len(used) > 100
    assert sorted((name, code) for name, code in used if code not in codes()) == []


def test_that_every_code_put_together_leads_to_sentences(modules: Sequence) -> None:
    shapes = {
        (head, tail)
        for m in modules
        for head, tail in with_a_hole(m.tree)
        if head.partition(".")[0] in AREAS and "." in head and "/" not in head
    }
    lost = [
        (h, e) for h, e in shapes if not any(c.startswith(h) and c.endswith(e) for c in codes())
    ]
    assert len(shapes) > 5
    assert lost == []


def test_that_every_sentence_can_be_said(spoken: Spoken) -> None:
    assert sorted(code for code in codes() if not spoken.says(code)) == []


def test_that_an_orphan_would_be_seen(spoken: Spoken) -> None:
    assert not spoken.says("scoring.nobody_says_this")
    assert spoken.says("scoring.because_good")


def is_line(code: str) -> bool:
    return code in LINES or code.startswith(LINE_PREFIXES)


def test_that_sentences_end_with_a_full_stop() -> None:
    loose = [
        code
        for code in sorted(codes())
        if not is_line(code)
        and not template(code).endswith("。")
        and not ENDS_WITH_A_SENTENCE.search(template(code))
    ]
    assert loose == []


def test_that_every_exemption_is_still_needed() -> None:
    assert codes() >= LINES
    assert [p for p in LINE_PREFIXES if not any(code.startswith(p) for code in codes())] == []
    said = {word for code in codes() for word in latin_words(code)}
    assert sorted(LATIN - said) == []


def latin_words(code: str) -> list[str]:
    text = re.sub(r"\{[^{}]*\}", "", template(code))
    return re.findall(r"[A-Za-z]+", EXAMPLE.sub("", text))


def test_that_sentences_are_chinese() -> None:
    foreign = {
        code: [word for word in latin_words(code) if word not in LATIN]
        for code in codes()
        if not code.startswith("reports.")
    }
    assert {code: words for code, words in foreign.items() if words} == {}


@pytest.mark.parametrize("never", ["！", "!", "「", "」", "错误代码", "?", "... ", "失败："])
def test_that_sentences_keep_the_voice_of_a_careful_official(never: str) -> None:
    assert [code for code in codes() if never in template(code)] == []


def test_that_punctuation_between_chinese_is_chinese() -> None:
    half = re.compile(r"[\u4e00-\u9fff”）}][,;:](?=[\u4e00-\u9fff“（ ])")
    assert [code for code in codes() if half.search(template(code))] == []


def test_that_quotation_marks_come_in_pairs() -> None:
    odd = [c for c in codes() if template(c).count("“") != template(c).count("”")]
    assert odd == []
