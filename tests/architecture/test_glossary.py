"""One word for one thing: the glossary, the classes that carry its terms, the words on screen."""

import ast
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from ynreview.messages.catalogue import codes, template


@pytest.fixture(scope="module")
def glossary(root: Path) -> Sequence[Mapping[str, Any]]:
    text = root.joinpath("resources", "glossary.toml").read_text(encoding="utf-8")
    terms: list[Mapping[str, Any]] = tomllib.loads(text)["term"]
    assert len(terms) > 40
    return terms


def test_that_every_class_of_the_glossary_exists(
    glossary: Sequence[Mapping[str, Any]], modules: Sequence
) -> None:
    classes = {node.name for m in modules for node in m.nodes(ast.ClassDef)}
    named = {name for term in glossary for name in term["classes"]}
    assert sorted(named - classes) == []


def test_that_no_term_is_explained_twice(glossary: Sequence[Mapping[str, Any]]) -> None:
    codes_of_terms = [term["code"] for term in glossary]
    assert sorted({code for code in codes_of_terms if codes_of_terms.count(code) > 1}) == []


def test_that_no_sentence_uses_an_avoided_word(glossary: Sequence[Mapping[str, Any]]) -> None:
    always_wrong = {"卷宗", "哈希", "公钥", "指纹", "PIN 码", "密钥核对码", "异常专家", "一票否决"}
    avoided = {word for term in glossary for word in term["not"]}
    assert always_wrong & avoided
    found = [(code, word) for code in codes() for word in always_wrong if word in template(code)]
    assert found == []
